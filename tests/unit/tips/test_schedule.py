"""One occurrence a week, at the right time by the clock on the wall, in every zone there is."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.tips import Schedule, Weekday, latest_before, next_after, occurrences

ZONES = sorted(available_timezones())
WEEKS = 20 * 52 + 18  # a little more than twenty years
WEEK, HOUR = timedelta(days=7), timedelta(hours=1)
FIRST, LAST = datetime(2006, 1, 1, tzinfo=UTC), datetime(2046, 12, 31, tzinfo=UTC)

zones = st.sampled_from(ZONES).map(ZoneInfo)
times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
schedules = st.builds(Schedule, st.sampled_from(Weekday), times, zones)
instants = st.datetimes(
    FIRST.replace(tzinfo=None), LAST.replace(tzinfo=None), timezones=st.just(UTC)
)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def on_the_wall(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None)


def gap_around(wall: datetime, zone: ZoneInfo) -> timedelta:
    """By how much the clock jumped over this time; nothing if it was shown."""
    before, after = (wall.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    assert before is not None
    assert after is not None
    return max(after - before, timedelta())


def assert_due(due: datetime, day: date, schedule: Schedule) -> None:
    """It is what the schedule says for that day: the wall's first such time, or a gap's end."""
    zone, wall = schedule.zone, datetime.combine(day, schedule.at)
    assert due.tzinfo is UTC
    shown = on_the_wall(due, zone)
    if shown == wall:
        assert due.astimezone(zone).fold == 0
        return
    gap = gap_around(wall, zone)
    assert gap > timedelta()
    assert wall < shown <= wall + gap
    just_before = on_the_wall(due - timedelta(seconds=1), zone)
    assert just_before < wall
    assert shown - just_before == gap + timedelta(seconds=1)


def assert_weekly(schedule: Schedule, start: datetime, weeks: int) -> None:
    """From the start on there is one occurrence for each week's day, and each is later."""
    due = list(islice(occurrences(schedule, start), weeks))
    assert due[0] >= start
    assert all(earlier < later for earlier, later in pairwise(due))
    first = on_the_wall(due[0], schedule.zone).date()
    first -= timedelta(days=(first.weekday() - schedule.weekday) % 7)
    for number, one in enumerate(due):
        assert_due(one, first + number * WEEK, schedule)


@given(schedules, instants)
@example(Schedule(Weekday.FRIDAY, time(10), ZoneInfo("Pacific/Apia")), utc(2006, 1, 1))
def test_any_schedule_for_twenty_years(schedule: Schedule, start: datetime) -> None:
    assert_weekly(schedule, start, WEEKS)


def test_every_zone_for_twenty_years() -> None:
    """The usual Monday at ten: every clock shows it every week, without an exception."""
    first = datetime.combine(date(2026, 1, 12), time(10))
    for name in ZONES:
        schedule = Schedule(Weekday.MONDAY, time(10), ZoneInfo(name))
        due = list(islice(occurrences(schedule, utc(2026, 1, 10)), WEEKS))
        walls = [on_the_wall(one, schedule.zone) for one in due]
        assert walls == [first + number * WEEK for number in range(WEEKS)], name
        assert all(earlier < later for earlier, later in pairwise(due)), name


def changes_of(zone: ZoneInfo) -> Iterator[datetime]:
    """The hours within which the zone's clock is changed, from 2026 to 2045."""
    day = utc(2026, 1, 1)
    while day.year < 2046:
        if zone.utcoffset(day) != zone.utcoffset(day + WEEK):
            for hour in (day + timedelta(hours=number) for number in range(7 * 24)):
                if zone.utcoffset(hour) != zone.utcoffset(hour + HOUR):
                    yield hour
        day += WEEK


def test_every_change_of_every_clock_for_twenty_years() -> None:
    """Due just before, within and just after what is skipped or comes twice."""
    tried = set()
    for zone in map(ZoneInfo, ZONES):
        for hour in changes_of(zone):
            change = (hour, zone.utcoffset(hour), zone.utcoffset(hour + HOUR))
            if change in tried:
                continue  # many zones change their clocks together
            tried.add(change)
            for minutes in range(-90, 91, 30):
                local = on_the_wall(hour, zone) + timedelta(minutes=minutes)
                schedule = Schedule(Weekday(local.weekday()), local.time(), zone)
                assert_weekly(schedule, hour - timedelta(days=10), 3)
    assert len(tried) > 100


@given(schedules, instants)
def test_every_instant_lies_between_two_neighbours(schedule: Schedule, now: datetime) -> None:
    latest, coming = latest_before(schedule, now), next_after(schedule, now)
    assert latest <= now < coming
    assert next_after(schedule, latest) == coming
    assert latest_before(schedule, coming) == coming
    assert latest_before(schedule, coming - timedelta.resolution) == latest


@pytest.mark.parametrize(
    ("zone", "weekday", "at", "start", "due"),
    [
        # Both sides of a change: ten by the clock is an hour earlier in summer.
        ("Europe/Berlin", 0, time(10), utc(2026, 3, 20), utc(2026, 3, 23, 9)),
        ("Europe/Berlin", 0, time(10), utc(2026, 3, 24), utc(2026, 3, 30, 8)),
        # 02:00 to 03:00 is skipped: at 03:00, which is 01:00 UTC.
        ("Europe/Berlin", 6, time(2, 30), utc(2026, 3, 25), utc(2026, 3, 29, 1)),
        ("America/New_York", 6, time(2), utc(2026, 3, 4), utc(2026, 3, 8, 7)),
        # 02:00 to 03:00 comes twice: the first, still in summer time.
        ("Europe/Berlin", 6, time(2, 30), utc(2026, 10, 20), utc(2026, 10, 25, 0, 30)),
        # Half an hour is skipped.
        ("Australia/Lord_Howe", 6, time(2, 15), utc(2026, 9, 30), utc(2026, 10, 3, 15, 30)),
        # Midnight is skipped: the day began at 01:00.
        ("Asia/Beirut", 6, time(0), utc(2026, 3, 25), utc(2026, 3, 28, 22)),
        # 30 December 2011 was no day in Samoa: the 31st, when it began.
        ("Pacific/Apia", 4, time(10), utc(2011, 12, 28), utc(2011, 12, 30, 10)),
        ("Pacific/Apia", 4, time(10), utc(2011, 12, 31), utc(2012, 1, 5, 20)),
    ],
)
def test_by_the_clocks(zone: str, weekday: int, at: time, start: datetime, due: datetime) -> None:
    assert next_after(Schedule(Weekday(weekday), at, ZoneInfo(zone)), start) == due


def test_one_at_the_very_start_counts_once() -> None:
    schedule = Schedule(Weekday.MONDAY, time(10), ZoneInfo("UTC"))
    due = utc(2026, 11, 23, 10)
    assert next(occurrences(schedule, due)) == due
    assert next_after(schedule, due) == due + WEEK
    assert latest_before(schedule, due) == due
