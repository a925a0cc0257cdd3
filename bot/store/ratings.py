"""Which entries were found helpful: counts for each guild, and nothing about who said so."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, mapped_column

from bot.clock import Clock
from bot.store.base import Base
from bot.store.columns import Snowflake, UtcDateTime
from bot.store.engine import Transactions
from bot.store.people import Keeping

_NO_GUILD = 0  # direct messages; a key cannot hold NULL, and no guild has this id


@dataclass(frozen=True)
class Rating:
    """How often an entry was called helpful, and how often not."""

    entry_id: str
    helpful: int
    unhelpful: int


class RatingRow(
    Base,
    keeping=Keeping(
        why="How often an entry helped and did not; a count, without who said so.",
        guild="guild_id",
    ),
):
    __tablename__ = "advice_ratings"

    guild_id: Mapped[int] = mapped_column(Snowflake, primary_key=True, autoincrement=False)
    entry_id: Mapped[str] = mapped_column(String(50), primary_key=True)
    helpful: Mapped[int]
    unhelpful: Mapped[int]


class RatedCardRow(
    Base,
    keeping=Keeping(
        why="That a card was rated already, under a digest; it names no person, place or entry.",
        days=30,
        since="rated_at",
    ),
):
    __tablename__ = "advice_rated_cards"

    card: Mapped[str] = mapped_column(String(64), primary_key=True)
    helpful: Mapped[bool]
    rated_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RatingRepository:
    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    async def rate(
        self, message_id: int, guild_id: int | None, entry_id: str, *, helpful: bool
    ) -> bool:
        """Count one answer for an entry on a card, and return the answer that counts.

        The first one for this entry on this card does, of however many that come at once;
        `guild_id` is None in direct messages.
        """
        card = hashlib.sha256(f"{message_id}:{entry_id}".encode()).hexdigest()
        new = insert(RatedCardRow).values(card=card, helpful=helpful, rated_at=self._clock.now())
        async with self._transactions.writing() as session:
            first = await session.scalar(
                new.on_conflict_do_nothing().returning(RatedCardRow.card),
            )
            if first is None:
                counted = await session.scalar(
                    select(RatedCardRow.helpful).where(RatedCardRow.card == card)
                )
                return bool(counted)
            count = insert(RatingRow).values(
                guild_id=guild_id or _NO_GUILD,
                entry_id=entry_id,
                helpful=int(helpful),
                unhelpful=int(not helpful),
            )
            await session.execute(
                count.on_conflict_do_update(
                    index_elements=["guild_id", "entry_id"],
                    set_={
                        "helpful": RatingRow.helpful + count.excluded.helpful,
                        "unhelpful": RatingRow.unhelpful + count.excluded.unhelpful,
                    },
                )
            )
            return helpful

    async def unhelpful(self, guild_id: int, limit: int) -> list[Rating]:
        """Return the entries that were called not helpful here, those most often so first."""
        wanted = (
            select(RatingRow)
            .where(RatingRow.guild_id == guild_id, RatingRow.unhelpful > 0)
            .order_by(RatingRow.unhelpful.desc(), RatingRow.helpful, RatingRow.entry_id)
            .limit(limit)
        )
        async with self._transactions.reading() as session:
            rows = await session.scalars(wanted, execution_options={"populate_existing": True})
            return [Rating(row.entry_id, row.helpful, row.unhelpful) for row in rows]

    async def of(self, guild_id: int | None, entry_id: str) -> Rating:
        """Return the counts of one entry in a guild, or in direct messages."""
        async with self._transactions.reading() as session:
            row = await session.get(
                RatingRow, (guild_id or _NO_GUILD, entry_id), populate_existing=True
            )
            return Rating(entry_id, row.helpful if row else 0, row.unhelpful if row else 0)
