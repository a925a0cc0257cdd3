"""When and where servers have their weekly tip: one row a server, none until moderators begin."""

from datetime import time
from typing import TypedDict, Unpack

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from bot.clock import Clock
from bot.store.engine import Transactions
from bot.store.tip import TipSchedule
from bot.store.tip_tables import TipScheduleRow
from bot.tips import Weekday

FIRST_DAY, FIRST_TIME = Weekday.MONDAY, time(10)
"""When the tip comes unless moderators choose otherwise."""


class TipChanges(TypedDict, total=False):
    """What of a schedule can be changed; None takes zone or channel back."""

    weekday: Weekday
    at: time
    zone: str | None
    channel_id: int | None
    is_paused: bool


class TipScheduleRepository:
    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    async def get(self, guild_id: int) -> TipSchedule | None:
        async with self._transactions.reading() as session:
            row = await session.get(TipScheduleRow, guild_id, populate_existing=True)
            return None if row is None else _schedule(row)

    async def all(self) -> list[TipSchedule]:
        """Return the schedules of all servers, by id."""
        async with self._transactions.reading() as session:
            rows = await session.scalars(select(TipScheduleRow).order_by(TipScheduleRow.guild_id))
            return [_schedule(row) for row in rows]

    async def set(self, guild_id: int, **changes: Unpack[TipChanges]) -> TipSchedule:
        """Change a schedule, or begin one, and return it.

        What was due before now is not owed by it, unless only the channel was changed.
        """
        first = {"weekday": FIRST_DAY, "at": FIRST_TIME, "is_paused": False}
        async with self._transactions.writing() as session:
            row = await session.get(TipScheduleRow, guild_id, populate_existing=True)
            begins = row is None or any(
                getattr(row, name) != value
                for name, value in changes.items()
                if name != "channel_id"
            )
            values: dict[str, object] = {**changes}
            if begins:
                values["begun"] = self._clock.now()
            if row is None:
                new = insert(TipScheduleRow).values({"guild_id": guild_id, **first, **values})
                await session.execute(new)
            else:
                for name, value in values.items():
                    setattr(row, name, value)
                await session.flush()
            row = await session.get_one(TipScheduleRow, guild_id, populate_existing=True)
            return _schedule(row)


def _schedule(row: TipScheduleRow) -> TipSchedule:
    return TipSchedule(
        guild_id=row.guild_id,
        weekday=Weekday(row.weekday),
        at=row.at,
        zone=row.zone,
        channel_id=row.channel_id,
        is_paused=row.is_paused,
        begun=row.begun,
    )
