"""What the sandbox remembers of messages, and of everything that one carries.

As in `world`, ids are ``int`` here and become strings in `message_payloads`.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, IntFlag

from bot.sandbox.json import JsonObjects


class MessageKind(IntEnum):
    """https://discord.com/developers/docs/resources/message#message-object-message-types."""

    DEFAULT = 0
    RECIPIENT_ADD = 1
    RECIPIENT_REMOVE = 2
    CHANNEL_NAME_CHANGE = 4
    CHANNEL_PINNED_MESSAGE = 6
    THREAD_CREATED = 18
    REPLY = 19
    CHAT_INPUT_COMMAND = 20
    THREAD_STARTER_MESSAGE = 21
    CONTEXT_MENU_COMMAND = 23
    AUTO_MODERATION_ACTION = 24
    POLL_RESULT = 46

    @property
    def by_discord(self) -> bool:
        """Whether it is a system message, which nobody wrote."""
        kinds = MessageKind
        written = (kinds.DEFAULT, kinds.REPLY, kinds.CHAT_INPUT_COMMAND, kinds.CONTEXT_MENU_COMMAND)
        return self not in written


class MessageFlag(IntFlag):
    """https://discord.com/developers/docs/resources/message#message-object-message-flags."""

    SUPPRESS_EMBEDS = 1 << 2
    HAS_THREAD = 1 << 5
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    HAS_SNAPSHOT = 1 << 14
    IS_COMPONENTS_V2 = 1 << 15


@dataclass
class Reaction:
    """Who pressed one emoji, in order."""

    emoji: str
    user_ids: list[int] = field(default_factory=list)


@dataclass
class Reference:
    """The message that another one answers, or the thread that it tells of (no message then).

    ``forward``: it carries that message on instead of answering it.
    """

    channel_id: int
    message_id: int | None
    forward: bool = False


@dataclass(frozen=True)
class Attachment:
    """A file that came with a message or a form. ``extent`` is a picture's width and height."""

    id: int
    filename: str
    content: bytes
    url: str
    content_type: str | None = None
    title: str | None = None
    description: str | None = None
    extent: tuple[int, int] | None = None
    spoiler: bool = False
    ephemeral: bool = False


@dataclass
class Poll:
    """A poll. ``answers`` are poll media as they were sent; their ids count from 1.

    ``votes`` holds who chose which answer, in order.
    """

    question: str
    answers: JsonObjects
    multiselect: bool
    ends_at: datetime
    ended: bool = False
    votes: dict[int, list[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Guise:
    """What the message of a webhook shows as its author; ``avatar`` is a hash."""

    webhook_id: int
    name: str
    avatar: str | None = None


@dataclass
class Message:
    """One message; ``seen_only_by`` is the person an ephemeral one is for.

    ``link_embeds`` are what the crawler found behind its links; ``snapshots`` are what a forward
    carries, as JSON, for nothing changes them any more.
    """

    id: int
    channel_id: int
    author_id: int
    sent_at: datetime
    kind: MessageKind = MessageKind.DEFAULT
    content: str = ""
    embeds: JsonObjects = field(default_factory=list)
    link_embeds: JsonObjects = field(default_factory=list)
    components: JsonObjects = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    snapshots: JsonObjects = field(default_factory=list)
    sticker_ids: tuple[int, ...] = ()
    poll: Poll | None = None
    flags: int = 0
    edited_at: datetime | None = None
    pinned_at: datetime | None = None
    reference: Reference | None = None
    mentioned_user_ids: list[int] = field(default_factory=list)
    mentioned_role_ids: list[int] = field(default_factory=list)
    mentions_everyone: bool = False
    reactions: dict[str, Reaction] = field(default_factory=dict)
    nonce: str | int | None = None
    application_id: int | None = None
    interaction_id: int | None = None
    guise: Guise | None = None
    seen_only_by: int | None = None
    tts: bool = False

    @property
    def ephemeral(self) -> bool:
        """Whether only one person sees it."""
        return self.seen_only_by is not None

    @property
    def shown_embeds(self) -> JsonObjects:
        """Its own embeds and those of its links, unless they are suppressed."""
        if self.flags & MessageFlag.SUPPRESS_EMBEDS:
            return []
        return [*self.embeds, *self.link_embeds]
