"""A clock that jumps: what is due is done, once, and old buttons still work."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.jobs.housekeeping import KIND
from tests.faults.acts import ANSWER, ask, bot_on, tried
from tests.faults.table import Table
from tests.wire.person import Person
from tests.wire.process import Discord

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


def waiting(database: Path) -> int:
    """How many daily rounds are planned."""
    with closing(sqlite3.connect(database)) as connection:
        found = connection.execute(
            "SELECT count(*) FROM jobs WHERE state = 'waiting' AND kind = ?", (KIND,)
        )
        return int(found.fetchone()[0])
