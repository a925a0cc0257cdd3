"""What advice remembers and posts, when a request meets trouble: counted once, posted once."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.acts import ANSWER, SENTENCE, ask, bot_on, is_shown, kind_of, tried
from tests.faults.table import Table
from tests.faults.troubles import CALLBACK, TROUBLES
from tests.wire.person import Person, buttons
from tests.wire.process import Discord

FIND, REPLY = "Find advice for this", "Answer with this"
QUESTION = "Somebody wants a mix for nothing, should I work for free?"


@pytest.fixture(scope="module")
async def database(
    discord: Discord, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Path]:
    """The database of a bot that runs."""
    database = tmp_path_factory.mktemp("bot") / "biztalk.db"
    async with bot_on(discord, database) as bot:
        yield database
        assert await bot.stop() == 0


@pytest.fixture(autouse=True)
async def _calm(discord: Discord) -> AsyncIterator[None]:
    yield
    await discord.calm()


def number(database: Path, query: str) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute(query).fetchone()[0] or 0)


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_a_rating_counts_once(
    discord: Discord, database: Path, nora: Person, table: Table, trouble: str
) -> None:
    row = table.row(f"{trouble} on the thanks for a rating", ANSWER)
    counted = "SELECT sum(helpful) FROM advice_ratings"
    before = number(database, counted)
    card = await ask(nora)
    await discord.order("faults", **CALLBACK, **TROUBLES[trouble])
    row.seen[await tried(nora, nora.press_body(card, "Helpful"))] += 1
    edits = [one for one in nora.heard("MESSAGE_UPDATE") if one["id"] == card["id"]]
    if not edits:  # the button still works, and counts nothing more
        thanked = await nora.press(card, "Helpful")
        assert "Thank you: helpful" in [one["label"] for one in buttons(thanked)]
    found = number(database, counted) - before
    row.lost += found < 1
    row.doubled += found > 1
    assert await discord.met() == 1
    row.check()


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_a_reply_is_posted_once(  # noqa: PLR0917 - fixtures, and the parameter
    discord: Discord, database: Path, nora: Person, mara: Person, table: Table, trouble: str
) -> None:
    assert database
    row = table.row(f"{trouble} on posting a reply", ANSWER)
    message = await nora.say("general-talk", QUESTION)
    card = await mara.use_on(message, FIND)
    posting = {"method": "POST", "path": "/channels/*/messages"}
    await discord.order("faults", **posting, **TROUBLES[trouble])
    await mara.send(mara.press_body(card, REPLY))
    first = await mara.hears(
        "MESSAGE_CREATE",
        lambda one: (
            int(one["id"]) > int(card["id"]) and (is_shown(one, mara) or kind_of(one) == SENTENCE)
        ),
    )
    row.seen[kind_of(first)] += 1
    await mara.hears(
        "MESSAGE_UPDATE",
        lambda one: (
            one["id"] == card["id"]
            and "Answered in the channel" in [each["label"] for each in buttons(one)]
        ),
    )
    posts = [
        one
        for one in nora.heard("MESSAGE_CREATE")
        if is_shown(one, mara) and one["message_reference"]["message_id"] == message["id"]
    ]
    row.lost += not posts
    row.doubled += len(posts) > 1
    assert await discord.met() == 1
    row.check()


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_a_question_in_vain_is_kept_once(
    discord: Discord, database: Path, nora: Person, table: Table, trouble: str
) -> None:
    row = table.row(f"{trouble} on the card of a gap", ANSWER)
    kept = "SELECT sum(times) FROM advice_gaps"
    before = number(database, kept)
    question = f"quantum chromodynamics of gluons {trouble}"
    body = await nora.command_body("biz-talk", "advice", question=question)
    await discord.order("faults", **CALLBACK, **TROUBLES[trouble])
    row.seen[await tried(nora, body)] += 1
    row.lost += number(database, kept) - before < 1
    row.doubled += number(database, kept) - before > 1
    assert await discord.met() == 1
    row.check()
