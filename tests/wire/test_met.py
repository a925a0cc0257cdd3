"""/met on the wire: kept, reminded once by direct message, put off, and forgotten for good."""

import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from tests.wire.person import Person, buttons, options, text
from tests.wire.planning import DAY, EPHEMERAL, labels, reminded, reminders, said, typed_in
from tests.wire.process import Discord, Process, start_bot

Start = Callable[[], Awaitable[Process]]


@pytest.fixture
async def start(discord: Discord, tmp_path: Path) -> AsyncIterator[Start]:
    """Starts the bot, as often as called, over one database."""
    await discord.order("reset")
    started: list[Process] = []

    async def running() -> Process:
        started.append(await start_bot(discord, tmp_path / "biztalk.db"))
        return started[-1]

    yield running
    for one in started:
        await one.stop()


async def test_reminded_once_as_of_a_person_across_a_kill_and_put_off(
    start: Start, discord: Discord, nora: Person
) -> None:
    first = await start()
    added = await nora.command(
        "biz-talk",
        "met add",
        who="Ana *Lovelace*",
        where="open mic at the Fox",
        making="an EP",
        when="in 10 days",
    )
    assert added["flags"] & EPHEMERAL
    assert "Ana \\*Lovelace\\*" in text(added)
    assert "Shall I remind you by direct message" in text(added)
    assert await first.stop() == 0

    second = await start()
    listed = await nora.press(added, "Remind me by direct message")
    assert "I remind you by direct message" in text(listed)
    assert not reminders(nora)
    await discord.order("clock", advance_seconds=11 * DAY)
    card = await reminded(nora, "Ana")
    assert "open mic at the Fox" in text(card)
    assert "leave any offer out" in text(card)
    await second.stop(signal.SIGKILL)

    third = await start()
    await discord.order("clock", advance_seconds=3600)
    said = await nora.press(card, "In 7 days")
    assert "in touch on" in text(said)
    assert buttons(said) == []
    await discord.order("clock", advance_seconds=8 * DAY)
    again = await reminded(nora, "Ana", times=2)
    assert "Good." in text(await nora.press(again, "I was in touch"))
    await discord.order("clock", advance_seconds=40 * DAY)
    await third.said("the daily round is done")
    assert len(reminders(nora)) == 2


async def test_deleted_nobody_is_reminded_and_the_message_says_no_name(
    start: Start, discord: Discord, nora: Person, mara: Person
) -> None:
    await start()
    await nora.open_dm()
    added = await nora.command("dm", "met add", who="Ben", when="tomorrow")
    await nora.press(added, "Remind me by direct message")
    await discord.order("clock", advance_seconds=2 * DAY)
    card = await reminded(nora, "Ben")
    listed = await nora.command("dm", "met list")
    assert "It is time to be in touch" in text(listed)
    assert "Your list is empty" in text(await mara.command("biz-talk", "met list"))

    opened = await nora.choose(listed, options(listed)[0])
    sure = await nora.press(opened, "Delete")
    await nora.press(sure, "Delete for good")
    await nora.hears("MESSAGE_UPDATE", lambda one: "Your list is empty" in text(one))
    cleared = await nora.hears(
        "MESSAGE_UPDATE", lambda one: one["id"] == card["id"] and "is gone" in text(one)
    )
    assert "Ben" not in text(cleared)


async def test_without_consent_or_after_stop_it_waits_in_the_list(
    start: Start, discord: Discord, nora: Person, dee: Person
) -> None:
    bot = await start()
    await nora.command("biz-talk", "met add", who="Cy", when="tomorrow")
    added = await dee.command("biz-talk", "met add", who="Di", when="tomorrow")
    await dee.press(added, "Remind me by direct message")
    await discord.order("clock", advance_seconds=2 * DAY)
    await bot.said("waits in the list")  # Dee takes no direct messages
    for person, name in ((nora, "Cy"), (dee, "Di")):
        listed = await person.command("biz-talk", "met list")
        assert name in text(listed)
        assert "It is time to be in touch" in text(listed)
        assert not reminders(person)

    await nora.press(await nora.command("biz-talk", "met list"), "Remind me by direct message")
    await nora.command("biz-talk", "met snooze", who="cy", until="in 3 days")
    await discord.order("clock", advance_seconds=4 * DAY)
    stopped = await nora.press(await reminded(nora, "Cy"), "Stop reminding me")
    assert "no more reminders" in text(stopped)
    await nora.command("biz-talk", "met snooze", who="cy", until="tomorrow")
    await discord.order("clock", advance_seconds=3 * DAY)
    await bot.said("the daily round is done", times=2)
    assert len(reminders(nora)) == 1
    done = await nora.command("biz-talk", "met done", who="Cy")
    assert "done" in text(done)


async def test_what_cannot_be_taken_is_asked_back_and_nothing_is_lost(
    start: Start, nora: Person
) -> None:
    first = await start()
    name, place = "N" * 2_000, "at a show"
    asked = await nora.command(
        "biz-talk", "met add", who=name, where=place, when="2020-01-01", zone="Europe/Berlin"
    )
    assert "2000 characters" in text(asked)
    assert "Wednesday, 1 January 2020 has passed" in text(asked)
    assert await first.stop() == 0

    await start()
    form = await nora.opens(nora.press_body(asked, "Correct it"))
    assert typed_in(form) == {"who": name, "where": place, "making": "", "when": "2020-01-01"}
    still = await nora.submit(form, who="Nell", when="3/4")
    assert "could be two days" in text(still)
    form = await nora.opens(nora.press_body(still, "Correct it"))
    assert typed_in(form)["who"] == "Nell"
    added = await nora.submit(form, when="")
    assert "**Nell** is in your list" in said(added)
    assert "No day yet" in text(added)
    assert "Europe/Berlin" in text(await nora.press(added, "Back to the list"))
    form = await nora.opens(await nora.command_body("biz-talk", "met add"))
    assert "Write who it was" in text(await nora.submit(form, who="..."))
    assert "Change" in labels(added)
