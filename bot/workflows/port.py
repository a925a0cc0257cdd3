"""The narrow door through which workflows act on Discord; they know nothing else of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

Shown_contra = TypeVar("Shown_contra", contravariant=True)
"""What a message shows. Workflows pass it on and never look into it."""


class PortError(Exception):
    """Discord would not do it; trying the same again now would not help."""


class NotAllowed(PortError):
    """A permission is missing, or the place allows no such thing, or not to this person."""


class Busy(PortError):
    """Discord wants this done less often; it may go again after a while."""


class Gone(PortError):
    """The channel, thread or message is no longer there."""


class Closed(PortError):
    """The person takes no direct messages from the bot."""


class PinsFull(PortError):
    """The channel has as many pins as Discord allows."""


class Port(Protocol[Shown_contra]):
    """What a workflow can do. Ids are snowflakes.

    Every method raises a `PortError` for what Discord refuses, and leaves other trouble (no
    connection, a server error) as it comes: that may pass.
    """

    async def open_thread(self, channel_id: int, name: str, *, private: bool) -> int:
        """Open a thread and return its id."""

    async def find_thread(
        self, channel_id: int, name: str, since: datetime, *, private: bool
    ) -> int | None:
        """Return the bot's own thread of this kind and name, opened since then.

        It may stand in any channel of the server to which this one belongs.
        """

    async def add_to_thread(self, thread_id: int, user_id: int) -> None:
        """See to it that somebody is in the thread."""

    async def open_direct(self, user_id: int) -> int:
        """Return the channel of direct messages with somebody."""

    async def post(self, channel_id: int, shown: Shown_contra, nonce: str) -> int:
        """Post, and return the message's id; of those with one nonce Discord makes one."""

    async def open_post(self, forum_id: int, name: str, shown: Shown_contra) -> int:
        """Begin a post in a forum; return the id of its thread, which is its message's as well."""

    async def find_post(self, channel_id: int, mark: str, since: datetime) -> int | None:
        """Return the bot's own message since then with a custom_id that begins with `mark`."""

    async def edit(self, channel_id: int, message_id: int, shown: Shown_contra) -> None:
        """Show something else in a message."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody is on a server; `is_staff`: they may manage messages there."""

    role_ids: frozenset[int] = frozenset()
    is_staff: bool = False
    joined_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ThreadPlace:
    """A thread: what it is called, who opened it, and the channel that it stands in."""

    title: str
    owner_id: int
    parent_id: int


@dataclass(frozen=True, slots=True)
class Deletions:
    """What the audit log says of one who deleted somebody's messages in a channel.

    `id` is that of the entry, `at` the moment of the first of `count` deletions.
    """

    id: int
    by: int
    count: int
    at: datetime


class Hands(Protocol):
    """What moderation can do to messages and members. Ids are snowflakes.

    Raises as `Port` does. `reason` stands in the server's audit log.
    """

    @property
    def self_ids(self) -> frozenset[int]:
        """The ids under which the bot itself acts."""

    async def deletions(
        self, guild_id: int, author_id: int, channel_id: int
    ) -> Sequence[Deletions]:
        """Return who lately deleted an author's messages in a channel, the latest first."""

    async def is_above(self, guild_id: int, user_id: int) -> bool:
        """Whether the bot can do nothing about a member.

        They own the server, administer it, or have a role as high as the bot's.
        """

    async def forum_of(self, channel_id: int, message_id: int) -> int | None:
        """Return the forum whose post a message begins; None if it begins none."""

    async def delete_post(self, channel_id: int, message_id: int, reason: str) -> None:
        """Delete a message; the one that begins a forum's post goes with the whole post."""

    async def timed_out_until(self, guild_id: int, user_id: int) -> datetime | None:
        """Return until when a member is timed out; None if they are not."""

    async def time_out(
        self, guild_id: int, user_id: int, until: datetime | None, reason: str
    ) -> None:
        """Keep a member from writing until then; None lets them write again."""


class Surroundings(Protocol):
    """What a workflow can find out about a message's surroundings. Ids are snowflakes.

    Raises as `Port` does.
    """

    @property
    def self_ids(self) -> frozenset[int]:
        """The ids under which the bot itself writes."""

    def thread(self, guild_id: int, channel_id: int) -> ThreadPlace | None:
        """Return what is known of a thread; None for any other channel, and one not heard of."""

    async def standing(
        self, guild_id: int, user_id: int, member: Mapping[str, object] | None
    ) -> Standing:
        """Return what somebody is; `member` is what a message told of that, if it did.

        Whoever is not on the server, a webhook too, is nothing there.
        """

    async def messages_between(
        self, channel_id: int, after: int, until: int, most: int
    ) -> Sequence[Mapping[str, object]]:
        """Return the messages after one id up to another, as Discord's JSON, the oldest first.

        There are `most` at most, which are the latest.
        """


@dataclass(frozen=True, slots=True)
class Community:
    """What a server consists of: its channels, threads left out, and its roles.

    The role that everybody has is left out; with `staff_role_ids` messages may be managed.
    """

    channel_ids: frozenset[int]
    role_ids: frozenset[int]
    staff_role_ids: frozenset[int]


class NativeRules(Protocol):
    """The rules of Discord's own AutoMod, as Discord's JSON. Ids are snowflakes.

    Raises as `Port` does, and `PortError` itself for a rule that Discord does not take. `reason`
    stands in the server's audit log.
    """

    @property
    def self_ids(self) -> frozenset[int]:
        """The ids under which the bot itself writes."""

    def community(self, guild_id: int) -> Community | None:
        """Return what is known of a server; None while nothing has been heard of it."""

    async def automod_rules(self, guild_id: int) -> Sequence[Mapping[str, object]]:
        """Return all rules of a server, whoever made them."""

    async def make_automod_rule(
        self, guild_id: int, rule: Mapping[str, object], reason: str
    ) -> Mapping[str, object]:
        """Make a rule, and return it as it stands."""

    async def change_automod_rule(
        self, guild_id: int, rule_id: int, rule: Mapping[str, object], reason: str
    ) -> Mapping[str, object]:
        """Let a rule be as this one, and return it as it stands."""

    async def delete_automod_rule(self, guild_id: int, rule_id: int, reason: str) -> None:
        """Delete a rule."""


class Pins(Protocol):
    """What the weekly tips do besides posting. Ids are snowflakes.

    Raises as `Port` does. `reason` stands in the server's audit log.
    """

    async def newest(self, channel_id: int) -> int:
        """Return the id that the channel's last message has, or had; 0 if there never was one.

        It is of Discord's time: what is posted later has a greater one, whatever clocks say here.
        """

    async def find_after(self, channel_id: int, mark: str, after: int) -> int | None:
        """Return the bot's own message after this id with a custom_id that begins with `mark`.

        Raises `NotAllowed` where the history may not be read: Discord would show an empty one.
        """

    async def pin(self, channel_id: int, message_id: int, reason: str) -> None:
        """See to it that a message is pinned; raises `PinsFull` if there is no room."""

    async def unpin(self, channel_id: int, message_id: int, reason: str) -> None:
        """See to it that a message is not pinned."""

    async def tidy_pin(self, channel_id: int, message_id: int) -> None:
        """Delete what Discord wrote in the channel about the bot's pinning this message, if so."""
