"""/gigs on the wire: a member's own offers, from the first look to the last, and the rules."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from tests.wire.evaluating import started
from tests.wire.forms import fields
from tests.wire.person import Person, buttons, components, options, text
from tests.wire.process import Discord, Process, start_bot

DAY = 86_400
EPHEMERAL = 1 << 6
OFFER = {"job": "Mix for Hermione", "usual": "1000", "offered": "950", "hours": "20"}


@pytest.fixture
async def start(
    discord: Discord, tmp_path: Path
) -> AsyncIterator[Callable[[], Awaitable[Process]]]:
    """Starts the bot, as often as called, over one database, for a server without threads."""
    await discord.order("reset")  # both count from one
    started: list[Process] = []

    async def running() -> Process:
        started.append(await start_bot(discord, tmp_path / "biztalk.db"))
        return started[-1]

    yield running
    for one in started:
        await one.stop()


@pytest.fixture
async def bot(start: Callable[[], Awaitable[Process]]) -> Process:
    return await start()


async def weighed(person: Person, terms: str = "written") -> dict[str, Any]:
    """The card of a verdict on nearly the usual fee, in a private thread: one choice."""
    body = await person.command_body("biz-talk", "evaluate", currency="EUR")
    await person.submit(await person.opens(body), **OFFER)
    asking = await person.hears("MESSAGE_CREATE", lambda one: "Still to answer" in text(one))
    return await person.choose(asking, terms)


async def history(person: Person, where: str = "biz-talk") -> dict[str, Any]:
    """The list, told apart from the card in the thread, which may still be changing."""
    nonce = await person.send(await person.command_body(where, "gigs history"))
    done = await person.hears("INTERACTION_SUCCESS", lambda one: one["nonce"] == nonce)
    shown = await person.hears(
        "MESSAGE_CREATE",
        lambda one: one.get("interaction_metadata", {}).get("id") == done["id"],
    )
    assert shown["flags"] & EPHEMERAL
    return shown


async def updated(person: Person, message: dict[str, Any], said: str) -> dict[str, Any]:
    """The message once it says this."""
    return await person.hears(
        "MESSAGE_UPDATE", lambda one: one["id"] == message["id"] and said in text(one)
    )


async def opened(person: Person, where: str = "biz-talk") -> dict[str, Any]:
    listed = await history(person, where)
    return await person.choose(listed, options(listed)[0])


def labels(message: dict[str, Any]) -> list[str]:
    return [one["label"] for one in buttons(message)]


async def test_an_offer_is_listed_opened_amended_and_deleted(
    start: Callable[[], Awaitable[Process]], nora: Person, mara: Person
) -> None:
    first = await start()
    assert "Nothing is listed here yet" in text(await history(nora))
    card = await weighed(nora, terms="refused")
    assert "## Negotiate" in text(card)
    await nora.open_dm()
    listed = await history(nora, "dm")
    assert "Mix for Hermione" in text(listed)
    assert "negotiate, 5% below usual" in text(listed)
    assert "I take new amounts as EUR" in text(listed)
    assert "Nothing is listed here yet" in text(await history(mara))
    assert await first.stop() == 0

    await start()
    offer = await nora.choose(listed, options(listed)[0])
    assert "usual €1,000 · offered €950 · 20 hours" in text(offer)
    [link] = [one["url"] for one in components(offer) if one.get("url")]
    assert link.endswith(f"/{card['channel_id']}/{card['id']}")
    draft = await nora.press(offer, "Draft a reply")
    assert "€950 is fine for me" in text(draft)

    await nora.send(nora.press_body(offer, "Amend"))
    await updated(nora, offer, f"It goes on in <#{card['channel_id']}>")
    asking = await updated(nora, card, "All questions")
    again = await nora.press(await nora.choose(asking, "written"), "Next")
    assert "## Take it" in text(again)

    sure = await nora.press(await opened(nora), "Delete")
    assert "Nothing of this can be taken back" in text(sure)
    await nora.send(nora.press_body(sure, "Delete it for good"))
    gone = await updated(nora, sure, "Deleted.")
    assert "Nothing is listed here yet" in text(gone)
    left = await updated(nora, card, "was deleted")
    assert "Hermione" not in text(left)
    assert buttons(left) == []
    refused = await nora.refused(nora.press_body(again, "Took it"))
    assert "no such component" in str(refused)


async def test_amending_where_the_thread_is_gone_gives_a_new_one(
    bot: Process, nora: Person, mara: Person
) -> None:
    card = await weighed(nora)
    status, _ = await mara.request("DELETE", f"/channels/{card['channel_id']}")
    assert status == 200
    offer = await opened(nora)
    await nora.send(nora.press_body(offer, "Amend"))
    asking = await nora.hears(
        "MESSAGE_CREATE", lambda one: "All questions are answered" in text(one)
    )
    assert asking["channel_id"] != card["channel_id"]
    await updated(nora, offer, f"It goes on in <#{asking['channel_id']}>")


async def test_a_question_waits_in_the_list_and_is_answered_there(
    discord: Discord, bot: Process, nora: Person
) -> None:
    card = await weighed(nora)
    await nora.press(card, "Took it")
    consent = await nora.hears("MESSAGE_CREATE", lambda one: "Only in /gigs history" in labels(one))
    await nora.press(consent, "Only in /gigs history")
    assert "A question waits" not in text(await history(nora))
    await discord.order("clock", advance_seconds=31 * DAY)
    listed = await history(nora)
    for _ in range(100):  # the bot notices within moments that the clock was moved
        if "A question waits" in text(listed):
            break
        listed = await history(nora)
    offer = await nora.choose(listed, options(listed)[0])
    question = await nora.press(offer, "Answer the question: 30 days after")
    assert "Did it lead to more work?" in text(question)
    stopped = await nora.press(await history(nora), "Stop asking")
    assert "You said that I should not ask" in text(stopped)
    assert "A question waits" not in text(stopped)
    assert "Stop asking" in labels(await nora.press(stopped, "Ask me again"))


async def test_rules_and_figures_are_shown_to_whoever_asks(bot: Process, nora: Person) -> None:
    rules = await nora.command("biz-talk", "gigs how")
    assert rules["flags"] & EPHEMERAL
    assert "**Terms in writing** (S27)" in text(rules)
    assert "Page 2 of 2" in text(await nora.press(rules, "Next page"))
    figures = await nora.command("biz-talk", "gigs stats")
    assert text(figures).count(": fewer than 5 members") == 7
    await nora.open_dm()
    assert "figures of one server" in (await nora.command("dm", "gigs stats"))["content"]


async def test_the_share_of_late_jobs_comes_back_when_the_field_is_emptied(
    bot: Process, nora: Person
) -> None:
    await nora.press(await weighed(nora), "Took it")
    card = await started(nora, offer=OFFER | {"offered": "500"}, currency="EUR")
    for typed, then in (("3 of 5", "0 of 1"), ("", "3 of 5"), (" ", "0 of 1")):
        details = await nora.opens(nora.press_body(card, "Add details"))
        [share] = [one for one in fields(details) if one["custom_id"] == "share"]
        assert share["value"] == then
        card = await nora.submit(details, share=typed)
