"""Channels: reading one, and saying that one is typing."""

from bot.sandbox import payloads
from bot.sandbox.call import Answer, Call, Route
from bot.sandbox.permissions import Permission


def get_channel(call: Call) -> Answer:
    """``GET /channels/{channel_id}``."""
    return payloads.channel(call.world, call.channel(), viewer_id=call.user.id)


def start_typing(call: Call) -> Answer:
    """``POST /channels/{channel_id}/typing``."""
    call.events.typing(call.channel(Permission.SEND_MESSAGES), call.user.id)
    return None


ROUTES = (
    Route("GET", "/channels/{channel_id}", get_channel),
    Route("POST", "/channels/{channel_id}/typing", start_typing),
)
