"""The running bot as cogs, buttons and cards see it: the rooms, and who answers for errors."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeAlias

import discord
from discord.ext import commands

from bot.clock import Clock
from bot.content import Shelf
from bot.meter import Meter
from bot.settings import Settings
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

    settings: Settings
    clock: Clock
    store: Store
    shelf: Shelf
    answering: "Answering"
    meter: Meter
    tools: Mapping[str, str]  # what an entry may lead to and is switched on, with its command
    do_jobs: Callable[[str, Callable[[Job], Awaitable[None]]], None]
    """Gives jobs of a kind to a handler, as `bot.jobs.Runner.handle` does."""
    keep: Callable[[str, Callable[[], Awaitable[None]]], Coroutine[object, object, None]]
    """Does some work, by name, and begins it again when it fails: `Supervisor.keep`."""

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

    async def _run_event(self, *event: Any, **more: Any) -> None:
        """Count each listener as under way; discord.py runs each in a task of its own with this."""
        if not self._ending:
            self.take_up()
        await super()._run_event(*event, **more)

    async def finish_work(self, longest: float) -> None:
        """Take up nothing more, and wait at most `longest` seconds for what is under way."""
        self._ending = True
        with suppress(TimeoutError):
            async with asyncio.timeout(longest):
                while self._under_way:  # what ends may have begun something else
                    await asyncio.wait(self._under_way)


Interaction: TypeAlias = discord.Interaction[Host]
