"""`biztalk tips`: the calendar of coming tips in the terminal."""

import argparse
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from difflib import get_close_matches
from itertools import islice
from zoneinfo import ZoneInfo, available_timezones

from bot.content import Content
from bot.errors import CannotStart
from bot.tips import Planned, Schedule, Tip, Weekday, plan

_DAYS = {day.name.lower(): day for day in Weekday}


def add_parts(tips: argparse.ArgumentParser) -> None:
    """Add what `tips` can do."""
    parts = tips.add_subparsers(required=True, metavar="what")
    about = "Print the calendar that a server would get whose first tip is yet to come."
    calendar = parts.add_parser("plan", help=about, description=about)
    calendar.add_argument("--weeks", type=_weeks, default=52, help="default %(default)s")
    calendar.add_argument(
        "--from",
        dest="start",
        type=_day,
        metavar="DATE",
        help="the first day that may have a tip, such as 2026-12-01; default now",
    )
    calendar.add_argument("--zone", default="UTC", help="such as Europe/Berlin; default UTC")
    calendar.add_argument("--weekday", choices=_DAYS, default="monday", help="default monday")
    calendar.add_argument(
        "--time",
        dest="at",
        type=_time,
        default=time(10),
        metavar="HH:MM",
        help="by the clocks of the zone; default 10:00",
    )


def lines(content: Content, options: argparse.Namespace, now: datetime) -> Iterator[str]:
    """Yield a line a week: when by the zone's clocks and in UTC, the tip's number, id and words.

    Raises `CannotStart` with a sentence for a zone that is not known.
    """
    zone = _zone(options.zone)
    schedule = Schedule(_DAYS[options.weekday], options.at, zone)
    start = now
    if options.start is not None:
        start = datetime.combine(options.start, time(), tzinfo=zone)
    coming = plan(schedule, content.tips, (), content.guidance.entries, start)
    planned = list(islice(coming, options.weeks))
    if not planned:
        yield "There is no tip to post: tips.yaml holds none whose entry members can read."
    width = max((len(one.tip.id) for one in planned), default=0)
    for one in planned:
        yield _line(one, schedule, width)


def _line(one: Planned, schedule: Schedule, width: int) -> str:
    local = one.due.astimezone(schedule.zone)
    when = f"{local:%a %Y-%m-%d %H:%M %z}  {one.due:%a %H:%M} UTC"
    moved = "  (the clock skips the usual time)" if _is_moved(local, schedule) else ""
    return f"{when}  {one.tip.n:>3} {one.tip.id:<{width}}  {_words(one.tip)}{moved}"


def _is_moved(local: datetime, schedule: Schedule) -> bool:
    return (local.time(), local.weekday()) != (schedule.at, schedule.weekday)


def _words(tip: Tip) -> str:
    return tip.text if tip.said_by is None else f"“{tip.text}” {tip.said_by}"


def _zone(typed: str) -> ZoneInfo:
    known = {name.casefold(): name for name in available_timezones()}
    name = known.get(typed.strip().replace(" ", "_").casefold())
    if name is None:
        near = get_close_matches(typed.casefold(), known, n=1)
        meant = f" Did you mean {known[near[0]]}?" if near else " Write it like Europe/Berlin."
        message = f"No time zone is called {typed!r}.{meant}"
        raise CannotStart(message)
    return ZoneInfo(name)


def _weeks(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1040:
        raise argparse.ArgumentTypeError("weeks are a number from 1 to 1040, which is 20 years")
    return int(text)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("a day is written like 2026-12-01") from None
    if not 1970 <= day.year <= 2999:
        raise argparse.ArgumentTypeError("the year is one from 1970 to 2999")
    return day


def _time(text: str) -> time:
    if re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", text, re.ASCII) is None:
        raise argparse.ArgumentTypeError("a time is written like 10:00")
    hour, minute = text.split(":")
    return time(int(hour), int(minute))
