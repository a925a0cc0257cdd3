"""A bot that reminds: the real store and runner, and Discord's end of it."""

from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from bot.clock import MovableClock
from bot.jobs import Runner
from bot.store import Store
from bot.workflows import met, network
from bot.workflows.reminders import CLEAR, KIND, MARK, Nudge, Reminders
from tests.unit.workflows.asking import MEMBER, NOON, DirectMessages, Killed


class Conversation(DirectMessages):
    """One conversation in which messages can be edited."""

    def __init__(self):
        super().__init__()
        self.edited = {}

    async def edit(self, _channel_id, message_id, shown):
        self.edited[message_id] = shown


class Bot:
    """The store, its clock and its runner; Discord's clock goes along."""

    def __init__(self, store, clock, file):
        self.store, self.clock, self._file = store, clock, file
        self.port = Conversation()
        self.begin()

    def begin(self):
        """Start the part of the process that remembers nothing."""
        reminders = Reminders(self.store, self.clock, self.port, drawn, lambda: "cleared")
        self.runner = Runner(self.store.jobs, self.clock)
        self.runner.handle(KIND, reminders.send)
        self.runner.handle(CLEAR, reminders.clear)

    def at(self, **after_noon):
        """Move the clocks to so long after noon."""
        moved = timedelta(**after_noon)
        self._file.write_text(str(moved.total_seconds()))
        self.port.now = NOON + moved

    async def run(self):
        """Do what is due; killed, begin anew until nothing is left."""
        while True:
            try:
                return await self.runner.run_due()
            except Killed:
                self.begin()
                await self.store.jobs.take_up_again()

    async def meet(self, days=10, by_message=True, name="Ana"):
        """Keep somebody to be in touch with after so many days."""
        if by_message is not None:
            await self.store.reminding.set_by_message(MEMBER, by_message=by_message)
        due = NOON + timedelta(days=days)
        return await met.add(self.store, MEMBER, {"name": name, "day": due.date(), "due": due})

    async def plan(self, *names, where="message", days=10):
        """Begin a plan that nudges, with these people in it."""
        plan = await self.store.plans.begin(MEMBER, goals=("Play a show",), chosen=0)
        await self.store.network.add_people(plan.id, MEMBER, None, names)
        first = self.clock.now() + timedelta(days=days)
        return await network.set_nudges(self.store, plan, days, where, first)

    @property
    def said(self):
        """Whom the messages named, in their order."""
        return [shown.split(" ", 1)[1] for _, shown, _, _ in self.port.sent]


def drawn(subject, reminder):
    name = subject.person.name if isinstance(subject, Nudge) else subject.name
    return f"{MARK.format(reminder.id)} {name}"


@asynccontextmanager
async def opened(folder):
    """Open a bot that keeps everything in this folder."""
    migrations = Path(__file__).parents[3] / "migrations"
    clock = MovableClock(folder / "clock", wall=lambda: NOON)
    async with Store.open(folder / "bot.db", migrations, clock) as store:
        yield Bot(store, clock, folder / "clock")
