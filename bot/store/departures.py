"""Servers that the bot was removed from: what is kept about them goes after a while.

What was to happen there ends at once, since it could only fail. Should the bot come back in time,
all else is as it was.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import CompoundSelect, delete, select, union, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.clock import Clock
from bot.store.base import Base, metadata
from bot.store.columns import Snowflake, UtcDateTime
from bot.store.engine import Transactions
from bot.store.evaluation_table import EvaluationRow
from bot.store.jobs import JobRow
from bot.store.people import Keeping, keeping_of
from bot.store.votes import VoteRow

LEFT_DAYS = 30
"""How long after the bot was removed from a server what is kept about it goes."""


class DepartureRow(
    Base,
    keeping=Keeping(
        why="When the bot was removed from a server, until all about that server is deleted.",
        guild="guild_id",
    ),
):
    __tablename__ = "departures"

    guild_id: Mapped[int] = mapped_column(Snowflake, primary_key=True, autoincrement=False)
    left_at: Mapped[datetime] = mapped_column(UtcDateTime)


class DepartureRepository:
    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    async def note(self, guild_id: int) -> None:
        """Note that the bot was removed from a server, and let what was to happen there end."""
        async with self._transactions.writing() as session:
            await self._note(session, [guild_id])

    async def take_back(self, guild_id: int) -> bool:
        """Note that the bot is on a server again; return whether it had been away."""
        back = delete(DepartureRow).where(DepartureRow.guild_id == guild_id)
        async with self._transactions.writing() as session:
            return await session.scalar(back.returning(DepartureRow.guild_id)) is not None

    async def compare(
        self, present: Collection[int], is_ours: Callable[[int], bool]
    ) -> Collection[int]:
        """Take the servers that the bot is on for what is true; return those that it has left.

        `present` are all of them, those too that are out of reach just now. Of what is kept only
        servers that are `is_ours` count: others may be another process's.
        """
        away = select(DepartureRow.guild_id)
        async with self._transactions.writing() as session:
            known = {one for (one,) in await session.execute(_guilds()) if is_ours(one)}
            left = set(await session.scalars(away))
            back = left & set(present)
            await session.execute(delete(DepartureRow).where(DepartureRow.guild_id.in_(back)))
            gone = sorted(known - set(present) - left)
            await self._note(session, gone)
            return gone

    async def all(self) -> Mapping[int, datetime]:
        """Return when the bot left servers that it is not on."""
        async with self._transactions.reading() as session:
            rows = await session.execute(select(DepartureRow.guild_id, DepartureRow.left_at))
            return {row.guild_id: row.left_at for row in rows}

    async def forget_old(self) -> Collection[int]:
        """Forget every server that the bot left 30 days ago; return which those were."""
        old = DepartureRow.left_at <= self._clock.now() - timedelta(days=LEFT_DAYS)
        async with self._transactions.writing() as session:
            guild_ids = (await session.scalars(select(DepartureRow.guild_id).where(old))).all()
            for guild_id in guild_ids:
                await _forget(session, guild_id)
            return guild_ids

    async def _note(self, session: AsyncSession, guild_ids: Collection[int]) -> None:
        now = self._clock.now()
        for guild_id in guild_ids:
            new = insert(DepartureRow).values(guild_id=guild_id, left_at=now)
            await session.execute(new.on_conflict_do_nothing())
        # What is to be done for a member may go another way; for the server it has no more sense.
        theirs = JobRow.guild_id.in_(guild_ids) & JobRow.user_id.is_(None)
        await session.execute(delete(JobRow).where(theirs, JobRow.state == "waiting"))


async def _forget(session: AsyncSession, guild_id: int) -> None:
    """Delete all that is about a server; what belongs to a member as well stays theirs."""
    there = select(EvaluationRow.id).where(EvaluationRow.guild_id == guild_id)
    await session.execute(delete(VoteRow).where(VoteRow.evaluation_id.in_(there)))
    for table in reversed(metadata.sorted_tables):
        keeping = keeping_of(table)
        if keeping.guild is None:
            continue
        here = table.columns[keeping.guild] == guild_id
        if keeping.without_guild is not None and keeping.person is not None:
            of_members = here & table.columns[keeping.person].is_not(None)
            without = {table.columns[name]: value for name, value in keeping.without_guild.items()}
            await session.execute(update(table).where(of_members).values(without))
        await session.execute(delete(table).where(here))


def _guilds() -> CompoundSelect[int]:
    """All servers about which anything is kept; 0 stands for direct messages."""
    named = ((table, keeping_of(table).guild) for table in metadata.sorted_tables)
    columns = [
        table.columns[guild]
        for table, guild in named
        if guild is not None and table is not DepartureRow.__table__
    ]
    return union(*(select(column).where(column.is_not(None), column != 0) for column in columns))
