"""A server on which moderation acts: posts, members, letters, and what can go wrong with each."""

from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clock import MovableClock
from bot.jobs import Runner
from bot.moderation import Ladder, Rung
from bot.store import KeptPart, KeptSignal, Sighting, Store
from bot.workflows import acting
from bot.workflows.enforcing import CARRY_OUT, Enforcing
from bot.workflows.letters import Letters, mark
from bot.workflows.port import Gone

ROOT = Path(__file__).parents[3]
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
GUILD, CHANNEL, LOG, AUTHOR, MODERATOR = 100, 200, 400, 300, 8
PITCH = "Mixing and mastering, $50 a song, DM me for rates!"
LADDER = Ladder((Rung(0), Rung(1), Rung(2, times_out=True), Rung(3, asks_moderators=True)))


class KilledError(BaseException):
    """The process ends."""


class Server:
    """Posts, letters, time-outs by member; what happens at an act: troubles, and meanwhile."""

    def __init__(self):
        self.posts, self.letters, self.until = {}, {}, {}
        self.deleted = []
        self.above, self.acts, self.troubles, self.meanwhile = set(), [], {}, {}

    self_ids = frozenset({1})

    async def deletions(self, guild_id, author_id, channel_id):
        async with self._act("deletions"):
            return self.deleted

    async def forum_of(self, channel_id, message_id):
        return None

    async def delete_post(self, channel_id, message_id, reason):
        async with self._act("delete"):
            if message_id not in self.posts:
                raise Gone
            del self.posts[message_id]

    async def timed_out_until(self, guild_id, user_id):
        return self.until.get(user_id)

    async def time_out(self, guild_id, user_id, until, reason):
        async with self._act("time out"):
            self.until[user_id] = until

    async def is_above(self, guild_id, user_id):
        return user_id in self.above

    async def open_direct(self, user_id):
        async with self._act("open direct"):
            return 1_000 + user_id

    async def find_thread(self, channel_id, name, since, *, private):
        return None

    async def open_thread(self, channel_id, name, *, private):
        async with self._act("open thread"):
            return 2_000 + channel_id

    async def add_to_thread(self, thread_id, user_id):
        async with self._act("add to thread"):
            pass

    async def find_post(self, channel_id, sought, since):
        found = (one for one, what in self.letters.items() if what[0] == channel_id)
        return next((one for one in found if self.letters[one][1].startswith(sought)), None)

    async def post(self, channel_id, shown, nonce):
        async with self._act(f"post {shown.partition(':')[0]}", place=channel_id):
            number = 50 + len(self.letters)
            self.letters[number] = (channel_id, shown)
            return number

    async def edit(self, channel_id, message_id, shown):
        async with self._act("edit"):
            if message_id not in self.letters:
                raise Gone
            self.letters[message_id] = (channel_id, shown)

    @asynccontextmanager
    async def _act(self, what, place=None):
        """Raise what waits for an act before it has its effect, or after."""
        self.acts.append(what)
        names = (what, f"{what} in {place}")
        self._meet("before", names)
        yield
        if what in self.meanwhile:
            await self.meanwhile.pop(what)()
        self._meet("after", names)

    def _meet(self, moment, names):
        for name in names:
            if trouble := self.troubles.pop(f"{moment} {name}", None):
                raise trouble


class AtWork:
    """Enforcing with its store; `begin` is a start of the bot."""

    def __init__(self, store, clock, file):
        self.store, self.clock, self.file, self.server = store, clock, file, Server()
        self.number = 0
        self.begin()

    def begin(self):
        letters = Letters(self.store, self.server, self.draw)
        self.enforcing = Enforcing(
            self.store, self.clock, self.server, letters, ladder=lambda: LADDER, show=self.show
        )
        self.runner = Runner(self.store.jobs, self.clock)
        self.runner.handle(CARRY_OUT, self.enforcing.take_up)

    async def draw(self, step):
        kept = {one.message_id for one in await self.store.removed_posts.of(step.case_id)}
        if step.kind == "restore":
            if step.target_id not in kept:
                raise LookupError(step.target_id)
            return f"restored:{step.target_id}:"
        return f"{mark(step)} {len(kept)}"

    async def show(self, guild_id, case_id):
        """The card is another's matter."""

    def later(self, **by):
        """So long after noon."""
        self.file.write_text(str(timedelta(**by).total_seconds()))

    def pass_by(self, **by):
        """So long after now."""
        gone = self.clock.now() - NOON
        self.file.write_text(str((gone + timedelta(**by)).total_seconds()))

    async def posted(self, text=PITCH, *, action="remove"):
        """A post that was judged, and its case."""
        self.number += 1
        number = self.number
        self.server.posts[number] = text
        seen = Sighting(
            guild_id=GUILD,
            channel_id=CHANNEL,
            author_id=AUTHOR,
            message_id=number,
            posted_at=self.clock.now(),
            action=action,
            rule="promotion",
            score=120,
            rules_version="1",
            signals=(KeptSignal("price", 0, "content", (0, 6), 60),),
            digest=str(number),
            parts=(KeptPart("content", text),),
        )
        case, _ = await self.store.cases.open(seen, join_within=timedelta(minutes=10))
        return case

    async def plan(self, what, case, *more):
        now = self.clock.now()
        async with self.store.together() as rooms:
            await what(rooms, case, *more[:-1], now, more[-1])

    async def take_down(self, case, by=None):
        await self.plan(acting.take_down, case, by)
        await self.enforcing.carry_out(GUILD, case.id)

    async def steps(self, case):
        return {
            (one.kind, one.target_id): (one.state, one.outcome)
            for one in await self.store.steps.of(case.id)
        }


@asynccontextmanager
async def enforcing(folder):
    file = folder / "clock"
    clock = MovableClock(file, wall=lambda: NOON)
    async with Store.open(folder / "bot.db", ROOT / "migrations", clock) as store:
        await store.guild_settings.set(GUILD, log_channel_id=LOG, moderation_mode="enforce")
        yield AtWork(store, clock, file)
