"""A server with weekly tips: messages, pins, and Discord's own time, which no jump here moves."""

from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clock import MovableClock
from bot.jobs import Runner
from bot.store import Store
from bot.workflows.port import Gone, NotAllowed, PinsFull
from bot.workflows.post_tip import LOOK, MARK, ROUND, Offered, PostingTips
from bot.workflows.tip_notices import TipNotices, mark
from tests.unit.tips.making import entries, tips

ROOT = Path(__file__).parents[3]
SUNDAY = datetime(2026, 11, 22, 12, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
SAME_NONCE = timedelta(minutes=5)
GUILD, TALK, OTHER, LOG = 100, 200, 201, 400
TIPS = tips(1, 2, 3, 4, 5)
PIN_LINE = "pinned a message"


class KilledError(BaseException):
    """The process ends."""


class Server:
    """Messages by id, in the order in which Discord took them; troubles by act and moment."""

    def __init__(self):
        self.now = SUNDAY
        self.channels = {TALK, OTHER, LOG}
        self.messages, self.pinned, self.acts = {}, [], []
        self.troubles, self.may_read, self.may_post, self.may_pin = {}, True, True, True
        self.room = 250
        self.pins_made = []
        self._last = 0

    def people_say(self, channel_id, count=1):
        for _ in range(count):
            self._add(channel_id, "hello", None)

    async def newest(self, channel_id):
        with self._act("newest", channel_id):
            return max((one for one, what in self._in(channel_id)), default=0)

    async def find_after(self, channel_id, sought, after):
        with self._act("find", channel_id):
            if not self.may_read:
                raise NotAllowed
            found = (
                one for one, (_, shown, *_) in self._in(channel_id) if shown.startswith(sought)
            )
            return next((one for one in found if one > after), None)

    async def find_post(self, channel_id, sought, since):
        with self._act("find post", channel_id):
            found = (
                one for one, (_, shown, *_) in self._in(channel_id) if shown.startswith(sought)
            )
            return next(found, None)

    async def post(self, channel_id, shown, nonce):
        with self._act("tell" if channel_id == LOG else "post", channel_id):
            if not self.may_post and channel_id != LOG:
                raise NotAllowed
            for one, (_, _, other, at) in self._in(channel_id):
                if other == nonce and self.now - at < SAME_NONCE:
                    return one
            return self._add(channel_id, shown, nonce)

    async def pin(self, channel_id, message_id, reason):
        with self._act("pin", channel_id):
            self._require(message_id)
            if message_id in self.pinned:
                return
            if len(self.pinned) >= self.room:
                raise PinsFull
            self.pinned.append(message_id)
            self.pins_made.append(message_id)
            self._add(channel_id, f"{PIN_LINE} {message_id}", None)

    async def unpin(self, channel_id, message_id, reason):
        with self._act("unpin", channel_id):
            self._require(message_id)
            if message_id in self.pinned:
                self.pinned.remove(message_id)

    async def tidy_pin(self, channel_id, message_id):
        with self._act("tidy", channel_id):
            line = f"{PIN_LINE} {message_id}"
            for one, (_, shown, *_) in list(self.messages.items()):
                if shown == line:
                    del self.messages[one]

    def shown(self, channel_id=TALK):
        """What the bot has posted there."""
        return [shown for _, (_, shown, nonce, _) in self._in(channel_id) if nonce]

    def delete(self, message_id):
        del self.messages[message_id]
        if message_id in self.pinned:
            self.pinned.remove(message_id)

    def _require(self, message_id):
        if message_id not in self.messages:
            raise Gone
        if not self.may_pin:
            raise NotAllowed

    def _add(self, channel_id, shown, nonce):
        self._last += 1
        self.messages[self._last] = (channel_id, shown, nonce, self.now)
        return self._last

    def _in(self, channel_id):
        return [(one, what) for one, what in self.messages.items() if what[0] == channel_id]

    def _act(self, what, channel_id):
        self.acts.append(what)
        return _Meeting(self, what, channel_id)


class _Meeting:
    """Raises what waits for an act before it has its effect, or after."""

    def __init__(self, server, what, channel_id):
        self.server, self.what, self.channel_id = server, what, channel_id

    def __enter__(self):
        self._meet("before")
        if self.channel_id not in self.server.channels:
            raise Gone

    def __exit__(self, kind, *_):
        if kind is None:
            self._meet("after")

    def _meet(self, moment):
        if trouble := self.server.troubles.pop(f"{moment} {self.what}", None):
            raise trouble


class AtWork:
    """Posting tips with its store; `begin` is a start of the bot."""

    def __init__(self, store, clock, file):
        self.store, self.clock, self.file, self.server = store, clock, file, Server()
        self.tips, self.shown = TIPS, entries(TIPS)
        self.posting, self.runner = self.start()

    def start(self):
        """Make the part of the process that remembers nothing."""
        posting = PostingTips(
            self.store,
            self.clock,
            self.server,
            self.server,
            offered=lambda: Offered(self.tips, self.shown),
            draw=lambda one, tip: f"{MARK.format(one.id)} {tip.id}",
            notices=TipNotices(self.store, self.server, lambda one: f"{mark(one)} {one.number}"),
        )
        runner = Runner(self.store.jobs, self.clock)
        runner.handle(LOOK, posting.take_up)
        runner.handle(ROUND, posting.make_round)
        return posting, runner

    async def restart(self):
        """Go on as a bot does that was killed."""
        self.posting, self.runner = self.start()
        await self.store.jobs.take_up_again()
        await self.posting.begin()

    def at(self, moment, *, discord=True):
        """Move the clock, and Discord's with it unless it is ours alone that jumps."""
        self.file.write_text(str((moment - SUNDAY).total_seconds()))
        if discord:
            self.server.now = moment

    async def run(self):
        """Do what is due; killed, begin anew until nothing is left."""
        kills = 0
        while True:
            try:
                await self.runner.run_due()
            except KilledError:
                kills += 1
                await self.restart()
            else:
                return kills

    async def at_and_run(self, moment):
        self.at(moment)
        return await self.run()

    async def states(self):
        return [one.state for one in await self.store.tip_occurrences.all(GUILD)]

    async def last(self):
        return (await self.store.tip_occurrences.all(GUILD))[-1]

    def told(self):
        """The kinds of what the log says, in its order."""
        return [shown.split(":")[2] for shown in self.server.shown(LOG)]


def pinned(work):
    """The tips that are pinned, the first one first."""
    return [work.server.messages[one][1].split()[-1] for one in work.server.pinned]


@asynccontextmanager
async def tipping(folder):
    """A server whose moderators began tips on Sunday: Mondays at 10:00."""
    file = folder / "clock"
    clock = MovableClock(file, wall=lambda: SUNDAY)
    async with Store.open(folder / "bot.db", ROOT / "migrations", clock) as store:
        await store.guild_settings.set(GUILD, biz_talk_channel_id=TALK, log_channel_id=LOG)
        await store.tip_schedules.set(GUILD)
        at_work = AtWork(store, clock, file)
        await at_work.posting.begin()
        await at_work.run()
        yield at_work
