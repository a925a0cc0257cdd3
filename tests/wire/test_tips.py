"""The weekly tip on the wire: the clock moves on, the bot restarts, things are in the way."""

import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.wire.connection import Json
from tests.wire.evaluating import labels
from tests.wire.person import Person, text
from tests.wire.process import Discord, Process, start_bot
from tests.wire.tipping import (
    BOT_ROLE,
    HOUR,
    PIN_MESSAGES,
    READ_HISTORY,
    TALK,
    WEEK,
    begin,
    choose_channel,
    faults_with,
    history,
    notices,
    numbers,
    pass_time,
    pinned_tips,
    pins,
    reach,
    tips,
)

OTHER = "general-talk"
EPHEMERAL = 1 << 6
PUBLIC_THREAD = 11
PINS = 250


@pytest.fixture
async def database(discord: Discord, tmp_path: Path) -> Path:
    """An empty one, for a server without messages: both count occurrences from one."""
    await discord.order("reset")
    return tmp_path / "biztalk.db"


@asynccontextmanager
async def run_bot(discord: Discord, database: Path) -> AsyncIterator[Process]:
    """A bot that ends cleanly; one that is left over would post tips in the next test."""
    running = await start_bot(discord, database)
    try:
        yield running
        assert await running.stop() == 0
    finally:
        await running.stop(signal.SIGKILL)


@pytest.fixture
async def bot(discord: Discord, database: Path) -> AsyncIterator[Process]:
    async with run_bot(discord, database) as running:
        yield running


async def answered(person: Person, body: Json, words: str) -> Json:
    """The private answer that says this, after the bot has been thinking.

    Meanwhile the message that was pressed may be edited, or a tip come.
    """
    seen = len(person.heard("MESSAGE_UPDATE"))
    await person.send(body)

    def says(message: Json) -> bool:
        is_new = message in person.heard("MESSAGE_UPDATE")[seen:]
        return is_new and words in text(message)

    answer = await person.hears("MESSAGE_UPDATE", says)
    assert answer["flags"] & EPHEMERAL
    return answer


async def discussion(person: Person, tip: Json) -> str:
    """Press "Discuss"; gives the thread that the answer leads to."""
    answer = await answered(person, person.press_body(tip, "Discuss"), "talked over here")
    return text(answer).partition("<#")[2].partition(">")[0]


async def test_week_after_week_with_a_restart_in_between_and_buttons_that_live_on(
    discord: Discord, database: Path, mara: Person, nora: Person
) -> None:
    async with run_bot(discord, database):
        assert "No tips come here yet" in text(await mara.command(TALK, "tips post-now"))
        card = await begin(discord, mara)
        assert "stays pinned until the next" in text(card)
        assert "still need" not in text(card)
        await pass_time(discord, 2 * HOUR)
        await reach(database, "done")
        [tip] = await tips(nora)
        assert text(tip).startswith("\n### Tip of the week\n\n> Going to open mics")
        assert "— cypress, #biz-talk\n-# From " in text(tip)
        assert await pins(nora) == [tip["id"]]
        assert [one["id"] for one in await history(nora)] == [tip["id"]]

    async with run_bot(discord, database):
        await pass_time(discord, WEEK)
        await reach(database, "done", "done")
        second = (await tips(nora))[1]
        assert await pins(nora) == [second["id"]]
        entry = await nora.press(tip, "More on this")
        assert entry["flags"] & EPHEMERAL
        assert "### " in text(entry)
        assert await discussion(nora, tip) == tip["id"]
        assert await discussion(mara, tip) == tip["id"]
        opened = await nora.hears("THREAD_CREATE", lambda one: one["id"] == tip["id"])
        assert (opened["type"], opened["name"][:5]) == (PUBLIC_THREAD, "Tip: ")
        stats = text(await mara.command(TALK, "tips stats"))
        assert "2 posted, 2 of them pinned." in stats
        assert "**More on this** was pressed once, **Discuss** 2 times; threads: 1." in stats
        assert await notices(mara) == []


async def test_moderators_choose(
    bot: Process, discord: Discord, database: Path, mara: Person, nora: Person
) -> None:
    assert "I know no channel" in text(await mara.command(TALK, "tips schedule"))
    assert "I know no channel" in text(await mara.command(TALK, "tips schedule", weekday="Friday"))
    await mara.command(TALK, "config set", biz_talk=str(mara.channels[TALK]), zone="Asia/Tokyo")
    card = await mara.command(TALK, "tips schedule")
    assert "on Mondays at 10:00 (Asia/Tokyo)" in text(card)
    card = await mara.press(card, "Begin")
    assert labels(card) == []
    card = await mara.command(TALK, "tips schedule", weekday="Friday", time="18.30")
    assert "on Fridays at 18:30 (Asia/Tokyo)" in text(card)
    assert "could not read" in text(await mara.command(TALK, "tips schedule", time="half"))
    assert "do not know that" in text(await mara.command(TALK, "tips schedule", zone="Mars"))
    offered = await mara.suggestions(TALK, "tips schedule", zone="berl")
    assert [one["value"] for one in offered] == ["Europe/Berlin"]
    card = await mara.command(TALK, "tips schedule", zone="Europe/Berlin")
    assert "on Fridays at 18:30 (Europe/Berlin)" in text(card)

    coming = text(await mara.command(TALK, "tips next"))
    assert coming.count("\n- ") == 4
    preview = await mara.command(TALK, "tips preview")
    assert "Nothing is posted" in text(preview)
    assert preview["flags"] & EPHEMERAL
    assert "### " in text(await mara.press(preview, "More on this"))
    skipped = await mara.command(TALK, "tips skip")
    assert "There is no tip on" in text(skipped)
    left_out = text(await mara.command(TALK, "tips next"))
    assert (left_out.count("\n- "), left_out.count("left out")) == (5, 1)
    await mara.command(TALK, "tips skip")
    assert text(await mara.command(TALK, "tips next")) == left_out
    assert "Taken back" in text(await mara.press(skipped, "Post it after all"))
    assert text(await mara.command(TALK, "tips next")) == coming

    for _ in range(2):
        asked = await mara.command_body(TALK, "tips post-now")
        await answered(mara, asked, "This week's tip is there")
    assert len(await tips(nora)) == 1
    paused = await mara.command(TALK, "tips pause")
    assert "Paused" in text(paused)
    await pass_time(discord, 2 * WEEK)
    assert "stays pinned until the next" in text(await mara.press(paused, "Go on"))
    await begin(discord, mara)
    await pass_time(discord, 2 * HOUR)
    await reach(database, "done", "done")
    assert await pins(nora) == [(await tips(nora))[1]["id"]]


async def test_without_leave_to_pin_it_is_posted_and_the_pin_made_up_for(
    bot: Process, discord: Discord, database: Path, mara: Person, olive: Person
) -> None:
    await begin(discord, mara)
    await olive.set_overwrite(TALK, BOT_ROLE, deny=PIN_MESSAGES)
    card = await mara.command(TALK, "tips schedule")
    assert "I still need Pin Messages" in text(card)
    await pass_time(discord, 2 * HOUR)
    await reach(database, "posted")
    await mara.hears("MESSAGE_CREATE", lambda one: "I may not pin in" in text(one))
    await pass_time(discord, HOUR)
    await bot.said("is not pinned", times=2)
    await olive.clear_overwrite(TALK, BOT_ROLE)
    await pass_time(discord, HOUR)
    await reach(database, "done")
    assert await pinned_tips(mara) == [1]
    [told] = await notices(mara)
    assert "Give me Pin Messages" in told


async def test_a_full_board_is_told_once_and_gives_way_to_the_next_of_ours(
    bot: Process, discord: Discord, database: Path, mara: Person
) -> None:
    await begin(discord, mara)
    said = [await mara.say(TALK, f"to keep, {number}") for number in range(PINS)]
    place = f"/channels/{mara.channels[TALK]}/messages/pins"
    for one in said:
        status, answer = await mara.request("PUT", f"{place}/{one['id']}")
        assert status == 204, answer
    await pass_time(discord, 2 * HOUR)
    await reach(database, "posted")
    await mara.hears("MESSAGE_CREATE", lambda one: "as many pins as Discord allows" in text(one))
    await mara.request("DELETE", f"{place}/{said[0]['id']}")
    await pass_time(discord, HOUR)
    await reach(database, "done")
    await pass_time(discord, WEEK)
    await reach(database, "done", "done")
    assert await pinned_tips(mara) == [2]
    assert len(await notices(mara)) == 1


async def test_a_channel_that_is_gone_and_one_whose_history_is_closed(
    bot: Process, discord: Discord, database: Path, mara: Person, olive: Person
) -> None:
    await begin(discord, mara, channel=OTHER)
    gone = faults_with(404, 10003, "Unknown Channel")
    path = f"/channels/{mara.channels[OTHER]}"
    await discord.order("faults", method="GET", path=path, times=9, **gone)
    await pass_time(discord, 2 * HOUR)
    await reach(database, "done")
    assert await pinned_tips(mara) == [1]
    assert await tips(mara, OTHER) == []
    await discord.calm()

    await choose_channel(mara, TALK)
    await olive.set_overwrite(TALK, BOT_ROLE, deny=READ_HISTORY)
    lost = {"method": "POST", "path": "/channels/*/messages", "kind": "lost_answer", "times": 3}
    await discord.order("faults", **lost)
    await pass_time(discord, WEEK)
    await mara.hears("MESSAGE_CREATE", lambda one: "I do not post it again" in text(one))
    await pass_time(discord, HOUR)
    await bot.said("cannot be seen", times=2)
    assert numbers(await tips(mara)) == [1, 2]
    await olive.clear_overwrite(TALK, BOT_ROLE)
    await pass_time(discord, HOUR)
    await reach(database, "done", "done")
    assert numbers(await tips(mara)) == [1, 2]
    assert await pinned_tips(mara) == [2]
    assert len(await notices(mara)) == 2


async def test_away_for_weeks_it_says_so_once_and_a_storm_of_reconnects_doubles_nothing(
    discord: Discord, database: Path, mara: Person
) -> None:
    async with run_bot(discord, database):
        await begin(discord, mara)
    await pass_time(discord, 3 * HOUR + 3 * WEEK)
    async with run_bot(discord, database) as bot:
        await reach(database, "missed", "missed", "missed", "done")
        for times in range(1, 4):
            await discord.order("gateway", do="drop")
            await bot.said("successfully RESUMED", times=times)
        await discord.order("gateway", do="invalidate", resumable=False)
        await bot.said("has connected to Gateway", times=2)
        await pass_time(discord, WEEK)
        await reach(database, "missed", "missed", "missed", "done", "done")
        assert len(await tips(mara)) == 2
        assert await pins(mara) == [(await tips(mara))[1]["id"]]
    [told] = await notices(mara)
    assert "the last of 3 was due" in told
