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
