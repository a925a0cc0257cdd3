"""Questions that the library could not answer, without the people who asked them."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Index, String, UniqueConstraint, case, delete, func, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, mapped_column

from bot.clock import Clock
from bot.store.base import Base
from bot.store.columns import Snowflake, UtcDateTime
from bot.store.engine import Transactions
from bot.store.people import Keeping

KEPT_DAYS = 90
"""How long a question stays after it was last asked; members are told this number."""

LONGEST_TEXT = 300


@dataclass(frozen=True)
class Gap:
    """A question asked in vain on a server, and how often.

    `text` is without mentions, links and addresses; `pointer_id` is the entry that names the
    page which would answer, None if nothing at all came near.
    """

    id: int
    guild_id: int
    text: str
    pointer_id: str | None
    times: int
    asked_at: datetime


class GapRow(
    Base,
    keeping=Keeping(
        why="What the library could not answer, so that curators can add it; not who asked.",
        guild="guild_id",
        days=KEPT_DAYS,
        since="asked_at",
    ),
):
    __tablename__ = "advice_gaps"
    __table_args__ = (
        UniqueConstraint("guild_id", "folded"),
        Index(None, "guild_id", "times"),
        {"sqlite_autoincrement": True},  # an id is never given twice: buttons may hold it for ever
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    guild_id: Mapped[int] = mapped_column(Snowflake)
    folded: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(String(LONGEST_TEXT))
    pointer_id: Mapped[str | None] = mapped_column(String(50))
    times: Mapped[int]
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)


class GapRepository:
    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    async def note(self, guild_id: int, text: str, folded: str, pointer_id: str | None) -> Gap:
        """Keep a question, or count one that was asked here within the last 90 days.

        `folded` is the form in which two questions count as the same. Raises `ValueError` for a
        text that is empty or longer than 300 characters.
        """
        if not 0 < len(text) <= LONGEST_TEXT:
            msg = f"a question of {len(text)} characters; 1 to {LONGEST_TEXT} can be kept"
            raise ValueError(msg)
        now = self._clock.now()
        new = insert(GapRow).values(
            guild_id=guild_id,
            folded=hashlib.sha256(folded.encode()).hexdigest(),
            text=text,
            pointer_id=pointer_id,
            times=1,
            asked_at=now,
        )
        outlived = GapRow.asked_at < now - timedelta(days=KEPT_DAYS)
        counted = new.on_conflict_do_update(
            index_elements=["guild_id", "folded"],
            set_={
                "text": new.excluded.text,
                "pointer_id": new.excluded.pointer_id,
                "times": case((outlived, 1), else_=GapRow.times + 1),
                "asked_at": now,
            },
        )
        async with self._transactions.writing() as session:
            row = await session.scalars(
                counted.returning(GapRow), execution_options={"populate_existing": True}
            )
            return _gap(row.one())

    async def listed(self, guild_id: int, limit: int, offset: int = 0) -> list[Gap]:
        """Return a server's questions, most often asked first, the newest first among equals."""
        wanted = (
            select(GapRow)
            .where(GapRow.guild_id == guild_id)
            .order_by(GapRow.times.desc(), GapRow.asked_at.desc(), GapRow.id.desc())
            .limit(limit)
            .offset(offset)
        )
        async with self._transactions.reading() as session:
            rows = await session.scalars(wanted, execution_options={"populate_existing": True})
            return [_gap(row) for row in rows]

    async def count(self, guild_id: int) -> int:
        """Return how many questions a server has on its list."""
        wanted = select(func.count()).select_from(GapRow).where(GapRow.guild_id == guild_id)
        async with self._transactions.reading() as session:
            return await session.scalar(wanted) or 0

    async def get(self, guild_id: int, gap_id: int) -> Gap | None:
        wanted = select(GapRow).where(GapRow.id == gap_id, GapRow.guild_id == guild_id)
        async with self._transactions.reading() as session:
            row = await session.scalar(wanted, execution_options={"populate_existing": True})
            return None if row is None else _gap(row)

    async def settle(self, guild_id: int, gap_id: int) -> bool:
        """Take a question off the list; return whether it was still there."""
        gone = delete(GapRow).where(GapRow.id == gap_id, GapRow.guild_id == guild_id)
        async with self._transactions.writing() as session:
            return await session.scalar(gone.returning(GapRow.id)) is not None


def _gap(row: GapRow) -> Gap:
    return Gap(
        id=row.id,
        guild_id=row.guild_id,
        text=row.text,
        pointer_id=row.pointer_id,
        times=row.times,
        asked_at=row.asked_at,
    )
