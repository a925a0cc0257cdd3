"""Objects as Discord would send them, correct by its document: made to be changed by tests."""

from tests.contract.traffic import Json, JsonObject

NOW = "2026-11-22T12:00:00.000000+00:00"
BOT, PERSON = "100", "101"
GUILD, CHANNEL, FORUM, THREAD, DM = "200", "300", "301", "302", "303"
ROLE, RULE, COMMAND, APPLICATION, MESSAGE, INTERACTION = "400", "500", "600", "100", "700", "800"
TOKEN = "interaction-token"


def user(user_id: str = PERSON, *, bot: bool = False) -> JsonObject:
    return {
        "id": user_id,
        "username": "bot" if bot else "nia",
        "avatar": None,
        "discriminator": "0",
        "public_flags": 0,
        "flags": 0,
        "bot": bot,
        "global_name": None,
        "primary_guild": None,
    }


def own_user() -> JsonObject:
    return user(BOT, bot=True) | {"mfa_enabled": False, "locale": "en-GB", "verified": True}


def refusal() -> JsonObject:
    fault = {"code": "BASE_TYPE_REQUIRED", "message": "This field is required"}
    return {"code": 50035, "message": "Invalid Form Body", "errors": {"type": {"_errors": [fault]}}}


def basic_member() -> JsonObject:
    return {
        "avatar": None,
        "banner": None,
        "communication_disabled_until": None,
        "flags": 0,
        "joined_at": NOW,
        "nick": None,
        "pending": False,
        "premium_since": None,
        "roles": [ROLE],
    }


def member(user_id: str = PERSON) -> JsonObject:
    return basic_member() | {"user": user(user_id), "mute": False, "deaf": False}


def role(role_id: str = ROLE) -> JsonObject:
    return {
        "id": role_id,
        "name": "moderator",
        "permissions": "8192",
        "position": 1,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def channel(channel_id: str = CHANNEL, kind: int = 0) -> JsonObject:
    return {
        "id": channel_id,
        "type": kind,
        "flags": 0,
        "guild_id": GUILD,
        "name": "biz-talk",
        "position": 0,
        "permission_overwrites": [],
        "last_message_id": MESSAGE,
        "parent_id": None,
        "topic": None,
        "nsfw": False,
        "available_tags": [],
    }


def dm() -> JsonObject:
    return {"id": DM, "type": 1, "flags": 0, "last_message_id": None, "recipients": [user()]}


def thread(thread_id: str = THREAD) -> JsonObject:
    return {
        "id": thread_id,
        "type": 11,
        "flags": 0,
        "guild_id": GUILD,
        "parent_id": CHANNEL,
        "name": "a gig",
        "owner_id": BOT,
        "last_message_id": None,
        "message_count": 0,
        "member_count": 1,
        "total_message_sent": 0,
        "rate_limit_per_user": 0,
        "thread_metadata": {
            "archived": False,
            "archive_timestamp": NOW,
            "auto_archive_duration": 1440,
            "locked": False,
        },
    }


def thread_member() -> JsonObject:
    return {"id": THREAD, "user_id": BOT, "join_timestamp": NOW, "flags": 0}


def message(**changes: Json) -> JsonObject:
    plain: JsonObject = {
        "id": MESSAGE,
        "type": 0,
        "channel_id": CHANNEL,
        "author": user(BOT, bot=True),
        "content": "hello",
        "mentions": [],
        "mention_roles": [],
        "mention_everyone": False,
        "attachments": [],
        "embeds": [],
        "components": [],
        "timestamp": NOW,
        "edited_timestamp": None,
        "flags": 0,
        "pinned": False,
        "tts": False,
    }
    return plain | changes


def container() -> JsonObject:
    """A Components V2 container as Discord answers it."""
    button: JsonObject = {
        "type": 2,
        "id": 4,
        "style": 2,
        "label": "Related",
        "custom_id": "advice:related:7",
        "disabled": False,
    }
    return {
        "type": 17,
        "id": 1,
        "accent_color": None,
        "spoiler": False,
        "components": [
            {"type": 10, "id": 2, "content": "Ask for half up front."},
            {"type": 1, "id": 3, "components": [button]},
        ],
    }


def guild() -> JsonObject:
    return {
        "id": GUILD,
        "name": "Musicians",
        "icon": None,
        "description": None,
        "home_header": None,
        "splash": None,
        "discovery_splash": None,
        "features": [],
        "banner": None,
        "owner_id": PERSON,
        "application_id": None,
        "region": "deprecated",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "widget_enabled": False,
        "widget_channel_id": None,
        "verification_level": 0,
        "roles": [role(GUILD), role()],
        "default_message_notifications": 0,
        "mfa_level": 0,
        "explicit_content_filter": 0,
        "max_presences": None,
        "max_members": 500000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "vanity_url_code": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": "en-GB",
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


def guild_create() -> JsonObject:
    """A guild as the gateway dispatches it: with its channels, threads and members."""
    channels: list[Json] = [channel(), channel(FORUM, kind=15)]
    return guild() | {
        "channels": channels,
        "threads": [thread()],
        "members": [member(BOT), member()],
        "member_count": 2,
        "large": False,
        "joined_at": NOW,
    }


def application() -> JsonObject:
    return {
        "id": APPLICATION,
        "name": "biz-talk",
        "icon": None,
        "description": "",
        "type": None,
        "bot": user(BOT, bot=True),
        "verify_key": "00",
        "flags": 0,
        "flags_new": "0",
        "eligible_oauth2_scopes": [],
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": user(),
        "approximate_guild_count": 1,
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "bot_public": True,
        "bot_require_code_grant": False,
    }


def command(name: str = "advice", kind: int = 1) -> JsonObject:
    return {
        "id": COMMAND,
        "application_id": APPLICATION,
        "version": "1",
        "default_member_permissions": None,
        "type": kind,
        "name": name,
        "description": "What the community knows" if kind == 1 else "",
    }


def rule() -> JsonObject:
    return {
        "id": RULE,
        "guild_id": GUILD,
        "creator_id": BOT,
        "name": "links",
        "event_type": 1,
        "actions": [{"type": 1, "metadata": {}}],
        "trigger_type": 1,
        "enabled": True,
        "exempt_roles": [],
        "exempt_channels": [],
        "trigger_metadata": {"keyword_filter": ["promo"], "regex_patterns": [], "allow_list": []},
    }


def interaction(kind: int = 2) -> JsonObject:
    """An INTERACTION_CREATE of one of the interaction types 2 to 5, made in a guild."""
    data: dict[int, JsonObject] = {
        2: {"id": COMMAND, "name": "advice", "type": 1, "options": [], "resolved": {}},
        3: {"custom_id": "advice:related:7", "component_type": 2},
        4: {
            "id": COMMAND,
            "name": "advice",
            "type": 1,
            "options": [{"type": 3, "name": "question", "value": "fee", "focused": True}],
        },
        5: {"custom_id": "gig:fee", "components": []},
    }
    of_message: JsonObject = {"message": message()} if kind in {3, 5} else {}
    return of_message | {
        "id": INTERACTION,
        "application_id": APPLICATION,
        "type": kind,
        "token": TOKEN,
        "version": 1,
        "guild_id": GUILD,
        "channel_id": CHANNEL,
        "channel": channel(),
        "member": member() | {"permissions": "2253294462430368"},
        "data": data[kind],
        "locale": "en-GB",
        "guild_locale": "en-GB",
        "app_permissions": "2253294462430368",
        "context": 0,
        "entitlements": [],
        "authorizing_integration_owners": {"0": GUILD},
        "attachment_size_limit": 10485760,
    }


def callback(kind: int) -> JsonObject:
    """The answer to an interaction response of a callback type, asked for by with_response."""
    answer: JsonObject = {"interaction": {"id": INTERACTION, "type": 2}}
    if kind in {4, 7}:
        answer["resource"] = {"type": kind, "message": message()}
    return answer
