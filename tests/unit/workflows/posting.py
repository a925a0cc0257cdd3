"""A server as the judge sees it: messages as Discord's JSON, and who stands where."""

from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from bot.clock import MovableClock
from bot.content import load
from bot.jobs import Runner
from bot.store import Store
from bot.workflows.case_cards import DRAW, MARK, ROUND, CaseCards
from bot.workflows.judging import Judging, Ruled
from bot.workflows.port import Gone, Standing
from bot.workflows.tally import Tally

ROOT = Path(__file__).parents[3]
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
GUILD, CHANNEL, OTHER, THREAD, SELF, PAX = 100, 200, 201, 250, 900, 300
LOG = 400
FIRST = datetime(2015, 1, 1, tzinfo=UTC)
PITCH = "Mixing and mastering, $50 a song, DM me for rates!"
HARMLESS = "what reverb did you use?"


def at(moment: datetime, number: int = 0) -> int:
    """The id of a message that was posted then."""
    return (int((moment - FIRST).total_seconds() * 1000) << 22) + number


def id_of(payload: dict[str, object]) -> int:
    return int(payload["id"]) if str(payload["id"]).isdigit() else at(NOON)


def message(content: str = PITCH, **more: object) -> dict[str, object]:
    """A message by Pax, posted at noon."""
    return {
        "id": str(at(NOON)),
        "type": 0,
        "channel_id": str(CHANNEL),
        "guild_id": str(GUILD),
        "author": {"id": str(PAX), "username": "pax"},
        "content": content,
    } | more


@cache
def rules() -> Ruled:
    return Ruled(load(ROOT / "content").moderation, "v1")


class Server:
    """Who is what, which threads there are, and what channels hold."""

    self_ids = frozenset({SELF})

    def __init__(self):
        self.standings = {}
        self.threads = {}
        self.history = {}
        self.asked = []
        self.troubles = {}

    def thread(self, guild_id, channel_id):
        return self.threads.get(channel_id)

    async def standing(self, guild_id, user_id, member):
        self.asked.append((user_id, member))
        if trouble := self.troubles.pop(user_id, None):
            raise trouble
        return self.standings.get(user_id, Standing())

    async def messages_between(self, channel_id, after, until, most):
        if trouble := self.troubles.pop(channel_id, None):
            raise trouble
        return [one for one in self.history[channel_id] if after < id_of(one) <= until][-most:]


class Watch:
    """A judge with a store, and what it notes."""

    def __init__(self, store, clock):
        self.store, self.server, self.tally = store, Server(), Tally()
        self.judging = Judging(store, clock, self.server, rules, lambda: b"k" * 32)

    async def mode(self, mode, **more):
        await self.store.guild_settings.set(GUILD, moderation_mode=mode, **more)

    async def judge(self, content=PITCH, *, is_edit=False, **more):
        return await self.judging.judge(message(content, **more), self.tally, is_edit=is_edit)

    async def counts(self):
        """How many messages were judged how, written and not yet."""
        await self.tally.write(self.store)
        days = await self.store.decision_counts.since(GUILD, (NOON - timedelta(days=9)).date())
        return {name: times for day in days for name, times in day.times.items() if times}


class KilledError(BaseException):
    """The process ends."""


class Log:
    """The moderators' log; refuses or ends where it is told to."""

    def __init__(self):
        self.cards, self.nonces = {}, {}
        self.troubles = {}

    async def post(self, channel_id, shown, nonce):
        self._meet("before post")
        card = self.nonces.setdefault(nonce, len(self.nonces) + 1)
        self.cards[card] = shown
        self._meet("after post")
        return card

    async def find_post(self, channel_id, mark, since):
        return next((one for one, shown in self.cards.items() if shown.startswith(mark)), None)

    async def edit(self, channel_id, message_id, shown):
        self._meet("before edit")
        if message_id not in self.cards:
            raise Gone
        self.cards[message_id] = shown

    def _meet(self, moment):
        if moment in self.troubles:
            raise self.troubles.pop(moment)


class Moderators(Watch):
    """The judge, the log, and jobs that run when told."""

    def __init__(self, store, clock, file):
        super().__init__(store, clock)
        self.clock, self.file, self.log = clock, file, Log()
        self.begin()

    def begin(self):
        self.cards = CaseCards(self.store, self.clock, self.log, drawn)
        self.runner = Runner(self.store.jobs, self.clock)
        self.runner.handle(DRAW, self.cards.take_up)
        self.runner.handle(ROUND, self.cards.make_round)

    def later(self, **by):
        """Move the clock to so long after noon."""
        self.file.write_text(str(timedelta(**by).total_seconds()))

    async def case(self, content=PITCH):
        return await self.judge(content)

    async def show(self, case):
        await self.cards.show(GUILD, case.id)


async def drawn(case):
    text = " ".join(part.text for one in case.messages for part in one.parts)
    return f"{MARK.format(case.id)} {case.state} {text}"


@asynccontextmanager
async def moderators(folder):
    """A server in review, with a log, that keeps everything in this folder."""
    file = folder / "clock"
    clock = MovableClock(file, wall=lambda: NOON)
    async with Store.open(folder / "bot.db", ROOT / "migrations", clock) as store:
        at_work = Moderators(store, clock, file)
        await at_work.mode("review", log_channel_id=LOG)
        yield at_work
