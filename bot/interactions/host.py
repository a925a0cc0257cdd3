"""The running bot as cogs, buttons and cards see it: the rooms, and who answers for errors."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

import discord
from discord.ext import commands

from bot.clock import Clock
from bot.content import Shelf
from bot.meter import Meter
from bot.store import Store
from bot.store.jobs import Job

if TYPE_CHECKING:
    from bot.interactions.errors import Answering
    from bot.interactions.forms import LastingForm


RawListener: TypeAlias = Callable[[str, Mapping[str, object]], None]
"""Takes the name of an event of the gateway, and its payload."""

LOG_CHOSEN = "log_chosen"
"""What the client dispatches when moderators have chosen their log, with the server's id."""

PASSED_OVER = "passed_over"
"""What it dispatches when a decision has changed what is exempt or allowed on a server."""


class Host(commands.Bot):
    """What every interaction can reach; `bot.app` makes the real one."""

    clock: Clock
    store: Store
    shelf: Shelf
    answering: "Answering"
    meter: Meter
    tools: Mapping[str, str]  # what an entry may lead to and is switched on, with its command
    do_jobs: Callable[[str, Callable[[Job], Awaitable[None]]], None]
    """Gives jobs of a kind to a handler, as `bot.jobs.Runner.handle` does."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Take what `commands.Bot` takes."""
        super().__init__(*args, **options)
        self.forms: list[type[LastingForm]] = []
        self._raw_listeners: defaultdict[str, list[RawListener]] = defaultdict(list)
        self._under_way: set[asyncio.Task[Any]] = set()
        self._ending = False

    @property
    def is_ending(self) -> bool:
        """Whether nothing new is to be taken up."""
        return self._ending

    def add_forms(self, *forms: "type[LastingForm]") -> None:
        """Answer submissions of these forms."""
        self.forms += forms

    def hear_raw(self, listener: RawListener, *events: str) -> None:
        """Tell `listener` of these events of the gateway as Discord sends them, before anybody.

        It must not wait: whatever takes a moment belongs into a task. What it is given is not to
        be changed.
        """
        for event in events:
            self._raw_listeners[event].append(listener)

    def tell_raw(self, event: str, payload: Mapping[str, object]) -> None:
        """Tell whoever asked to hear of this event."""
        for listener in self._raw_listeners.get(event, ()):
            listener(event, payload)

    def take_up(self) -> None:
        """Count the current task as an answer under way, which ending waits for."""
        task = asyncio.current_task()
        if task is not None:
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def finish_work(self, longest: float) -> None:
        """Take up nothing more, and wait at most `longest` seconds for what is under way."""
        self._ending = True
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=longest)


Interaction: TypeAlias = discord.Interaction[Host]
