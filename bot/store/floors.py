"""The lowest hourly that members worked out for themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import JSON, String, delete, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, mapped_column

from bot.clock import Clock
from bot.store.base import Base
from bot.store.columns import ExactDecimal, Snowflake, UtcDateTime
from bot.store.engine import Transactions
from bot.store.people import Keeping, Theirs


@dataclass(frozen=True, kw_only=True)
class Floor:
    """A member's lowest hourly, None until the form was understood once.

    `currency` is its ISO code, None if nothing said it. `typed` is what they last typed, by field,
    understood or not. `is_offered` says whether they agreed to be shown it elsewhere, None while
    they were not asked.
    """

    user_id: int
    hourly: Decimal | None
    currency: str | None
    typed: Mapping[str, str]
    is_offered: bool | None


class FloorRow(
    Base,
    keeping=Keeping(
        why="What a member lives on and the hourly it takes, until they let it be forgotten.",
        person="user_id",
        theirs=Theirs(
            name="Your lowest hourly",
            about="What you live on, as you typed it, and the hourly that it takes.",
            life="until you delete it",
        ),
    ),
):
    __tablename__ = "floors"

    user_id: Mapped[int] = mapped_column(Snowflake, primary_key=True, autoincrement=False)
    hourly: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    currency: Mapped[str | None] = mapped_column(String(3))
    typed: Mapped[dict[str, str]] = mapped_column(JSON)
    is_offered: Mapped[bool | None]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class FloorRepository:
    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    async def of(self, user_id: int) -> Floor | None:
        async with self._transactions.reading() as session:
            row = await session.get(FloorRow, user_id, populate_existing=True)
            return None if row is None else _floor(row)

    async def offered(self, user_id: int) -> Floor | None:
        """Return a member's floor if there is one and they agreed to be shown it elsewhere."""
        floor = await self.of(user_id)
        return floor if floor and floor.is_offered and floor.hourly is not None else None

    async def keep_typed(self, user_id: int, typed: Mapping[str, str]) -> Floor:
        """Keep what was typed and could not be taken; what was worked out before stays."""
        return await self._keep(user_id, typed=dict(typed))

    async def keep(
        self, user_id: int, typed: Mapping[str, str], hourly: Decimal, currency: str | None
    ) -> Floor:
        """Keep what was worked out, and what it was worked out from."""
        return await self._keep(user_id, typed=dict(typed), hourly=hourly, currency=currency)

    async def offer(self, user_id: int, *, is_offered: bool) -> Floor | None:
        """Note whether a member agreed to be shown it elsewhere; None if there is none."""
        asked = update(FloorRow).where(FloorRow.user_id == user_id).values(is_offered=is_offered)
        async with self._transactions.writing() as session:
            row = await session.scalar(
                asked.returning(FloorRow), execution_options={"populate_existing": True}
            )
            return None if row is None else _floor(row)

    async def forget(self, user_id: int) -> None:
        gone = delete(FloorRow).where(FloorRow.user_id == user_id)
        async with self._transactions.writing() as session:
            await session.execute(gone, execution_options={"synchronize_session": False})

    async def _keep(self, user_id: int, **values: object) -> Floor:
        values["changed_at"] = self._clock.now()
        new = insert(FloorRow).values(user_id=user_id, **values)
        kept = new.on_conflict_do_update(index_elements=["user_id"], set_=values)
        async with self._transactions.writing() as session:
            row = await session.scalars(
                kept.returning(FloorRow), execution_options={"populate_existing": True}
            )
            return _floor(row.one())


def _floor(row: FloorRow) -> Floor:
    return Floor(
        user_id=row.user_id,
        hourly=row.hourly,
        currency=row.currency,
        typed=row.typed,
        is_offered=row.is_offered,
    )
