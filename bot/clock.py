"""The one source of time: everything that asks what time it is, or waits for one, asks here."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Protocol

LONGEST_NAP = timedelta(seconds=60)
"""How long a jump of the machine's clock can stay unnoticed by someone who waits."""

POLL = timedelta(milliseconds=20)
"""How long a moved clock file can stay unnoticed by someone who waits."""


class Clock(Protocol):
    """Tells the time in UTC and waits for a moment; who waits for a past moment does not wait."""

    def now(self) -> datetime: ...

    async def sleep_until(self, when: datetime) -> None: ...


def machine_time() -> datetime:
    return datetime.now(UTC)


class SystemClock:
    """The machine's own time.

    `asyncio.sleep` counts on a clock that stands still while the machine is suspended and knows
    nothing of a corrected wall clock, so a long wait is taken in naps and the time read anew
    after each.
    """

    def __init__(
        self,
        wall: Callable[[], datetime] = machine_time,
        nap: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._wall = wall
        self._nap = nap

    def now(self) -> datetime:
        return self._wall()

    async def sleep_until(self, when: datetime) -> None:
        while (left := when - self.now()) > timedelta():
            await self._nap(min(left, LONGEST_NAP).total_seconds())


class MovableClock:
    """Real time plus the seconds that a file holds (a decimal; no file or an empty one is 0).

    For tests and the sandbox only: other processes move time by replacing the file atomically.
    The file is read on every `now()`, and whoever sleeps looks at it every 20 ms.
    """

    def __init__(self, path: Path, wall: Callable[[], datetime] = machine_time) -> None:
        self._path = path
        self._wall = wall

    def now(self) -> datetime:
        """Raise `ValueError` if the file holds anything but a finite decimal."""
        return self._wall() + self._moved_by()

    async def sleep_until(self, when: datetime) -> None:
        while (left := when - self.now()) > timedelta():  # noqa: ASYNC110 - a file sends no event
            await asyncio.sleep(min(left, POLL).total_seconds())

    def _moved_by(self) -> timedelta:
        try:
            text = self._path.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return timedelta()
        try:
            seconds = Decimal(text or "0")
        except InvalidOperation:
            seconds = Decimal("NaN")
        if not seconds.is_finite():
            msg = f"The clock file {self._path} should hold a number of seconds, not {text!r}."
            raise ValueError(msg)
        return timedelta(seconds=float(seconds))


def choose(clock_file: Path | None) -> Clock:
    """Return the machine's clock, or one that the given file can move."""
    return SystemClock() if clock_file is None else MovableClock(clock_file)
