"""What members posted within a day, as keyed hashes: the same again is known, no word is kept."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Index, String, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Base
from bot.store.columns import Snowflake, UtcDateTime
from bot.store.engine import Transactions
from bot.store.people import Keeping, Theirs


@dataclass(frozen=True)
class RecentPost:
    """A message that a member posted; `digest` is a keyed hash of what it said, as text."""

    message_id: int
    channel_id: int
    digest: str
    at: datetime


@dataclass(frozen=True)
class MemberPost:
    """Who posted that, and on which server."""

    guild_id: int
    author_id: int
    post: RecentPost


class RecentPostRow(
    Base,
    keeping=Keeping(
        why="A keyed hash of what a member posted, for a day, to know the same in many channels.",
        person="author_id",
        guild="guild_id",
        days=1,
        since="at",
        theirs=Theirs(
            name="What you posted today",
            about="A keyed hash of each message, to know the same in many channels; no words.",
            life="1 day",
            hidden=frozenset({"digest"}),
        ),
    ),
):
    __tablename__ = "moderation_recent"
    __table_args__ = (Index(None, "guild_id", "author_id", "at"),)

    message_id: Mapped[int] = mapped_column(Snowflake, primary_key=True, autoincrement=False)
    guild_id: Mapped[int] = mapped_column(Snowflake)
    author_id: Mapped[int] = mapped_column(Snowflake)
    channel_id: Mapped[int] = mapped_column(Snowflake)
    digest: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class RecentPostRepository:
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def note_all(self, posts: Sequence[MemberPost]) -> None:
        """Keep messages, each once; edited, one gets the new hash and stays as old as it was.

        Of what is there about one message the last counts.
        """
        if not posts:
            return
        new = insert(RecentPostRow)
        kept = new.on_conflict_do_update(
            index_elements=["message_id"], set_={"digest": new.excluded.digest}
        )
        values = [
            {"guild_id": one.guild_id, "author_id": one.author_id, **asdict(one.post)}
            for one in posts
        ]
        async with self._transactions.writing() as session:
            await session.execute(kept, values)

    async def digest_of(self, message_id: int) -> str | None:
        """Return the hash that a message was noted with last; None if it is not known here."""
        wanted = select(RecentPostRow.digest).where(RecentPostRow.message_id == message_id)
        async with self._transactions.reading() as session:
            return await session.scalar(wanted)

    async def of(self, guild_id: int, author_id: int, since: datetime) -> list[RecentPost]:
        """Return what a member posted on a server from then on, the oldest first."""
        wanted = (
            select(RecentPostRow)
            .where(
                RecentPostRow.guild_id == guild_id,
                RecentPostRow.author_id == author_id,
                RecentPostRow.at >= since,
            )
            .order_by(RecentPostRow.at, RecentPostRow.message_id)
        )
        async with self._transactions.reading() as session:
            rows = await session.scalars(wanted, execution_options={"populate_existing": True})
            return [RecentPost(row.message_id, row.channel_id, row.digest, row.at) for row in rows]
