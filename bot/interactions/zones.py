"""Time zones as people find them: by a part of the IANA name, by a city, by an everyday name."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from difflib import get_close_matches
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot import limits

# What is offered before anything is typed.
_COMMON = (
    "UTC",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "Europe/London",
    "Europe/Berlin",
    "Asia/Kuala_Lumpur",
    "Asia/Tokyo",
    "Australia/Sydney",
)

# Everyday names. Some are IANA names as well, but of zones that know no summer time.
_EVERYDAY = {
    "America/New_York": ("et", "est", "edt", "eastern", "eastern_time"),
    "America/Chicago": ("ct", "central", "central_time", "cdt"),
    "America/Denver": ("mt", "mst", "mdt", "mountain", "mountain_time"),
    "America/Los_Angeles": ("pt", "pst", "pdt", "pacific", "pacific_time"),
    "Europe/London": ("uk", "england", "britain", "great_britain", "bst"),
    "Europe/Paris": ("france",),
    "Europe/Berlin": ("germany", "deutschland"),
    "UTC": ("utc", "gmt", "z"),
}
_OFFSET = re.compile(r"(?:utc|gmt)_?([+-])_?0?(\d{1,2})(?::?00)?", re.ASCII)
_CLOSE = 0.75  # how alike two names have to be, of 1
_MOST_CLOSE = 5


@cache
def zones() -> frozenset[str]:
    """All zones that are known here."""
    return frozenset(available_timezones())


def zones_like(typed: str) -> list[str]:
    """Return zones that hold what was typed, those that begin with it first.

    At most as many as Discord offers at once; the common ones before anything is typed.
    """
    wanted = "_".join(typed.split()).casefold()
    if not wanted:
        return list(_COMMON)
    found = [zone for zone in zones() if wanted in zone.casefold()]
    found.sort(key=lambda zone: (not zone.casefold().startswith(wanted), zone))
    return found[: limits.CHOICES]


def zones_named(typed: str) -> list[str]:
    """Return the zones that somebody may mean who typed this: one if it is plain, else several.

    Empty if nothing fits. A whole name counts first, then a city ("Berlin", "new york"), then a
    part of a name, then what is spelt nearly so.
    """
    wanted = _folded(typed)
    everyday = [zone for zone, names in _EVERYDAY.items() if wanted in names]
    if not wanted or everyday:
        return everyday
    if offset := _OFFSET.fullmatch(wanted):
        return _at_offset(offset)
    if exact := _whole().get(wanted):
        return exact
    if same_city := _cities().get(wanted):
        return same_city[:1] if len({_hours(zone) for zone in same_city}) == 1 else same_city
    return [zone for zone in zones_like(wanted) if "/" in zone] or _nearly(wanted)


def _folded(text: str) -> str:
    """Fold "New  York, " and "new-york" to one; the region stays, and so does "utc+3"."""
    words = re.split(r"[\s,;._]+|(?<=[a-zA-Z])-(?=[a-zA-Z])", text.casefold())
    return re.sub(r"_?/_?", "/", "_".join(words)).strip("_/")


def _at_offset(offset: re.Match[str]) -> list[str]:
    """Return the zone of an offset. IANA's names count the other way: Etc/GMT-3 is UTC+3."""
    sign, hours = ("-" if offset[1] == "+" else "+"), int(offset[2])
    zone = f"Etc/GMT{sign}{hours}" if hours else "UTC"
    return [zone] if zone in zones() else []


@cache
def _hours(zone: str) -> tuple[timedelta | None, ...]:
    """Return what its clocks showed through a year; one city often has several names."""
    place = ZoneInfo(zone)
    return tuple(datetime(2025, month, 1, tzinfo=place).utcoffset() for month in range(1, 13))


@cache
def _whole() -> dict[str, list[str]]:
    # "Singapore" is an old name of Asia/Singapore, which the cities know.
    return _by((_folded(zone), zone) for zone in zones() if "/" in zone)


@cache
def _cities() -> dict[str, list[str]]:
    return _by((_folded(zone.rpartition("/")[2]), zone) for zone in zones())


def _by(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, zone in sorted(pairs):
        found.setdefault(name, []).append(zone)
    return found


def _nearly(wanted: str) -> list[str]:
    names = get_close_matches(wanted, sorted(_cities()), n=_MOST_CLOSE, cutoff=_CLOSE)
    return [zone for name in names for zone in _cities()[name]][: limits.SELECT_OPTIONS]
