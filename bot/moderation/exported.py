"""Messages as DiscordChatExporter writes them, put into the form in which Discord sends them.

https://github.com/Tyrrrz/DiscordChatExporter, `JsonMessageWriter`. What is not of the expected form
is passed on as it stands, so that reading the message tells of it; unknown fields are left out.
"""

import re
from collections.abc import Callable, Mapping

from bot.moderation.carried.raw import inner, is_array, is_object

Object = Mapping[str, object]

REPLY, FORWARD = "Reply", "Forward"

_KINDS = {
    "Default": 0,
    "RecipientAdd": 1,
    "RecipientRemove": 2,
    "Call": 3,
    "ChannelNameChange": 4,
    "ChannelIconChange": 5,
    "ChannelPinnedMessage": 6,
    "GuildMemberJoin": 7,
    "ThreadCreated": 18,
    REPLY: 19,
}
"""Those that have a name there; all others are written as numbers."""

_COMPONENTS = {"ActionRow": 1, "Button": 2}
_PICTURES = ("image", "thumbnail", "video")
_MENTION = re.compile(r"<(?:@[!&]?|#)\d+>")
_ID = re.compile(r"(?<!\d)\d{17,20}(?!\d)")


def as_sent(message: Object) -> dict[str, object]:
    """Return a message in Discord's form, as far as it tells what there is to judge.

    https://docs.discord.com/developers/resources/message#message-object
    """
    author = inner(message, "author")
    reference = inner(message, "reference")
    sent: dict[str, object] = {
        **_body(message),
        "id": message.get("id"),
        "type": _number(message.get("type"), _KINDS),
        "author": {"id": author.get("id"), "bot": author.get("isBot")},
        "components": _each(message.get("components"), _component),
        "message_reference": {
            "type": 1 if reference.get("type") == FORWARD else 0,
            "message_id": reference.get("messageId"),
        },
    }
    if message.get("forwardedMessage") is not None:
        forwarded = inner(message, "forwardedMessage")
        sent["message_snapshots"] = [{"message": _body(forwarded)}]
    return sent


def answered_by(message: Object) -> str | None:
    """The id of the message to which this one replies, if it is a reply."""
    found = inner(message, "reference").get("messageId")
    return found if message.get("type") == REPLY and isinstance(found, str) else None


def roles_of(message: Object) -> frozenset[str]:
    """The names of the author's roles, in small letters, as they were when it was exported."""
    roles = inner(message, "author").get("roles")
    names = [role.get("name") for role in roles if is_object(role)] if is_array(roles) else []
    return frozenset(name.lower() for name in names if isinstance(name, str))


def without_people(text: str, message: Object) -> str:
    """Take the names of those mentioned, and all ids, out of a text of a message."""
    mentions = message.get("mentions")
    people = [one for one in mentions if is_object(one)] if is_array(mentions) else []
    names = {one.get(key) for one in people for key in ("name", "nickname")}
    for name in sorted((n for n in names if n and isinstance(n, str)), key=len, reverse=True):
        text = text.replace(f"@{name}", "@someone")
    return _ID.sub("...", _MENTION.sub("@someone", text))


def _body(message: Object) -> dict[str, object]:
    """What a message has in common with one that was forwarded."""
    return {
        "content": message.get("content"),
        "attachments": _each(message.get("attachments"), _attachment),
        "embeds": _each(message.get("embeds"), _embed),
        "sticker_items": _each(message.get("stickers"), _sticker),
    }


def _attachment(file: Object) -> Object:
    return {"filename": file.get("fileName")}


def _sticker(sticker: Object) -> Object:
    return {"name": sticker.get("name")}


def _embed(embed: Object) -> Object:
    kept = {key: embed.get(key) for key in ("title", "url", "description", "author", "footer")}
    pictures = {key: _picture(inner(embed, key)) for key in _PICTURES if embed.get(key) is not None}
    return kept | {"fields": embed.get("fields")} | pictures


def _picture(picture: Object) -> Object:
    """An address on the web; a file that was exported with the messages has another."""
    found = picture.get("canonicalUrl") or picture.get("url")
    return {"url": found if isinstance(found, str) and "://" in found else None}


def _component(component: Object) -> Object:
    return {
        "type": _number(component.get("type"), _COMPONENTS),
        "label": component.get("label"),
        "url": component.get("url"),
        "components": _each(component.get("components"), _component),
    }


def _each(value: object, convert: Callable[[Object], Object]) -> object:
    if not is_array(value):
        return value
    return [convert(one) if is_object(one) else one for one in value]


def _number(name: object, names: Mapping[str, int]) -> int | None:
    if not isinstance(name, str):
        return None
    if name.isascii() and name.isdigit():
        return int(name[:9])
    return names.get(name)
