"""What the sandbox remembers: people, guilds, channels, messages, commands, interactions.

Ids are ``int`` here and become strings in `payloads`. Everything lives in memory: a reset is a
new world.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import IntEnum

from bot.sandbox import limits
from bot.sandbox.audit_log import AuditEntry
from bot.sandbox.automod.rule import Rule
from bot.sandbox.json import JsonObject
from bot.sandbox.message import Attachment, Message
from bot.sandbox.permissions import Overwrite
from bot.sandbox.rules.modals import Modal


class ChannelKind(IntEnum):
    """https://discord.com/developers/docs/resources/channel#channel-object-channel-types."""

    TEXT = 0
    DM = 1
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    FORUM = 15


class CommandKind(IntEnum):
    """Application command types."""

    CHAT_INPUT = 1
    USER = 2
    MESSAGE = 3


class InteractionKind(IntEnum):
    """Interaction types, the same numbers for people and for the bot."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL_SUBMIT = 5


@dataclass
class User:
    """Somebody with a token: a person to be, or the bot."""

    id: int
    name: str
    token: str
    about: str = ""
    bot: bool = False
    accepts_dms: bool = True


@dataclass
class Role:
    """Ranks are ``position``: a higher number stands above a lower one."""

    id: int
    name: str
    permissions: int
    position: int
    color: int = 0
    bot_id: int | None = None


@dataclass
class Member:
    """A user in a guild. ``roles`` leaves out @everyone, as Discord does."""

    user_id: int
    roles: set[int]
    joined_at: datetime
    nick: str | None = None
    timed_out_until: datetime | None = None


@dataclass
class Thread:
    """What a channel that is a thread has beyond a channel.

    ``members`` holds who joined, and when. ``active_at`` is the last thing that put off archiving.
    ``sent`` counts every message there ever was, without the one that the thread began with.
    """

    parent_id: int
    owner_id: int
    created_at: datetime
    archive_after: timedelta
    archive_changed_at: datetime
    active_at: datetime
    archived: bool = False
    locked: bool = False
    invitable: bool = True
    slowmode: int = 0
    members: dict[int, datetime] = field(default_factory=dict)
    sent: int = 0

    @property
    def due_at(self) -> datetime:
        """When it is archived unless something happens in it."""
        return self.active_at + self.archive_after


@dataclass
class Channel:
    """A guild's text channel or forum, a ``thread`` in it, or a conversation (``recipient_ids``).

    A thread has neither position nor overwrites of its own.
    """

    id: int
    kind: ChannelKind
    name: str = ""
    guild_id: int | None = None
    topic: str | None = None
    position: int = 0
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    recipient_ids: tuple[int, ...] = ()
    messages: dict[int, Message] = field(default_factory=dict)
    last_message_id: int | None = None
    thread: Thread | None = None

    def history(self) -> list[Message]:
        """The messages that everybody here can read, oldest first."""
        return [message for message in self.messages.values() if not message.ephemeral]

    def pins(self) -> list[tuple[datetime, Message]]:
        """The pinned messages with when each was pinned, the newest pin first."""
        pinned = ((one.pinned_at, one) for one in self.messages.values())
        found = [(when, one) for when, one in pinned if when is not None]
        return sorted(found, key=lambda pin: pin[0], reverse=True)

    @property
    def last_pin_at(self) -> datetime | None:
        """When the newest of the pins that are there was made."""
        return next((when for when, _ in self.pins()), None)


@dataclass
class Guild:
    """A server. The role whose id is the guild's own is @everyone; ``locale`` is its language."""

    id: int
    name: str
    owner_id: int
    joined_at: datetime
    locale: str = "en-US"
    roles: dict[int, Role] = field(default_factory=dict)
    channel_ids: list[int] = field(default_factory=list)
    members: dict[int, Member] = field(default_factory=dict)
    audit_log: list[AuditEntry] = field(default_factory=list)
    automod_rules: dict[int, Rule] = field(default_factory=dict)


@dataclass
class Command:
    """A registered application command; ``body`` is what was registered, checked."""

    id: int
    version: int
    kind: CommandKind
    name: str
    body: JsonObject
    guild_id: int | None = None


@dataclass
class Interaction:
    """One thing a person did with the bot, and how far the bot's answer has come.

    ``installed_by_user``: with an app that the person brought along, which is not in the guild.
    If the answer was a ``modal``, ``submission_id`` is the interaction that last sent it, and that
    one was ``opened_by`` this.
    """

    id: int
    token: str
    kind: InteractionKind
    user_id: int
    channel_id: int
    guild_id: int | None
    session_id: str
    nonce: str
    began_at: datetime
    command_name: str | None = None
    command_kind: CommandKind | None = None
    source_message_id: int | None = None
    target_message_id: int | None = None
    acknowledged: bool = False
    expired: bool = False
    response_message_id: int | None = None
    modal: Modal | None = None
    submission_id: int | None = None
    opened_by: int | None = None
    installed_by_user: bool = False


@dataclass
class Webhook:
    """A way to post into a channel by a token; ``application_id`` if a bot made it."""

    id: int
    token: str
    name: str
    channel_id: int
    guild_id: int
    creator_id: int
    application_id: int | None = None


@dataclass
class Application:
    """The bot's application; ``intents_granted`` are the privileged ones switched on for it.

    ``created_on`` counts new commands by scope and day, for the daily limit.
    """

    id: int
    bot_id: int
    name: str
    intents_granted: int
    commands: dict[int, Command] = field(default_factory=dict)
    created_on: dict[tuple[str | None, date], int] = field(default_factory=dict)


@dataclass
class World:
    """Everything there is. ``most_active_threads`` is a guild's cap.

    ``link_embeds`` are what the crawler finds, by address. With ``trusts_clients`` the bot hears
    of every command that a client sends, offered or not, and of a form whatever it says it is.
    """

    application: Application
    users: dict[int, User] = field(default_factory=dict)
    guilds: dict[int, Guild] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    interactions: dict[int, Interaction] = field(default_factory=dict)
    attachments: dict[int, Attachment] = field(default_factory=dict)
    webhooks: dict[int, Webhook] = field(default_factory=dict)
    link_embeds: dict[str, JsonObject] = field(default_factory=dict)
    most_active_threads: int = limits.ACTIVE_THREADS
    trusts_clients: bool = False

    def user_with_token(self, token: str) -> User | None:
        """Whose token this is; None for nobody's."""
        return next((user for user in self.users.values() if user.token == token), None)

    def holder_of(self, webhook_id: str | None) -> User:
        """In whose name a token in a path serves: who made the webhook, else the bot."""
        known = webhook_id is not None and webhook_id.isdecimal()
        webhook = self.webhooks.get(int(webhook_id or 0)) if known else None
        return self.users[self.application.bot_id if webhook is None else webhook.creator_id]

    def interaction_with_token(self, token: str) -> Interaction | None:
        """The interaction that carries this token."""
        return next((one for one in self.interactions.values() if one.token == token), None)

    def dm_between(self, one: int, other: int) -> Channel | None:
        """Their conversation, if it was ever opened."""
        pair = {one, other}
        return next(
            (
                channel
                for channel in self.channels.values()
                if channel.kind is ChannelKind.DM and set(channel.recipient_ids) == pair
            ),
            None,
        )

    def share_a_guild(self, one: int, other: int) -> bool:
        """Whether there is a guild that both are in."""
        return any({one, other} <= guild.members.keys() for guild in self.guilds.values())

    def threads_in(self, guild_id: int) -> list[tuple[Channel, Thread]]:
        """The guild's threads, archived or not, newest first."""
        found = [
            (one, one.thread)
            for one in self.channels.values()
            if one.thread is not None and one.guild_id == guild_id
        ]
        return sorted(found, key=lambda pair: pair[0].id, reverse=True)

    def people(self) -> list[User]:
        """The personas, without the bot."""
        return [user for user in self.users.values() if not user.bot]
