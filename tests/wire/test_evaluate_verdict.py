"""A verdict in a public thread: what others see and say of it, and what stays private."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.wire.forms import fields
from tests.wire.person import Person, buttons, components, text
from tests.wire.process import Discord, Process, start_bot

OFFER = {"job": "Hermione's EP", "usual": "977", "offered": "651", "hours": "21"}
NAMED = "Ginevra's *second* single"
# The amounts, and all that follows from them: the gap, both hourlies, the fee to ask for.
PRIVATE = ("977", "651", "326", "46.52", "€31", "684", "685", "880", "Hermione", "Ginevra")
WORDED = {"content", "label", "description", "placeholder", "name", "custom_id", "value"}
ANSWERS = {
    "more": "2",
    "port": "0",
    "learn": "1",
    "want": "1",
    "afford": "yes",
    "terms": "not_yet",
    "motive": "true",
}


@pytest.fixture
async def database(discord: Discord, tmp_path: Path) -> Path:
    """An empty one, for a server without threads: both count evaluations from one."""
    await discord.order("reset")
    return tmp_path / "biztalk.db"


@pytest.fixture
async def bot(discord: Discord, database: Path) -> AsyncIterator[Process]:
    running = await start_bot(discord, database)
    yield running
    assert await running.stop() == 0


async def weighed(person: Person, thread: str = "public") -> dict[str, Any]:
    """The card of a verdict, after the whole way there."""
    modal = await person.opens(
        await person.command_body("biz-talk", "evaluate", thread=thread, currency="EUR")
    )
    await person.submit(modal, **OFFER)
    card = await person.hears(
        "MESSAGE_CREATE", lambda one: any(":answer:more" in one for one in custom_ids(one))
    )
    for question in ("more", "port", "learn", "want"):
        card = await answer(person, card, question)
    names = await person.opens(person.press_body(card, "Name them"))
    card = await person.submit(names, named=NAMED)
    for question in ("afford", "terms", "motive"):
        card = await answer(person, card, question)
    while unanswered := [one for one in custom_ids(card) if ":answer:" in one]:
        menu = next(one for one in components(card) if one.get("custom_id") == unanswered[0])
        card = await person.use(card, menu, ["unknown"])
    assert "## Negotiate" in text(card)
    return card


async def answer(person: Person, card: dict[str, Any], question: str) -> dict[str, Any]:
    wanted = f":answer:{question}"
    menu = next(one for one in components(card) if one.get("custom_id", "").endswith(wanted))
    return await person.use(card, menu, [ANSWERS[question]])


def custom_ids(message: dict[str, Any]) -> list[str]:
    return [one["custom_id"] for one in components(message) if "custom_id" in one]


def labels(message: dict[str, Any]) -> list[str]:
    return [one["label"] for one in buttons(message)]


async def as_seen_by(person: Person, card: dict[str, Any]) -> dict[str, Any]:
    path = f"/channels/{card['channel_id']}/messages/{card['id']}"
    status, message = await person.request("GET", path)
    assert status == 200, message
    return dict(message)


async def everything_in(person: Person, channel_id: str) -> str:
    """All that somebody was told in words, there and anywhere; ids hold any digits."""
    status, messages = await person.request("GET", f"/channels/{channel_id}/messages?limit=100")
    assert status == 200, messages
    events = ("MESSAGE_CREATE", "MESSAGE_UPDATE", "THREAD_CREATE", "THREAD_UPDATE")
    return "\n".join(in_words([messages, *map(person.heard, events)]))


def in_words(told: Any) -> Iterator[str]:
    if isinstance(told, list):
        for one in told:
            yield from in_words(one)
    elif isinstance(told, dict):
        yield from (str(told[key]) for key in told.keys() & WORDED)
        yield from in_words(list(told.values()))


async def test_others_see_shares_and_reasons_and_only_the_member_amounts(
    bot: Process, nora: Person, mara: Person
) -> None:
    card = await weighed(nora)
    seen = await as_seen_by(mara, card)
    assert "33.37%" in text(seen)
    assert "More work 2 · Portfolio 0 · Learning 1 · Wanting it 1: 4 of 8" in text(seen)
    own = await nora.press(card, "My numbers")
    assert "€31" in text(own)
    assert own["flags"] & 1 << 6
    draft = await nora.press(card, "Draft a reply")
    assert "€685" in text(draft)
    assert "Only " in (await mara.press(seen, "My numbers"))["content"]
    assert "Only " in (await mara.press(seen, "Draft a reply"))["content"]
    told = await everything_in(mara, card["channel_id"])
    assert not [one for one in PRIVATE if one in told]


async def test_words_show_after_the_member_saw_and_agreed(
    bot: Process, nora: Person, mara: Person
) -> None:
    card = await weighed(nora)
    preview = await nora.press(card, "Show my words")
    assert "Hermione's EP" in text(preview)
    assert "Ginevra's \\*second\\* single" in text(preview)
    left = await nora.press(preview, "Leave it hidden")
    assert "They stay hidden" in text(left)
    assert "Hermione" not in text(await as_seen_by(mara, card))

    preview = await nora.press(card, "Show my words")
    await nora.press(preview, "Show this")
    shown = await as_seen_by(mara, card)
    assert "Hermione's EP" in text(shown)
    assert "Ginevra's \\*second\\* single" in text(shown)
    hidden = await nora.press(shown, "Hide my words")
    assert "Hermione" not in text(hidden)
    assert "Ginevra" not in text(await as_seen_by(mara, card))


async def test_a_preview_that_is_older_than_the_answers_shows_nothing(
    bot: Process, nora: Person, mara: Person
) -> None:
    card = await weighed(nora)
    preview = await nora.press(card, "Show my words")
    await nora.press(card, "Still talking")
    again = await nora.press(preview, "Show this")
    assert "Something has changed since" in text(again)
    assert "Hermione" not in text(await as_seen_by(mara, card))
    await nora.press(again, "Show this")
    assert "Hermione" in text(await as_seen_by(mara, card))


async def test_words_that_change_are_hidden_again(bot: Process, nora: Person, mara: Person) -> None:
    card = await weighed(nora)
    await nora.press(await nora.press(card, "Show my words"), "Show this")
    back = await nora.press(await as_seen_by(nora, card), "Change answers")
    assert "Hermione's EP" in text(back)
    back = await nora.press(back, "Back")
    form = await nora.opens(nora.press_body(back, "Name them"))
    again = await nora.submit(form, named="Luna's EP")
    assert "## Negotiate" in text(again)
    assert "Hermione" not in text(again)
    assert "Luna" not in text(await as_seen_by(mara, card))
    assert "Show my words" in labels(again)


async def vote(person: Person, card: dict[str, Any], label: str, reason: str) -> None:
    form = await person.opens(person.press_body(card, label))
    await person.send(person.submit_body(form, reason=reason))


async def test_two_vote_at_once_and_both_count(
    bot: Process, nora: Person, mara: Person, olive: Person
) -> None:
    card = await weighed(nora)
    for person in (mara, olive):
        await as_seen_by(person, card)
    await asyncio.gather(
        vote(mara, card, "Take", "A _dated_ single"),
        vote(olive, card, "With terms", "Write it down"),
    )
    voted = await mara.hears(
        "MESSAGE_UPDATE", lambda one: "take 1 · terms 1 · negotiate 0 · pass 0" in text(one)
    )
    assert voted["id"] == card["id"]
    assert "## Negotiate" in text(voted)

    again = await mara.opens(mara.press_body(voted, "Pass"))
    assert fields(again)[0]["value"] == "A _dated_ single"
    changed = await mara.submit(again, reason="On second thoughts")
    assert "take 0 · terms 1 · negotiate 0 · pass 1" in text(changed)

    await nora.hears("MESSAGE_UPDATE", lambda one: text(one) == text(changed))
    reasons = await nora.press(changed, "Reasons")
    assert reasons["flags"] & 1 << 6
    assert f"**Pass** · <@{mara.id}>" in text(reasons)
    assert f"**With terms** · <@{olive.id}>" in text(reasons)
    assert "Write it down" in text(reasons)
    assert "dated" not in text(reasons)
    assert not reasons["mentions"]


async def test_the_owner_and_latecomers_are_told_kindly(
    bot: Process, nora: Person, mara: Person
) -> None:
    card = await weighed(nora)
    assert "It is your own offer" in (await nora.press(card, "Take"))["content"]
    form = await mara.opens(mara.press_body(card, "Take"))
    assert "one reason" in (await mara.submit(form, reason="\u200b \u200b"))["content"]
    form = await mara.opens(mara.press_body(card, "Take"))
    open_again = await nora.press(card, "Change answers")
    assert "## Negotiate" not in text(open_again)
    await mara.hears("MESSAGE_UPDATE", lambda one: "Next" in labels(one))
    late = await mara.submit(form, reason="It is dated")
    assert "no verdict to vote on" in late["content"]


async def test_a_draft_is_edited_and_kept_also_over_a_restart(
    discord: Discord, database: Path, nora: Person
) -> None:
    first = await start_bot(discord, database)
    card = await weighed(nora, "private")
    draft = await nora.press(card, "Draft a reply")
    form = await nora.opens(nora.press_body(draft, "Edit"))
    assert "€685" in fields(form)[0]["value"]
    assert await first.stop() == 0

    second = await start_bot(discord, database)
    kept = await nora.submit(form, draft="Dear Ginevra,\n```€700``` it is.")
    assert "Dear Ginevra,\n'''€700''' it is." in text(kept)
    assert await second.stop() == 0

    third = await start_bot(discord, database)
    card = await as_seen_by(nora, card)
    shown = await nora.press(card, "Draft a reply")
    assert "Dear Ginevra" in text(shown)
    assert labels(shown) == ["Edit", "Counter-offer", "Polite no"]
    fresh = await nora.press(shown, "Counter-offer")
    assert "€685" in text(fresh)
    whole = await nora.use(card, read_menu(card), [read_menu(card)["options"][0]["value"]])
    assert "-# From Community note" in text(whole)
    rules = await nora.press(card, "How this works")
    assert "How an offer is weighed" in text(rules)
    assert await third.stop() == 0


def read_menu(card: dict[str, Any]) -> dict[str, Any]:
    return next(one for one in components(card) if one.get("custom_id", "").endswith(":read"))
