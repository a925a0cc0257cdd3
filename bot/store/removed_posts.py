"""Posts that were taken down, kept for a while for their authors and for putting them back."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from bot.store.case_opening import touch
from bot.store.engine import Transactions
from bot.store.guild_settings import CASE_TEXT_DAYS, GuildSettingsRow
from bot.store.step import RemovedPost
from bot.store.step_table import RemovedPostRow


class RemovedPostRepository:
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def keep(self, posts: Iterable[RemovedPost]) -> None:
        """Keep posts that are about to be taken down; one that is kept already stays as it is."""
        async with self._transactions.writing() as session:
            for post in posts:
                new = insert(RemovedPostRow).values(asdict(post))
                await session.execute(new.on_conflict_do_nothing())

    async def of(self, case_id: int) -> list[RemovedPost]:
        """Return what is still kept of a case, the oldest post first."""
        return await self._read(RemovedPostRow.case_id == case_id)

    async def of_author(self, author_id: int, guild_id: int | None) -> list[RemovedPost]:
        """Return what is still kept of a member, on a server or on all (None), the oldest first."""
        theirs = RemovedPostRow.author_id == author_id
        here = theirs if guild_id is None else theirs & (RemovedPostRow.guild_id == guild_id)
        return await self._read(here)

    async def forget_old(self, now: datetime) -> int:
        """Forget what is older than its server allows; return how many posts that were.

        Cards of cases have to lose their text as well, so these rise by a revision.
        """
        days = func.coalesce(GuildSettingsRow.case_text_days, CASE_TEXT_DAYS)
        kept = select(
            RemovedPostRow.message_id, RemovedPostRow.case_id, RemovedPostRow.removed_at, days
        ).outerjoin(GuildSettingsRow, GuildSettingsRow.guild_id == RemovedPostRow.guild_id)
        async with self._transactions.writing() as session:
            old = {
                message_id: case_id
                for message_id, case_id, removed_at, allowed in await session.execute(kept)
                if removed_at < now - timedelta(days=allowed)
            }
            await session.execute(delete(RemovedPostRow).where(RemovedPostRow.message_id.in_(old)))
            for case_id in set(old.values()):
                await touch(session, case_id)
        return len(old)

    async def _read(self, condition: ColumnElement[bool]) -> list[RemovedPost]:
        wanted = select(RemovedPostRow).where(condition).order_by(RemovedPostRow.message_id)
        async with self._transactions.reading() as session:
            return [_post(row) for row in await session.scalars(wanted)]


def _post(row: RemovedPostRow) -> RemovedPost:
    return RemovedPost(
        message_id=row.message_id,
        case_id=row.case_id,
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        author_id=row.author_id,
        text=row.text,
        matched=row.matched,
        has_files=row.has_files,
        posted_at=row.posted_at,
        removed_at=row.removed_at,
    )
