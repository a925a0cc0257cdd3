"""The sandbox's own time: the machine's, plus an offset that can be moved forward."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path


class SandboxClock:
    """Real time plus the seconds that the file at ``path`` holds.

    The bot reads the same file (``BIZTALK_CLOCK_FILE``), so one request to the sandbox moves both.
    Without a file the offset lives in this process alone.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._offset = self._read_offset()
        self._alarms: list[tuple[datetime, Callable[[], None]]] = []
        self._waking: asyncio.TimerHandle | None = None

    def now(self) -> datetime:
        """Aware UTC."""
        return datetime.now(UTC) + timedelta(seconds=self._offset)

    def advance(self, seconds: float) -> None:
        """Move time forward and ring every alarm that is due by then."""
        self._offset += seconds
        if self._path is not None:
            fresh = self._path.with_suffix(".new")
            fresh.write_text(f"{self._offset}\n", encoding="ascii")
            fresh.replace(self._path)
        self._ring()

    def call_at(self, when: datetime, action: Callable[[], None]) -> None:
        """Call ``action`` once, as soon as ``now()`` has reached ``when``."""
        self._alarms.append((when, action))
        self._ring()

    def _ring(self) -> None:
        now = self.now()
        due = [alarm for alarm in self._alarms if alarm[0] <= now]
        self._alarms = [alarm for alarm in self._alarms if alarm[0] > now]
        for _, action in sorted(due, key=lambda alarm: alarm[0]):
            action()
        if self._waking is not None:
            self._waking.cancel()
            self._waking = None
        if self._alarms:
            delay = (min(when for when, _ in self._alarms) - self.now()).total_seconds()
            self._waking = asyncio.get_running_loop().call_later(max(delay, 0), self._ring)

    def _read_offset(self) -> float:
        if self._path is None or not self._path.exists():
            return 0.0
        return float(self._path.read_text(encoding="ascii") or 0)
