"""How many messages were judged how, by day: counts, and nothing about whose they were."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal, TypeAlias, cast, get_args

from sqlalchemy import String, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Base
from bot.store.columns import Snowflake, UtcDateTime, one_of
from bot.store.engine import Transactions
from bot.store.people import Keeping

Judged: TypeAlias = Literal["allow", "review", "remove"]

KEPT_DAYS = 400
"""A year, and enough of the one before to compare the month with."""


@dataclass(frozen=True)
class DayCount:
    """How many messages were judged how on a day, in UTC; all three decisions are named."""

    day: date
    times: Mapping[Judged, int]


class DecisionCountRow(
    Base,
    keeping=Keeping(
        why="How many messages a day were judged how; a count, without whose they were.",
        guild="guild_id",
        days=KEPT_DAYS,
        since="day",
    ),
):
    __tablename__ = "moderation_counts"
    __table_args__ = (one_of("decision", get_args(Judged)),)

    guild_id: Mapped[int] = mapped_column(Snowflake, primary_key=True, autoincrement=False)
    day: Mapped[datetime] = mapped_column(UtcDateTime, primary_key=True)
    """Its midnight, in UTC."""
    decision: Mapped[str] = mapped_column(String(6), primary_key=True)
    times: Mapped[int]


class DecisionCountRepository:
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def add(self, guild_id: int, day: date, decision: Judged, times: int = 1) -> None:
        """Count messages that were judged so on that day (UTC)."""
        new = insert(DecisionCountRow).values(
            guild_id=guild_id, day=_midnight(day), decision=decision, times=times
        )
        counted = new.on_conflict_do_update(
            index_elements=["guild_id", "day", "decision"],
            set_={"times": DecisionCountRow.times + new.excluded.times},
        )
        async with self._transactions.writing() as session:
            await session.execute(counted)

    async def since(self, guild_id: int, day: date) -> list[DayCount]:
        """Return a server's counts from that day on, the oldest first, without empty days."""
        wanted = (
            select(DecisionCountRow.day, DecisionCountRow.decision, DecisionCountRow.times)
            .where(DecisionCountRow.guild_id == guild_id, DecisionCountRow.day >= _midnight(day))
            .order_by(DecisionCountRow.day)
        )
        days: dict[date, dict[Judged, int]] = {}
        async with self._transactions.reading() as session:
            for midnight, decision, times in await session.execute(wanted):
                counts = days.setdefault(midnight.date(), dict.fromkeys(get_args(Judged), 0))
                counts[cast("Judged", decision)] = times  # the CHECK allows nothing else
        return [DayCount(day, counts) for day, counts in days.items()]


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
