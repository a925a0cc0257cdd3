"""The daily round: what has outlived its days goes, and SQLite looks after itself.

So do servers that the bot left a while ago.
"""

import logging
from datetime import datetime, time

from bot.clock import Clock
from bot.jobs.daily import next_at
from bot.store import Job, Store

KIND = "housekeeping"
HOUR = time(4)  # UTC; the community is mostly asleep

log = logging.getLogger(__name__)


def next_round(now: datetime) -> datetime:
    """Return the first round after `now` (UTC)."""
    return next_at(HOUR, now)


class Housekeeping:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def plan(self) -> None:
        """See to it that a round is planned; for the start of the bot."""
        due = next_round(self._clock.now())
        await self._store.jobs.schedule(KIND, f"{KIND}:{due.date()}", due)

    async def do(self, _job: Job) -> None:
        """Do a round; running it twice does no harm."""
        await self.plan()  # first, so that a round that fails is not the last
        for table, count in (await self._store.purge()).items():
            log.info("%d old rows of %s deleted", count, table)
        for guild_id in await self._store.departures.forget_old():
            log.info("all about the server %d, which the bot left, is deleted", guild_id)
        await self._store.optimize()
        log.info("the daily round is done")
