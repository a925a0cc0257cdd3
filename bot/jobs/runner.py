"""The one runner of everything that happens later.

A job is done once, as far as the world allows: it is claimed before its handler runs and ended
after. A bot killed in between runs it again, so a handler must be able to find its own earlier
work (look before posting, write the intent before acting).
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime, timedelta
from typing import TypeAlias

from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.store.jobs import Job, JobRepository

Handler: TypeAlias = Callable[[Job], Awaitable[None]]
Keep: TypeAlias = Callable[[str, Callable[[], Awaitable[None]]], Coroutine[object, object, None]]
"""Does some work, by name and for as long as it takes: `bot.supervision.Supervisor.keep`."""

TRIES = 10
FIRST_DELAY = timedelta(seconds=30)
LONGEST_DELAY = timedelta(hours=6)
STORE_PAUSE = timedelta(seconds=30)
"""How long to leave a store alone that could not be read or written (a full disk, a lock)."""

ERROR_CHARACTERS = 500

log = logging.getLogger(__name__)


def delay_after(attempts: int) -> timedelta:
    """Return how long a job rests after that many tries: four times as long each time.

    With ten tries the last comes a little over a day after the first, so a job outlives the
    longer outages of Discord.
    """
    return min(FIRST_DELAY * int(4 ** min(attempts - 1, TRIES)), LONGEST_DELAY)


async def _once(_name: str, work: Callable[[], Awaitable[None]]) -> None:
    await work()


class Runner:
    """Runs due jobs, a few at a time and in no promised order, by the handler of their kind.

    A handler that raises is tried again later, at most `TRIES` times in all; then the job is
    failed, and an error in the log. A job of a kind without a handler waits.
    """

    def __init__(self, jobs: JobRepository, clock: Clock, hands: int = 3) -> None:
        self._jobs = jobs
        self._clock = clock
        self._hands = hands
        self._handlers: dict[str, Handler] = {}
        self._mentioned: set[str] = set()
        self._stopping = False

    def handle(self, kind: str, handler: Handler) -> None:
        """Run jobs of this kind with the handler; raise `ValueError` if the kind has one."""
        if kind in self._handlers:
            msg = f"jobs of the kind {kind} have a handler already"
            raise ValueError(msg)
        self._handlers[kind] = handler
        self._jobs.bell.ring()

    async def run(self, keep: Keep = _once) -> None:
        """Run jobs as they fall due, until `stop`; `keep` begins a hand again that failed.

        Cancelled instead, it leaves what is under way marked as running; the next start of the
        bot takes that up again.
        """
        async with asyncio.TaskGroup() as hands:
            for number in range(self._hands):
                hands.create_task(keep("jobs", self._work), name=f"jobs-{number}")

    def stop(self) -> None:
        """Begin no further job; `run` returns when those under way have ended."""
        self._stopping = True
        self._jobs.bell.ring()

    async def run_due(self) -> int:
        """Run everything that is due now, one after the other; return how many."""
        count = 0
        while job := await self._jobs.claim(self._handlers):
            await self._do(job)
            count += 1
        await self._mention_unknown()
        return count

    async def _work(self) -> None:
        with self._jobs.bell.listening() as rung:
            while not self._stopping:
                rung.clear()
                try:
                    if job := await self._jobs.claim(self._handlers):
                        await self._do(job)
                    else:
                        await self._rest(rung)
                except SQLAlchemyError:
                    log.exception("the store does not answer; jobs wait for %s", STORE_PAUSE)
                    await self._wait(rung, self._clock.now() + STORE_PAUSE)

    async def _rest(self, rung: asyncio.Event) -> None:
        due = await self._jobs.next_due(self._handlers)
        await self._mention_unknown()
        await self._wait(rung, due)

    async def _wait(self, rung: asyncio.Event, until: datetime | None) -> None:
        if until is None:
            await rung.wait()
            return
        alarm = asyncio.create_task(self._clock.sleep_until(until))
        alarm.add_done_callback(lambda _: rung.set())
        try:
            await rung.wait()
            if alarm.done():
                alarm.result()
        finally:
            alarm.cancel()
            await asyncio.gather(alarm, return_exceptions=True)

    async def _do(self, job: Job) -> None:
        if job.attempts > TRIES:
            # Each try was cut short by the end of the process: it may be what ends it.
            await self._give_up(job, "begun too often without coming to an end")
            return
        try:
            await self._handlers[job.kind](job)
        except Exception as failure:  # whatever is wrong with one job must not stop the others
            log.exception("job %s failed at try %d of %d", job.key, job.attempts, TRIES)
            await self._try_again(job, f"{type(failure).__name__}: {failure}"[:ERROR_CHARACTERS])
        else:
            await self._record(job, lambda: self._jobs.finish(job))

    async def _try_again(self, job: Job, error: str) -> None:
        if job.attempts >= TRIES:
            await self._give_up(job, error)
        else:
            due = self._clock.now() + delay_after(job.attempts)
            await self._record(job, lambda: self._jobs.postpone(job, due, error))

    async def _give_up(self, job: Job, error: str) -> None:
        log.error("job %s is given up: %s", job.key, error)
        await self._record(job, lambda: self._jobs.fail(job, error))

    async def _record(self, job: Job, write: Callable[[], Awaitable[bool]]) -> None:
        """Write how a run ended, however long the store takes to allow it.

        Forgotten, the job would stay marked as running until the next start of the bot.
        """
        while True:
            try:
                ours = await write()
            except SQLAlchemyError:
                log.exception("the end of job %s could not be written yet", job.key)
                await self._clock.sleep_until(self._clock.now() + STORE_PAUSE)
            else:
                break
        if not ours:
            log.warning("job %s was no longer there or no longer ours when it ended", job.key)

    async def _mention_unknown(self) -> None:
        unknown = await self._jobs.due_kinds() - self._handlers.keys()
        for kind in sorted(unknown - self._mentioned):
            log.warning("nothing here can do jobs of the kind %s; they wait", kind)
        self._mentioned |= unknown
