"""The weekly tip with the bot killed at every request, and every trouble on post and pin."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.faults.acts import bot_on
from tests.faults.moments import AFTER, BEFORE, Request, killed_at, rows
from tests.faults.table import Row, Table
from tests.faults.troubles import TROUBLES
from tests.wire.cases import settled
from tests.wire.person import Person
from tests.wire.process import Discord, Process
from tests.wire.tipping import HOUR, TALK, WEEK, begin, notices, pass_time, pins, pins_made, tips

ONCE = "one post and one pin"
UNFINISHED = "SELECT 1 FROM tip_occurrences WHERE state NOT IN ('done', 'missed')"
PUT_OFF = "SELECT 1 FROM jobs WHERE state = 'waiting' AND kind = 'post_tip' AND attempts > 0"
PUT_OFF_SECONDS = 30
NONCE_FORGOTTEN = 600  # seconds after which Discord would post the same again
STEPS = {
    "posting": ["500", "502", "503", "429", "global 429", "reset", "lost answer"],
    "pinning": ["500", "503", "429", "reset", "lost answer"],
    "unpinning the one before": ["503", "lost answer"],
}


def requests_at(person: Person) -> dict[str, Request]:
    """Every request on a tip's way, in its order."""
    talk = f"/channels/{person.channels[TALK]}"
    return {
        "looking at the channel": {"method": "GET", "path": talk},
        "posting": {"method": "POST", "path": f"{talk}/messages"},
        "pinning": {"method": "PUT", "path": f"{talk}/messages/pins/*"},
        "looking for Discord's line": {"method": "GET", "path": f"{talk}/messages"},
        "deleting Discord's line": {"method": "DELETE", "path": f"{talk}/messages/*"},
        "unpinning the one before": {"method": "DELETE", "path": f"{talk}/messages/pins/*"},
    }


@pytest.fixture
async def database(discord: Discord, tmp_path: Path) -> Path:
    """An empty one, for a server without messages."""
    await discord.order("reset")
    return tmp_path / "biztalk.db"


@pytest.fixture
async def bot(discord: Discord, database: Path) -> AsyncIterator[Process]:
    async with bot_on(discord, database) as bot:
        yield bot


async def has_come(discord: Discord, database: Path, weeks: int) -> None:
    """Wait until so many tips are done with; what the bot has put off meanwhile falls due."""
    while not _are_done(database, weeks):
        await settled(lambda: _are_done(database, weeks) or bool(rows(database, PUT_OFF)))
        if not _are_done(database, weeks):
            await pass_time(discord, PUT_OFF_SECONDS)


def _are_done(database: Path, weeks: int) -> bool:
    known = rows(database, "SELECT 1 FROM tip_occurrences")
    return len(known) == weeks and not rows(database, UNFINISHED)


async def count(row: Row, database: Path, mara: Person, weeks: int) -> None:
    """Count what there is after so many weeks: posts, pins ever made, and pins now."""
    posted, made, pinned = await tips(mara), pins_made(mara), await pins(mara)
    for found in (posted, made, set(made)):
        row.lost += max(0, weeks - len(found))
        row.doubled += max(0, len(found) - weeks)
    assert pinned == [posted[-1]["id"]]
    assert {state for [state] in rows(database, "SELECT state FROM tip_occurrences")} == {"done"}
    assert await notices(mara) == []


@pytest.mark.parametrize("how", [BEFORE, AFTER])
async def test_killed_at_every_request(
    discord: Discord, database: Path, mara: Person, table: Table, how: str
) -> None:
    row = table.row(f"SIGKILL {how} each request of a tip", ONCE)
    async with AsyncExitStack() as started:
        bot = await started.enter_async_context(bot_on(discord, database))
        await begin(discord, mara)
        await pass_time(discord, 2 * HOUR)
        await has_come(discord, database, weeks := 1)
        for request in requests_at(mara).values():
            await killed_at(discord, bot, request, how, pass_time(discord, WEEK))
            await pass_time(discord, NONCE_FORGOTTEN)
            bot = await started.enter_async_context(bot_on(discord, database))
            await has_come(discord, database, weeks := weeks + 1)
            row.seen[ONCE] += 1
        assert await bot.stop() == 0
    await count(row, database, mara, weeks)
    row.check()


@pytest.mark.usefixtures("bot")
async def test_trouble_on_post_and_pin(
    discord: Discord, database: Path, mara: Person, table: Table
) -> None:
    await begin(discord, mara)
    await pass_time(discord, 2 * HOUR)
    await has_come(discord, database, 1)
    weeks = 1
    for step, troubles in STEPS.items():
        row = table.row(f"{', '.join(troubles)} on {step}", ONCE)
        for trouble in troubles:
            weeks += 1
            await discord.order("faults", **requests_at(mara)[step], **TROUBLES[trouble])
            await pass_time(discord, WEEK)
            await has_come(discord, database, weeks)
            assert await discord.met() == 1
            await discord.calm()
            row.seen[ONCE] += 1
        await count(row, database, mara, weeks)
        row.check()


async def test_a_second_bot_on_the_same_database(
    bot: Process, discord: Discord, database: Path, mara: Person, table: Table
) -> None:
    row = table.row("a second bot begun on one database", ONCE)
    await begin(discord, mara)
    second = await Process.start("-m", "bot", "run", env=discord.settings(database))
    await pass_time(discord, 2 * HOUR)
    assert await second.end() == 1
    await has_come(discord, database, 1)
    row.seen[ONCE] += 1
    await count(row, database, mara, 1)
    assert await bot.stop() == 0
    row.check()
