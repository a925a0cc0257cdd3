"""The cards of cases in the moderators' log: posted once each, and always as their case stands.

The case is written down first. Then its card is looked for, posted or edited, and noted with the
revision that it shows. So a bot that is killed between any two of them, and goes on at its next
start, has one card a case. What could not be shown is tried again, and looked for every hour.
"""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Generic, TypeVar
from weakref import WeakValueDictionary

from bot import limits
from bot.clock import Clock
from bot.store import Case, Store
from bot.store.jobs import Job
from bot.workflows.port import Busy, Gone, Port, PortError

_log = logging.getLogger(__name__)

ShownT = TypeVar("ShownT")

DRAW, ROUND = "draw_case", "case_round"
"""Kinds of jobs: a card that could not be drawn, and the hourly round."""

MARK = "case:{}:"
"""How the custom_ids begin that only this case's own card carries."""

_AGAIN_AFTER = timedelta(seconds=30)
_ROUNDS = timedelta(hours=1)
_AT_ONCE = 50  # cases that are read at once

# Clocks of two machines differ; what happened this much too early still counts as after.
_LEEWAY = timedelta(minutes=5)


class CaseCards(Generic[ShownT]):
    """Shows cases to moderators."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        port: Port[ShownT],
        draw: Callable[[Case], Awaitable[ShownT]],
    ) -> None:
        """Use `draw` to make the card of a case as it stands."""
        self._store, self._clock, self._port, self.draw = store, clock, port, draw
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    def alone_with(self, case_id: int) -> asyncio.Lock:
        """Return the lock of whoever changes a case and shows the change."""
        return self._locks.setdefault(case_id, asyncio.Lock())

    async def show(self, guild_id: int, case_id: int) -> None:
        """Show a case as it stands, in its card or a new one; whatever keeps it from that is noted.

        Without a log channel, or without leave to write there, the hourly round tries again.
        """
        try:
            await self._shown(guild_id, case_id)
        except PortError as refused:
            _log.warning("The card of case %d is not up to date: %s", case_id, refused)
            if isinstance(refused, Busy):
                await self.later(guild_id, case_id)
        except Exception:
            await self.later(guild_id, case_id)
            raise

    async def later(self, guild_id: int, case_id: int) -> None:
        """See to it that a card is drawn in a while."""
        due = self._clock.now() + _AGAIN_AFTER
        key = f"case:{case_id}:draw:{due.isoformat()}"
        payload = {"guild": guild_id, "case": case_id}
        await self._store.jobs.schedule(DRAW, key, due, payload, guild_id=guild_id)

    async def take_up(self, job: Job) -> None:
        """Draw the card that a job stands for; trouble that may pass is raised, for another try."""
        guild_id, case_id = int(job.payload["guild"] or 0), int(job.payload["case"] or 0)
        try:
            await self._shown(guild_id, case_id)
        except Busy:
            raise
        except PortError as refused:
            _log.warning("The card of case %d stays as it is: %s", case_id, refused)

    async def show_behind(self, guild_id: int | None = None) -> None:
        """Show every case whose card is not as it stands, of one server or of all."""
        after = 0
        while cases := await self._store.cases.behind(_AT_ONCE, after, guild_id):
            for case in cases:
                try:
                    await self.show(case.guild_id, case.id)
                except Exception:  # noqa: BLE001 - one bad card must not stop the others
                    _log.exception("The card of case %d could not be drawn", case.id)
            after = cases[-1].id

    async def begin(self) -> None:
        """See to it that a round is made now, and every hour from then on."""
        now = self._clock.now()
        await self._store.jobs.schedule(ROUND, f"{ROUND}:{now.isoformat()}", now)

    async def plan(self) -> None:
        """See to it that the next round is planned."""
        due = _next_round(self._clock.now())
        await self._store.jobs.schedule(ROUND, f"{ROUND}:{due.isoformat()}", due)

    async def make_round(self, _job: Job) -> None:
        """Let texts go that were kept for as long as allowed, from their cards as well."""
        await self.plan()  # first, so that a round that fails is not the last
        await self._store.cases.forget_text()
        await self._store.removed_posts.forget_old(self._clock.now())
        await self.show_behind()

    async def _shown(self, guild_id: int, case_id: int) -> None:
        async with self.alone_with(case_id):
            case = await self._store.cases.get(guild_id, case_id)
            while case is not None and case.card_is_behind:
                case = await self._show(case)

    async def _show(self, case: Case) -> Case | None:
        if case.card is not None:
            try:
                await self._port.edit(
                    case.card.channel_id, case.card.message_id, await self.draw(case)
                )
            except Gone:
                return await self._store.cases.card_gone(case.id)
            return await self._store.cases.carded(
                case.id, case.card.channel_id, case.card.message_id, case.revision
            )
        settings = await self._store.guild_settings.get(case.guild_id)
        if settings.log_channel_id is None:
            _log.info("Case %d waits for a channel where moderators read.", case.id)
            return None
        message_id = await self._posted(case, settings.log_channel_id)
        return await self._store.cases.carded(
            case.id, settings.log_channel_id, message_id, case.revision
        )

    async def _posted(self, case: Case, channel_id: int) -> int:
        since = case.opened_at - _LEEWAY
        found = await self._port.find_post(channel_id, MARK.format(case.id), since)
        shown = await self.draw(case)
        if found is None:
            return await self._port.post(channel_id, shown, _nonce(case))
        await self._port.edit(channel_id, found, shown)
        return found


def _next_round(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0) + _ROUNDS


def _nonce(case: Case) -> str:
    # With its revision: a card that was deleted is posted anew, and not once more the old one.
    one = f"case:{case.id}:{case.opened_at.isoformat()}:{case.revision}"
    return hashlib.sha256(one.encode()).hexdigest()[: limits.NONCE]
