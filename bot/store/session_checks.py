"""How members' sessions with clients went, as they say themselves."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Index, String, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.clock import Clock
from bot.planning.sessions import Answer, Answers, Question
from bot.store.base import Base
from bot.store.columns import Snowflake, UtcDateTime, one_of
from bot.store.engine import Transactions
from bot.store.people import Keeping, Theirs


@dataclass(frozen=True)
class SessionCheck:
    """One session, when it was looked back on, and the answers so far."""

    id: int
    began_at: datetime
    answers: Answers


class SessionCheckRow(
    Base,
    keeping=Keeping(
        why="How a member's session with a client went, for themselves to look back on.",
        person="user_id",
        theirs=Theirs(
            name="Your sessions with clients",
            about="How they went, by your own answers.",
            life="until you delete it",
        ),
    ),
):
    __tablename__ = "session_checks"
    __table_args__ = (
        *(one_of(question, Answer) for question in Question),
        Index(None, "user_id"),
        {"sqlite_autoincrement": True},  # an id is never given twice: buttons may hold it for ever
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(Snowflake)
    heard: Mapped[str | None] = mapped_column(String(6))
    ease: Mapped[str | None] = mapped_column(String(6))
    again: Mapped[str | None] = mapped_column(String(6))
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)


_COLUMNS = [getattr(SessionCheckRow, question) for question in Question]
_FRESH = {"populate_existing": True}


class SessionCheckRepository:
    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    async def begin(self, user_id: int) -> SessionCheck:
        """Return the session whose questions a member left open, else a new one.

        One without any answer counts from now.
        """
        async with self._transactions.writing() as session:
            row = await _open_one(session, user_id)
            if row is None:
                new = insert(SessionCheckRow).values(user_id=user_id, began_at=self._clock.now())
                row = (await session.scalars(new.returning(SessionCheckRow))).one()
            elif not _check(row).answers:
                row.began_at = self._clock.now()
            return _check(row)

    async def answer(
        self, check_id: int, user_id: int, question: Question, answer: Answer
    ) -> SessionCheck | None:
        """Keep one answer in place of an earlier one; None if the member has no such session."""
        changed = (
            update(SessionCheckRow)
            .where(SessionCheckRow.id == check_id, SessionCheckRow.user_id == user_id)
            .values({question.value: answer.value})
        )
        async with self._transactions.writing() as session:
            row = await session.scalar(changed.returning(SessionCheckRow), execution_options=_FRESH)
            return None if row is None else _check(row)

    async def last(self, user_id: int, limit: int) -> list[SessionCheck]:
        """Return a member's sessions with all questions answered, the newest first."""
        wanted = (
            select(SessionCheckRow)
            .where(SessionCheckRow.user_id == user_id, *(one.is_not(None) for one in _COLUMNS))
            .order_by(SessionCheckRow.id.desc())
            .limit(limit)
        )
        async with self._transactions.reading() as session:
            rows = await session.scalars(wanted, execution_options=_FRESH)
            return [_check(row) for row in rows]

    async def delete(self, check_id: int, user_id: int) -> None:
        gone = delete(SessionCheckRow).where(
            SessionCheckRow.id == check_id, SessionCheckRow.user_id == user_id
        )
        async with self._transactions.writing() as session:
            await session.execute(gone, execution_options={"synchronize_session": False})


async def _open_one(session: AsyncSession, user_id: int) -> SessionCheckRow | None:
    is_open = _COLUMNS[0].is_(None) | _COLUMNS[1].is_(None) | _COLUMNS[2].is_(None)
    wanted = (
        select(SessionCheckRow)
        .where(SessionCheckRow.user_id == user_id, is_open)
        .order_by(SessionCheckRow.id.desc())
        .limit(1)
    )
    return await session.scalar(wanted, execution_options=_FRESH)


def _check(row: SessionCheckRow) -> SessionCheck:
    given: dict[Question, str | None] = {one: getattr(row, one) for one in Question}
    answers = {one: Answer(answer) for one, answer in given.items() if answer is not None}
    return SessionCheck(row.id, row.began_at, answers)
