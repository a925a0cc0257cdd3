"""Acting goes on where it was: after a restart, and with what was posted meanwhile."""

import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.faults.moments import AFTER, BEFORE, killed_at
from tests.wire.cases import PITCH, counted, settled
from tests.wire.enforcing import (
    TOLD,
    act,
    card_of,
    done,
    gone,
    letter,
    letters,
    promoted,
    steps,
    taken_down,
)
from tests.wire.person import Person, text
from tests.wire.process import Discord, Process, start_bot


@pytest.fixture
async def database(discord: Discord, tmp_path: Path) -> Path:
    await discord.order("reset")
    return tmp_path / "biztalk.db"


@asynccontextmanager
async def watching(discord: Discord, database: Path, moderator: Person) -> AsyncIterator[Process]:
    """A bot that acts; it is killed at the end, unless it has ended before."""
    bot = await start_bot(discord, database)
    act(database, moderator)
    try:
        yield bot
    finally:
        await bot.stop(signal.SIGKILL)


async def test_what_was_posted_while_it_was_down_is_taken_down_once(
    discord: Discord, database: Path, pax: Person, mara: Person
) -> None:
    async with watching(discord, database, mara):
        await pax.say("biz-talk", "good morning")
        await settled(lambda: counted(database, "allow") == 1)
    missed = await pax.say("biz-talk", PITCH)
    async with watching(discord, database, mara):
        case_id, _ = await taken_down(database, pax, missed)
        await card_of(mara, case_id, TOLD)
    async with watching(discord, database, mara) as bot:
        await done(database, case_id)
        assert await bot.stop() == 0
    assert len(letters(pax, "note", case_id)) == 1


async def test_killed_after_a_press_the_rest_is_done_at_the_next_start(
    discord: Discord, database: Path, pax: Person, mara: Person
) -> None:
    place = f"/channels/{mara.channels['biz-talk']}/messages"
    async with watching(discord, database, mara) as bot:
        case_id, _ = await promoted(database, pax)
        card = await card_of(mara, case_id, TOLD)
        pressing = mara.send(mara.press_body(card, "Put back"))
        await killed_at(discord, bot, {"method": "POST", "path": place}, AFTER, pressing)
    async with watching(discord, database, mara) as bot:
        await discord.order("clock", advance_seconds=60)
        assert "Your post is back" in text(await letter(pax, "told", case_id))
        await done(database, case_id)
        assert steps(database, case_id)["restore"][0] == "done"
        assert await bot.stop() == 0
    restored = [one for one in mara.heard("MESSAGE_CREATE") if "by mistake" in text(one)]
    assert len(restored) == 1


async def test_killed_before_it_deletes_the_post_goes_at_the_next_start(
    discord: Discord, database: Path, pax: Person, mara: Person
) -> None:
    deleting = {"method": "DELETE", "path": "/channels/*/messages/*"}
    async with watching(discord, database, mara) as bot:
        await killed_at(discord, bot, deleting, BEFORE, pax.say("biz-talk", PITCH))
    [post] = [one for one in pax.heard("MESSAGE_CREATE") if one["content"] == PITCH]
    async with watching(discord, database, mara) as bot:
        await discord.order("clock", advance_seconds=60)
        await gone(pax, post)
        await letter(pax, "note", 1)
        assert await bot.stop() == 0
