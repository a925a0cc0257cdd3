"""Accounts, the application, where the gateway is, and opening a DM."""

from bot.sandbox import errors, payloads
from bot.sandbox.call import Answer, Call, Route
from bot.sandbox.json import as_object
from bot.sandbox.world import Channel, ChannelKind


def get_own_user(call: Call) -> Answer:
    """``GET /users/@me``."""
    return payloads.own_user(call.user)


def get_user(call: Call) -> Answer:
    """``GET /users/{user_id}``."""
    user = call.world.users.get(call.id_in_path("user_id"))
    if user is None:
        raise errors.unknown_user()
    return payloads.user(user)


def list_own_guilds(call: Call) -> Answer:
    """``GET /users/@me/guilds``: the first page, on which all of them stand."""
    here = [one for one in call.world.guilds.values() if call.user.id in one.members]
    after = call.id_in_query("after") or 0
    return [payloads.own_guild(one, call.user.id) for one in here if one.id > after]


def get_application(call: Call) -> Answer:
    """``GET /applications/@me`` and its older name."""
    if not call.user.bot:
        raise errors.unauthorized()
    return payloads.application(call.world)


def get_gateway(call: Call) -> Answer:
    """``GET /gateway``."""
    return {"url": call.local.gateway_url}


def get_bot_gateway(call: Call) -> Answer:
    """``GET /gateway/bot``."""
    limit = {"total": 1000, "remaining": 999, "reset_after": 86_400_000, "max_concurrency": 1}
    return {"url": call.local.gateway_url, "shards": 1, "session_start_limit": limit}


def open_dm(call: Call) -> Answer:
    """``POST /users/@me/channels``: the conversation of two, made when it is not there yet."""
    body = as_object(call.body)
    recipients = body.get("recipients")
    wanted = recipients[0] if isinstance(recipients, list) and recipients else None
    other_id = str(body.get("recipient_id", wanted))
    other = call.world.users.get(int(other_id)) if other_id.isdecimal() else None
    if other is None or other is call.user:
        raise errors.unknown_user()
    channel = call.world.dm_between(call.user.id, other.id)
    if channel is None:
        pair = (call.user.id, other.id)
        channel = Channel(call.local.snowflakes.take(), ChannelKind.DM, recipient_ids=pair)
        call.world.channels[channel.id] = channel
        call.events.dm_opened(channel)
    return payloads.channel(call.world, channel, viewer_id=call.user.id)


ROUTES = (
    Route("GET", "/users/@me", get_own_user),
    Route("GET", "/users/{user_id}", get_user),
    Route("GET", "/users/@me/guilds", list_own_guilds),
    Route("POST", "/users/@me/channels", open_dm),
    Route("GET", "/applications/@me", get_application),
    Route("GET", "/oauth2/applications/@me", get_application),
    Route("GET", "/gateway", get_gateway, authenticated=False),
    Route("GET", "/gateway/bot", get_bot_gateway),
)
