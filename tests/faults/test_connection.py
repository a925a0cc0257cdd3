"""The gateway lost in every phase: before and after it knows us, and in the middle of a command."""

import asyncio
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.faults.acts import ANSWER, ask, bot_on, marked, share, shared, tried
from tests.faults.moderating import count, review, shown
from tests.faults.table import Table
from tests.wire.cases import PITCH, case_of, counted
from tests.wire.person import Person
from tests.wire.process import Discord, Process

# A minute is a long time for a test: the bot as it is, and discord.py sooner convinced.
SOON_SILENT = """
import functools, sys
import discord
discord.Client.__init__ = functools.partialmethod(discord.Client.__init__, heartbeat_timeout=0.5)
from bot.cli import main
sys.exit(main())
"""
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


async def test_cut_before_hello(
    discord: Discord, nora: Person, database: Path, table: Table
) -> None:
    row = table.row("socket cut before HELLO, at a start and later", ANSWER)
    await discord.order("gateway", do="cut", at="hello", times=2)
    async with bot_on(discord, database) as bot:
        row.seen[await answer(nora)] += 2
        await discord.order("gateway", do="cut", at="hello", times=2)
        await discord.order("gateway", do="drop")
        await bot.said(RESUMED)
        row.seen[await answer(nora)] += 2
        await ends_calmly(bot)
    row.check()


async def test_cut_between_hello_and_ready(
    discord: Discord, nora: Person, database: Path, table: Table
) -> None:
    row = table.row("socket cut between HELLO and READY", ANSWER)
    await discord.order("gateway", do="cut", at="identify", times=2)
    async with bot_on(discord, database) as bot:
        row.seen[await answer(nora)] += 2
        await ends_calmly(bot)
    row.check()


async def test_cut_while_it_resumes(
    discord: Discord, nora: Person, database: Path, table: Table
) -> None:
    row = table.row("socket cut while RESUMing, with a command meanwhile", ANSWER)
    async with bot_on(discord, database) as bot:
        for times in range(1, 6):
            await discord.order("gateway", do="cut", at="resume")
            await discord.order("gateway", do="drop")
            row.seen[await answer(nora)] += 1
            await bot.said(RESUMED, times=times)
        assert bot.told.count(CONNECTED) == 1
        await ends_calmly(bot)
    row.check()


async def test_a_silent_gateway(
    discord: Discord, nora: Person, database: Path, table: Table
) -> None:
    row = table.row("heartbeats no longer answered, the socket open", ANSWER)
    await discord.order("gateway", do="beat", milliseconds=50)
    env = discord.settings(database)
    bot = await Process.start("-c", SOON_SILENT, "run", env=env)
    try:
        await bot.said(CONNECTED)
        for _ in range(2):
            resumed = bot.told.count(RESUMED)
            await discord.order("gateway", do="silence")
            await bot.said(RESUMED, times=resumed + 1)  # nothing else breaks the connection
            await discord.order("gateway", do="silence", over=True)
            row.seen[await answer(nora)] += 1
    finally:
        await bot.stop(signal.SIGKILL)
        await discord.calm()
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


async def test_lost_while_it_was_away(  # noqa: PLR0917 - fixtures
    discord: Discord, nora: Person, pax: Person, mara: Person, database: Path, table: Table
) -> None:
    row = table.row("session lost while away (op 9 on RESUME), with a promotion meanwhile", ANSWER)
    async with bot_on(discord, database) as bot:
        review(database, mara)
        for times in range(1, 4):
            await discord.order("gateway", do="refuse")
            await discord.order("gateway", do="drop", forget=True)
            message = await pax.say("general-talk", f"{PITCH} Offer {times}")
            await bot.said(CONNECTED, times=times + 1)
            card = await case_of(mara, message)
            await shown(database, times)
            await mara.press(card, "Promotion")
            row.seen[await answer(nora)] += 1
        await ends_calmly(bot)
    await count(row, database, mara, cases=3, messages=3)
    row.doubled += counted(database, "remove") - 3
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
