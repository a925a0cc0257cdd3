"""A bot that asks what became of jobs: the real store and runner, and Discord's end of it."""

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clock import MovableClock
from bot.gigs.answers import Known
from bot.jobs import Runner
from bot.store import Store
from bot.workflows.follow_up import KIND, MARK, FollowUps, agree, decide

MEMBER, GUILD = 300, 100
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SAME_NONCE = timedelta(minutes=5)


class Killed(BaseException):
    """The process ended here."""


class DirectMessages:
    """Discord's end: the messages of one conversation, at its own time."""

    def __init__(self):
        self.now = NOON
        self.sent = []
        self.calls = []
        self.troubles = []
        self.gate = asyncio.Event()
        self.gate.set()

    def trouble(self, call, error, *, after=False, times=1):
        """Let the next calls fail; `after` they took effect."""
        self.troubles += [(call, error, after)] * times

    async def open_direct(self, user_id):
        return await self._do("open_direct", lambda: 7000 + user_id)

    async def find_post(self, channel_id, mark, since):
        return await self._do("find_post", lambda: self._found(channel_id, mark, since))

    async def post(self, channel_id, shown, nonce):
        return await self._do("post", lambda: self._posted(channel_id, shown, nonce))

    async def _do(self, call, act):
        self.calls.append(call)
        await self.gate.wait()
        due = next((one for one in self.troubles if one[0] == call), None)
        if due is None:
            return act()
        self.troubles.remove(due)
        _, error, after = due
        if after:
            act()
        raise error

    def _found(self, channel_id, mark, since):
        fits = (
            message_id
            for message_id, (place, shown, _, at) in enumerate(self.sent)
            if place == channel_id and shown.startswith(mark) and at >= since
        )
        return next(fits, None)

    def _posted(self, channel_id, shown, nonce):
        for message_id, (_, _, other, at) in enumerate(self.sent):
            if other == nonce and self.now - at < SAME_NONCE:
                return message_id
        self.sent.append((channel_id, shown, nonce, self.now))
        return len(self.sent) - 1


class Bot:
    """The store, its clock and its runner; Discord's clock goes along unless told otherwise."""

    def __init__(self, store, clock, file):
        self.store, self.clock, self._file = store, clock, file
        self.port = DirectMessages()
        self.begin()

    def begin(self):
        """Start the part of the process that remembers nothing."""
        self.follow_ups = FollowUps(self.store, self.clock, self.port, drawn)
        self.runner = Runner(self.store.jobs, self.clock)
        self.runner.handle(KIND, self.follow_ups.ask)

    def at(self, *, discord=True, **after_noon):
        """Move the clock to so long after noon."""
        moved = timedelta(**after_noon)
        self._file.write_text(str(moved.total_seconds()))
        if discord:
            self.port.now = NOON + moved

    async def run(self):
        """Do what is due; killed, begin anew until nothing is left."""
        while True:
            try:
                return await self.runner.run_due()
            except Killed:
                self.begin()
                await self.store.jobs.take_up_again()

    async def take(self, consent="yes", outcome="took", points=None):
        """Weigh up an offer, take it, and agree to be asked."""
        offer = await self.store.evaluations.begin(
            user_id=MEMBER,
            guild_id=GUILD,
            channel_id=200,
            place="dm",
            currency="EUR",
            known=Known(points=points),
            typed={},
        )
        taken = await decide(self.store, offer, offer.revision, outcome)
        return await agree(self.store, offer.id, MEMBER, consent) if consent else taken

    async def states(self, evaluation):
        return {one.day: one.state for one in await self.store.follow_ups.of(evaluation.id)}

    async def day(self, evaluation, day):
        found = await self.store.follow_ups.of(evaluation.id)
        return next(one for one in found if one.day == day)

    async def waiting(self, evaluation):
        """The days for which a job waits."""
        jobs = [await self.store.jobs.get(f"gig:{evaluation.id}:ask:{day}") for day in (30, 90)]
        return [job.payload["day"] for job in jobs if job is not None and job.state == "waiting"]


def drawn(_evaluation, follow_up):
    return f"{MARK.format(follow_up.id)}more_work"


@asynccontextmanager
async def opened(folder):
    """Open a bot that keeps everything in this folder."""
    migrations = Path(__file__).parents[3] / "migrations"
    clock = MovableClock(folder / "clock", wall=lambda: NOON)
    async with Store.open(folder / "bot.db", migrations, clock) as store:
        yield Bot(store, clock, folder / "clock")
