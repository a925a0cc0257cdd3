import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import MovableClock, SystemClock, choose

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Machine:
    """A machine whose wall clock the test sets; a nap passes at once."""

    def __init__(self):
        self.wall = NOON
        self.naps = []
        self.jumps = []

    async def nap(self, seconds):
        self.naps.append(seconds)
        self.wall += timedelta(seconds=seconds)
        if self.jumps:
            self.wall += self.jumps.pop(0)


def clock_of(machine):
    return SystemClock(wall=lambda: machine.wall, nap=machine.nap)


async def test_waiting_ends_at_the_moment_asked_for():
    machine = Machine()
    await clock_of(machine).sleep_until(NOON + timedelta(seconds=150))
    assert machine.wall == NOON + timedelta(seconds=150)
    assert machine.naps == [60, 60, 30]


async def test_a_past_moment_is_not_waited_for():
    machine = Machine()
    await clock_of(machine).sleep_until(NOON)
    await clock_of(machine).sleep_until(NOON - timedelta(days=1))
    assert machine.naps == []


async def test_a_wall_clock_that_jumps_ahead_ends_the_wait_within_a_minute():
    machine = Machine()
    machine.jumps = [timedelta(days=2)]
    await clock_of(machine).sleep_until(NOON + timedelta(days=1))
    assert machine.naps == [60]


async def test_a_wall_clock_that_jumps_back_makes_the_wait_longer():
    machine = Machine()
    machine.jumps = [timedelta(seconds=-90)]
    await clock_of(machine).sleep_until(NOON + timedelta(seconds=60))
    assert machine.naps == [60, 60, 30]


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        (None, timedelta()),
        ("", timedelta()),
        ("\n", timedelta()),
        ("0", timedelta()),
        ("3600\n", timedelta(hours=1)),
        ("-90.5", timedelta(seconds=-90.5)),
        ("604800", timedelta(days=7)),
    ],
)
def test_the_file_moves_the_time(tmp_path, text, moved):
    file = tmp_path / "clock"
    if text is not None:
        file.write_text(text)
    assert MovableClock(file, wall=lambda: NOON).now() == NOON + moved


@pytest.mark.parametrize("text", ["soon", "NaN", "Infinity", "1,5"])
def test_a_file_that_holds_no_number_is_an_error_that_names_it(tmp_path, text):
    file = tmp_path / "clock"
    file.write_text(text)
    with pytest.raises(ValueError, match=str(file)):
        MovableClock(file, wall=lambda: NOON).now()


async def test_moving_the_file_wakes_who_waits(tmp_path):
    file = tmp_path / "clock"
    clock = MovableClock(file, wall=lambda: NOON)
    waiting = asyncio.create_task(clock.sleep_until(NOON + timedelta(days=7)))
    await asyncio.sleep(0)
    assert not waiting.done()

    replacement = tmp_path / "clock.new"
    replacement.write_text("604800")
    replacement.replace(file)

    async with asyncio.timeout(5):
        await waiting


def test_the_setting_chooses_the_clock(tmp_path):
    assert isinstance(choose(None), SystemClock)
    assert isinstance(choose(tmp_path / "clock"), MovableClock)


def test_the_time_is_aware_and_in_utc():
    assert choose(None).now().utcoffset() == timedelta()
