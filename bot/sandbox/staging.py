"""``/sandbox/…``: what a test or a demonstration sets up and no client can.

Channels, another guild, who is invited, whose direct messages are closed, what the crawler finds
behind links, and messages of apps that a person brought along.
"""

from aiohttp import web

from bot.sandbox import community, membership, message_payloads, payloads, user_apps
from bot.sandbox.control import body_of, local_of
from bot.sandbox.errors import ApiError
from bot.sandbox.interactions.resolved import as_snowflake
from bot.sandbox.json import JsonObject, as_object
from bot.sandbox.local import LocalDiscord
from bot.sandbox.world import Channel, ChannelKind, User

_MADE = (ChannelKind.TEXT, ChannelKind.FORUM)


def add_routes(app: web.Application) -> None:
    """Mount them under ``/sandbox``."""
    app.router.add_post("/sandbox/channels", _make_channel)
    app.router.add_post("/sandbox/guilds", _found_guild)
    app.router.add_post("/sandbox/invite", _invite_bot)
    app.router.add_post("/sandbox/dms", _open_or_close_dms)
    app.router.add_post("/sandbox/embeds", _find_embed)
    app.router.add_post("/sandbox/user-app", _answer_with_user_app)


async def _make_channel(request: web.Request) -> web.Response:
    """``{"name": "feedback", "type": 15}``: a forum, or with 0 a text channel; until the reset."""
    local, wish = local_of(request), await body_of(request)
    if not wish.get("name") or wish.get("type", 0) not in _MADE:
        raise web.HTTPBadRequest(text="it takes a name, and 0 or 15 for a type")
    guild = next(iter(local.world.guilds.values()))
    channel = Channel(
        local.snowflakes.take(),
        ChannelKind(int(str(wish.get("type", 0)))),
        str(wish["name"]),
        guild.id,
        position=len(guild.channel_ids),
    )
    local.world.channels[channel.id] = channel
    guild.channel_ids.append(channel.id)
    local.events.channel_created(channel)
    bot_id = local.world.application.bot_id
    return web.json_response(payloads.channel(local.world, channel, viewer_id=bot_id))


async def _found_guild(request: web.Request) -> web.Response:
    """``{"name": "Second Stage", "locale": "de", "channels": ["general"]}``; until the reset.

    Answers with the guild and its channels. See `community.found_another`.
    """
    local, wish = local_of(request), await body_of(request)
    names = wish.get("channels")
    if not wish.get("name") or not isinstance(names, list):
        raise web.HTTPBadRequest(text="it takes a name, and a list of channels")
    ids = iter(local.snowflakes.take, None)
    called, locale = str(wish["name"]), str(wish.get("locale", "en-US"))
    guild = community.found_another(
        local.world, ids, called, locale=locale, channels=[str(one) for one in names]
    )
    for session in local.sessions.all():
        if session.user.id in guild.members:
            membership.show(local, session, guild)
    bot_id = local.world.application.bot_id
    channels = [
        payloads.channel(local.world, local.world.channels[one], viewer_id=bot_id)
        for one in guild.channel_ids
    ]
    return web.json_response(payloads.guild(guild) | {"channels": channels})


async def _invite_bot(request: web.Request) -> web.Response:
    """``{"guild_id": "…"}``: the bot is let in there, with the role that it has; or ``person``."""
    local, wish = local_of(request), await body_of(request)
    guild = local.world.guilds.get(as_snowflake(wish.get("guild_id")))
    bot = local.world.users[local.world.application.bot_id]
    user = _person(local, wish) if "person" in wish else bot
    if guild is None or user is None or user.id in guild.members:
        raise web.HTTPBadRequest(text="it takes the guild_id of a guild that they are not in")
    membership.invite(local, guild, user)
    return web.Response(status=204)


async def _open_or_close_dms(request: web.Request) -> web.Response:
    """``{"person": "Nora", "open": false}``: the bot's messages to them are refused, 50007."""
    local, wish = local_of(request), await body_of(request)
    person = _person(local, wish)
    if person is None or not isinstance(wish.get("open"), bool):
        raise web.HTTPBadRequest(text="it takes a person, and open: true or false")
    person.accepts_dms = bool(wish["open"])
    return web.Response(status=204)


async def _find_embed(request: web.Request) -> web.Response:
    """``{"url": "https://…", "embed": {…}}``: what the link shows in messages from now on."""
    local, wish = local_of(request), await body_of(request)
    if not wish.get("url") or not as_object(wish.get("embed")):
        raise web.HTTPBadRequest(text="it takes a url and an embed")
    local.world.link_embeds[str(wish["url"])] = as_object(wish["embed"])
    return web.Response(status=204)


async def _answer_with_user_app(request: web.Request) -> web.Response:
    """``{"person": "Pax", "channel_id", "content"|"embeds"|"components", …}``: see `user_apps`.

    Answers with the message, or with Discord's refusal of it.
    """
    local, wish = local_of(request), await body_of(request)
    person = _person(local, wish)
    channel = local.world.channels.get(as_snowflake(wish.get("channel_id")))
    kinds = {int(one): one for one in user_apps.ANSWERS}
    kind = kinds.get(as_snowflake(wish.get("type", 20)))
    if person is None or channel is None or kind is None:
        raise web.HTTPBadRequest(text="it takes a person, a channel_id, and 20 or 23 for a type")
    try:
        message = user_apps.answer(local, person, channel, kind, wish)
    except ApiError as refusal:
        return web.json_response(refusal.payload(), status=refusal.status)
    return web.json_response(message_payloads.message(local.world, message, viewer_id=person.id))


def _person(local: LocalDiscord, wish: JsonObject) -> User | None:
    return next((one for one in local.world.people() if one.name == wish.get("person")), None)
