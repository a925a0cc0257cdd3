"""A clock that jumps: what is due is done, once, and old buttons still work."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.jobs.housekeeping import KIND
from tests.faults.acts import ANSWER, ask, bot_on, tried
from tests.faults.table import Table
from tests.wire.cases import rows, settled
from tests.wire.person import Person
from tests.wire.process import Discord
from tests.wire.tipping import HOUR, begin, pins_made, tips

DAY = 24 * 3600
DONE = "the daily round is done"


async def test_a_jump_of_the_clock(
    discord: Discord, nora: Person, database: Path, table: Table
) -> None:
    row = table.row("clock moved by a day, a day and a month", ANSWER)
    async with bot_on(discord, database) as bot:
        card = await ask(nora)
        for times, days in enumerate((1, 1, 31), start=1):
            await discord.order("clock", advance_seconds=days * DAY)
            await bot.said(DONE, times=times)
            row.seen[await tried(nora, await nora.command_body("biz-talk", "advice"))] += 1
        assert await tried(nora, nora.choice_body(card, "undervaluing")) == ANSWER
        assert await bot.stop() == 0
        rounds = bot.told.count(DONE)
    row.doubled += rounds - 3
    row.lost += waiting(database) != 1
    row.check()


async def test_a_jump_while_the_bot_is_away(
    discord: Discord, nora: Person, database: Path, table: Table
) -> None:
    row = table.row("clock moved by a month while the bot is away", ANSWER)
    async with bot_on(discord, database) as bot:
        assert await bot.stop() == 0
    await discord.order("clock", advance_seconds=31 * DAY)
    async with bot_on(discord, database) as bot:
        await bot.said(DONE)
        row.seen[await tried(nora, await nora.command_body("biz-talk", "advice"))] += 1
        assert await bot.stop() == 0
        row.doubled += bot.told.count(DONE) - 1
    row.lost += waiting(database) != 1
    row.check()


async def test_a_jump_back(
    discord: Discord, database: Path, nora: Person, mara: Person, table: Table
) -> None:
    row = table.row("clock set back by a day, by a week and by a month, and put right", ANSWER)
    async with bot_on(discord, database) as bot:
        card = await ask(nora)
        await begin(discord, mara)
        await discord.order("clock", advance_seconds=2 * HOUR)
        await settled(lambda: states(database) == ["done"])
        for days in (1, 7, 31):
            set_back(discord, days * DAY)
            row.seen[await tried(nora, await nora.command_body("biz-talk", "advice"))] += 1
            await discord.order("clock", advance_seconds=0)  # right again
            assert await tried(nora, await nora.command_body("biz-talk", "advice")) == ANSWER
        assert await tried(nora, nora.choice_body(card, "undervaluing")) == ANSWER
        await discord.order("clock", advance_seconds=7 * DAY)
        await settled(lambda: states(database) == ["done", "done"])
        assert await bot.stop() == 0
    row.lost += max(0, 2 - len(await tips(mara)))
    row.doubled += max(0, len(await tips(mara)) - 2)
    row.doubled += len(pins_made(mara)) - 2
    row.check()


def set_back(discord: Discord, seconds: int) -> None:
    """Set the bot's clock back; Discord's own runs on."""
    moved = float(discord.clock_file.read_text(encoding="ascii")) - seconds
    fresh = discord.clock_file.with_suffix(".back")
    fresh.write_text(str(moved), encoding="ascii")
    fresh.replace(discord.clock_file)


def states(database: Path) -> list[str]:
    """How the tips stand."""
    return [state for [state] in rows(database, "SELECT state FROM tip_occurrences")]


def waiting(database: Path) -> int:
    """How many daily rounds are planned."""
    with closing(sqlite3.connect(database)) as connection:
        found = connection.execute(
            "SELECT count(*) FROM jobs WHERE state = 'waiting' AND kind = ?", (KIND,)
        )
        return int(found.fetchone()[0])
