"""/privacy delete with the process killed around it: all or nothing, and all of it cleared once."""

import asyncio
import os
import signal
import sqlite3
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest

from tests.faults.acts import bot_on
from tests.faults.moments import (
    AFTER,
    BEFORE,
    HOW,
    LONGEST_ANSWER,
    Request,
    killed_at,
    killed_while_starting,
    rows,
)
from tests.faults.table import Row, Table
from tests.faults.troubles import CALLBACK
from tests.wire.cases import settled
from tests.wire.connection import Json
from tests.wire.evaluating import edits, started
from tests.wire.person import Person, text
from tests.wire.process import PATIENCE, Discord, Process

CLEARED = "What stood here is deleted"
CLEARING: Request = {"method": "PATCH", "path": "/channels/*/messages/*"}
OFFER = {"usual": "400", "offered": "320", "hours": "8", "costs": "5"}
WAITING = "SELECT 1 FROM jobs WHERE kind = 'clear_person' AND state <> 'done'"
ENDLESS = """
    CREATE VIEW endless AS
    WITH RECURSIVE one (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM one) SELECT count(x) FROM one
"""
NOTHING = "I keep nothing about you"
DELETED, KEPT = "deleted", "kept"

Doing = Awaitable[object]


async def deaf(discord: Discord, bot: Process, _: Path, press: Doing) -> None:
    """The press reaches the process, which does nothing any more."""
    os.kill(bot.pid, signal.SIGSTOP)
    await press
    await killed(discord, bot)


async def within(when: str, discord: Discord, bot: Process, database: Path, press: Doing) -> None:
    """The transaction has come so far, and no further."""
    with closing(sqlite3.connect(database, timeout=1)) as other:
        other.execute(ENDLESS)
        other.execute(f"CREATE TRIGGER stuck BEFORE {when} BEGIN SELECT * FROM endless; END")  # noqa: S608 - words of ours
        await press
        await settled(lambda: is_held(database))
        await killed(discord, bot)
        other.execute("DROP TRIGGER stuck")
        other.execute("DROP VIEW endless")


def is_held(database: Path) -> bool:
    """Whether somebody is writing, and goes on for longer than a change takes."""
    with closing(sqlite3.connect(database, timeout=0.3, isolation_level=None)) as another:
        try:
            another.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
        return False


async def answering(how: str, discord: Discord, bot: Process, _: Path, press: Doing) -> None:
    """All is deleted, nothing cleared, and the answer comes or does not."""
    await discord.order("faults", **CLEARING, **HOW[BEFORE] | {"times": 2})
    await discord.order("faults", **CALLBACK, **HOW[how])
    await press
    async with asyncio.timeout(PATIENCE):
        while await discord.met() < CARDS + 1:
            pass
    await killed(discord, bot)


async def clearing(how: str, discord: Discord, bot: Process, _: Path, press: Doing) -> None:
    """The first message is about to be cleared, or is."""
    await killed_at(discord, bot, CLEARING, how, press)


async def starting(discord: Discord, bot: Process, database: Path, press: Doing) -> None:
    """Killed before anything is cleared, and at both sides of it in the next two starts."""
    await answering(AFTER, discord, bot, database, press)
    for how in (BEFORE, AFTER):
        await killed_while_starting(discord, database, CLEARING, how)


async def killed(discord: Discord, bot: Process) -> None:
    assert await bot.stop(signal.SIGKILL) == -signal.SIGKILL
    await discord.calm()
    await discord.order("clock", advance_seconds=LONGEST_ANSWER)


CARDS = 2
MOMENTS: list[tuple[Callable[[Discord, Process, Path, Doing], Awaitable[None]], str]] = [
    (deaf, KEPT),
    (partial(within, "DELETE ON people_met"), KEPT),
    (partial(within, "DELETE ON evaluations"), KEPT),
    (partial(within, "INSERT ON jobs WHEN NEW.kind = 'clear_person'"), KEPT),
    (partial(answering, BEFORE), DELETED),
    (partial(answering, AFTER), DELETED),
    (partial(clearing, BEFORE), DELETED),
    (partial(clearing, AFTER), DELETED),
    (starting, DELETED),
]


@dataclass(frozen=True)
class Shown:
    """Somebody's cards, the question whether to delete them, and whether they still are there."""

    cards: list[Json]
    question: Json
    is_kept: bool = False


@pytest.fixture
async def database(discord: Discord, tmp_path: Path) -> Path:
    """An empty one, for a server without threads: both count offers from one."""
    await discord.order("reset")
    return tmp_path / "biztalk.db"


async def test_all_or_nothing_and_all_of_it_is_cleared_once(
    discord: Discord, database: Path, nora: Person, rafi: Person, table: Table
) -> None:
    row = table.row("SIGKILL around the press that deletes somebody", f"{DELETED} or {KEPT}")
    others: list[str] = []
    shown: Shown | None = None
    for number, (moment, _) in enumerate(MOMENTS):
        async with bot_on(discord, database) as bot:
            if shown is None:
                await rafi.command("biz-talk", "met add", who="Grace Hopper", when="in 10 days")
                others = about(database, rafi)
            else:
                await goes_on(discord, database, nora, shown, row)
            shown = await furnished(nora, number)
            before = about(database, nora)
            pressing = nora.send(nora.press_body(shown.question, "Delete everything"))
            await moment(discord, bot, database, pressing)
        left = about(database, nora)
        assert left in ([], before), (number, left)
        shown = replace(shown, is_kept=bool(left))
        row.seen[KEPT if left else DELETED] += 1
    async with bot_on(discord, database) as bot:
        assert shown is not None
        await goes_on(discord, database, nora, shown, row)
        assert await bot.stop() == 0
    row.lost += about(database, rafi) != others
    assert row.seen == Counter(state for _, state in MOMENTS)
    row.check()


async def goes_on(discord: Discord, database: Path, person: Person, shown: Shown, row: Row) -> None:
    """See after the restart that what was said is true; delete what is still there."""
    told = text(await person.command("biz-talk", "privacy show"))
    answers = [text(one) for one in edits(person, shown.question)]
    if shown.is_kept:
        assert "**Your offers**: 2" in told
        assert answers == []
        assert not any(CLEARED in text(one) for one in await current(person, shown))
        again = text(await person.press(shown.question, "Delete everything"))
        assert "- Your offers: 2" in again
    else:
        assert NOTHING in told
        assert all("- Your offers: 2" in one for one in answers)
    await settled(lambda: not rows(database, WAITING))
    row.lost += len(about(database, person))
    await count(discord, person, shown, row)


async def furnished(person: Person, number: int) -> Shown:
    """Begin two offers and note somebody met, and ask to be deleted."""
    offers = [{"job": f"Mix {number} {one}", **OFFER} for one in range(CARDS)]
    cards = [await started(person, offer=one) for one in offers]
    await person.command("biz-talk", "met add", who="Ana Lovelace", when="in 10 days")
    return Shown(cards, await person.command("biz-talk", "privacy delete"))


def about(database: Path, person: Person) -> list[str]:
    """Every row in which somebody's id stands."""
    assert rows(database, "SELECT 1") == [(1,)]  # it is intact
    with closing(sqlite3.connect(database)) as connection:
        return sorted(line for line in connection.iterdump() if str(person.id) in line)


async def current(person: Person, shown: Shown) -> list[Json]:
    """The cards as they stand."""
    places = [f"/channels/{one['channel_id']}/messages/{one['id']}" for one in shown.cards]
    answers = [await person.request("GET", place) for place in places]
    assert {status for status, _ in answers} == {200}
    return [message for _, message in answers]


async def count(discord: Discord, person: Person, shown: Shown, row: Row) -> None:
    """Count how often each card was cleared, as the bot was told, and what else was posted."""
    row.lost += sum(CLEARED not in text(one) for one in await current(person, shown))
    done = Counter(
        one["path"].split("/")[-1]
        for one in discord.traffic()
        if one.get("method") == "PATCH" and one["status"] == 200 and CLEARED in str(one["request"])
    )
    for card in shown.cards:
        row.lost += not done[card["id"]]
        row.doubled += max(0, done[card["id"]] - 1)
    row.doubled += sum(CLEARED in text(one) for one in person.heard("MESSAGE_CREATE"))
