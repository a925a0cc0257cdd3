"""Webhooks: which there are, and the messages that come through them.

https://discord.com/developers/docs/resources/webhook
"""

import hashlib
import secrets

from bot.sandbox import errors, limits, payloads, posting, refusals
from bot.sandbox.call import Call
from bot.sandbox.json import JsonObject
from bot.sandbox.message import Guise, Message
from bot.sandbox.posting import Origin
from bot.sandbox.rules.webhooks import check_execution
from bot.sandbox.world import Channel, ChannelKind, Webhook, World


def create(call: Call, channel: Channel, name: str) -> Webhook:
    """A new one in the channel. Raises 30007 when the channel has all it may have."""
    if len(of_channel(call.world, channel)) >= limits.WEBHOOKS:
        raise refusals.too_many_webhooks()
    webhook = Webhook(
        id=call.local.snowflakes.take(),
        token=secrets.token_urlsafe(51),
        name=name,
        channel_id=channel.id,
        guild_id=channel.guild_id or 0,
        creator_id=call.user.id,
        application_id=call.world.application.id if call.user.bot else None,
    )
    call.world.webhooks[webhook.id] = webhook
    call.events.webhooks_changed(channel)
    return webhook


def of_channel(world: World, channel: Channel) -> list[Webhook]:
    """The channel's webhooks."""
    return [one for one in world.webhooks.values() if one.channel_id == channel.id]


def remove(call: Call, webhook: Webhook) -> None:
    """It is gone; what came through it stays."""
    del call.world.webhooks[webhook.id]
    call.events.webhooks_changed(call.world.channels[webhook.channel_id])


def execute(call: Call, webhook: Webhook) -> Message:
    """Post through it, into its channel or a thread of that (``thread_id``).

    Raises 10003 for a thread that is elsewhere, 220001 in a forum without one: that a webhook
    begins a post of its own (``thread_name``) is not simulated.
    """
    place = _place(call, webhook)
    wish = check_execution(call.body)
    body = posting.check_new(_respected(call, webhook), call.uploads)
    avatar = None if wish.avatar_url is None else _hash(wish.avatar_url)
    origin = Origin(
        guise=Guise(webhook.id, wish.username or webhook.name, avatar),
        application_id=webhook.application_id,
    )
    return posting.post(call.local, place, webhook.id, body, origin)


def shape(world: World, one: Webhook, *, with_user: bool) -> JsonObject:
    """GuildIncomingWebhookResponse."""
    shape: JsonObject = {
        "id": str(one.id),
        "type": 1,
        "name": one.name,
        "avatar": None,
        "channel_id": str(one.channel_id),
        "guild_id": str(one.guild_id),
        "application_id": None if one.application_id is None else str(one.application_id),
        "token": one.token,
    }
    return shape | ({"user": payloads.user(world.users[one.creator_id])} if with_user else {})


def _place(call: Call, webhook: Webhook) -> Channel:
    home = call.world.channels[webhook.channel_id]
    thread_id = call.id_in_query("thread_id")
    if thread_id is None:
        if home.kind is ChannelKind.FORUM:
            raise refusals.webhook_needs_a_thread()
        return home
    place = call.world.channels.get(thread_id)
    if place is None or place.thread is None or place.thread.parent_id != home.id:
        raise errors.unknown_channel()
    return place


def _respected(call: Call, webhook: Webhook) -> JsonObject:
    """The body without what a webhook cannot do: components unless it is asked to respect them.

    An application's own takes them in any case. Mentions are those of people, unless it says more
    (resources/message#allowed-mentions-object-default-settings-for-allowed-mentions).
    """
    body = {"allowed_mentions": {"parse": ["users"]}} | call.json
    if webhook.application_id is None and not call.flag("with_components"):
        body.pop("components", None)
    body.pop("message_reference", None)
    return body


def _hash(avatar_url: str) -> str:
    return hashlib.sha256(avatar_url.encode()).hexdigest()[:32]
