"""The hourly round: whoever asked to be deleted leaves the cases that are over by now."""

from datetime import datetime, timedelta

from bot.clock import Clock
from bot.privacy.deleting import promise
from bot.store import Job, Store

ROUND = "privacy_round"
"""The kind of its jobs."""

_HOUR = timedelta(hours=1)


class Rounds:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def begin(self) -> None:
        """See to it that a round is planned; for the start of the bot."""
        due = _next(self._clock.now())
        await self._store.jobs.schedule(ROUND, f"{ROUND}:{due.isoformat()}", due)

    async def make(self, _job: Job) -> None:
        """Make a round; made twice it does no harm."""
        await self.begin()  # first, so that a round that fails is not the last
        async with self._store.together() as rooms:
            await promise(rooms, await rooms.persons.let_go_ended(), self._clock.now())


def _next(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0) + _HOUR
