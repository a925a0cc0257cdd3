"""The calendar of coming tips."""

from datetime import UTC, datetime, time
from itertools import islice
from zoneinfo import ZoneInfo

from bot.tips import Planned, Schedule, Weekday, plan
from tests.unit.tips.making import entries, tips

MONDAYS = Schedule(Weekday.MONDAY, time(10), ZoneInfo("Europe/Berlin"))
START = datetime(2026, 10, 19, tzinfo=UTC)


def test_each_week_has_its_tip_and_its_time() -> None:
    three = tips(1, 2, 3)
    planned = islice(plan(MONDAYS, three, ["t1"], entries(three), START), 4)
    assert list(planned) == [
        Planned(datetime(2026, 10, 19, 8, tzinfo=UTC), three[1]),
        Planned(datetime(2026, 10, 26, 9, tzinfo=UTC), three[2]),
        Planned(datetime(2026, 11, 2, 9, tzinfo=UTC), three[0]),
        Planned(datetime(2026, 11, 9, 9, tzinfo=UTC), three[1]),
    ]


def test_without_a_tip_there_is_nothing_to_plan() -> None:
    assert list(plan(MONDAYS, tips(1, 2), [], set(), START)) == []
