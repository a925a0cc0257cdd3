"""Pinning the tip that was posted, and unpinning the one before it: our own and no other.

Both can be done twice with one effect, so each is done and then written down. What Discord refuses
is told to moderators, and made up for later, until the next tip comes.
"""

import logging
from typing import Final

from bot.store import Store
from bot.store.tip import TipNoticeKind, TipOccurrence
from bot.workflows.port import Busy, Gone, NotAllowed, Pins, PinsFull, PortError

_log = logging.getLogger(__name__)

ABOUT_PINS: Final[tuple[TipNoticeKind, ...]] = ("pins_full", "cannot_pin")

REASON: Final = "Tip of the week"
"""What the server's audit log says."""


class PinningTips:
    """Takes a tip from posted to done."""

    def __init__(self, store: Store, pins: Pins) -> None:
        self._store, self._ledger, self._pins = store, store.tip_occurrences, pins

    async def pin(self, one: TipOccurrence) -> TipOccurrence | None:
        """Pin the message; return it as pinned, or None if it waits or is at its end.

        A pin that finds no room takes the place of the tip before it.
        """
        last = await self._ledger.last_posted(one.guild_id)
        if last is not None and last.id != one.id:
            await self._ledger.done(one, "overtaken")
            return None
        try:
            try:
                await self._pin(one)
            except PinsFull:
                await self._unpin_before(one)
                await self._pin(one)
        except PinsFull:
            await self._waits(one, "pins_full")
            return None
        except NotAllowed as refused:
            _log.warning("The tip %d is not pinned: %s", one.id, refused)
            await self._waits(one, "cannot_pin")
            return None
        except Gone:
            await self._ledger.done(one, "message_gone")
            return None
        async with self._store.together() as rooms:
            await rooms.tip_notices.mend(one.guild_id, ABOUT_PINS)
            return await rooms.tip_occurrences.pinned(one)

    async def finish(self, one: TipOccurrence) -> TipOccurrence | None:
        """Tidy up after a pin: Discord's line about it, and the pin of the tip before."""
        try:
            await self._pins.tidy_pin(*_place(one))
        except Busy:
            raise
        except PortError as refused:
            _log.info("Discord's line about the pin of tip %d stays: %s", one.id, refused)
        try:
            await self._unpin_before(one)
        except NotAllowed as refused:
            _log.warning("The tip before %d stays pinned: %s", one.id, refused)
            await self._waits(one, "cannot_pin")
            return None
        await self._ledger.done(one)
        return None

    async def _pin(self, one: TipOccurrence) -> None:
        await self._pins.pin(*_place(one), REASON)

    async def _unpin_before(self, one: TipOccurrence) -> None:
        for earlier in await self._ledger.pinned_before(one):
            try:
                await self._pins.unpin(*_place(earlier), REASON)
            except Gone as gone:
                _log.info("The tip %d had no pin any more: %s", earlier.id, gone)
            await self._ledger.unpinned(earlier)

    async def _waits(self, one: TipOccurrence, problem: TipNoticeKind) -> None:
        async with self._store.together() as rooms:
            if problem in ("pins_full", "cannot_pin"):
                await rooms.tip_occurrences.troubled(one, problem)
            await rooms.tip_notices.raise_(
                one.guild_id, problem, one.due, channel_id=one.channel_id
            )


def _place(one: TipOccurrence) -> tuple[int, int]:
    if one.channel_id is None or one.message_id is None:
        raise ValueError("a posted tip has a channel and a message")
    return one.channel_id, one.message_id
