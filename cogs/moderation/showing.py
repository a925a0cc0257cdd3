"""Drawing the cards of cases beside everything else, a few at once."""

import asyncio
import logging
from collections.abc import Callable

from bot.interactions.cards import Card
from bot.interactions.host import Host
from bot.store import Case
from bot.workflows.case_cards import CaseCards

_log = logging.getLogger(__name__)

_AT_ONCE = 2


class Showing:
    """Sees to it that cases are shown, soon."""

    def __init__(
        self, host: Host, cards: CaseCards[Card], new_reference: Callable[[], str]
    ) -> None:
        """Use `new_reference` for the word by which an error is found in the log."""
        self._host, self._cards, self._new_reference = host, cards, new_reference
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
                await self._cards.show(guild_id, case_id)
            except Exception:  # noqa: BLE001 - the log is where it belongs; a job tries again
                reference = self._new_reference()
                _log.exception("Case %d could not be shown, reference %s", case_id, reference)
