"""What a server is owed, whatever moment the bot looks at."""

from datetime import UTC, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.tips import LATE, Schedule, Weekday, following, occurrences, owed

MONDAYS = Schedule(Weekday.MONDAY, time(10), ZoneInfo("UTC"))
FIRST = datetime(2026, 11, 23, 10, tzinfo=UTC)
BEGUN = FIRST - timedelta(days=2)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)

schedules = st.builds(
    Schedule,
    st.sampled_from(Weekday),
    st.times(),
    st.sampled_from(sorted(available_timezones())).map(ZoneInfo),
)
FORTY_YEARS = 40 * 365 * 24 * 60  # minutes
moments = st.integers(0, FORTY_YEARS).map(
    lambda minutes: datetime(2005, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def test_on_time_it_is_owed_and_nothing_is_missed() -> None:
    found = owed(MONDAYS, BEGUN, FIRST, accounted=None, posted=None)
    assert (found.due, found.missed) == (FIRST, ())
    before = owed(MONDAYS, BEGUN, FIRST - timedelta(seconds=1), accounted=None, posted=None)
    assert (before.due, before.missed) == (None, ())


def test_a_day_late_it_is_missed() -> None:
    found = owed(MONDAYS, BEGUN, FIRST + LATE, accounted=None, posted=None)
    assert (found.due, found.missed) == (None, (FIRST,))


def test_away_for_weeks_only_the_latest_is_owed() -> None:
    found = owed(MONDAYS, BEGUN, FIRST + 3 * WEEK, accounted=FIRST, posted=FIRST)
    assert (found.due, found.missed) == (FIRST + 3 * WEEK, (FIRST + WEEK, FIRST + 2 * WEEK))


def test_what_was_due_as_it_began_is_not_owed() -> None:
    found = owed(MONDAYS, FIRST, FIRST + DAY / 2, accounted=None, posted=None)
    assert (found.due, found.missed) == (None, ())


def test_a_changed_schedule_owes_nothing_right_after_a_tip() -> None:
    tuesdays = Schedule(Weekday.TUESDAY, time(10), ZoneInfo("UTC"))
    found = owed(tuesdays, BEGUN, FIRST + DAY, accounted=FIRST, posted=FIRST)
    assert (found.due, found.missed) == (None, ())
    assert next(following(tuesdays, FIRST, FIRST)) == FIRST + DAY + WEEK


@settings(max_examples=200)
@given(schedules, moments, st.lists(st.integers(0, 60 * 24 * 40), max_size=12))
def test_looked_at_whenever_each_occurrence_is_posted_or_missed_once(
    schedule: Schedule, begun: datetime, minutes: list[int]
) -> None:
    now, posted, missed = begun, [], []
    for pause in minutes:
        now += timedelta(minutes=pause)
        over = sorted([*posted, *missed])
        found = owed(
            schedule,
            begun,
            now,
            accounted=max(over, default=None),
            posted=max(posted, default=None),
        )
        missed += found.missed
        if found.due is not None:
            assert now - found.due < LATE
            posted.append(found.due)
    between = islice(occurrences(schedule, begun), 400)
    due = [one for one in between if begun < one <= now]
    assert sorted([*posted, *missed]) == due
