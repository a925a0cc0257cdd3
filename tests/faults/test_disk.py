"""A disk that is full, a database that is locked or read-only: said calmly, and nothing is lost."""

import asyncio
import os
import resource
import signal
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path

import pytest

from tests.faults.acts import ANSWER, FAILED, SENTENCE, ask, bot_on, tried
from tests.faults.moderating import count, review, shown
from tests.faults.moments import rows
from tests.faults.table import Row, Table
from tests.wire.cases import PITCH, case_of, counted, settled
from tests.wire.connection import Json
from tests.wire.person import Person
from tests.wire.process import Discord, Process
from tests.wire.test_start import _LIKE_ANYBODY

REFUSED = "refused with a sentence"
STANDS_STILL = "The task intake failed; it begins again"
NO_LIMIT = resource.RLIM_INFINITY
STORE_PAUSE = 31  # seconds until jobs look again whether the store answers
FULL = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


@pytest.fixture
async def database(discord: Discord, tmp_path: Path) -> Path:
    """In a folder of its own, for a server without messages."""
    await discord.order("reset")
    folder = tmp_path / "data"
    folder.mkdir()
    return folder / "biztalk.db"


@contextmanager
def full_disk(bot: Process) -> Iterator[None]:
    """Let no file of the bot grow: what it writes is refused, as on a disk without room."""
    resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (0, NO_LIMIT))
    yield
    resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (NO_LIMIT, NO_LIMIT))


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Hold a transaction that writes, as another program might."""
    with closing(sqlite3.connect(database, timeout=10, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def read_only(database: Path) -> Iterator[None]:
    """Take the right to write from the files and their folder."""
    modes = {one: one.stat().st_mode for one in (*database.parent.iterdir(), database.parent)}
    for one in modes:
        one.chmod(0o500 if one.is_dir() else 0o400)
    try:
        yield
    finally:
        for one, mode in modes.items():
            one.chmod(mode)


@asynccontextmanager
async def like_anybody(discord: Discord, database: Path) -> AsyncIterator[Process]:
    """A bot that may not write what is read-only, even if root has started it."""
    drop = ["-c", _LIKE_ANYBODY] if os.geteuid() == 0 else []
    bot = await Process.start(*drop, "-m", "bot", "run", env=discord.settings(database))
    try:
        yield bot
    finally:
        await bot.stop(signal.SIGKILL)


def zone_in(database: Path) -> str:
    return str(rows(database, "SELECT zone FROM guild_settings")[0][0])


async def choose_zone(moderator: Person, zone: str) -> str:
    return await tried(moderator, await moderator.command_body("biz-talk", "config set", zone=zone))


async def begin(database: Path, discord: Discord, people: list[Person]) -> Json:
    """Have a case shown, of a post that goes while nothing can be written."""
    pax, mara = people
    review(database, mara)
    message = await pax.say("biz-talk", f"{PITCH} Before")
    await case_of(mara, message)
    await shown(database, 1)
    await discord.order("clock", advance_seconds=3_600)
    return message


async def promote(people: list[Person], before: Json) -> Json:
    """What moderators are to hear of: a promotion, and that the one before was deleted."""
    pax, _ = people
    message = await pax.say("biz-talk", f"{PITCH} Meanwhile")
    await pax.say("general-talk", "good morning")
    await pax.delete(before)
    return message


async def nothing_is_lost(row: Row, database: Path, people: list[Person], message: Json) -> None:
    """Wait until all of that has been taken in; then count."""
    _, mara = people
    await case_of(mara, message)
    await shown(database, 2)
    await settled(lambda: counted(database, "allow") == 1)
    await settled(lambda: counted(database, "remove") == 2)
    gone = "SELECT 1 FROM moderation_case_messages WHERE parts IS NULL"
    await settled(lambda: len(rows(database, gone)) == 1)
    assert await choose_zone(mara, "Asia/Tokyo") == ANSWER
    row.lost += zone_in(database) != "Asia/Tokyo"
    await count(row, database, mara, cases=2, messages=2)


async def test_a_full_disk(  # noqa: PLR0917 - fixtures
    discord: Discord, database: Path, nora: Person, pax: Person, mara: Person, table: Table
) -> None:
    row = table.row("disk full for a while", f"{ANSWER} or {SENTENCE}")
    people = [pax, mara]
    async with bot_on(discord, database) as bot:
        before = await begin(database, discord, people)
        with full_disk(bot):
            message = await promote(people, before)
            await bot.said(STANDS_STILL)
            row.seen[await choose_zone(mara, "Europe/Berlin")] += 1
            row.seen[await tried(nora, await nora.command_body("biz-talk", "advice"))] += 1
        row.lost += zone_in(database) != "UTC"  # nobody was told otherwise
        await discord.order("clock", advance_seconds=STORE_PAUSE)
        await nothing_is_lost(row, database, people, message)
        assert await bot.stop() == 0
    row.check()


async def test_a_locked_database(  # noqa: PLR0917 - fixtures
    discord: Discord, database: Path, nora: Person, pax: Person, mara: Person, table: Table
) -> None:
    row = table.row("database locked by another program", f"{ANSWER} or {SENTENCE} or {FAILED}")
    people = [pax, mara]
    async with bot_on(discord, database) as bot:
        before = await begin(database, discord, people)
        with locked(database):
            message = await promote(people, before)
            choosing = asyncio.create_task(choose_zone(mara, "Europe/Berlin"))
            row.seen[await tried(nora, await nora.command_body("biz-talk", "advice"))] += 1
            await bot.said(f"{STANDS_STILL}|the store does not answer")  # whose turn comes first
        chosen = await choosing
        row.seen[chosen] += 1
        row.lost += chosen == ANSWER and zone_in(database) != "Europe/Berlin"
        await discord.order("clock", advance_seconds=STORE_PAUSE)
        await nothing_is_lost(row, database, people, message)
        assert await bot.stop() == 0
    row.check()


async def test_a_read_only_database(
    discord: Discord, database: Path, pax: Person, mara: Person, table: Table
) -> None:
    row = table.row("database made read-only while it is used", f"{ANSWER} or {SENTENCE}")
    people = [pax, mara]
    zones = ["Europe/Berlin", "Europe/Paris", "Europe/Rome", "Europe/Madrid"]
    async with like_anybody(discord, database) as bot:
        await bot.said("has connected to Gateway")
        before = await begin(database, discord, people)
        with read_only(database):
            message = await promote(people, before)
            chosen = await asyncio.gather(*(choose_zone(mara, zone) for zone in zones))
            row.seen.update(chosen)
        saved = {zone for zone, what in zip(zones, chosen, strict=True) if what == ANSWER}
        row.lost += zone_in(database) not in (saved or {"UTC"})
        await discord.order("clock", advance_seconds=STORE_PAUSE)
        await nothing_is_lost(row, database, people, message)
        assert await bot.stop() == 0
    row.check()


async def test_a_start_that_cannot_write(
    discord: Discord, database: Path, nora: Person, mara: Person, table: Table
) -> None:
    row = table.row("a start on a full disk, and on a read-only database", REFUSED)
    async with bot_on(discord, database) as bot:
        assert await choose_zone(mara, "Asia/Tokyo") == ANSWER
        assert await bot.stop() == 0
    full = await Process.start("-c", FULL, "-m", "bot", "run", env=discord.settings(database))
    await refused(row, full)
    with read_only(database):
        async with like_anybody(discord, database) as bot:
            await refused(row, bot)
    row.lost += zone_in(database) != "Asia/Tokyo"
    async with bot_on(discord, database) as bot:
        assert await ask(nora)
        assert await bot.stop() == 0
    row.check()


async def refused(row: Row, bot: Process) -> None:
    """The bot ends by itself, and says why."""
    assert await bot.end() == 1
    assert "Traceback" not in bot.told
    row.seen[REFUSED] += bot.lines[-1].endswith(".")
