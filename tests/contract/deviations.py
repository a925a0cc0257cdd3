"""What differs from Discord's document with good reason, each once.

- `DEVIATIONS`: what discord.py 2.7.1 sends though the document does not know it; for requests
  only. A test runs discord.py and fails for one too few and for one that nothing needs.
- `DIFFERENCES`: what Discord's gateway leaves out though the document, which describes HTTP,
  requires it; for gateway payloads only.
- `OMISSIONS`: what Discord's prose documents and the document lacks; for everything.
"""

from dataclasses import dataclass
from typing import cast

from tests.contract.traffic import Json, JsonObject

Pointer = tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """Sets `value` at each pointer of the document (parameters by place and name)."""

    name: str
    reason: str
    pointers: tuple[Pointer, ...]
    value: Json

    def apply(self, document: JsonObject) -> None:
        """Change the document in place; KeyError when a pointer's parent is not there."""
        for *parents, last in self.pointers:
            node = document
            for key in parents:
                node = cast("JsonObject", node[key])
            node[last] = self.value


@dataclass(frozen=True)
class MayLack:
    """Makes keys of a component optional."""

    component: str
    keys: frozenset[str]
    reason: str

    def apply(self, document: JsonObject) -> None:
        """Change the document in place; KeyError when the component requires no such key."""
        schemas = cast(
            "dict[str, JsonObject]", cast("JsonObject", document["components"])["schemas"]
        )
        required = cast("list[Json]", schemas[self.component]["required"])
        if missing := self.keys - {str(key) for key in required}:
            raise KeyError(self.component, *sorted(missing))
        schemas[self.component]["required"] = [key for key in required if key not in self.keys]


def _schema(*keys: str) -> Pointer:
    return ("components", "schemas", *keys)


def _query(path: str, method: str, name: str) -> Pointer:
    return ("paths", path, method, "parameters", "query", name)


_BAN = "/guilds/{guild_id}/bans/{user_id}"

DEVIATIONS: tuple[Change, ...] = (
    Change(
        "integer snowflakes",
        "discord.py writes ids as it holds them, as integers: in replies, forwards, bulk delete, "
        "allowed mentions, stickers, roles, DMs and attachments. Discord takes both.",
        (_schema("SnowflakeType"),),
        {"type": ["string", "integer"], "pattern": "^(0|[1-9][0-9]*)$", "minimum": 0},
    ),
    Change(
        "1 and 0 in the query",
        "discord.py writes booleans of the query as 1 and 0 (wait, with_response, "
        "with_components, with_counts). Discord takes both.",
        (_schema("QueryBoolean"),),
        {"enum": ["true", "false", "1", "0"]},
    ),
    Change(
        "tts everywhere",
        "discord.py builds every message body in one place, handle_message_parameters, which "
        "always adds `tts`; edits and first posts of a forum have no such key. Discord ignores it.",
        (
            _schema("MessageEditRequestPartial", "properties", "tts"),
            _schema("IncomingWebhookUpdateRequestPartial", "properties", "tts"),
            _schema(
                "IncomingWebhookUpdateForInteractionCallbackRequestPartial", "properties", "tts"
            ),
            _schema("BaseCreateMessageCreateRequest", "properties", "tts"),
        ),
        {"type": "boolean"},
    ),
    Change(
        "flags of embeds",
        "Embed.to_dict() always adds `flags`, which only embeds received have. Discord ignores it.",
        (_schema("RichEmbed", "properties", "flags"),),
        {"type": "integer"},
    ),
    Change(
        "nsfw commands",
        "discord.py sends `nsfw` with every command, as Discord's prose documents "
        "(Application Commands, Create Global Application Command); the document lacks it.",
        (_schema("ApplicationCommandUpdateRequest", "properties", "nsfw"),),
        {"type": "boolean"},
    ),
    Change(
        "nested fields of forum posts",
        "start_thread_in_forum adds `use_nested_fields=1`, which once chose the body that is now "
        "the only one. Discord ignores it.",
        (_query("/channels/{channel_id}/threads", "post", "use_nested_fields"),),
        {"schema": {"const": "1"}},
    ),
    Change(
        "type of forum posts",
        "ForumChannel.create_thread sends `type: 11`; a forum has no other. Discord ignores it.",
        (_schema("CreateForumThreadRequest", "properties", "type"),),
        {"const": 11},
    ),
    Change(
        "bans by query",
        "discord.py puts `delete_message_seconds` of a ban in the query instead of the body.",
        (_query(_BAN, "put", "delete_message_seconds"),),
        {"schema": {"type": "integer", "minimum": 0, "maximum": 604800}},
    ),
    Change(
        "bans without a body",
        "discord.py bans and unbans without a body; no key of it is required.",
        (
            ("paths", _BAN, "put", "requestBody", "required"),
            ("paths", _BAN, "delete", "requestBody", "required"),
        ),
        value=False,
    ),
)

DIFFERENCES: tuple[MayLack, ...] = (
    MayLack(
        "UserResponse",
        frozenset({"flags"}),
        "Users in events carry `public_flags` alone (User Resource: `flags?`).",
    ),
    MayLack(
        "UserPIIResponse",
        frozenset({"public_flags", "locale"}),
        "READY's user has neither (User Resource: both optional).",
    ),
    MayLack(
        "GuildChannelResponse",
        frozenset({"guild_id"}),
        "Missing in the channels of GUILD_CREATE (Channel Resource, `guild_id?`).",
    ),
    MayLack(
        "ThreadResponse",
        frozenset({"guild_id"}),
        "May be missing in the threads of GUILD_CREATE, as for channels.",
    ),
    MayLack(
        "ThreadMemberResponse",
        frozenset({"id", "user_id"}),
        "Omitted from the member of each thread in GUILD_CREATE (Channel Resource, Thread Member).",
    ),
    MayLack(
        "GuildResponse",
        frozenset({"max_presences", "widget_enabled", "widget_channel_id"}),
        "GUILD_CREATE leaves them out (Guild Resource: all three optional).",
    ),
)

OMISSIONS: tuple[Change, ...] = (
    Change(
        "forwards",
        "Message Resource, Message Reference Types: 1 is FORWARD; the document has 0 alone.",
        (_schema("MessageReferenceType"),),
        {"type": "integer", "enum": [0, 1]},
    ),
    Change(
        "names of field errors",
        "Reference, Error Messages: a field's error has a name for a code, such as "
        "BASE_TYPE_REQUIRED; the document takes numbers alone.",
        (_schema("InnerErrors", "properties", "_errors", "items"),),
        {
            "type": "object",
            "properties": {"code": {"type": "string"}, "message": {"type": "string"}},
            "required": ["code", "message"],
        },
    ),
)
