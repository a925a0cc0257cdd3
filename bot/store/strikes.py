"""Strikes: clear cases of members, which count on the ladder until they fade or are taken back."""

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.clock import Clock
from bot.store.case_opening import AS_IT_STANDS, touch
from bot.store.case_people import names_of
from bot.store.engine import Transactions
from bot.store.step import Strike
from bot.store.step_table import StrikeRow


class StrikeRepository:
    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    async def give(
        self, case_id: int, guild_id: int, user_id: int, strike: int, *, asks_moderators: bool
    ) -> None:
        """Keep that a case was clear; a case has one strike, the first."""
        new = insert(StrikeRow).values(
            case_id=case_id,
            guild_id=guild_id,
            user_id=user_id,
            strike=strike,
            asks_moderators=asks_moderators,
            given_at=self._clock.now(),
        )
        async with self._transactions.writing() as session:
            await session.execute(new.on_conflict_do_nothing())

    async def withdraw(self, case_id: int) -> bool:
        """Take the strike of a case back; False if it has none that stands."""
        standing = (StrikeRow.case_id == case_id) & StrikeRow.withdrawn_at.is_(None)
        taken_back = update(StrikeRow).where(standing).values(withdrawn_at=self._clock.now())
        async with self._transactions.writing() as session:
            found = await session.scalar(
                taken_back.returning(StrikeRow.case_id), execution_options=AS_IT_STANDS
            )
            if found is not None:
                await touch(session, case_id)
            return found is not None

    async def of(self, case_id: int) -> Strike | None:
        found = await self._read(StrikeRow.case_id == case_id)
        return found[0] if found else None

    async def of_member(self, guild_id: int, user_id: int) -> list[Strike]:
        """Return every strike of a member on a server, the oldest first.

        Those too from before they asked to be deleted, while these count.
        """
        async with self._transactions.reading() as session:
            names = await names_of(session, guild_id, user_id)
        return await self._read((StrikeRow.guild_id == guild_id) & StrikeRow.user_id.in_(names))

    async def _read(self, condition: ColumnElement[bool]) -> list[Strike]:
        wanted = select(StrikeRow).where(condition).order_by(StrikeRow.given_at, StrikeRow.case_id)
        async with self._transactions.reading() as session:
            rows = await session.scalars(wanted, execution_options={"populate_existing": True})
            return [_strike(row) for row in rows]


def _strike(row: StrikeRow) -> Strike:
    return Strike(
        case_id=row.case_id,
        guild_id=row.guild_id,
        user_id=row.user_id,
        strike=row.strike,
        asks_moderators=row.asks_moderators,
        given_at=row.given_at,
        withdrawn_at=row.withdrawn_at,
    )
