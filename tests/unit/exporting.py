"""Messages as DiscordChatExporter writes them, for tests."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

NEWEST = datetime(2026, 11, 20, 12, tzinfo=UTC)


def message(number: int, content: str = "hello", **more: Any) -> dict[str, Any]:
    """A message as the exporter writes it, a day older for each number; fields that matter."""
    return {
        "id": str(2_000_000 - number),
        "type": "Default",
        "timestamp": (NEWEST - timedelta(days=number)).isoformat(),
        "timestampEdited": None,
        "isPinned": False,
        "content": content,
        "author": author(1),
        "attachments": [],
        "embeds": [],
        "stickers": [],
        "reactions": [],
        "mentions": [],
        "inlineEmojis": [],
        **more,
    }


def author(number: int, *roles: str) -> dict[str, Any]:
    told = [{"id": "7", "name": role, "color": None, "position": 1} for role in roles]
    name = f"kim{number}"
    return {"id": str(number), "name": name, "nickname": "Kim Q", "isBot": False, "roles": told}


def replying(number: int, content: str, to: Mapping[str, Any]) -> dict[str, Any]:
    reference = {"type": "Default", "messageId": to["id"], "channelId": "3", "guildId": "2"}
    return message(number, content, type="Reply", reference=reference, author=author(2))
