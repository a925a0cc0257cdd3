"""Acting with the process killed at every step, and troubles at each: all of it once."""

from pathlib import Path

import pytest

from tests.faults.acts import ANSWER, bot_on
from tests.faults.enforcing import (
    PAUSE,
    count_taken,
    in_the_end,
    on_the_second_rung,
    requests_at,
)
from tests.faults.moments import AFTER, BEFORE, killed_at, rows
from tests.faults.table import Table
from tests.wire.cases import PITCH
from tests.wire.connection import Json
from tests.wire.enforcing import act, later, letter
from tests.wire.person import Person
from tests.wire.process import Discord

TAKEN = [
    ("asking who they are", BEFORE),
    ("deleting", BEFORE),
    ("deleting", AFTER),
    ("timing out", BEFORE),
    ("timing out", AFTER),
    ("opening the conversation", BEFORE),
    ("looking for the letter", BEFORE),
    ("sending the letter", BEFORE),
    ("sending the letter", AFTER),
]
BACK = [
    ("timing out", BEFORE),
    ("timing out", AFTER),
    ("putting back", BEFORE),
    ("putting back", AFTER),
    ("sending the letter", BEFORE),
    ("sending the letter", AFTER),
]
CHOSEN = ["500", "503", "429", "reset", "lost answer"]
TROUBLED = ["deleting", "timing out", "opening the conversation", "sending the letter"]


@pytest.fixture
async def database(discord: Discord, tmp_path: Path) -> Path:
    await discord.order("reset")
    return tmp_path / "biztalk.db"


async def two_cases(discord: Discord, database: Path, pax: Person, mara: Person) -> None:
    """Let Pax be where the next clear case is the second strike."""
    act(database, mara)
    for _ in range(2):
        await in_the_end(discord, database, await pax.say("biz-talk", PITCH))
        await later(discord, PAUSE)


async def test_on_the_way_to_the_note(
    discord: Discord, database: Path, pax: Person, mara: Person, table: Table
) -> None:
    row = table.row("SIGKILL around each request from a promotion to its note", ANSWER)
    await pax.open_dm()
    requests, post = requests_at(pax), Json()
    for number, (what, how) in enumerate([*TAKEN, ("", "")]):
        async with bot_on(discord, database) as bot:
            if number:
                case_id = await in_the_end(discord, database, post)
                await letter(pax, "note", case_id)
                await count_taken(row, pax, mara, case_id, timed_out=True)
                row.seen[ANSWER] += 1
                await later(discord, PAUSE)
            else:
                await two_cases(discord, database, pax, mara)
            if what:
                on_the_second_rung(database)
                heard = len(pax.heard("MESSAGE_CREATE"))
                await killed_at(
                    discord, bot, requests[what], how, pax.say("biz-talk", f"{PITCH} {number}")
                )
                post = next(
                    one
                    for one in pax.heard("MESSAGE_CREATE")[heard:]
                    if one["content"] == f"{PITCH} {number}"
                )
            else:
                assert await bot.stop() == 0
    assert len(rows(database, "SELECT 1 FROM moderation_cases")) == 2 + len(TAKEN)
    row.check()
