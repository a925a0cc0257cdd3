"""People whom a member met, and when the member wants to be in touch with them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias, TypedDict, Unpack, cast, get_args

from sqlalchemy import (
    ColumnElement,
    Date,
    Index,
    String,
    Text,
    delete,
    func,
    literal,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from bot.clock import Clock
from bot.store.base import Base
from bot.store.columns import Snowflake, UtcDateTime, one_of
from bot.store.engine import Transactions
from bot.store.people import Keeping, Theirs

MetState: TypeAlias = Literal["open", "done"]

DONE_DAYS = 365
"""How long somebody stays in the list after the member was in touch with them."""


@dataclass(frozen=True, kw_only=True)
class Met:
    """Somebody met at `place`, who was `making` something.

    `day` is when to be in touch, as the member said it; `due` is the moment of that day, in UTC,
    at which to remind them. Both are None where no day was named.
    """

    id: int
    user_id: int
    name: str
    place: str | None
    making: str | None
    day: date | None
    due: datetime | None
    state: MetState
    added_at: datetime
    done_at: datetime | None


class Changes(TypedDict, total=False):
    """What can be changed of somebody met, by the names of `Met`."""

    name: str
    place: str | None
    making: str | None
    day: date | None
    due: datetime | None


class MetRow(
    Base,
    keeping=Keeping(
        why="People whom a member met, for that member alone.",
        person="user_id",
        days=DONE_DAYS,
        since="done_at",
        theirs=Theirs(
            name="People you met",
            about="Their names, where you met, what they make, and when to be in touch.",
            life=f"until you delete them, and {DONE_DAYS} days after you were in touch",
        ),
    ),
):
    __tablename__ = "people_met"
    __table_args__ = (
        one_of("state", get_args(MetState)),
        Index(None, "user_id", "state"),
        {"sqlite_autoincrement": True},  # an id is never given twice: buttons may hold it for ever
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(Snowflake)
    name: Mapped[str] = mapped_column(Text)
    place: Mapped[str | None] = mapped_column(Text)
    making: Mapped[str | None] = mapped_column(Text)
    day: Mapped[date | None] = mapped_column(Date)
    due: Mapped[datetime | None] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(4))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class MetRepository:
    """Every call names the member: what is another's is not there."""

    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    async def add(self, user_id: int, **values: Unpack[Changes]) -> Met:
        """Keep somebody, of whom at least the name is known."""
        row = MetRow(user_id=user_id, state="open", added_at=self._clock.now(), **values)
        async with self._transactions.writing() as session:
            session.add(row)
            await session.flush()
            return _met(row)

    async def get(self, met_id: int, user_id: int) -> Met | None:
        wanted = select(MetRow).where(*_own(met_id, user_id))
        async with self._transactions.reading() as session:
            row = await session.scalar(wanted, execution_options={"populate_existing": True})
            return None if row is None else _met(row)

    async def of(self, user_id: int, limit: int, offset: int = 0) -> list[Met]:
        """Return people a member met: those still to be in touch with first, by their day."""
        wanted = (
            select(MetRow)
            .where(MetRow.user_id == user_id)
            .order_by(
                MetRow.state.desc(),  # "open", then "done"
                MetRow.day.is_(None),
                MetRow.day,
                MetRow.id.desc(),
            )
            .limit(limit)
            .offset(offset)
        )
        async with self._transactions.reading() as session:
            rows = await session.scalars(wanted, execution_options={"populate_existing": True})
            return [_met(row) for row in rows]

    async def count(self, user_id: int) -> int:
        wanted = select(func.count()).where(MetRow.user_id == user_id)
        async with self._transactions.reading() as session:
            return await session.scalar(wanted) or 0

    async def change(self, met_id: int, user_id: int, **values: Unpack[Changes]) -> Met | None:
        """Change what is known; None if they are gone."""
        return await self._step(met_id, user_id, **values)

    async def done(self, met_id: int, user_id: int) -> Met | None:
        """Note that the member was in touch; None if they are gone."""
        now = func.coalesce(MetRow.done_at, literal(self._clock.now(), UtcDateTime))
        return await self._step(met_id, user_id, state="done", done_at=now)

    async def open_again(self, met_id: int, user_id: int) -> Met | None:
        return await self._step(met_id, user_id, state="open", done_at=None)

    async def delete(self, met_id: int, user_id: int) -> bool:
        gone = delete(MetRow).where(*_own(met_id, user_id)).returning(MetRow.id)
        async with self._transactions.writing() as session:
            return await session.scalar(gone) is not None

    async def _step(self, met_id: int, user_id: int, **values: object) -> Met | None:
        step = update(MetRow).where(*_own(met_id, user_id)).values(**values).returning(MetRow)
        fresh = {"synchronize_session": False, "populate_existing": True}
        async with self._transactions.writing() as session:
            row = (await session.scalars(step, execution_options=fresh)).one_or_none()
            return None if row is None else _met(row)


def _own(met_id: int, user_id: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return MetRow.id == met_id, MetRow.user_id == user_id


def _met(row: MetRow) -> Met:
    return Met(
        id=row.id,
        user_id=row.user_id,
        name=row.name,
        place=row.place,
        making=row.making,
        day=row.day,
        due=row.due,
        state=cast("MetState", row.state),  # the CHECK allows nothing else
        added_at=row.added_at,
        done_at=row.done_at,
    )
