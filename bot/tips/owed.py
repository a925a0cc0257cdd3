"""What a server is owed at a moment: the tip that is due, and those it has missed.

Away over several weeks, a bot owes one tip at most: the latest, while it is less than a day late.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile

from bot.tips.schedule import Schedule, latest_before, occurrences

LATE = timedelta(hours=24)
"""So late a tip is not posted any more."""

TOO_SOON = timedelta(days=2)
"""So soon after a posted one no other falls due, whatever schedule or zone were changed to."""


@dataclass(frozen=True)
class Owed:
    """The occurrence that is to be posted now, if any, and those that never were, oldest first."""

    due: datetime | None
    missed: tuple[datetime, ...]


def owed(
    schedule: Schedule,
    begun: datetime,
    now: datetime,
    *,
    accounted: datetime | None,
    posted: datetime | None,
) -> Owed:
    """Return what is owed for a schedule that has held since `begun`; all moments are aware.

    Up to `accounted` every occurrence is known to have been posted or missed; `posted` is the last
    that was posted. One that is due at `begun` belongs to the time before.
    """
    latest = latest_before(schedule, now)
    is_owed = begun < latest and now - latest < LATE and not is_too_soon(latest, posted)
    since = begun if accounted is None else max(begun, accounted)
    passed = takewhile(lambda due: due <= now, occurrences(schedule, since))
    missed = tuple(
        due
        for due in passed
        if due > since and not is_too_soon(due, posted) and not (is_owed and due == latest)
    )
    return Owed(latest if is_owed else None, missed)


def following(schedule: Schedule, now: datetime, posted: datetime | None) -> Iterator[datetime]:
    """Yield every occurrence that will fall due later than now."""
    return (due for due in occurrences(schedule, now) if due > now and not is_too_soon(due, posted))


def is_too_soon(due: datetime, posted: datetime | None) -> bool:
    """Whether the occurrence comes too soon after the last that was posted, or before it."""
    return posted is not None and due - posted < TOO_SOON
