"""Up to where each channel has been read, so that what was missed can be read later."""

from collections.abc import Mapping

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Base
from bot.store.columns import Snowflake
from bot.store.engine import Transactions
from bot.store.people import Keeping


class SeenRow(
    Base,
    keeping=Keeping(why="Up to which message each channel has been read.", guild="guild_id"),
):
    __tablename__ = "moderation_seen"

    channel_id: Mapped[int] = mapped_column(Snowflake, primary_key=True, autoincrement=False)
    guild_id: Mapped[int] = mapped_column(Snowflake)
    message_id: Mapped[int] = mapped_column(Snowflake)


class SeenRepository:
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def seen(self, guild_id: int, channel_id: int, message_id: int) -> None:
        """Note that a channel or thread has been read up to a message; never back to an older."""
        new = insert(SeenRow).values(
            channel_id=channel_id, guild_id=guild_id, message_id=message_id
        )
        further = new.on_conflict_do_update(
            index_elements=["channel_id"],
            set_={"message_id": new.excluded.message_id},
            where=SeenRow.message_id < new.excluded.message_id,
        )
        async with self._transactions.writing() as session:
            await session.execute(further)

    async def of(self, guild_id: int) -> Mapping[int, int]:
        """Return the last message read, by channel."""
        wanted = select(SeenRow.channel_id, SeenRow.message_id).where(SeenRow.guild_id == guild_id)
        async with self._transactions.reading() as session:
            rows = await session.execute(wanted)
            return {row.channel_id: row.message_id for row in rows}

    async def forget(self, channel_id: int) -> None:
        """Forget a channel or thread that was deleted."""
        async with self._transactions.writing() as session:
            await session.execute(delete(SeenRow).where(SeenRow.channel_id == channel_id))
