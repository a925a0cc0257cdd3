"""After a verdict, with the process killed at every step: vote, outcome, consent, questions."""

from pathlib import Path

import pytest

from tests.faults.acts import ANSWER, bot_on
from tests.faults.moments import AFTER, BEFORE, REQUESTS, killed_at, rows
from tests.faults.table import Table
from tests.wire.connection import Json
from tests.wire.evaluating import (
    answered,
    cards_at,
    custom_ids,
    labels,
    part,
    started,
    turned,
    verdict,
)
from tests.wire.person import Person, text
from tests.wire.process import Discord

OFFER = {"job": "Mix of an EP", "usual": "600", "offered": "600", "hours": "10"}
DAY = 24 * 3600
POSTING = REQUESTS["posting the card"]
ACKNOWLEDGING = REQUESTS["acknowledging"]


@pytest.fixture
async def database(discord: Discord, tmp_path: Path) -> Path:
    """An empty one, for a server without messages: both count offers and questions from one."""
    await discord.order("reset")
    return tmp_path / "biztalk.db"


async def test_vote_outcome_and_consent(
    discord: Discord, database: Path, nora: Person, mara: Person, table: Table
) -> None:
    row = table.row("SIGKILL around vote, outcome and consent", ANSWER)

    async with bot_on(discord, database) as bot:
        card = await answered(
            nora, await started(nora, offer=OFFER, thread="public"), terms="written"
        )
        assert verdict(card) == "Take it"
        place = int(card["channel_id"])
        [seen] = await cards_at(mara, place)
        form = await mara.opens(mara.press_body(seen, "Take"))
        voting = mara.send(mara.submit_body(form, reason="It pays in full"))
        await killed_at(discord, bot, ACKNOWLEDGING, BEFORE, voting)
    row.lost += rows(database, "SELECT reason FROM evaluation_votes") != [("It pays in full",)]

    async with bot_on(discord, database) as bot:
        card = await mara.submit(form, reason="It pays in full")
        assert "take 1 · terms 0" in text(card)
        row.seen[ANSWER] += 1
        [card] = await cards_at(nora, place)
        took = nora.send(nora.press_body(card, "Took it"))
        await killed_at(discord, bot, ACKNOWLEDGING, BEFORE, took)
    row.lost += rows(database, "SELECT outcome FROM evaluations") != [("took",)]

    async with bot_on(discord, database) as bot:
        [card] = await cards_at(nora, place)
        await nora.press(card, "Took it")
        [card] = await cards_at(nora, place)
        assert "✓ Took it" in labels(card)
        row.seen[ANSWER] += 1
        consent = await nora.use(card, part(card, ":later"))
        agreed = nora.send(nora.press_body(consent, "By direct message"))
        await killed_at(discord, bot, ACKNOWLEDGING, BEFORE, agreed)
    row.lost += rows(database, "SELECT follow_ups FROM evaluations") != [("yes",)]
    row.lost += rows(database, "SELECT day FROM gig_followups ORDER BY day") != [(30,), (90,)]

    async with bot_on(discord, database):
        consent = await turned(nora, consent, nora.press_body(consent, "By direct message"))
        assert "✓ By direct message" in labels(consent)
        row.seen[ANSWER] += 1
    row.doubled += len(rows(database, "SELECT 1 FROM gig_followups")) - 2
    row.doubled += len(rows(database, "SELECT 1 FROM evaluation_votes")) - 1
    row.check()


async def test_each_question_comes_once(
    discord: Discord, database: Path, nora: Person, table: Table
) -> None:
    row = table.row("SIGKILL around the questions of 30 and 90 days", ANSWER)
    async with bot_on(discord, database) as bot:
        card = await answered(nora, await started(nora, offer=OFFER), terms="written")
        await nora.press(card, "Took it")
        consent = await nora.hears("MESSAGE_CREATE", lambda one: "By direct message" in labels(one))
        await nora.press(consent, "By direct message")
        later = discord.order("clock", advance_seconds=30 * DAY)
        await killed_at(discord, bot, POSTING, AFTER, later)

    async with bot_on(discord, database) as bot:
        first = await asked(nora, 1)
        await nora.use(first, part(first, ":again"), ["0"])
        row.seen[ANSWER] += 1
        later = discord.order("clock", advance_seconds=60 * DAY)
        await killed_at(discord, bot, POSTING, BEFORE, later)
    row.lost += rows(database, "SELECT again FROM gig_followups WHERE day = 30") != [("yes",)]

    async with bot_on(discord, database) as bot:
        await asked(nora, 2)
        row.seen[ANSWER] += 1
        assert await bot.stop() == 0
    assert rows(database, "SELECT state FROM gig_followups WHERE day = 90") == [("asked",)]
    row.doubled += len(questions(nora)) - 2
    row.doubled += len(rows(database, "SELECT 1 FROM gig_followups")) - 2
    row.check()


async def asked(person: Person, follow_up: int) -> Json:
    """Wait for a question."""
    mark = f"gigask:{follow_up}:"
    return await person.hears(
        "MESSAGE_CREATE", lambda one: any(two.startswith(mark) for two in custom_ids(one))
    )


def questions(person: Person) -> list[Json]:
    """All questions that were asked."""
    return [
        one
        for one in person.heard("MESSAGE_CREATE")
        if any(two.startswith("gigask:") for two in custom_ids(one))
    ]
