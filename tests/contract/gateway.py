"""Which component schemas of the document describe which parts of gateway payloads.

The document describes HTTP only. A part stands here where Discord's gateway documentation says
that it is the same object (https://docs.discord.com/developers/events/gateway-events); what the
gateway leaves out of it is in `deviations.DIFFERENCES`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.contract.traffic import Json


@dataclass(frozen=True)
class Part:
    """A part of a payload and the components it may be, of which exactly one must fit.

    `pointer` is a JSON pointer in which `*` stands for every member of a list or an object; an
    absent part is not a fault, for the gateway leaves out much.
    """

    pointer: str
    components: tuple[str, ...]


def _part(pointer: str, *components: str) -> Part:
    return Part(pointer, components)


def _ids(*pointers: str) -> tuple[Part, ...]:
    return tuple(Part(pointer, ("SnowflakeType",)) for pointer in pointers)


_CHANNEL = (_part("", "GuildChannelResponse", "PrivateChannelResponse"),)
_THREAD = (_part("", "ThreadResponse"),)
_ROLE = (_part("/role", "GuildRoleResponse"), *_ids("/guild_id"))
_BAN = (_part("/user", "UserResponse"), *_ids("/guild_id"))
_GUILD = (_part("", "GuildResponse"),)
_MESSAGE = (
    _part("", "MessageResponse"),
    _part("/member", "BasicGuildMemberResponse"),
    _part("/mentions/*/member", "BasicGuildMemberResponse"),
    *_ids("/guild_id"),
)
_REACTION = (
    _part("/emoji", "MessageReactionEmojiResponse"),
    _part("/type", "ReactionTypes"),
    _part("/member", "GuildMemberResponse"),
    *_ids("/user_id", "/channel_id", "/message_id", "/guild_id", "/message_author_id"),
)
_AUTOMOD_RULE = (
    _part(
        "",
        "DefaultKeywordRuleResponse",
        "KeywordRuleResponse",
        "MLSpamRuleResponse",
        "MentionSpamRuleResponse",
        "UserProfileRuleResponse",
    ),
)
_AUTOMOD_ACTION = (
    "BlockMessageActionResponse",
    "FlagToChannelActionResponse",
    "QuarantineUserActionResponse",
    "UserCommunicationDisabledActionResponse",
)

PARTS: Mapping[str, tuple[Part, ...]] = {
    "READY": (_part("/user", "UserPIIResponse"), *_ids("/guilds/*/id", "/application/id")),
    "GUILD_CREATE": (
        *_GUILD,
        _part("/channels/*", "GuildChannelResponse"),
        _part("/threads/*", "ThreadResponse"),
        _part("/members/*", "GuildMemberResponse"),
    ),
    "GUILD_UPDATE": _GUILD,
    "GUILD_DELETE": _ids("/id"),
    "GUILD_MEMBER_ADD": (_part("", "GuildMemberResponse"), *_ids("/guild_id")),
    "GUILD_MEMBER_UPDATE": (
        _part("", "BasicGuildMemberResponse"),
        _part("/user", "UserResponse"),
        *_ids("/guild_id"),
    ),
    "GUILD_MEMBER_REMOVE": (_part("/user", "UserResponse"), *_ids("/guild_id")),
    "GUILD_MEMBERS_CHUNK": (_part("/members/*", "GuildMemberResponse"), *_ids("/guild_id")),
    "GUILD_BAN_ADD": _BAN,
    "GUILD_BAN_REMOVE": _BAN,
    "GUILD_ROLE_CREATE": _ROLE,
    "GUILD_ROLE_UPDATE": _ROLE,
    "GUILD_ROLE_DELETE": _ids("/role_id", "/guild_id"),
    "GUILD_EMOJIS_UPDATE": (_part("/emojis/*", "EmojiResponse"), *_ids("/guild_id")),
    "GUILD_STICKERS_UPDATE": (_part("/stickers/*", "GuildStickerResponse"), *_ids("/guild_id")),
    "GUILD_AUDIT_LOG_ENTRY_CREATE": (_part("", "AuditLogEntryResponse"), *_ids("/guild_id")),
    "AUTO_MODERATION_RULE_CREATE": _AUTOMOD_RULE,
    "AUTO_MODERATION_RULE_UPDATE": _AUTOMOD_RULE,
    "AUTO_MODERATION_RULE_DELETE": _AUTOMOD_RULE,
    "AUTO_MODERATION_ACTION_EXECUTION": (
        _part("/action", *_AUTOMOD_ACTION),
        _part("/rule_trigger_type", "AutomodTriggerType"),
        *_ids("/guild_id", "/rule_id", "/user_id", "/channel_id", "/message_id"),
        *_ids("/alert_system_message_id"),
    ),
    "CHANNEL_CREATE": _CHANNEL,
    "CHANNEL_UPDATE": _CHANNEL,
    "CHANNEL_DELETE": _CHANNEL,
    "CHANNEL_PINS_UPDATE": _ids("/channel_id", "/guild_id"),
    "THREAD_CREATE": _THREAD,
    "THREAD_UPDATE": _THREAD,
    "THREAD_DELETE": (*_ids("/id", "/guild_id", "/parent_id"), _part("/type", "ChannelTypes")),
    "THREAD_LIST_SYNC": (
        _part("/threads/*", "ThreadResponse"),
        _part("/members/*", "ThreadMemberResponse"),
        *_ids("/guild_id", "/channel_ids/*"),
    ),
    "THREAD_MEMBER_UPDATE": (_part("", "ThreadMemberResponse"), *_ids("/guild_id")),
    "THREAD_MEMBERS_UPDATE": (
        _part("/added_members/*", "ThreadMemberResponse"),
        *_ids("/id", "/guild_id", "/removed_member_ids/*"),
    ),
    "MESSAGE_CREATE": _MESSAGE,
    "MESSAGE_UPDATE": _MESSAGE,
    "MESSAGE_DELETE": _ids("/id", "/channel_id", "/guild_id"),
    "MESSAGE_DELETE_BULK": _ids("/ids/*", "/channel_id", "/guild_id"),
    "MESSAGE_REACTION_ADD": _REACTION,
    "MESSAGE_REACTION_REMOVE": _REACTION,
    "MESSAGE_REACTION_REMOVE_ALL": _ids("/channel_id", "/message_id", "/guild_id"),
    "MESSAGE_REACTION_REMOVE_EMOJI": _REACTION,
    "MESSAGE_POLL_VOTE_ADD": _ids("/user_id", "/channel_id", "/message_id", "/guild_id"),
    "MESSAGE_POLL_VOTE_REMOVE": _ids("/user_id", "/channel_id", "/message_id", "/guild_id"),
    "WEBHOOKS_UPDATE": _ids("/guild_id", "/channel_id"),
    "TYPING_START": (
        _part("/member", "GuildMemberResponse"),
        *_ids("/channel_id", "/guild_id", "/user_id"),
    ),
    "USER_UPDATE": (_part("", "UserPIIResponse"),),
    "APPLICATION_COMMAND_PERMISSIONS_UPDATE": (_part("", "CommandPermissionsResponse"),),
    "INTERACTION_CREATE": (
        _part("/type", "InteractionTypes"),
        _part("/context", "InteractionContextType"),
        _part("/locale", "AvailableLocalesEnum"),
        _part("/guild_locale", "AvailableLocalesEnum"),
        _part("/member", "GuildMemberResponse"),
        _part("/user", "UserResponse"),
        _part("/message", "MessageResponse"),
        _part("/data/component_type", "MessageComponentTypes"),
        _part("/data/resolved/users/*", "UserResponse"),
        _part("/data/resolved/members/*", "BasicGuildMemberResponse"),
        _part("/data/resolved/roles/*", "GuildRoleResponse"),
        _part("/data/resolved/messages/*", "MessageResponse"),
        _part("/data/resolved/attachments/*", "AttachmentResponse"),
        # Not "/data/id": a command's is a snowflake, a component's a small number.
        *_ids("/id", "/application_id", "/guild_id", "/channel_id", "/data/target_id"),
    ),
}


def parts(pointer: str, data: Json) -> Iterator[tuple[str, Json]]:
    """Yield (its own pointer, value) of every part of `data` a pointer with `*` means."""
    yield from _descend("", pointer.split("/")[1:], data)


def _descend(walked: str, keys: list[str], value: Json) -> Iterator[tuple[str, Json]]:
    if not keys:
        yield walked, value
        return
    key, *rest = keys
    for name, member in _members(value):
        if key in ("*", name):
            yield from _descend(f"{walked}/{name}", rest, member)


def _members(value: Json) -> Iterator[tuple[str, Json]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from ((str(index), member) for index, member in enumerate(value))
