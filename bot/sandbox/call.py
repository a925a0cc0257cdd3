"""One authenticated REST call, as a route sees it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeAlias

from bot.sandbox import errors
from bot.sandbox.access import (
    channel_permissions,
    guild_permissions,
    refuse_archived,
    require,
    sees,
)
from bot.sandbox.audit_log import Actor
from bot.sandbox.events import Events
from bot.sandbox.json import JsonObject, as_object
from bot.sandbox.local import LocalDiscord
from bot.sandbox.message import Message
from bot.sandbox.permissions import Permission
from bot.sandbox.rules.form import reading
from bot.sandbox.uploads import Upload
from bot.sandbox.world import Channel, Guild, Thread, User, World

_NOTHING = Permission(0)

Answer: TypeAlias = JsonObject | list[JsonObject] | None


@dataclass(frozen=True)
class Call:
    """Who asks for what. ``body`` and ``uploads`` are what came along, unchecked.

    ``reason`` is what the audit log is to say.
    """

    local: LocalDiscord
    user: User
    path: Mapping[str, str]
    query: Mapping[str, str]
    body: object
    uploads: Mapping[int, Upload] = field(default_factory=dict)
    reason: str | None = None

    @property
    def world(self) -> World:
        """The world as it is now."""
        return self.local.world

    @property
    def events(self) -> Events:
        """Where changes are announced."""
        return self.local.events

    @property
    def now(self) -> datetime:
        """The sandbox's time."""
        return self.local.clock.now()

    @property
    def actor(self) -> Actor:
        """Who asks, and why, for the audit log."""
        return Actor(self.user.id, self.reason)

    @property
    def json(self) -> JsonObject:
        """The body as an object; empty when it is none."""
        return as_object(self.body)

    def id_in_path(self, name: str) -> int:
        """A snowflake of the path. What is none matches nothing: 50035, as Discord answers."""
        text = self.path[name]
        if not text.isdecimal():
            raise errors.invalid_snowflake(name, text)
        return int(text)

    def id_in_query(self, name: str) -> int | None:
        """A snowflake of the query; None when it is not there. Raises 50035."""
        text = self.query.get(name)
        if text is not None and not text.isdecimal():
            raise errors.invalid_snowflake(name, text)
        return None if text is None else int(text)

    def moment_in_query(self, name: str) -> datetime | None:
        """A time of the query, UTC if it names no zone; None when it is not there. Raises 50035."""
        with reading(dict(self.query)) as form:
            text = form.moment(name)
        if text is None:
            return None
        found = datetime.fromisoformat(text)
        return found if found.tzinfo is not None else found.replace(tzinfo=UTC)

    def flag(self, name: str) -> bool:
        """A yes/no query parameter; clients write 1 or true."""
        return self.query.get(name, "").lower() in ("1", "true")

    def channel(self, needed: Permission = Permission.VIEW_CHANNEL) -> Channel:
        """The path's channel, in which the caller holds ``needed``.

        Raises 10003 for an unknown channel, 50001 for a hidden one, 50013 for what lacks.
        """
        channel = self.world.channels.get(self.id_in_path("channel_id"))
        if channel is None:
            raise errors.unknown_channel()
        require(self.world, self.user.id, channel, needed, self.now)
        return channel

    def active_channel(self, needed: Permission = Permission.VIEW_CHANNEL) -> Channel:
        """`channel`, where something may change: 50083 for an archived thread."""
        channel = self.channel(needed)
        refuse_archived(channel)
        return channel

    def thread(self, needed: Permission = Permission.VIEW_CHANNEL) -> tuple[Channel, Thread]:
        """The path's thread, as a channel and as a thread. Raises as `channel`; 50024 otherwise."""
        channel = self.channel(needed)
        if channel.thread is None:
            raise errors.wrong_channel_kind()
        return channel, channel.thread

    def message(self, channel: Channel) -> Message:
        """The path's message; an ephemeral one only for whom it is. Raises 10008."""
        message = channel.messages.get(self.id_in_path("message_id"))
        if message is None or message.seen_only_by not in (None, self.user.id):
            raise errors.unknown_message()
        return message

    def guild(self, needed: Permission = _NOTHING) -> Guild:
        """The path's guild, in which the caller holds ``needed``.

        Raises 10004 for an unknown guild, 50001 for a stranger (discord/discord-api-docs#1716),
        50013 for what lacks.
        """
        guild = self.world.guilds.get(self.id_in_path("guild_id"))
        if guild is None:
            raise errors.unknown_guild()
        if self.user.id not in guild.members:
            raise errors.missing_access()
        if needed & ~Permission(guild_permissions(guild, self.user.id)):
            raise errors.missing_permissions()
        return guild

    def sees(self, channel: Channel) -> bool:
        """Whether the caller can see the channel."""
        return sees(self.world, self.user.id, channel, self.now)

    def may(self, channel: Channel, what: Permission) -> bool:
        """Whether the caller holds all of ``what`` in the channel."""
        held = channel_permissions(self.world, self.user.id, channel, self.now)
        return held & what == what

    def number(self, name: str, *, default: int, least: int, most: int) -> int:
        """A whole number of the query, within its range. Raises 50035."""
        text = self.query.get(name, str(default))
        if not text.isdecimal() or not least <= int(text) <= most:
            raise errors.invalid_number(name, least, most)
        return int(text)


Handler: TypeAlias = Callable[[Call], Answer]


@dataclass(frozen=True)
class Route:
    """A path of Discord's REST API that the sandbox knows, without ``/api/v10``."""

    method: str
    path: str
    answer: Handler
    status: int = 200  # of an answer with a body; one without is 204
    authenticated: bool = True  # some are opened by the interaction's token in their path
    for_people: bool = False  # a person's client uses it, a bot may not
