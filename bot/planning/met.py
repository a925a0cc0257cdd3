"""Somebody met: who, where, what they are making, and when to be in touch (S19, S53)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from bot.planning.asked_back import AskedBack, too_long
from bot.planning.when import read_day

FIELDS = ("who", "where", "making", "when")
"""What is typed, as the command and the form name it."""


@dataclass(frozen=True)
class Acquaintance:
    """Somebody met, as it was typed; None is what was left out."""

    name: str
    place: str | None
    making: str | None
    day: date | None


def read_met(
    typed: Mapping[str, str], longest: int, now: datetime, zone: tzinfo
) -> Acquaintance | Mapping[str, AskedBack]:
    """Read what was typed of somebody; or what is to be said of some of the fields.

    Cases: "who_blank", "line_long" and those of `read_day`.
    """
    lines = {field: " ".join(typed.get(field, "").split()) for field in FIELDS}
    asked: dict[str, AskedBack] = {}
    for field in FIELDS[:3]:
        if long := too_long("line_long", lines[field], longest):
            asked[field] = long
    if not any(character.isalnum() for character in lines["who"]):
        asked["who"] = AskedBack("who_blank")
    day = read_day(lines["when"], now, zone) if lines["when"] else None
    if isinstance(day, AskedBack):
        asked["when"] = day
        return asked
    if asked:
        return asked
    return Acquaintance(lines["who"], lines["where"] or None, lines["making"] or None, day)
