"""What a member says about a gig: some of it while they are being asked, all of it at the end."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum, StrEnum


class Verdict(IntEnum):
    """What to do with an offer, lowest first (inventory 5.3)."""

    PASS = 0
    NEGOTIATE = 1
    TERMS = 2
    TAKE = 3


class Afford(StrEnum):
    """Whether the month is all right if nothing more ever comes of it (S36)."""

    YES = "yes"
    TIGHT = "tight"
    NO = "no"


class Terms(StrEnum):
    """Whether fee, scope, revisions, dates and points are in writing (S27)."""

    WRITTEN = "written"
    NOT_YET = "not_yet"
    REFUSED = "refused"


class Room(StrEnum):
    """Whether the price can move."""

    FIXED = "fixed"
    UNKNOWN = "unknown"
    FLEXIBLE = "flexible"


class Reason(StrEnum):
    """The four reasons to take less (S31-S35), in the order in which they are asked."""

    MORE = "more"
    PORTFOLIO = "port"
    LEARN = "learn"
    WANT = "want"


class Question(StrEnum):
    """What a member answers by choosing from a menu; the four reasons first."""

    MORE = "more"
    PORTFOLIO = "port"
    LEARN = "learn"
    WANT = "want"
    AFFORD = "afford"
    TERMS = "terms"
    ROOM = "room"
    MOTIVE = "motive"


class Weight(IntEnum):
    """How much of a reason there is: "no", "maybe" or "somewhat", "specific" or "really"."""

    NONE = 0
    MAYBE = 1
    SPECIFIC = 2


REASON_OF: Mapping[str, Reason] = {Question(reason): reason for reason in Reason}
"""The reasons by the questions that ask for them."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known so far; None is what has not been answered yet.

    Money is in one currency. `points` are percent of the recording's income. `named` is what a
    member wrote to name their specific reasons; empty if they would rather not. `discounted` of
    `jobs` were taken at a discount in the last 90 days. `plays` is a guess for 12 months.
    """

    job: str | None = None
    usual: Decimal | None = None
    offered: Decimal | None = None
    costs: Decimal | None = None
    hours: Decimal | None = None
    points: Decimal | None = None
    floor: Decimal | None = None
    plays: int | None = None
    next_job: Decimal | None = None
    discounted: int | None = None
    jobs: int | None = None
    reasons: Mapping[Reason, Weight] = field(default_factory=dict)
    named: str | None = None
    afford: Afford | None = None
    terms: Terms | None = None
    room: Room | None = None
    motive: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Answers:
    """Everything a verdict is made of (inventory 5.1); optional parts have their defaults.

    `reasons` are as they count: a specific reason that was not named is a maybe already. Raises
    `ValueError` for what cannot be in any currency; how large and how fine an amount may be in
    one, `bot.gigs.bounds` tells those who type it.
    """

    usual: Decimal
    offered: Decimal
    hours: Decimal
    costs: Decimal = Decimal(0)
    points: Decimal = Decimal(0)
    floor: Decimal | None = None
    plays: int | None = None
    next_job: Decimal | None = None
    discounted: int = 0
    jobs: int = 0
    reasons: Mapping[Reason, Weight]
    afford: Afford
    terms: Terms
    room: Room = Room.UNKNOWN
    motive: bool = False

    def __post_init__(self) -> None:
        for name, value in (("usual", self.usual), ("hours", self.hours), ("next", self.next_job)):
            if value is not None and not 0 < value < _BEYOND:
                raise _impossible(name, value)
        for name, value in (("offer", self.offered), ("costs", self.costs), ("floor", self.floor)):
            if value is not None and not 0 <= value < _BEYOND:
                raise _impossible(name, value)
        if not 0 <= self.points <= 100:
            raise _impossible("points", self.points)
        if not 0 <= self.discounted <= self.jobs:
            raise _impossible("discounted jobs", self.discounted)
        if self.plays is not None and self.plays < 0:
            raise _impossible("plays", self.plays)


_BEYOND = 10**15


def _impossible(name: str, value: Decimal | int) -> ValueError:
    return ValueError(f"The {name} cannot be {value}.")
