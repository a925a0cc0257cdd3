"""A modal about an offer, which a command or a button opens."""

from typing import Any

from tests.wire.person import Person
from tests.wire.puppet import MODAL, Puppet

COMMAND = {
    "type": 1,
    "name": "weigh",
    "description": "Weigh an offer.",
    "options": [{"type": 3, "name": "word", "description": "w", "autocomplete": True}],
}
BUTTON = {"type": 2, "style": 2, "label": "Weigh", "custom_id": "weigh"}
FEE = {"type": 4, "custom_id": "fee", "style": 1, "max_length": 20}


def labelled(component: dict[str, Any]) -> dict[str, Any]:
    return {"type": 18, "label": component["custom_id"], "component": component}


def form(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"custom_id": "offer:7", "title": "Offer", "components": list(rows or [labelled(FEE)])}


async def opened(puppet: Puppet, nora: Person, *rows: dict[str, Any]) -> dict[str, Any]:
    """A modal that a command opened, as the person got it."""
    await puppet.register(COMMAND)
    nonce = await nora.send(await nora.command_body("biz-talk", "weigh"))
    return await shown(puppet, nora, nonce, *rows)


async def opened_by_press(puppet: Puppet, nora: Person) -> tuple[dict[str, Any], dict[str, Any]]:
    """A modal that a button opened, and the message that the button is under."""
    row = {"type": 1, "components": [BUTTON]}
    message = await puppet.post(nora.channels["biz-talk"], content="offer", components=[row])
    nonce = await nora.send(nora.press_body(message, "Weigh"))
    return await shown(puppet, nora, nonce), message


async def shown(puppet: Puppet, nora: Person, nonce: str, *rows: dict[str, Any]) -> dict[str, Any]:
    """The modal with which the bot answers the first interaction."""
    asked = await puppet.hears("INTERACTION_CREATE")
    answer = await puppet.answer(asked, MODAL, **form(*rows))
    assert answer.status == 204, answer
    return await nora.hears("INTERACTION_MODAL_CREATE", lambda one: one["nonce"] == nonce)


async def sent(puppet: Puppet, nora: Person, modal: dict[str, Any], **values: Any) -> Any:
    """What the bot is told of a submission, not yet answered."""
    nonce = await nora.send(nora.submit_body(modal, **values))
    mine = await nora.hears("INTERACTION_CREATE", lambda one: one["nonce"] == nonce)
    return await puppet.hears("INTERACTION_CREATE", lambda one: one["id"] == mine["id"])
