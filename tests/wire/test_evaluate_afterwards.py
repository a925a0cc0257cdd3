"""What became of a job: said on the verdict's card, asked later in direct messages, once each."""

import signal
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.wire.person import Person, buttons, components, text
from tests.wire.process import Discord, Process, start_bot

OFFER = {"job": "Mix of an EP", "usual": "600", "offered": "600", "hours": "10"}
DAY = 24 * 3600
EPHEMERAL = 1 << 6


@pytest.fixture
async def database(discord: Discord, tmp_path: Path) -> Path:
    """An empty one, for a server without messages: both count questions from one."""
    await discord.order("reset")
    return tmp_path / "biztalk.db"


@pytest.fixture
async def bot(discord: Discord, database: Path) -> AsyncIterator[Process]:
    running = await start_bot(discord, database)
    yield running
    assert await running.stop() == 0


@pytest.fixture
async def dee(bot: Process, discord: Discord) -> AsyncIterator[Person]:
    """A regular with closed direct messages."""
    person = await Person.join(discord, "Dee")
    yield person
    await person.leave()


async def weighed(person: Person, thread: str = "private") -> dict[str, Any]:
    """The card of a verdict on full pay, which needs one answer."""
    old = {one["id"] for one in person.heard("MESSAGE_CREATE")}
    modal = await person.opens(
        await person.command_body("biz-talk", "evaluate", thread=thread, currency="EUR")
    )
    await person.submit(modal, **OFFER)
    card = await person.hears(
        "MESSAGE_CREATE", lambda one: one["id"] not in old and has(one, ":answer:terms")
    )
    menu = next(one for one in components(card) if one.get("custom_id", "").endswith("terms"))
    return await person.use(card, menu, ["written"])


async def take(person: Person, thread: str = "private") -> tuple[dict[str, Any], dict[str, Any]]:
    """Take the offer; gives the verdict's card as it is then, and the question for consent."""
    card = await person.press(await weighed(person, thread), "Took it")
    question = await person.hears("MESSAGE_CREATE", lambda one: has(one, "evaluate:consent:"))
    return card, question


def has(message: dict[str, Any], part: str) -> bool:
    return any(part in one.get("custom_id", "") for one in components(message))


def labels(message: dict[str, Any]) -> list[str]:
    return [one["label"] for one in buttons(message)]


def questions(person: Person) -> list[dict[str, Any]]:
    """The questions that came by direct message."""
    return [
        one
        for one in person.heard("MESSAGE_CREATE")
        if "guild_id" not in one and not one["flags"] & EPHEMERAL and has(one, "gigask:")
    ]


async def asked(person: Person, days: int) -> dict[str, Any]:
    """Wait for the question that comes so many days after."""
    follow_up = {30: "gigask:1:", 90: "gigask:2:"}[days]
    return await person.hears("MESSAGE_CREATE", lambda one: has(one, follow_up))


async def choose(person: Person, card: dict[str, Any], what: str, value: str) -> dict[str, Any]:
    menu = next(one for one in components(card) if one.get("custom_id", "").endswith(what))
    return await person.use(card, menu, [value])


async def test_taken_asked_twice_and_reported(bot: Process, discord: Discord, nora: Person) -> None:
    card, question = await take(nora)
    assert "✓ Took it" in labels(card)
    assert question["flags"] & EPHEMERAL
    agreed = await nora.press(question, "By direct message")
    assert "✓ By direct message" in labels(agreed)
    assert not questions(nora)

    await discord.order("clock", advance_seconds=30 * DAY)
    card = await asked(nora, 30)
    assert "Mix of an EP" in text(card)
    assert "€60 an hour expected" in text(card)
    card = await choose(nora, card, "more_work", "1")
    form = await nora.opens(nora.press_body(card, "Hours, money, leads"))
    card = await nora.submit(form, real_hours="12", received="600", leads="1")
    assert "€50 an hour after costs; the offer promised €60" in text(card)
    card = await choose(nora, card, "again", "0")
    assert "Thank you" in text(card)

    await discord.order("clock", advance_seconds=60 * DAY)
    card = await asked(nora, 90)
    form = await nora.opens(nora.press_body(card, "Hours, money, leads"))
    await nora.submit(form, real_hours="a while", received="", leads="")
    back = await nora.hears("MESSAGE_CREATE", lambda one: has(one, ":again-numbers"))
    assert "a while" in text(back)
    form = await nora.opens(nora.press_body(back, "Write it again"))
    await nora.submit(form, real_hours="14", received="700", leads="")
    assert len(questions(nora)) == 2


async def test_passed_after_all_it_is_not_asked(
    bot: Process, discord: Discord, nora: Person
) -> None:
    card, question = await take(nora)
    await nora.press(question, "By direct message")
    shown = await nora.hears("MESSAGE_UPDATE", lambda one: newer(one, card))
    assert "✓ Passed" in labels(await nora.press(shown, "Passed"))
    await discord.order("clock", advance_seconds=100 * DAY)
    await bot.said("the daily round is done")
    assert not questions(nora)


def newer(message: dict[str, Any], card: dict[str, Any]) -> bool:
    """Whether it is this card at a later revision."""
    return message["id"] == card["id"] and revision(message) > revision(card)


def revision(card: dict[str, Any]) -> int:
    ids = [one["custom_id"] for one in components(card) if "custom_id" in one]
    return int(next(one for one in ids if ":outcome:" in one).split(":")[2])


async def test_killed_as_it_asks_it_has_asked_once(
    discord: Discord, database: Path, nora: Person
) -> None:
    first = await start_bot(discord, database)
    _, question = await take(nora)
    await nora.press(question, "By direct message")
    await discord.order("clock", advance_seconds=30 * DAY)
    card = await asked(nora, 30)
    await first.stop(signal.SIGKILL)

    second = await start_bot(discord, database)
    await discord.order("clock", advance_seconds=10 * 60)
    shown = await choose(nora, card, "again", "1")
    await discord.order("clock", advance_seconds=60 * DAY)
    await asked(nora, 90)
    assert len(questions(nora)) == 2
    assert await second.stop() == 0
    assert shown["id"] == card["id"]


async def test_an_answer_lost_on_the_way_does_not_double_the_question(
    bot: Process, discord: Discord, nora: Person
) -> None:
    _, question = await take(nora)
    await nora.press(question, "By direct message")
    fault = {"method": "POST", "path": "/channels/*/messages", "kind": "lost_answer", "times": 3}
    await discord.order("faults", **fault)
    await discord.order("clock", advance_seconds=30 * DAY)
    await bot.said("failed at try 1")
    card = await asked(nora, 30)
    await discord.order("clock", advance_seconds=DAY)
    await choose(nora, card, "again", "1")
    await discord.order("clock", advance_seconds=60 * DAY)
    await asked(nora, 90)
    assert len(questions(nora)) == 2


async def test_closed_direct_messages_it_waits_in_the_list(
    bot: Process, discord: Discord, dee: Person
) -> None:
    _, question = await take(dee)
    await dee.press(question, "By direct message")
    await discord.order("clock", advance_seconds=30 * DAY)
    await bot.said("waits in the list")
    assert not questions(dee)
    assert "A question waits" in text(await dee.command("biz-talk", "gigs history"))


async def test_stop_asking_is_respected(bot: Process, discord: Discord, nora: Person) -> None:
    _, question = await take(nora)
    await nora.press(question, "By direct message")
    await discord.order("clock", advance_seconds=30 * DAY)
    stopped = await nora.press(await asked(nora, 30), "Stop asking me")
    assert "ask nothing more" in text(stopped)
    card = await nora.press(await weighed(nora, "public"), "Took it on changed terms")
    assert "✓ Took it on changed terms" in labels(card)
    await nora.hears("MESSAGE_CREATE", lambda one: has(one, "evaluate:may-ask:"))
    await discord.order("clock", advance_seconds=100 * DAY)
    await bot.said("the daily round is done", times=2)
    assert len(questions(nora)) == 1
