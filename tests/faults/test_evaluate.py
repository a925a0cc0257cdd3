"""/evaluate with the process killed between every two steps: it goes on, and all is there once."""

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.acts import ANSWER, bot_on
from tests.faults.moments import AFTER, BEFORE, REQUESTS, killed_at, rows
from tests.faults.table import Row, Table
from tests.wire.connection import Json
from tests.wire.evaluating import (
    answer_body,
    card_of,
    cards_at,
    custom_ids,
    labels,
    opened,
    sent,
    started,
    turned,
    unanswered,
    verdict,
)
from tests.wire.person import Person, text
from tests.wire.process import Discord

PATIENCE = 30  # seconds after which the bot goes on by itself with what was cut short
NUMBERS = {"usual": "400", "offered": "320", "hours": "8", "costs": "5"}
START = [
    ("acknowledging", BEFORE),
    ("acknowledging", AFTER),
    ("looking for the thread", BEFORE),
    ("opening the thread", BEFORE),
    ("opening the thread", AFTER),
    ("adding the member", BEFORE),
    ("adding the member", AFTER),
    ("looking for the card", BEFORE),
    ("posting the card", BEFORE),
    ("posting the card", AFTER),
    ("saying where", BEFORE),
]
ALONE = "evaluate"  # moderation would look through channels as well, and be killed at that
UNASKED = [
    ("opening the thread", AFTER),
    ("adding the member", BEFORE),
    ("posting the card", AFTER),
]
"""After these the member waits and does nothing; after the others they come back to it."""

ANSWERS = [
    ("more", "2", BEFORE),
    ("port", "0", AFTER),
    ("learn", "1", BEFORE),
    ("want", "1", AFTER),
    ("named", "Their label's next EP", BEFORE),
    ("afford", "yes", AFTER),
    ("terms", "not_yet", BEFORE),
]


@pytest.fixture
async def database(discord: Discord, tmp_path: Path) -> Path:
    """An empty one, for a server without threads: both count offers from one."""
    await discord.order("reset")
    return tmp_path / "biztalk.db"


async def test_on_the_way_to_the_card(
    discord: Discord, database: Path, nora: Person, mara: Person, table: Table
) -> None:
    row = table.row("SIGKILL around each request on the way to the card", ANSWER)
    form: Json = {}
    for number, (what, how) in enumerate(START):
        async with bot_on(discord, database, BIZTALK_FEATURES=ALONE) as bot:
            if number:
                await goes_on(discord, nora, number - 1, form)
                row.seen[ANSWER] += 1
            form = await opened(nora)
            offer = {"job": job(number), **NUMBERS}
            sending = nora.send(nora.submit_body(form, **offer))
            await killed_at(discord, bot, REQUESTS[what], how, sending)
        kept = rows(database, "SELECT job, usual, offered, hours, costs FROM evaluations")
        row.lost += tuple(offer.values()) not in kept
        row.doubled += len(kept) - number - 1
    async with bot_on(discord, database, BIZTALK_FEATURES=ALONE) as bot:
        await goes_on(discord, nora, len(START) - 1, form)
        row.seen[ANSWER] += 1
        assert await bot.stop() == 0
    await count_places(mara, row, len(START))
    row.check()


def job(number: int) -> str:
    return f"Mix {'ABCDEFGHIJK'[number]}"


async def goes_on(discord: Discord, person: Person, number: int, form: Json) -> None:
    """See the card come about after the restart."""
    if START[number] in UNASKED:
        await discord.order("clock", advance_seconds=PATIENCE)
        # It is edited if it was posted already.
        event = "MESSAGE_UPDATE" if START[number][0] == "posting the card" else "MESSAGE_CREATE"
        card = await person.hears(event, lambda one: job(number) in text(one) and is_card(one))
    elif START[number] == ("acknowledging", BEFORE):
        # Discord showed a failure, and kept the form open with what was typed.
        card = await card_of(person, await sent(person, form, job=job(number), **NUMBERS))
    else:
        card = await gone_on_with(person, job(number))
    assert job(number) in text(card)
    assert unanswered(card) == ["more", "port", "learn", "want"]


async def gone_on_with(person: Person, name: str) -> Json:
    """The card of an offer, after the member has asked for it with /evaluate."""
    again = await person.command("biz-talk", "evaluate")
    assert name in text(again)
    return await card_of(
        person, await turned(person, again, person.press_body(again, "Go on with it"))
    )


def is_card(message: Json) -> bool:
    return any(one.startswith("gig:") for one in custom_ids(message))


async def count_places(moderator: Person, row: Row, expected: int) -> None:
    """Count threads and cards; a moderator is told of every thread."""
    threads = {one["id"]: one["name"] for one in moderator.heard("THREAD_CREATE")}
    names = Counter(threads.values())
    row.lost += expected - len(names)
    row.doubled += names.total() - len(names)
    for thread in threads:
        cards = await cards_at(moderator, int(thread))
        row.lost += not cards
        row.doubled += max(0, len(cards) - 1)


async def test_at_each_answer(
    discord: Discord, database: Path, nora: Person, mara: Person, table: Table
) -> None:
    row = table.row("SIGKILL around each answer, up to the verdict", ANSWER)
    place, form, done = 0, None, ""
    for number, (question, value, how) in enumerate(ANSWERS):
        async with bot_on(discord, database) as bot:
            if place:
                await repeats(nora, place, form, done)
            else:
                card = await started(nora, offer={"job": job(0), **NUMBERS})
                place = int(card["channel_id"])
            [card] = await cards_at(nora, place)
            body, form = await answering(nora, card, question, value)
            await killed_at(discord, bot, REQUESTS["acknowledging"], how, nora.send(body))
        [kept] = rows(
            database, "SELECT more, port, learn, want, named, afford, terms FROM evaluations"
        )
        row.lost += str(kept[number]) != value
        row.seen[ANSWER] += 1
        done = question
    assert rows(database, "SELECT state FROM evaluations") == [("weighed",)]
    # Killed just before that, the last answer is there and its verdict is not.
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE evaluations SET state = 'asking', verdict = NULL")
    async with bot_on(discord, database) as bot:
        card = await gone_on_with(nora, job(0))
        assert verdict(card) == "Take it, with terms"
        row.seen[ANSWER] += 1
        assert await bot.stop() == 0
    row.doubled += len(rows(database, "SELECT 1 FROM evaluations")) - 1
    await count_places(mara, row, 1)
    row.check()


async def answering(
    person: Person, card: Json, question: str, value: str
) -> tuple[Json, tuple[Json, str] | None]:
    """The interaction that gives an answer, and the form in which it is typed, if it is."""
    if question != "named":
        return answer_body(person, card, question, value), None
    form = await person.opens(person.press_body(card, "Name them"))
    return person.submit_body(form, named=value), (form, value)


async def repeats(person: Person, place: int, form: tuple[Json, str] | None, question: str) -> None:
    """Give the last answer once more if it does not show; then the card shows that it is there."""
    [card] = await cards_at(person, place)
    value = next(value for name, value, _ in ANSWERS if name == question)
    if form is not None and "Name them" in labels(card):
        await person.submit(form[0], named=form[1])
    elif question in unanswered(card):
        await person.interact(answer_body(person, card, question, value))
    [card] = await cards_at(person, place)
    assert question not in unanswered(card)
    assert "Name them" not in labels(card) or form is None
