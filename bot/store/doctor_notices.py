"""What moderators were told is broken: one row a server, so that it is told once.

A row holds what was broken when it was last looked. What is mended leaves it, and so can be told
anew; what comes to be broken beside it makes it a notice that is still to be told.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import JSON, delete, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, mapped_column

from bot.clock import Clock
from bot.store.base import Base
from bot.store.columns import Snowflake, UtcDateTime
from bot.store.engine import Transactions
from bot.store.people import Keeping


@dataclass(frozen=True)
class DoctorNotice:
    """`broken` are keys of findings; `told_at` is None while moderators are still to be told."""

    guild_id: int
    broken: frozenset[str]
    raised_at: datetime
    told_at: datetime | None


class DoctorNoticeRow(
    Base,
    keeping=Keeping(
        why="What moderators were told is broken on the server, so that it is once.",
        guild="guild_id",
    ),
):
    __tablename__ = "doctor_notices"

    guild_id: Mapped[int] = mapped_column(Snowflake, primary_key=True, autoincrement=False)
    broken: Mapped[list[str]] = mapped_column(JSON)
    raised_at: Mapped[datetime] = mapped_column(UtcDateTime)
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class DoctorNoticeRepository:
    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    async def get(self, guild_id: int) -> DoctorNotice | None:
        async with self._transactions.reading() as session:
            row = await session.get(DoctorNoticeRow, guild_id, populate_existing=True)
            return None if row is None else _notice(row)

    async def found(self, guild_id: int, broken: AbstractSet[str]) -> DoctorNotice | None:
        """Write down what is broken now; return the notice, or None if nothing is.

        It is to be told if something is broken that was not when it was last looked. One that was
        not told yet stays the same notice, whatever is mended meanwhile.
        """
        async with self._transactions.writing() as session:
            row = await session.get(DoctorNoticeRow, guild_id, populate_existing=True)
            before = None if row is None else _notice(row)
            if not broken:
                await session.execute(
                    delete(DoctorNoticeRow).where(DoctorNoticeRow.guild_id == guild_id)
                )
                return None
            now = self._after(before, guild_id, frozenset(broken))
            values = {
                "broken": sorted(now.broken),
                "raised_at": now.raised_at,
                "told_at": now.told_at,
            }
            await session.execute(
                insert(DoctorNoticeRow)
                .values({"guild_id": guild_id} | values)
                .on_conflict_do_update(index_elements=["guild_id"], set_=values)
            )
            return now

    async def told(self, notice: DoctorNotice) -> None:
        """Note that moderators were told, unless the notice became another meanwhile."""
        same = (DoctorNoticeRow.guild_id == notice.guild_id) & (
            DoctorNoticeRow.raised_at == notice.raised_at
        )
        change = update(DoctorNoticeRow).where(same).values(told_at=self._clock.now())
        async with self._transactions.writing() as session:
            await session.execute(change, execution_options={"synchronize_session": False})

    def _after(
        self, before: DoctorNotice | None, guild_id: int, broken: frozenset[str]
    ) -> DoctorNotice:
        if before is not None and broken <= before.broken:
            return DoctorNotice(guild_id, broken, before.raised_at, before.told_at)
        return DoctorNotice(guild_id, broken, self._clock.now(), None)


def _notice(row: DoctorNoticeRow) -> DoctorNotice:
    return DoctorNotice(row.guild_id, frozenset(row.broken), row.raised_at, row.told_at)
