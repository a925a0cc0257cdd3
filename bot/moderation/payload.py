"""Reading what Discord sends of a message or a thread: every text in it, and who wrote it.

It is read from the JSON itself, because discord.py leaves out components that it does not know.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from bot.moderation.carried.body import read_body
from bot.moderation.carried.node import Gathered, Node
from bot.moderation.carried.raw import inner, is_object, snowflake, whole
from bot.moderation.carried.sender import Sender, sender_of
from bot.moderation.facts import Part, Place

_LONGEST_ANSWERED = 4_000
_FORWARD = 1


class Kind(IntEnum):
    """https://docs.discord.com/developers/resources/message#message-object-message-types."""

    RENAMED = 4
    THREAD_CREATED = 18
    REPLY = 19
    THREAD_STARTER = 21
    STAGE_START = 27
    STAGE_TOPIC = 31
    POLL_RESULT = 46


_TITLES = frozenset([Kind.RENAMED, Kind.THREAD_CREATED, Kind.STAGE_START, Kind.STAGE_TOPIC])
"""What Discord says when somebody gives a thread, a channel or a stage its name."""

_SILENT = frozenset(
    [
        *(1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16, 17, Kind.THREAD_STARTER, 22, 24, 25, 26),
        *(28, 29, 32, 36, 37, 38, 39, Kind.POLL_RESULT, 55),
    ]
)
"""What Discord itself says: nobody's words, or words that stand in another message already.

Kinds that are not known yet are read like any message.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What was read of a message, or of a thread, which has no `message_id` and no `kind`.

    `unread` names places where something is that could not be read. `previews` are numbers of
    `parts` that Discord took from the page behind a link: somebody's words, rarely the author's.
    Ids are None where the JSON holds none; messages from history have no `guild_id`. Of a thread
    `author_id` is whoever opened it, `channel_id` its own id, `parent_id` its channel's.

    `reply_to_id` is there in a reply, `reply_to` and `reply_to_author_id` while the message that
    it answers exists. See `Sender` for `is_bot` and what follows it.
    """

    parts: tuple[Part, ...]
    unread: tuple[Place, ...]
    previews: frozenset[int] = frozenset()
    author_id: int | None = None
    is_bot: bool = False
    is_webhook: bool = False
    invoked_by: int | None = None
    application_id: int | None = None
    message_id: int | None = None
    channel_id: int | None = None
    parent_id: int | None = None
    guild_id: int | None = None
    kind: int | None = None
    reply_to_id: int | None = None
    reply_to: str | None = None
    reply_to_author_id: int | None = None


def read_message(payload: Mapping[str, object]) -> Read:
    """Read MESSAGE_CREATE, MESSAGE_UPDATE or a message from history. Raises nothing, ever.

    The parts hold the original texts in the order in which people read them; an address that is
    the target of a label or title follows it in the same part.
    """
    if not is_object(payload):
        return Read(parts=(), unread=(Place.CONTENT,))
    into = Gathered()
    sender = sender_of(payload)
    kind = whole(payload.get("type"))
    if kind in _TITLES:
        Node(payload, Place.TITLE, into).tell("content")
    elif kind not in _SILENT:
        _read_written(Node(payload, Place.CONTENT, into), sender)
    reply_to_id, reply_to, reply_to_author_id = _answered(payload, kind)
    return Read(
        parts=tuple(into.parts),
        unread=tuple(into.unread),
        previews=frozenset(into.previews),
        author_id=sender.author_id,
        is_bot=sender.is_bot,
        is_webhook=sender.is_webhook,
        invoked_by=sender.invoked_by,
        application_id=sender.application_id,
        message_id=snowflake(payload.get("id")),
        channel_id=snowflake(payload.get("channel_id")),
        guild_id=snowflake(payload.get("guild_id")),
        kind=kind,
        reply_to_id=reply_to_id,
        reply_to=reply_to,
        reply_to_author_id=reply_to_author_id,
    )


def read_thread(payload: Mapping[str, object]) -> Read:
    """Read the title in THREAD_CREATE or THREAD_UPDATE, of a forum post too. Raises nothing, ever.

    https://docs.discord.com/developers/resources/channel#channel-object
    """
    if not is_object(payload):
        return Read(parts=(), unread=(Place.TITLE,))
    into = Gathered()
    thread = Node(payload, Place.TITLE, into)
    if payload.get("name") is None:
        thread.miss()
    thread.tell("name")
    return Read(
        parts=tuple(into.parts),
        unread=tuple(into.unread),
        author_id=snowflake(payload.get("owner_id")),
        channel_id=snowflake(payload.get("id")),
        parent_id=snowflake(payload.get("parent_id")),
        guild_id=snowflake(payload.get("guild_id")),
    )


def _read_written(message: Node, sender: Sender) -> None:
    read_body(message, by_person=sender.is_person)
    reference = inner(message.members, "message_reference")
    if whole(reference.get("type")) == _FORWARD and not message.members.get("message_snapshots"):
        message.miss(Place.FORWARD)
    thread = message.inner("thread", Place.TITLE)
    if thread is not None and _may_be_theirs(thread, sender):
        thread.tell("name")


def _may_be_theirs(thread: Node, sender: Sender) -> bool:
    """Anybody may open a thread on a message; its title is not the words of who wrote that."""
    owner_id = snowflake(thread.members.get("owner_id"))
    return owner_id in (None, sender.author_id, sender.invoked_by)


def _answered(
    message: Mapping[str, object], kind: int | None
) -> tuple[int | None, str | None, int | None]:
    """The message that this one replies to: its id, its text and its author."""
    if kind != Kind.REPLY:
        return None, None, None
    answered = inner(message, "referenced_message")
    text = answered.get("content")
    return (
        snowflake(inner(message, "message_reference").get("message_id")),
        text[:_LONGEST_ANSWERED] if isinstance(text, str) and text else None,
        snowflake(inner(answered, "author").get("id")),
    )
