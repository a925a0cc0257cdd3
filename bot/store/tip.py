"""What is remembered of a server's weekly tips: its schedule, each occurrence, what is told."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

from bot.tips import Schedule, Weekday

TipState: TypeAlias = Literal["planned", "posted", "pinned", "done", "missed", "skipped", "failed"]
"""How far an occurrence is.

It is written down, posted, pinned, and the tip before it unpinned. Or it was missed, left out by a
moderator, or nobody knows whether it was posted.
"""

TipProblem: TypeAlias = Literal[
    "no_channel", "channel_gone", "cannot_post", "no_history", "empty",
    "pins_full", "cannot_pin", "message_gone", "overtaken",
]  # fmt: skip
"""What kept an occurrence from going as planned.

No channel is known; it was deleted; the bot may not write there; an answer never came and the
history may not be read; there is no tip. Then, about the pin: there are as many as Discord allows;
the bot may not pin; somebody deleted the message; the next tip came first.
"""

TipNoticeKind: TypeAlias = Literal[
    "missed", "no_channel", "channel_gone", "cannot_post", "no_history", "empty",
    "pins_full", "cannot_pin",
]  # fmt: skip
"""What moderators are told, in their log."""

TipPress: TypeAlias = Literal["more", "discuss"]


@dataclass(frozen=True, kw_only=True)
class TipSchedule:
    """When and where a server has its tip; without a channel in its biz-talk channel.

    `zone` is an IANA name that whoever sets it has checked; without one the server's counts.
    `begun` is since when it has held: what was due before is not owed.
    """

    guild_id: int
    weekday: Weekday
    at: time
    zone: str | None
    channel_id: int | None
    is_paused: bool
    begun: datetime

    def within(self, guild_zone: str) -> Schedule:
        """Return the schedule on a server with this zone of its own."""
        return Schedule(self.weekday, self.at, ZoneInfo(self.zone or guild_zone))


@dataclass(frozen=True, kw_only=True)
class TipOccurrence:
    """One week's tip on a server, as far as it has come.

    `tries` counts how often posting was begun. While `after_id` is set, the last try may have come
    to something: the message is then one after this in the channel. `asked_at` is when a moderator
    wanted it at once. Presses are counted without who pressed.
    """

    id: int
    guild_id: int
    due: datetime
    state: TipState
    problem: TipProblem | None
    tip_id: str | None
    tries: int
    channel_id: int | None
    after_id: int | None
    message_id: int | None
    thread_id: int | None
    asked_at: datetime | None
    posted_at: datetime | None
    pinned_at: datetime | None
    unpinned_at: datetime | None
    more_presses: int
    discuss_presses: int

    @property
    def owed_from(self) -> datetime:
        """Return since when it should be there."""
        return self.asked_at or self.due


@dataclass(frozen=True, kw_only=True)
class TipNotice:
    """Something that moderators are to know, told once until it is mended and comes up again.

    `number` is how many tips it is about, `due` the last of them.
    """

    guild_id: int
    kind: TipNoticeKind
    number: int
    due: datetime | None
    channel_id: int | None
    raised_at: datetime
    told_at: datetime | None
    mended_at: datetime | None
