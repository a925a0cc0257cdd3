"""How members answered the five questions about their audience."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, mapped_column

from bot.clock import Clock
from bot.planning.audience import Point
from bot.store.base import Base
from bot.store.columns import Snowflake, UtcDateTime
from bot.store.engine import Transactions
from bot.store.people import Keeping, Theirs


class AudienceCheckRow(
    Base,
    keeping=Keeping(
        why="What a member has to reach an audience with, as they last answered.",
        person="user_id",
        theirs=Theirs(
            name="Your audience check",
            about="Your last answers to the questions about your audience.",
            life="until you delete it",
        ),
    ),
):
    __tablename__ = "audience_checks"

    user_id: Mapped[int] = mapped_column(Snowflake, primary_key=True, autoincrement=False)
    merch: Mapped[bool | None]
    shop: Mapped[bool | None]
    offer: Mapped[bool | None]
    reach: Mapped[bool | None]
    wrote: Mapped[bool | None]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class AudienceCheckRepository:
    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    async def of(self, user_id: int) -> Mapping[Point, bool]:
        """Return a member's answers so far."""
        async with self._transactions.reading() as session:
            row = await session.get(AudienceCheckRow, user_id, populate_existing=True)
            return {} if row is None else _answers(row)

    async def answer(self, user_id: int, point: Point, *, is_there: bool) -> Mapping[Point, bool]:
        """Keep one answer in place of an earlier one, and return all of them."""
        values = {point.value: is_there, "changed_at": self._clock.now()}
        new = insert(AudienceCheckRow).values(user_id=user_id, **values)
        kept = new.on_conflict_do_update(index_elements=["user_id"], set_=values)
        async with self._transactions.writing() as session:
            row = await session.scalars(
                kept.returning(AudienceCheckRow), execution_options={"populate_existing": True}
            )
            return _answers(row.one())

    async def forget(self, user_id: int) -> None:
        gone = delete(AudienceCheckRow).where(AudienceCheckRow.user_id == user_id)
        async with self._transactions.writing() as session:
            await session.execute(gone, execution_options={"synchronize_session": False})


def _answers(row: AudienceCheckRow) -> Mapping[Point, bool]:
    given: dict[Point, bool | None] = {point: getattr(row, point) for point in Point}
    return {point: answer for point, answer in given.items() if answer is not None}
