"""When the weekly tip is due: a weekday and a time by the clock on the wall of one time zone.

Where that clock is changed, two rules keep it at one tip a week:

- **The time is skipped** (02:30 on the night the clock goes from 02:00 to 03:00, or a whole day
  that a zone left out): the tip is due at the first moment after the gap.
- **The time comes twice** (the clock goes back): it is due at the first of the two.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

_WEEK = timedelta(days=7)
_SECOND = timedelta(seconds=1)


class Weekday(IntEnum):
    """The days of a week, numbered as Python's dates number them."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


@dataclass(frozen=True)
class Schedule:
    """Once a week, at a time of day without a zone of its own, as clocks in ``zone`` show it."""

    weekday: Weekday
    at: time
    zone: ZoneInfo


def next_after(schedule: Schedule, instant: datetime) -> datetime:
    """Return the first occurrence later than an aware instant, in UTC."""
    return next(due for due in _around(schedule, instant) if due > instant)


def latest_before(schedule: Schedule, instant: datetime) -> datetime:
    """Return the last occurrence that is not later than an aware instant, in UTC.

    One that is due at this very instant counts, so that every instant lies between this and
    `next_after`.
    """
    weeks = pairwise(_around(schedule, instant))
    return next(due for due, following in weeks if following > instant)


def occurrences(schedule: Schedule, start: datetime) -> Iterator[datetime]:
    """Yield every occurrence from an aware instant on, in UTC; one at the instant is the first."""
    return (due for due in _around(schedule, start) if due >= start)


def _around(schedule: Schedule, instant: datetime) -> Iterator[datetime]:
    """Yield occurrences without end, the first of them certainly not later than the instant.

    From two weeks before, for where a whole day was left out one is due on the day after.
    """
    today = instant.astimezone(schedule.zone).date()
    day = today - timedelta(days=(today.weekday() - schedule.weekday) % 7) - 2 * _WEEK
    while True:
        yield _instant_of(day, schedule)
        day += _WEEK


def _instant_of(day: date, schedule: Schedule) -> datetime:
    """Return when the clock first shows the time on that day, or has just left it out."""
    wall = datetime.combine(day, schedule.at)
    # Of a time that comes twice, this is the first; one that is skipped it reads as if the clock
    # had not been changed (PEP 495), which is after the gap.
    instant = wall.replace(tzinfo=schedule.zone).astimezone(UTC)
    if _on_the_wall(instant, schedule.zone) == wall:
        return instant
    return _end_of_gap(wall, schedule.zone, instant)


def _end_of_gap(wall: datetime, zone: ZoneInfo, after: datetime) -> datetime:
    """Find the moment at which the clock jumped over a time; it jumps at whole seconds."""
    before = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    low, high = before.replace(microsecond=0), after.replace(microsecond=0)
    while high - low > _SECOND:
        middle = low + (high - low) // _SECOND // 2 * _SECOND
        if _on_the_wall(middle, zone) > wall:
            high = middle
        else:
            low = middle
    return high


def _on_the_wall(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None)
