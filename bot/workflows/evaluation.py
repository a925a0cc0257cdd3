"""Giving an evaluation its place: a thread or direct messages, and the card in it.

Each step is looked for before it is taken and written down after, so a bot that is killed between
any two of them, and goes on at its next start, has one thread with one card.
"""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Generic, TypeVar
from weakref import WeakValueDictionary

from bot import limits
from bot.clock import Clock
from bot.store import Store
from bot.store.evaluations import Evaluation
from bot.store.jobs import Job
from bot.workflows.deletion import clear_late
from bot.workflows.port import Busy, Gone, Port, PortError

_log = logging.getLogger(__name__)

ShownT = TypeVar("ShownT")

KIND = "settle_evaluation"
CARD_MARK = "gig:{}:"
"""How the custom_ids begin that only this evaluation's own card carries."""

_PATIENCE = timedelta(seconds=30)
"""How long the way that the member waits for has before a job goes the same way."""

# Clocks of two machines differ; what happened this much too early still counts as after.
_LEEWAY = timedelta(minutes=5)


class Places(Generic[ShownT]):
    """Brings evaluations to where they are carried on."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        port: Port[ShownT],
        draw: Callable[[Evaluation], Awaitable[ShownT]],
    ) -> None:
        """Use `draw` to make the card of an evaluation as it stands."""
        self._store, self._clock, self._port, self.draw = store, clock, port, draw
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    def alone_with(self, evaluation_id: int) -> asyncio.Lock:
        """Return the lock of whoever changes an evaluation and shows the change."""
        return self._locks.setdefault(evaluation_id, asyncio.Lock())

    async def promise(self, evaluation: Evaluation) -> None:
        """Write down that this evaluation is to be settled, before anything is tried."""
        await self._store.jobs.schedule(
            KIND,
            _key(evaluation.id),
            self._clock.now() + _PATIENCE,
            {"evaluation": evaluation.id},
            guild_id=evaluation.guild_id,
            user_id=evaluation.user_id,
            move=True,
        )

    async def settle(self, evaluation_id: int) -> Evaluation | None:
        """See to it that the evaluation has its place and its card; None if it is gone.

        Raises `PortError` for what Discord refuses. Then nothing more is tried by itself: what
        was typed is kept, and the member may choose another place.
        """
        async with self.alone_with(evaluation_id):
            evaluation = await self._store.evaluations.get(evaluation_id)
            return evaluation and await self._settled(evaluation)

    async def bring_back(self, evaluation_id: int) -> Evaluation | None:
        """Show the card as it stands now, in a new place if the old one is gone.

        Otherwise as `settle`. Somebody who has left their private thread is in it again.
        """
        async with self.alone_with(evaluation_id):
            evaluation = await self._store.evaluations.get(evaluation_id)
            if evaluation is None:
                return None
            try:
                await self.show(evaluation)
                await self._add_owner(evaluation)
                return await self._settled(evaluation)
            except Gone:
                if evaluation.home_id is None:
                    raise
            homeless = await self._store.evaluations.change(
                evaluation_id, evaluation.user_id, revision=None, home_id=None, card_id=None
            )
            return homeless and await self._settled(homeless)

    async def take_up(self, job: Job) -> None:
        """Settle what a job stands for: the member's own way there was cut short."""
        evaluation_id = int(job.payload["evaluation"] or 0)
        try:
            await self.settle(evaluation_id)
        except Busy:
            raise
        except PortError as refused:
            # What was typed is kept; /evaluate offers it again, with another place for it.
            _log.info("Evaluation %d stays without a place: %s", evaluation_id, refused)

    async def show(self, evaluation: Evaluation) -> None:
        """Show the evaluation as it stands in its card, if it has one."""
        if evaluation.home_id is not None and evaluation.card_id is not None:
            shown = await self.draw(evaluation)
            await self._port.edit(evaluation.home_id, evaluation.card_id, shown)

    async def _settled(self, evaluation: Evaluation) -> Evaluation | None:
        try:
            settled = evaluation if evaluation.card_id else await self._settle(evaluation)
        except PortError:
            await self._store.jobs.cancel(_key(evaluation.id))
            raise
        # Not after other trouble: that may pass, and then the job goes the same way.
        await self._store.jobs.cancel(_key(evaluation.id))
        return settled

    async def _add_owner(self, evaluation: Evaluation) -> None:
        if evaluation.place == "private" and evaluation.home_id is not None:
            await self._port.add_to_thread(evaluation.home_id, evaluation.user_id)

    async def _settle(self, evaluation: Evaluation) -> Evaluation | None:
        home_id = evaluation.home_id or await self._find_home(evaluation)
        await self._add_owner(replace(evaluation, home_id=home_id))
        if evaluation.state == "placing":
            asking = await self._store.evaluations.change(
                evaluation.id, evaluation.user_id, revision=None, state="asking"
            )
            evaluation = asking or evaluation
        since = evaluation.began_at - _LEEWAY
        card_id = await self._port.find_post(home_id, CARD_MARK.format(evaluation.id), since)
        shown = await self.draw(evaluation)
        if card_id is None:
            card_id = await self._port.post(home_id, shown, _nonce(evaluation))
        else:
            await self._port.edit(home_id, card_id, shown)
        async with self._store.together() as rooms:
            placed = await rooms.evaluations.placed(evaluation.id, card_id=card_id)
            if placed is None:  # it was deleted meanwhile
                await clear_late(rooms, home_id, card_id, self._clock.now())
            return placed

    async def _find_home(self, evaluation: Evaluation) -> int:
        home_id = await self._open(evaluation)
        await self._store.evaluations.placed(evaluation.id, home_id=home_id)
        return home_id

    async def _open(self, evaluation: Evaluation) -> int:
        if evaluation.place == "dm":
            return await self._port.open_direct(evaluation.user_id)
        if evaluation.place == "here":
            return evaluation.channel_id
        channel_id, name = evaluation.channel_id, thread_name(evaluation.id)
        since, private = evaluation.began_at - _LEEWAY, evaluation.place == "private"
        found = await self._port.find_thread(channel_id, name, since, private=private)
        return found or await self._port.open_thread(channel_id, name, private=private)


def thread_name(evaluation_id: int) -> str:
    """Name the thread of an evaluation; it shows nothing of what the member typed."""
    return f"Gig offer {evaluation_id}"


def _key(evaluation_id: int) -> str:
    return f"gig:{evaluation_id}:settle"


def _nonce(evaluation: Evaluation) -> str:
    # With its revision: a card that was deleted is posted anew, and not once more the old one.
    one = f"{evaluation.id}:{evaluation.began_at.isoformat()}:{evaluation.revision}"
    return hashlib.sha256(one.encode()).hexdigest()[: limits.NONCE]
