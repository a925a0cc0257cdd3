"""The process killed at a certain request: before Discord carried it out, or right after.

Held back by Discord, a request waits for its second try; its answers lost, it was carried out and
the bot never hears of it, however often it tries again. At that moment the bot is killed: nothing
of this is left to chance.
"""

import asyncio
import signal
import sqlite3
from collections.abc import Awaitable
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.faults.troubles import CALLBACK
from tests.wire.process import PATIENCE, Discord, Process

BEFORE, AFTER = "before", "after"
HOW: dict[str, dict[str, Any]] = {
    BEFORE: {"kind": "rate_limit", "retry_after": 25},
    AFTER: {"kind": "lost_answer", "times": 1_000},
}
LONGEST_ANSWER = 3  # seconds until Discord tells people that an interaction failed

Request = dict[str, str]

REQUESTS: dict[str, Request] = {
    "acknowledging": CALLBACK,
    "looking for the thread": {"method": "GET", "path": "/guilds/*/threads/active"},
    "opening the thread": {"method": "POST", "path": "/channels/*/threads"},
    "adding the member": {"method": "PUT", "path": "/channels/*/thread-members/*"},
    "looking for the card": {"method": "GET", "path": "/channels/*/messages"},
    "posting the card": {"method": "POST", "path": "/channels/*/messages"},
    "saying where": {"method": "PATCH", "path": "/webhooks/*/messages/@original"},
}


async def killed_at(
    discord: Discord, bot: Process, request: Request, how: str, doing: Awaitable[object]
) -> None:
    """Kill the bot at its next request of this kind; `doing` is what leads to that."""
    await discord.order("faults", **request, **HOW[how])
    await doing
    await _killed_when_met(discord, bot)
    # Discord gives up on the bot's answers at once, not only after three seconds.
    await discord.order("clock", advance_seconds=LONGEST_ANSWER)


async def killed_while_starting(
    discord: Discord, database: Path, request: Request, how: str
) -> None:
    """Start a bot, and kill it at its first request of this kind."""
    await discord.order("faults", **request, **HOW[how])
    bot = await Process.start("-m", "bot", "run", env=discord.settings(database))
    await bot.said("logging in using static token")  # until then there is nothing to look for
    await _killed_when_met(discord, bot)


async def _killed_when_met(discord: Discord, bot: Process) -> None:
    try:
        async with asyncio.timeout(PATIENCE):
            while not await discord.met():
                pass
    finally:
        status = await bot.stop(signal.SIGKILL)
    assert status == -signal.SIGKILL
    await discord.calm()


def rows(database: Path, query: str) -> list[tuple[Any, ...]]:
    """What the database of a bot that was killed holds; fails if it is not intact."""
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return connection.execute(query).fetchall()
