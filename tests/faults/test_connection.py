"""The gateway lost in every phase: before and after it knows us, and in the middle of a command."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.faults.acts import ANSWER, ask, bot_on, marked, share, shared, tried
from tests.faults.table import Table
from tests.wire.person import Person
from tests.wire.process import Discord, Process

RESUMED = "successfully RESUMED"
CONNECTED = "has connected to Gateway"


async def test_refused_at_first(
    discord: Discord, nora: Person, database: Path, table: Table
) -> None:
    row = table.row("gateway refused at the first connects", ANSWER)
    await discord.order("gateway", do="refuse", times=3)
    async with bot_on(discord, database) as bot:
        assert bot.told.count("Cannot reach the gateway yet") == 3
        row.seen[await answer(nora)] += 3
    row.check()


async def test_refused_when_it_comes_back(
    discord: Discord, nora: Person, database: Path, table: Table
) -> None:
    row = table.row("dropped, and refused when it comes back", ANSWER)
    async with bot_on(discord, database) as bot:
        await discord.order("gateway", do="refuse", times=2)
        await discord.order("gateway", do="drop")
        await bot.said(RESUMED)
        row.seen[await answer(nora)] += 2
    row.check()


@pytest.mark.parametrize("code", [4000, 4009])
async def test_dropped_between_hello_and_ready(
    discord: Discord, nora: Person, database: Path, table: Table, code: int
) -> None:
    row = table.row(f"closed with {code} between HELLO and READY", ANSWER)
    await discord.order("gateway", do="close", code=code)
    async with bot_on(discord, database):
        row.seen[await answer(nora)] += 1
    row.check()


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        ("socket dropped after READY", {"do": "drop"}),
        ("asked to reconnect (op 7)", {"do": "reconnect"}),
        ("session invalid but resumable (op 9)", {"do": "invalidate", "resumable": True}),
    ],
)
async def test_storm(  # noqa: PLR0917 - fixtures, and the two parameters
    discord: Discord,
    nora: Person,
    database: Path,
    table: Table,
    fault: str,
    trouble: dict[str, Any],
) -> None:
    row = table.row(f"{fault}, ten times, with a command each", ANSWER)
    async with bot_on(discord, database) as bot:
        for times in range(1, 11):
            asked = asyncio.create_task(answer(nora))
            await discord.order("gateway", **trouble)
            row.seen[await asked] += 1
            await bot.said(RESUMED, times=times)
        assert bot.told.count(CONNECTED) == 1
        await ends_calmly(bot)
    row.check()


async def test_lost_for_good(discord: Discord, nora: Person, database: Path, table: Table) -> None:
    row = table.row("session invalid for good (op 9)", ANSWER)
    async with bot_on(discord, database) as bot:
        for times in (2, 3):
            await discord.order("gateway", do="invalidate", resumable=False)
            await bot.said(CONNECTED, times=times)
            row.seen[await answer(nora)] += 1
        await ends_calmly(bot)
    row.check()


async def test_dropped_while_showing(
    discord: Discord, nora: Person, mara: Person, database: Path, table: Table
) -> None:
    row = table.row("socket dropped while a card is shown", ANSWER)
    async with bot_on(discord, database):
        for _ in range(5):
            card = await ask(nora)
            shown = asyncio.create_task(share(nora, card))
            await discord.order("gateway", do="drop")
            row.seen[await shown] += 1
            await marked(nora, card)
        assert await share(mara, await ask(mara)) == ANSWER
    row.lost += max(0, 5 - len(shared(mara, by=nora)))
    row.doubled += max(0, len(shared(mara, by=nora)) - 5)
    row.check()


async def answer(person: Person) -> str:
    return await tried(person, await person.command_body("biz-talk", "advice", question="rates"))


async def ends_calmly(bot: Process) -> None:
    async with asyncio.timeout(10):
        assert await bot.stop() == 0
    assert "Traceback" not in bot.told
