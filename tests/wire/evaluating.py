"""A member's way through /evaluate, as tests walk it."""

import re
from typing import Any

from tests.wire.connection import Json
from tests.wire.forms import is_modal
from tests.wire.person import LOADING, Person, buttons, components, text

# W07 of the worked cases: a fifth below the usual fee, and no reason for it.
OFFER = {"job": "Mix of four songs", "usual": "400", "offered": "320", "hours": "8"}
PLAIN = {
    "more": "0",
    "port": "0",
    "learn": "0",
    "want": "0",
    "afford": "yes",
    "terms": "written",
}


async def opened(person: Person, channel: str | int = "biz-talk", **options: Any) -> Json:
    """The form of a new offer, beside whatever is open."""
    answer = await person.command(channel, "evaluate", **options)
    if is_modal(answer):
        return answer
    return await person.opens(person.press_body(answer, "Begin another"))


async def sent(person: Person, form: Json, **typed: str) -> Json:
    """What the member is told privately once the form of a new offer was sent."""
    nonce = await person.send(person.submit_body(form, **typed))
    made = await person.hears("INTERACTION_SUCCESS", lambda one: one["nonce"] == nonce)
    return await person.hears(
        "MESSAGE_UPDATE",
        lambda one: (
            one.get("interaction_metadata", {}).get("id") == made["id"]
            and not one["flags"] & LOADING
        ),
    )


async def begun(
    person: Person,
    channel: str | int = "biz-talk",
    offer: dict[str, str] | None = None,
    **options: Any,
) -> Json:
    """What the member is told privately of a new offer: where it goes on, or what is missing."""
    return await sent(person, await opened(person, channel, **options), **(offer or OFFER))


async def turned(person: Person, message: Json, body: Json) -> Json:
    """Send an interaction; gives this message, as it is edited then."""
    before = len(edits(person, message))
    await person.send(body)
    await person.hears("MESSAGE_UPDATE", lambda _: len(edits(person, message)) > before)
    return edits(person, message)[-1]


def edits(person: Person, message: Json) -> list[Json]:
    """The message as it was after each edit that this person has seen."""
    return [one for one in person.heard("MESSAGE_UPDATE") if one["id"] == message["id"]]


def place_in(answer: Json) -> int:
    """The channel or thread to which an answer leads."""
    found = re.search(r"<#(\d+)>", text(answer))
    assert found is not None, text(answer)
    return int(found[1])


async def cards_at(person: Person, place: int) -> list[Json]:
    """The cards of evaluations in a place, as they stand."""
    status, messages = await person.request("GET", f"/channels/{place}/messages?limit=100")
    assert status == 200, messages
    return [one for one in messages if any(two.startswith("gig:") for two in custom_ids(one))]


async def card_of(person: Person, answer: Json) -> Json:
    """The one card in the place to which an answer leads."""
    [card] = await cards_at(person, place_in(answer))
    return card


async def started(
    person: Person,
    channel: str | int = "biz-talk",
    offer: dict[str, str] | None = None,
    **options: Any,
) -> Json:
    """The card of a new offer."""
    return await card_of(person, await begun(person, channel, offer, **options))


def answer_body(person: Person, card: Json, question: str, value: str) -> Json:
    """The interaction that answers one question of a card."""
    return person.use_body(card, part(card, f":answer:{question}"), [value])


async def answered(person: Person, card: Json, **answers: str) -> Json:
    """The card after these answers, one after the other."""
    for question, value in answers.items():
        card = await person.interact(answer_body(person, card, question, value))
    return card


def asked(message: Json) -> list[str]:
    """The questions that a card asks now."""
    return [one.rsplit(":", 1)[1] for one in custom_ids(message) if ":answer:" in one]


def part(message: Json, end: str) -> Json:
    """The button or menu whose custom_id ends so."""
    return next(one for one in components(message) if one.get("custom_id", "").endswith(end))


def custom_ids(message: Json) -> list[str]:
    return [one["custom_id"] for one in components(message) if "custom_id" in one]


def verdict(message: Json) -> str | None:
    """The verdict of a card, in its words."""
    found = re.search(r"^## (.+)$", text(message), re.MULTILINE)
    return found[1] if found else None


def unanswered(message: Json) -> list[str]:
    """Those questions of a card in which nothing is chosen."""
    menus = [one for one in components(message) if ":answer:" in one.get("custom_id", "")]
    chosen = [any(two.get("default") for two in one["options"]) for one in menus]
    return [one for one, is_chosen in zip(asked(message), chosen, strict=True) if not is_chosen]


async def weighed(person: Person, card: Json, answers: dict[str, str], named: str = "") -> Json:
    """The card once all that it asks is answered; what is not among `answers` is not known."""
    while verdict(card) is None:
        if questions := unanswered(card):
            question = questions[0]
            value = answers.get(question, "unknown")
            card = await person.interact(answer_body(person, card, question, value))
        elif named:
            form = await person.opens(person.press_body(card, "Name them"))
            card = await person.submit(form, named=named)
        else:
            card = await person.press(card, "Count them as maybe")
    return card


def labels(message: Json) -> list[str]:
    """What its buttons say."""
    return [one["label"] for one in buttons(message)]
