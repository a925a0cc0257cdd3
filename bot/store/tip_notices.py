"""What moderators are told about the weekly tips: one row a server and kind of notice.

Raised, told and mended, it can be raised anew; raised again before, it is the same notice.
"""

from collections.abc import Collection
from datetime import datetime
from typing import cast

from sqlalchemy import ColumnElement, case, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.clock import Clock
from bot.store.engine import Transactions
from bot.store.tip import TipNotice, TipNoticeKind
from bot.store.tip_tables import TipNoticeRow as Row

_NO_SYNC = {"synchronize_session": False}


class TipNoticeRepository:
    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    async def raise_(
        self,
        guild_id: int,
        kind: TipNoticeKind,
        due: datetime | None,
        *,
        channel_id: int | None = None,
        number: int = 1,
    ) -> None:
        """See to it that moderators are told; what they know and have not mended stays told.

        Tips that were missed add up until they are told.
        """
        fresh = {
            "number": number,
            "due": due,
            "channel_id": channel_id,
            "raised_at": self._clock.now(),
            "told_at": None,
            "mended_at": None,
        }
        new = insert(Row).values({"guild_id": guild_id, "kind": kind, **fresh})
        is_over = Row.mended_at.is_not(None)
        changes: dict[str, object] = {**fresh}
        when: ColumnElement[bool] = is_over
        if kind == "missed":
            changes["number"] = case((is_over, number), else_=Row.number + number)
            when = is_over | Row.told_at.is_(None)
        put = new.on_conflict_do_update(
            index_elements=["guild_id", "kind"], set_=changes, where=when
        )
        async with self._transactions.writing() as session:
            await session.execute(put)

    async def untold(self, guild_id: int) -> list[TipNotice]:
        """Return what moderators are still to be told."""
        wanted = (Row.guild_id == guild_id) & Row.told_at.is_(None) & Row.mended_at.is_(None)
        return await self._all(wanted)

    async def standing(self, guild_id: int) -> list[TipNotice]:
        """Return what is not mended."""
        return await self._all((Row.guild_id == guild_id) & Row.mended_at.is_(None))

    async def told(self, notice: TipNotice) -> None:
        """Note that moderators were told; what is only to be known is over with that."""
        now = self._clock.now()
        ends = {"mended_at": now} if notice.kind == "missed" else {}
        same = (Row.guild_id == notice.guild_id) & (Row.kind == notice.kind)
        same &= Row.raised_at == notice.raised_at
        await self._change(same, told_at=now, **ends)

    async def mend(self, guild_id: int, kinds: Collection[TipNoticeKind]) -> None:
        """Note that these are over; what was not told yet is told no more."""
        open_ = (Row.guild_id == guild_id) & Row.kind.in_(list(kinds)) & Row.mended_at.is_(None)
        await self._change(open_, mended_at=self._clock.now())

    async def _change(self, condition: ColumnElement[bool], **values: object) -> None:
        change = update(Row).where(condition).values(values)
        async with self._transactions.writing() as session:
            await session.execute(change, execution_options=_NO_SYNC)

    async def _all(self, condition: ColumnElement[bool]) -> list[TipNotice]:
        wanted = select(Row).where(condition).order_by(Row.raised_at, Row.kind)
        async with self._transactions.reading() as session:
            rows = await session.scalars(wanted, execution_options={"populate_existing": True})
            return [_notice(row) for row in rows]


def _notice(row: Row) -> TipNotice:
    return TipNotice(
        guild_id=row.guild_id,
        kind=cast("TipNoticeKind", row.kind),  # the CHECK allows nothing else
        number=row.number,
        due=row.due,
        channel_id=row.channel_id,
        raised_at=row.raised_at,
        told_at=row.told_at,
        mended_at=row.mended_at,
    )
