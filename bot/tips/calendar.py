"""The calendar of coming tips, as it is while nothing changes."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.tips.rotation import coming
from bot.tips.schedule import Schedule, occurrences
from bot.tips.tip import Tip


@dataclass(frozen=True)
class Planned:
    """A tip and when it is due, in UTC."""

    due: datetime
    tip: Tip


def plan(
    schedule: Schedule,
    tips: Sequence[Tip],
    used: Sequence[str],
    shown: Container[str],
    start: datetime,
) -> Iterator[Planned]:
    """Yield what is posted from an aware instant on, week by week; see `next_tip` for the rest.

    It has no end, unless there is no tip at all.
    """
    due = occurrences(schedule, start)
    for tip, when in zip(coming(tips, used, shown), due, strict=False):
        yield Planned(when, tip)
