"""Reading a day as people type one: "2026-12-04", "4 December", "in 10 days", "friday".

Whatever could be two days is asked back; the card names the day that was read.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from bot.planning.asked_back import AskedBack

_FARTHEST = timedelta(days=731)

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_COUNTS = {
    word: number
    for number, words in enumerate(
        (
            "zero",
            "a|an|one",
            "two|a couple of|couple of",
            "three|a few",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        )
    )
    for word in words.split("|")
}
_UNITS = {"d": "day", "w": "week", "wk": "week", "fortnight": "fortnight", "m": "month"}

_COUNT = r"(?P<count>-?\d{1,9}|" + "|".join(sorted(_COUNTS, key=len, reverse=True)) + ")"
_UNIT = r"(?P<unit>days?|d|weeks?|wks?|w|fortnights?|months?|m|years?)"
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_NTH = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"

_Read = Callable[[re.Match[str], date], date | AskedBack]


def read_day(typed: str, now: datetime, zone: tzinfo) -> date | AskedBack:
    """Read the day to be in touch, which lies after today in the member's zone.

    `now` is aware. Cases: "when_unreadable", "when_no_such_day", "when_two_days" (with `one` and
    `other`), "when_past" and "when_far" (with `day`), and "when_today".
    """
    today = now.astimezone(zone).date()
    day = _read(_folded(typed), today)
    if isinstance(day, AskedBack):
        return day
    if day == today:
        return AskedBack("when_today")
    if day < today:
        return AskedBack("when_past", {"day": show_day(day)})
    if day - today > _FARTHEST:
        return AskedBack("when_far", {"day": show_day(day)})
    return day


def moment_of(day: date, hour: int, zone: tzinfo) -> datetime:
    """Return when that hour of the day begins in the zone, in UTC."""
    return datetime.combine(day, time(hour), tzinfo=zone).astimezone(UTC)


def show_day(day: date) -> str:
    """Spell a day out, so that nobody can take it for another: "Friday, 4 December 2026"."""
    weekday, month = _WEEKDAYS[day.weekday()].title(), _MONTHS[day.month - 1].title()
    return f"{weekday}, {day.day} {month} {day.year}"


def _folded(typed: str) -> str:
    text = unicodedata.normalize("NFKC", typed).casefold()
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text)
    text = " ".join(text.replace(",", " ").split()).strip(" .?;:'\"")
    return re.sub(r"^(?:on|by|at|around|about|the|maybe|until|till)(?: the)? ", "", text)


def _read(text: str, today: date) -> date | AskedBack:
    for pattern, read in _FORMS:
        if match := re.fullmatch(pattern, text):
            try:
                return read(match, today)
            except (ValueError, OverflowError):
                return AskedBack("when_no_such_day")
    return AskedBack("when_unreadable")


def _named(match: re.Match[str], today: date) -> date:
    days = {
        "yesterday": -1,
        "today": 0,
        "tonight": 0,
        "now": 0,
        "tomorrow": 1,
        "tmrw": 1,
        "day after tomorrow": 2,
        "next week": 7,
    }
    return today + timedelta(days=days[match[0]])


def _in(match: re.Match[str], today: date) -> date:
    count = _COUNTS.get(match["count"])
    return _after(today, int(match["count"]) if count is None else count, match["unit"])


def _ago(match: re.Match[str], today: date) -> date:
    count = _COUNTS.get(match["count"])
    return _after(today, -(int(match["count"]) if count is None else count), match["unit"])


def _after(today: date, count: int, unit: str) -> date:
    unit = _UNITS.get(unit.removesuffix("s"), unit.removesuffix("s"))
    if unit in {"month", "year"}:
        return _months_after(today, count * (12 if unit == "year" else 1))
    return today + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])


def _months_after(today: date, count: int) -> date:
    years, month = divmod(today.month - 1 + count, 12)
    year = today.year + years
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _weekday(match: re.Match[str], today: date) -> date | AskedBack:
    name, which = match["weekday"], match["which"]
    number = _index(name, _WEEKDAYS)
    if number is None:
        return AskedBack("when_unreadable")
    if which == "last":
        return today - timedelta(days=(today.weekday() - number - 1) % 7 + 1)
    coming = today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    monday = today - timedelta(days=today.weekday())
    next_week = monday + timedelta(days=7 + number)
    if which == "next" and coming != next_week:
        return AskedBack("when_two_days", {"one": show_day(coming), "other": show_day(next_week)})
    return coming


def _month_end(match: re.Match[str], today: date) -> date:
    first = today.replace(day=1)
    if match["which"] == "next":
        first = _months_after(first, 1)
    return _months_after(first, 1) - timedelta(days=1)


def _dated(match: re.Match[str], _today: date) -> date:
    return date(int(match["year"]), int(match["month"]), int(match["day"]))


def _spelt(match: re.Match[str], today: date) -> date | AskedBack:
    number = _index(match["month"], _MONTHS)
    if number is None:
        return AskedBack("when_unreadable")
    return _of_year(match.groupdict().get("year"), number + 1, int(match["day"]), today)


def _european(match: re.Match[str], today: date) -> date:
    return _of_year(_full_year(match["year"]), int(match["month"]), int(match["day"]), today)


def _slashed(match: re.Match[str], today: date) -> date | AskedBack:
    """Read 3/12, which is another day on either side of the Atlantic."""
    year, first, second = _full_year(match["year"]), int(match["first"]), int(match["second"])
    if first > 12 or second > 12 or first == second:
        day, month = (first, second) if second <= 12 else (second, first)
        return _of_year(year, month, day, today)
    one, other = _of_year(year, second, first, today), _of_year(year, first, second, today)
    return AskedBack("when_two_days", {"one": show_day(one), "other": show_day(other)})


def _full_year(year: str | None) -> str | None:
    return f"20{year}" if year is not None and len(year) == 2 else year


def _of_year(year: str | None, month: int, day: int, today: date) -> date:
    """Return the day of a year, or without one the next such day there is."""
    if year is not None:
        return date(int(year), month, day)
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)


def _index(typed: str, names: tuple[str, ...]) -> int | None:
    """Find a name by its beginning, of at least three letters: "sept", "thurs"."""
    fits = [number for number, name in enumerate(names) if name.startswith(typed)]
    return fits[0] if len(typed) >= 3 and len(fits) == 1 else None


_FORMS: tuple[tuple[str, _Read], ...] = (
    (
        "yesterday|today|tonight|now|tomorrow|tmrw|(?:the )?day after tomorrow|next week",
        _named,
    ),
    (rf"(?:in |within )?{_COUNT} ?{_UNIT}(?: from now| time)?", _in),
    (rf"{_COUNT} ?{_UNIT} ago", _ago),
    (r"next (?P<unit>month|year)", lambda match, today: _after(today, 1, match["unit"])),
    (r"(?:the )?end of (?P<which>the|this|next) month", _month_end),
    (r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})", _dated),
    (r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})(?:\.? ?(?P<year>\d{4}|\d{2}))?", _european),
    (r"(?P<first>\d{1,2})[/-](?P<second>\d{1,2})(?:[/-](?P<year>\d{4}|\d{2}))?", _slashed),
    (rf"(?:[a-z]+day )?{_NTH} (?:of )?{_MONTH}(?: {_YEAR})?", _spelt),
    (rf"(?:[a-z]+day )?{_MONTH} (?:the )?{_NTH}(?: {_YEAR})?", _spelt),
    (r"(?:(?P<which>next|this|coming|last) )?(?P<weekday>[a-z]{3,9})", _weekday),
)
