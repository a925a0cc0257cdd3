"""Time zones as people find them: by a part of the IANA name."""

from functools import cache
from zoneinfo import available_timezones

from bot import limits


@cache
def zones() -> frozenset[str]:
    """All zones that are known here."""
    return frozenset(available_timezones())


def zones_like(typed: str) -> list[str]:
    """Return zones that hold what was typed, those that begin with it first."""
    wanted = "_".join(typed.split()).casefold()
    found = [zone for zone in zones() if wanted in zone.casefold()]
    found.sort(key=lambda zone: (not zone.casefold().startswith(wanted), zone))
    return found[: limits.CHOICES]
