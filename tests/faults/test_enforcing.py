"""Acting with the process killed at every step, and troubles at each: all of it once."""

import asyncio
from pathlib import Path

import pytest

from tests.faults.acts import ANSWER, bot_on
from tests.faults.enforcing import (
    PAUSE,
    count_back,
    count_taken,
    in_the_end,
    on_the_second_rung,
    requests_at,
    taken_back,
)
from tests.faults.moments import AFTER, BEFORE, killed_at, rows
from tests.faults.table import Table
from tests.faults.troubles import TROUBLES
from tests.wire.cases import PITCH
from tests.wire.connection import Json
from tests.wire.enforcing import TOLD, act, card_of, later
from tests.wire.person import Person
from tests.wire.process import Discord

TAKEN = [
    ("deleting", BEFORE),
    ("deleting", AFTER),
    ("timing out", BEFORE),
    ("timing out", AFTER),
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
TAKING = ["deleting", "timing out", "sending the letter"]
GIVING_BACK = ["timing out", "putting back", "sending the letter"]


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


async def promoted(discord: Discord, database: Path, pax: Person) -> Json:
    """Post promotion as somebody who has a strike."""
    await later(discord, PAUSE)
    on_the_second_rung(database)
    return await pax.say("biz-talk", PITCH)


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
                await count_taken(row, pax, mara, case_id)
                row.seen[ANSWER] += 1
            else:
                await two_cases(discord, database, pax, mara)
            if what:
                posting = asyncio.ensure_future(promoted(discord, database, pax))
                await killed_at(discord, bot, requests[what], how, posting)
                post = posting.result()
            else:
                assert await bot.stop() == 0
    assert len(rows(database, "SELECT 1 FROM moderation_cases")) == 2 + len(TAKEN)
    row.check()


async def test_on_the_way_back(
    discord: Discord, database: Path, pax: Person, mara: Person, table: Table
) -> None:
    row = table.row("SIGKILL around each request from a press to the post put back", ANSWER)
    await pax.open_dm()
    requests, post, case_id = requests_at(pax), Json(), 0
    for number, (what, how) in enumerate([*BACK, ("", "")]):
        async with bot_on(discord, database) as bot:
            if number:
                assert await in_the_end(discord, database, post) == case_id
                await count_back(row, pax, mara, post, case_id)
                row.seen[ANSWER] += 1
            else:
                await two_cases(discord, database, pax, mara)
            if what:
                post = await promoted(discord, database, pax)
                case_id = await in_the_end(discord, database, post)
                card = await card_of(mara, case_id, TOLD)
                pressing = mara.send(mara.press_body(card, "Put back"))
                await killed_at(discord, bot, requests[what], how, pressing)
            else:
                assert await bot.stop() == 0
    row.check()


async def test_troubles_on_the_way_there_and_back(
    discord: Discord, database: Path, pax: Person, mara: Person, table: Table
) -> None:
    await pax.open_dm()
    requests = requests_at(pax)
    async with bot_on(discord, database) as bot:
        await two_cases(discord, database, pax, mara)
        for trouble in CHOSEN:
            row = table.row(f"{trouble} on each request of taking down and putting back", ANSWER)
            for what in TAKING:
                await discord.order("faults", **requests[what], **TROUBLES[trouble])
            post = await promoted(discord, database, pax)
            case_id = await in_the_end(discord, database, post)
            await count_taken(row, pax, mara, case_id)
            card = await card_of(mara, case_id, TOLD)
            for what in GIVING_BACK:
                await discord.order("faults", **requests[what], **TROUBLES[trouble])
            await mara.send(mara.press_body(card, "Put back"))
            await taken_back(database, case_id)
            await in_the_end(discord, database, post)
            await count_back(row, pax, mara, post, case_id)
            row.seen[ANSWER] += await discord.met()
            assert row.seen[ANSWER] == len(TAKING) + len(GIVING_BACK)
            await discord.calm()
            row.check()
        assert await bot.stop() == 0
