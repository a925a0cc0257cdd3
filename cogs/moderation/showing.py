"""Acting on cases and drawing their cards beside everything else, a few at once."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.interactions.host import Host
from bot.store import Case

_log = logging.getLogger(__name__)

_AT_ONCE = 2


class Showing:
    """Sees to it that what is planned about cases is done, and that they are shown, soon."""

    def __init__(
        self,
        host: Host,
        carry_out: Callable[[int, int], Awaitable[None]],
        new_reference: Callable[[], str],
    ) -> None:
        """Use `carry_out` for a case, by server and number, and to show it as it stands then.

        `new_reference` makes the word by which an error is found in the log.
        """
        self._host, self._carry_out, self._new_reference = host, carry_out, new_reference
        self._waiting: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._turn = asyncio.Semaphore(_AT_ONCE)

    def show(self, case: Case) -> None:
        """Show a case as it stands when its turn has come; asked twice before, it is shown once."""
        if case.id in self._waiting:
            return
        self._waiting.add(case.id)
        task = asyncio.create_task(self._draw(case.guild_id, case.id), name=f"case-{case.id}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _draw(self, guild_id: int, case_id: int) -> None:
        self._host.take_up()
        async with self._turn:
            self._waiting.discard(case_id)
            try:
                await self._carry_out(guild_id, case_id)
            except Exception:  # noqa: BLE001 - the log is where it belongs; a job tries again
                reference = self._new_reference()
                _log.exception("Case %d could not be shown, reference %s", case_id, reference)
