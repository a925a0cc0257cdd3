"""Background tasks that go on: one that fails is logged, counted, and begun again."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable

from bot.gateway import growing_delays
from bot.meter import Meter

_log = logging.getLogger(__name__)

_STEADY = 60.0  # seconds of work after which the next failure is a first one again


class Supervisor:
    """Keeps tasks going for as long as the bot runs."""

    def __init__(
        self,
        meter: Meter,
        *,
        jitter: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        """Use `jitter` and `sleep` for the growing pauses, `seconds` for how long a task ran."""
        self._meter, self._jitter, self._sleep, self._seconds = meter, jitter, sleep, seconds

    async def keep(
        self,
        name: str,
        work: Callable[[], Awaitable[None]],
        final: tuple[type[Exception], ...] = (),
    ) -> None:
        """Do `work` until it ends by itself; begin it again, after a pause, whenever it fails.

        What is of the kinds `final` is raised: beginning again would not help.
        """
        delays = growing_delays(self._jitter)
        while True:
            begun = self._seconds()
            try:
                await work()
            except final:
                raise
            except Exception:  # noqa: BLE001 - whatever a task fails with, the bot outlives it
                if self._seconds() - begun >= _STEADY:
                    delays = growing_delays(self._jitter)
                delay = next(delays)
                _log.exception("The task %s failed; it begins again in %.1f s.", name, delay)
                self._meter.restarted(name)
                await self._sleep(delay)
            else:
                return
