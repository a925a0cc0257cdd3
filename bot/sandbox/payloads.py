"""The world in Discord's JSON, as one viewer receives it.

Field names and which of them are required: Discord's OpenAPI document (UserResponse,
GuildMemberResponse, ...) and its gateway pages. Messages: `message_payloads`.
"""

from bot.sandbox import thread_payloads
from bot.sandbox.access import guild_permissions
from bot.sandbox.json import JsonObject
from bot.sandbox.moments import moment
from bot.sandbox.world import Channel, ChannelKind, Command, Guild, Member, Role, User, World

_FORUM: JsonObject = {
    "available_tags": [],
    "default_reaction_emoji": None,
    "default_sort_order": None,
    "default_forum_layout": 0,
}


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
        "last_pin_timestamp": moment(one.last_pin_at),
    }
    if one.guild_id is None:
        others = [who for who in one.recipient_ids if who != viewer_id]
        return shared | {"recipients": [user(world.users[who]) for who in others]}
    of_forums = _FORUM if one.kind is ChannelKind.FORUM else {}
    return (
        shared
        | of_forums
        | {
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
    )


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
        "preferred_locale": one.locale,
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


def own_guild(one: Guild, viewer_id: int) -> JsonObject:
    """MyGuildResponse: a guild as one of its members has it in a list."""
    return {
        "id": str(one.id),
        "name": one.name,
        "icon": None,
        "banner": None,
        "owner": one.owner_id == viewer_id,
        "permissions": str(guild_permissions(one, viewer_id)),
        "features": [],
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
