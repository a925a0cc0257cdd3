"""What a member typed into a form that could not be taken as it was, so that nothing is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import JSON, Index, String, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.clock import Clock
from bot.store.base import Base
from bot.store.columns import Snowflake, UtcDateTime
from bot.store.engine import Transactions
from bot.store.people import Keeping, Theirs

TYPED_DAYS = 30


@dataclass(frozen=True)
class TypedForm:
    """The texts of a form by the names of its fields; `form` says which form, about what."""

    id: int
    form: str
    typed: Mapping[str, str]


class TypedFormRow(
    Base,
    keeping=Keeping(
        why="What a member typed and is to correct, until they have.",
        person="user_id",
        days=TYPED_DAYS,
        since="typed_at",
        theirs=Theirs(
            name="What you typed and are to correct",
            about="A form that could not be taken as it was, so that nothing is lost.",
            life=f"until you have corrected it, and {TYPED_DAYS} days at most",
        ),
    ),
):
    __tablename__ = "typed_forms"
    __table_args__ = (Index(None, "user_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(Snowflake)
    form: Mapped[str] = mapped_column(String(60))
    typed: Mapped[dict[str, str]] = mapped_column(JSON)
    typed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class TypedFormRepository:
    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    async def keep(
        self, user_id: int, form: str, typed: Mapping[str, str], again: int | None = None
    ) -> int:
        """Keep what was typed and return its id; `again` is the one that it takes the place of."""
        values = {"typed": dict(typed), "typed_at": self._clock.now()}
        later = (
            update(TypedFormRow)
            .where(TypedFormRow.id == again, TypedFormRow.user_id == user_id)
            .values(**values)
            .returning(TypedFormRow.id)
        )
        async with self._transactions.writing() as session:
            kept = await session.scalar(later, execution_options={"synchronize_session": False})
            if kept is not None:
                return kept
            row = TypedFormRow(user_id=user_id, form=form, **values)
            session.add(row)
            await session.flush()
            return row.id

    async def get(self, typed_id: int, user_id: int) -> TypedForm | None:
        """Return what a member typed; None if it was taken since, is gone or another's."""
        wanted = select(TypedFormRow).where(
            TypedFormRow.id == typed_id, TypedFormRow.user_id == user_id
        )
        async with self._transactions.reading() as session:
            row = await session.scalar(wanted, execution_options={"populate_existing": True})
            return None if row is None else TypedForm(row.id, row.form, row.typed)

    async def forget(self, typed_id: int, user_id: int) -> None:
        """Let go of what was typed, once it was taken."""
        gone = delete(TypedFormRow).where(
            TypedFormRow.id == typed_id, TypedFormRow.user_id == user_id
        )
        async with self._transactions.writing() as session:
            await session.execute(gone, execution_options={"synchronize_session": False})
