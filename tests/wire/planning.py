"""What tests of plans and reminders share: a bot started as often as wished, and its messages."""

from typing import Any

from tests.wire.person import Person, buttons, components, text

DAY = 24 * 3600
EPHEMERAL = 1 << 6


def reminders(person: Person) -> list[dict[str, Any]]:
    """The reminders that came by direct message, as they came."""
    return [
        one
        for one in person.heard("MESSAGE_CREATE")
        if "guild_id" not in one and not one["flags"] & EPHEMERAL and is_reminder(one)
    ]


def is_reminder(message: dict[str, Any]) -> bool:
    return any(one.get("custom_id", "").startswith("remind:") for one in components(message))


async def reminded(person: Person, told: str, times: int = 1) -> dict[str, Any]:
    """Wait for the reminder that says this, for the so-many-th time."""

    def found() -> list[dict[str, Any]]:
        return [one for one in reminders(person) if told in text(one)]

    await person.hears("MESSAGE_CREATE", lambda _: len(found()) >= times)
    return found()[times - 1]


def labels(message: dict[str, Any]) -> list[str]:
    return [one["label"] for one in buttons(message)]


def menu(message: dict[str, Any], end: str) -> dict[str, Any]:
    """The menu or button whose custom_id ends so."""
    return next(one for one in components(message) if one.get("custom_id", "").endswith(end))


def typed_in(modal: dict[str, Any]) -> dict[str, str]:
    """What stands in a form's text fields."""
    inside = [one["component"] for one in modal["components"]]
    return {one["custom_id"]: one.get("value") or "" for one in inside if one["type"] == 4}


def said(message: dict[str, Any]) -> str:
    """All that a message says, without the marks that keep directions of writing apart."""
    return text(message).translate({0x2068: None, 0x2069: None})
