"""The world in Discord's JSON, as one viewer receives it.

Field names and which of them are required: Discord's OpenAPI document (UserResponse,
GuildMemberResponse, MessageResponse, ...) and its gateway pages.
"""

from bot.sandbox import interaction_payloads, thread_payloads
from bot.sandbox.json import JsonObject
from bot.sandbox.moments import moment
from bot.sandbox.world import (
    Channel,
    Command,
    Guild,
    Member,
    Message,
    MessageFlag,
    Reaction,
    Role,
    User,
    World,
)

# What a bot without MESSAGE_CONTENT gets in place of another's words.
NO_CONTENT: JsonObject = {"content": "", "embeds": [], "attachments": [], "components": []}


def user(one: User) -> JsonObject:
    """UserResponse."""
    return {
        "id": str(one.id),
        "username": one.name.lower().replace(" ", "-"),
        "global_name": None if one.bot else one.name,
        "discriminator": "0000" if one.bot else "0",
        "avatar": None,
        "bot": one.bot,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
    }


def own_user(one: User) -> JsonObject:
    """UserPIIResponse: what a token sees of its own account."""
    return user(one) | {"mfa_enabled": False, "locale": "en-US", "verified": True}


def role(one: Role) -> JsonObject:
    """GuildRoleResponse."""
    payload: JsonObject = {
        "id": str(one.id),
        "name": one.name,
        "permissions": str(one.permissions),
        "position": one.position,
        "color": one.color,
        "colors": {"primary_color": one.color, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": one.bot_id is not None,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    if one.bot_id is not None:
        payload["tags"] = {"bot_id": str(one.bot_id)}
    return payload


def member(world: World, one: Member) -> JsonObject:
    """GuildMemberResponse, with its user."""
    return member_without_user(one) | {"user": user(world.users[one.user_id])}


def member_without_user(one: Member) -> JsonObject:
    """A member as messages carry it, beside an author."""
    return {
        "nick": one.nick,
        "avatar": None,
        "banner": None,
        "roles": [str(role_id) for role_id in sorted(one.roles)],
        "joined_at": moment(one.joined_at),
        "premium_since": None,
        "communication_disabled_until": moment(one.timed_out_until),
        "flags": 0,
        "pending": False,
        "mute": False,
        "deaf": False,
    }


def channel(world: World, one: Channel, *, viewer_id: int) -> JsonObject:
    """GuildChannelResponse, ThreadResponse, or PrivateChannelResponse for a DM.

    A thread brings the viewer's membership, a DM the others in it.
    """
    if one.thread is not None:
        return thread_payloads.thread(one, one.thread, viewer_id=viewer_id)
    shared: JsonObject = {
        "id": str(one.id),
        "type": int(one.kind),
        "flags": 0,
        "last_message_id": None if one.last_message_id is None else str(one.last_message_id),
    }
    if one.guild_id is None:
        others = [who for who in one.recipient_ids if who != viewer_id]
        return shared | {"recipients": [user(world.users[who]) for who in others]}
    return shared | {
        "guild_id": str(one.guild_id),
        "name": one.name,
        "topic": one.topic,
        "position": one.position,
        "parent_id": None,
        "nsfw": False,
        "rate_limit_per_user": 0,
        "permission_overwrites": [
            {
                "id": str(overwrite.id),
                "type": 1 if overwrite.for_member else 0,
                "allow": str(overwrite.allow),
                "deny": str(overwrite.deny),
            }
            for overwrite in one.overwrites.values()
        ],
    }


def guild(one: Guild) -> JsonObject:
    """The guild itself, without what only the gateway adds."""
    return {
        "id": str(one.id),
        "name": one.name,
        "icon": None,
        "description": None,
        "home_header": None,
        "splash": None,
        "discovery_splash": None,
        "features": [],
        "banner": None,
        "owner_id": str(one.owner_id),
        "application_id": None,
        "region": "us-east",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "widget_enabled": False,
        "widget_channel_id": None,
        "verification_level": 1,
        "roles": [role(each) for each in one.roles.values()],
        "default_message_notifications": 1,
        "mfa_level": 0,
        "explicit_content_filter": 0,
        "max_presences": None,
        "max_members": 500_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "vanity_url_code": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": "en-US",
        "rules_channel_id": None,
        "safety_alerts_channel_id": None,
        "public_updates_channel_id": None,
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "nsfw_level": 0,
        "emojis": [],
        "stickers": [],
        "incidents_data": None,
    }


def message(world: World, one: Message, *, viewer_id: int) -> JsonObject:
    """MessageResponse, as ``viewer_id`` sees it (its own reactions are marked)."""
    payload: JsonObject = {
        "id": str(one.id),
        "channel_id": str(one.channel_id),
        "type": int(one.kind),
        "author": user(world.users[one.author_id]),
        "content": one.content,
        "mentions": [user(world.users[who]) for who in one.mentioned_user_ids],
        "mention_roles": [str(role_id) for role_id in one.mentioned_role_ids],
        "mention_everyone": one.mentions_everyone,
        "attachments": [],
        "embeds": one.embeds,
        "components": one.components,
        "timestamp": moment(one.sent_at),
        "edited_timestamp": moment(one.edited_at),
        "flags": one.flags,
        "pinned": False,
        "tts": one.tts,
    }
    if one.reactions:
        payload["reactions"] = [reaction(each, viewer_id) for each in one.reactions.values()]
    if one.nonce is not None:
        payload["nonce"] = one.nonce
    if one.application_id is not None:
        payload["application_id"] = str(one.application_id)
        payload["webhook_id"] = str(one.application_id)
    if one.interaction_id is not None:
        interaction = world.interactions[one.interaction_id]
        person = user(world.users[interaction.user_id])
        payload |= interaction_payloads.whose_work(world, interaction, person)
    if one.reference is not None:
        payload |= _what_it_answers(world, one, viewer_id)
    started = world.channels.get(one.id)
    if started is not None and started.thread is not None:
        payload["thread"] = thread_payloads.thread(started, started.thread)
        payload["flags"] = one.flags | MessageFlag.HAS_THREAD
    return payload


def reaction(one: Reaction, viewer_id: int) -> JsonObject:
    """MessageReactionResponse."""
    count = len(one.user_ids)
    return {
        "emoji": {"id": None, "name": one.emoji},
        "count": count,
        "count_details": {"burst": 0, "normal": count},
        "burst_colors": [],
        "me_burst": False,
        "me": viewer_id in one.user_ids,
    }


def command(world: World, one: Command) -> JsonObject:
    """ApplicationCommandResponse."""
    payload = one.body | {
        "id": str(one.id),
        "application_id": str(world.application.id),
        "version": str(one.version),
    }
    if one.guild_id is not None:
        payload["guild_id"] = str(one.guild_id)
    return payload


def application(world: World) -> JsonObject:
    """PrivateApplicationResponse."""
    one = world.application
    owner = user(world.users[next(iter(world.guilds.values())).owner_id])
    return {
        "id": str(one.id),
        "name": one.name,
        "icon": None,
        "description": "",
        "type": None,
        "bot": user(world.users[one.bot_id]),
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": application_flags(one.intents_granted),
        "flags_new": str(application_flags(one.intents_granted)),
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": owner,
        "team": None,
        "approximate_guild_count": len(world.guilds),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "eligible_oauth2_scopes": [],
    }


def application_flags(intents_granted: int) -> int:
    """The flags that tell which privileged intents a small bot has switched on.

    https://discord.com/developers/docs/resources/application#application-object-application-flags
    """
    of_intent = {1 << 8: 1 << 13, 1 << 1: 1 << 15, 1 << 15: 1 << 19}
    return sum(flag for intent, flag in of_intent.items() if intents_granted & intent)


def _what_it_answers(world: World, one: Message, viewer_id: int) -> JsonObject:
    if one.reference is None:
        return {}
    home = world.channels[one.channel_id]
    reference: JsonObject = {"type": 0, "channel_id": str(one.reference.channel_id)}
    if home.guild_id is not None:
        reference["guild_id"] = str(home.guild_id)
    if one.reference.message_id is None:
        return {"message_reference": reference}
    reference["message_id"] = str(one.reference.message_id)
    place = world.channels.get(one.reference.channel_id)
    answered = None if place is None else place.messages.get(one.reference.message_id)
    if answered is None or answered.seen_only_by not in (None, viewer_id):
        return {"message_reference": reference, "referenced_message": None}
    without_its_own = message(world, answered, viewer_id=viewer_id)
    without_its_own.pop("referenced_message", None)
    return {"message_reference": reference, "referenced_message": without_its_own}
