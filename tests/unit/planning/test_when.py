"""Days as people type them, on Sunday 22 November 2026."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.planning.asked_back import AskedBack
from bot.planning.when import moment_of, read_day, show_day

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-12-04", date(2026, 12, 4)),
        ("2026/12/4", date(2026, 12, 4)),
        ("4 December", date(2026, 12, 4)),
        ("Dec 4th, 2027", date(2027, 12, 4)),
        ("on Friday, 4 December 2026", date(2026, 12, 4)),
        ("the 4th of december", date(2026, 12, 4)),
        ("4.12.", date(2026, 12, 4)),
        ("4.12.27", date(2027, 12, 4)),
        ("13/12", date(2026, 12, 13)),
        ("12/13/2026", date(2026, 12, 13)),
        ("12/12", date(2026, 12, 12)),
        ("1 March", date(2027, 3, 1)),
        ("in 10 days", date(2026, 12, 2)),
        ("in ten days.", date(2026, 12, 2)),
        ("\uff11\uff10 days", date(2026, 12, 2)),
        ("2w", date(2026, 12, 6)),
        ("in a fortnight", date(2026, 12, 6)),
        ("in two weeks' time", None),
        ("in a month", date(2026, 12, 22)),
        ("in three months", date(2027, 2, 22)),
        ("a year from now", date(2027, 11, 22)),
        ("next week", date(2026, 11, 29)),
        ("next month", date(2026, 12, 22)),
        ("end of the month", date(2026, 11, 30)),
        ("tomorrow", date(2026, 11, 23)),
        ("the day after tomorrow", date(2026, 11, 24)),
        ("friday", date(2026, 11, 27)),
        ("  FRI ", date(2026, 11, 27)),
        ("this thurs", date(2026, 11, 26)),
        ("sunday", date(2026, 11, 29)),
        ("next friday", date(2026, 11, 27)),
    ],
)
def test_a_day_is_read(typed: str, day: date | None) -> None:
    read = read_day(typed, NOW, UTC)
    assert read == (day or AskedBack("when_unreadable"))


@pytest.mark.parametrize(
    ("typed", "case"),
    [
        ("yesterday", "when_past"),
        ("last friday", "when_past"),
        ("3 days ago", "when_past"),
        ("in -3 days", "when_past"),
        ("2020-01-01", "when_past"),
        ("today", "when_today"),
        ("in 0 days", "when_today"),
        ("22 November", "when_today"),
        ("in 5 years", "when_far"),
        ("30 February", "when_no_such_day"),
        ("2026-13-01", "when_no_such_day"),
        ("in 999999999 years", "when_no_such_day"),
        ("3/12", "when_two_days"),
        ("", "when_unreadable"),
        ("soon", "when_unreadable"),
        ("t", "when_unreadable"),
        ("ma 5", "when_unreadable"),
    ],
)
def test_what_is_no_day_to_come_is_asked_back(typed: str, case: str) -> None:
    asked = read_day(typed, NOW, UTC)
    assert isinstance(asked, AskedBack)
    assert asked.case == case


def test_next_friday_is_asked_back_while_it_could_be_two() -> None:
    wednesday = datetime(2026, 11, 25, 12, tzinfo=UTC)
    asked = read_day("next friday", wednesday, UTC)
    assert asked == AskedBack(
        "when_two_days",
        {"one": "Friday, 27 November 2026", "other": "Friday, 4 December 2026"},
    )


def test_today_is_the_members_own() -> None:
    late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    assert read_day("tomorrow", late, ZoneInfo("Europe/Berlin")) == date(2026, 11, 24)
    assert read_day("tomorrow", late, ZoneInfo("America/New_York")) == date(2026, 11, 23)


def test_the_hour_is_the_zones_in_summer_and_winter() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert moment_of(date(2027, 1, 4), 10, berlin) == datetime(2027, 1, 4, 9, tzinfo=UTC)
    assert moment_of(date(2027, 7, 4), 10, berlin) == datetime(2027, 7, 4, 8, tzinfo=UTC)


@given(st.dates(date(2026, 11, 23), date(2028, 11, 1)))
def test_a_day_that_is_shown_can_be_typed(day: date) -> None:
    assert read_day(show_day(day), NOW, UTC) == day
    assert read_day(day.isoformat(), NOW, UTC) == day


@given(st.text(max_size=60))
def test_anything_typed_is_answered(typed: str) -> None:
    read = read_day(typed, NOW, UTC)
    assert isinstance(read, AskedBack) or read > NOW.date()
