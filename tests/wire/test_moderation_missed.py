"""What was posted while the bot was away, or was about to be shown: each is seen once."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.faults.moments import AFTER, BEFORE, killed_at
from tests.wire.cases import LOG, PITCH, cards, case_of, counted, put, rows, settled
from tests.wire.person import Person, text
from tests.wire.process import Discord, Process, start_bot


@pytest.fixture
async def database(discord: Discord, tmp_path: Path) -> Path:
    await discord.order("reset")
    return tmp_path / "biztalk.db"


@pytest.fixture
async def pax(discord: Discord) -> AsyncIterator[Person]:
    """A newcomer who likes to promote."""
    person = await Person.join(discord, "Pax")
    yield person
    await person.leave()


@asynccontextmanager
async def watching(discord: Discord, database: Path, moderator: Person) -> AsyncIterator[Process]:
    """A bot that reviews; it is killed at the end, unless it has ended before."""
    bot = await start_bot(discord, database)
    put(
        database,
        moderator.guild_id,
        moderation_mode="review",
        log_channel_id=moderator.channels[LOG],
    )
    try:
        yield bot
    finally:
        await bot.stop(signal.SIGKILL)


async def seen(database: Path, pax: Person) -> None:
    """Post something harmless in each channel, and wait until it was read."""
    said = [await pax.say(one, "good morning") for one in ("biz-talk", "general-talk")]
    query = f"SELECT 1 FROM moderation_seen WHERE message_id = {said[-1]['id']}"  # noqa: S608
    await settled(lambda: rows(database, query) == [(1,)])


async def test_messages_of_a_session_that_was_lost_are_read(
    discord: Discord, database: Path, pax: Person, mara: Person
) -> None:
    async with watching(discord, database, mara) as bot:
        await seen(database, pax)
        await discord.order("gateway", do="invalidate", resumable=False)
        missed = await pax.say("biz-talk", PITCH)
        _, thread = await pax.request(
            "POST", f"/channels/{pax.channels['biz-talk']}/threads", {"name": "Mixes", "type": 11}
        )
        inside = await pax.say(int(thread["id"]), PITCH)
        await pax.say("general-talk", "and a good evening")
        await case_of(mara, missed)
        grown = await case_of(mara, inside)
        assert "2 messages" in text(grown)
        await settled(lambda: counted(database, "allow") == 4)
        await settled(lambda: counted(database, "remove") == 2)
        assert len(await cards(mara)) == 1
        assert await bot.stop() == 0


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
async def test_what_was_posted_while_it_was_down_is_read_at_the_next_start(
    discord: Discord, database: Path, pax: Person, mara: Person, end: signal.Signals
) -> None:
    async with watching(discord, database, mara) as bot:
        await seen(database, pax)
        await bot.stop(end)
    missed = [await pax.say("general-talk", f"good night {number}") for number in range(3)]
    pitch = await pax.say("biz-talk", PITCH)
    async with watching(discord, database, mara) as bot:
        card = await case_of(mara, pitch)
        assert f"<@{pax.id}>" in text(card)
        await settled(lambda: counted(database, "allow") == 2 + len(missed))
        await settled(lambda: counted(database, "remove") == 1)
        assert await bot.stop() == 0
    async with watching(discord, database, mara) as bot:
        later = await case_of(mara, await pax.say("biz-talk", PITCH))
        assert later["id"] == card["id"]
        assert counted(database, "allow") == 2 + len(missed)
        assert await bot.stop() == 0
    assert len(await cards(mara)) == 1


@pytest.mark.parametrize("how", [BEFORE, AFTER])
async def test_killed_between_case_and_card_there_is_one_card_in_the_end(
    discord: Discord, database: Path, pax: Person, mara: Person, how: str
) -> None:
    posting = {"method": "POST", "path": f"/channels/{mara.channels[LOG]}/messages"}
    async with watching(discord, database, mara) as bot:
        await killed_at(discord, bot, posting, how, pax.say("biz-talk", PITCH))
        assert rows(database, "SELECT card_message_id FROM moderation_cases") == [(None,)]
    assert len(await cards(mara)) == (how == AFTER)
    async with watching(discord, database, mara) as bot:
        carded = "SELECT card_message_id FROM moderation_cases"
        await settled(lambda: rows(database, carded) != [(None,)])
        [card] = await cards(mara)
        assert rows(database, carded) == [(int(card["id"]),)]
        decided = await mara.press(card, "Promotion")
        assert "**Promotion**, by" in text(decided)
        assert await bot.stop() == 0


async def test_trouble_in_the_log_channel_passes(
    discord: Discord, database: Path, pax: Person, mara: Person
) -> None:
    posting = {"method": "POST", "path": f"/channels/{mara.channels[LOG]}/messages"}
    async with watching(discord, database, mara) as bot:
        await discord.order("faults", **posting, kind="status", status=403, code=50013)
        await pax.say("biz-talk", PITCH)
        await bot.said("card of case 1 is not up to date")
        await discord.order("clock", advance_seconds=3600)
        await mara.hears("MESSAGE_CREATE", lambda one: "Case 1" in text(one))
        assert await bot.stop() == 0


async def test_text_goes_in_time_from_the_card_as_well(
    discord: Discord, database: Path, pax: Person, mara: Person
) -> None:
    async with watching(discord, database, mara) as bot:
        put(database, mara.guild_id, case_text_days=2)
        await case_of(mara, await pax.say("biz-talk", PITCH))
        await discord.order("clock", advance_seconds=2 * 24 * 3600 + 3600)
        await mara.hears("MESSAGE_UPDATE", lambda one: "no longer kept" in text(one))
        assert rows(database, "SELECT 1 FROM moderation_case_messages WHERE parts NOT NULL") == []
        assert await bot.stop() == 0


async def test_many_messages_are_judged_each_once(
    discord: Discord, database: Path, pax: Person, mara: Person
) -> None:
    async with watching(discord, database, mara) as bot:
        await asyncio.gather(*(pax.say("biz-talk", f"take {one}") for one in range(40)))
        await settled(lambda: counted(database, "allow") == 40)
        assert await bot.stop() == 0
