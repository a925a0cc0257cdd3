"""Pins of a channel, by the paths of 2025 and by the older ones.

https://discord.com/developers/docs/resources/message#get-channel-pins and its neighbours
"""

from datetime import datetime

from bot.sandbox import errors, limits, pins
from bot.sandbox.access import refuse_locked
from bot.sandbox.call import Answer, Call, Route
from bot.sandbox.json import JsonObject
from bot.sandbox.message import Message
from bot.sandbox.moments import moment
from bot.sandbox.permissions import Permission
from bot.sandbox.routes.messages import shape
from bot.sandbox.world import Channel

PINS = "/channels/{channel_id}/messages/pins"
DEPRECATED = "/channels/{channel_id}/pins"


def list_pins(call: Call) -> Answer:
    """``GET …/messages/pins``, the newest pin first; ``before`` is when a pin was made."""
    channel = call.channel()
    limit = call.number("limit", default=limits.PINS_IN_A_PAGE, least=1, most=limits.PINS_IN_A_PAGE)
    before = call.moment_in_query("before")
    found = [pin for pin in _readable(call, channel) if before is None or pin[0] < before]
    items: list[JsonObject] = [
        {"pinned_at": moment(when), "message": shape(call, one)} for when, one in found[:limit]
    ]
    return {"items": items, "has_more": len(found) > limit}


def list_first_pins(call: Call) -> Answer:
    """``GET …/pins``: the messages of the first page and nothing about them, as it was once."""
    newest = _readable(call, call.channel())[: limits.PINS_IN_A_PAGE]
    return [shape(call, one) for _, one in newest]


def pin_message(call: Call) -> Answer:
    """``PUT …/pins/{message_id}``. Raises 30003 when there are 250."""
    channel, message = _pinnable(call)
    pins.pin(call.local, channel, message, call.actor)
    return None


def unpin_message(call: Call) -> Answer:
    """``DELETE …/pins/{message_id}``."""
    channel, message = _pinnable(call)
    pins.unpin(call.local, channel, message, call.actor)
    return None


def _readable(call: Call, channel: Channel) -> list[tuple[datetime, Message]]:
    """The channel's pins; none for who may not read its history."""
    return channel.pins() if call.may(channel, Permission.READ_MESSAGE_HISTORY) else []


def _pinnable(call: Call) -> tuple[Channel, Message]:
    """The path's message, whose pin the caller may change.

    Manage Messages has not been enough since 2026-02-23. Raises 50013 for want of Pin Messages,
    50021 for what Discord wrote; that a locked thread takes no pins is a guess.
    """
    channel = call.active_channel(Permission.PIN_MESSAGES)
    message = call.message(channel)
    if message.ephemeral:
        raise errors.unknown_message()
    if message.kind.by_discord:
        raise errors.system_message()
    refuse_locked(call.world, call.user.id, channel, call.now)
    return channel, message


ROUTES = (
    Route("GET", PINS, list_pins),
    Route("PUT", PINS + "/{message_id}", pin_message),
    Route("DELETE", PINS + "/{message_id}", unpin_message),
    Route("GET", DEPRECATED, list_first_pins),
    Route("PUT", DEPRECATED + "/{message_id}", pin_message),
    Route("DELETE", DEPRECATED + "/{message_id}", unpin_message),
)
