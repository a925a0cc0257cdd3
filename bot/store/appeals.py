"""Appeals: a member asks moderators to look at a case again, once, and reads what they say."""

from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.clock import Clock
from bot.store.case_opening import AS_IT_STANDS, touch
from bot.store.engine import Transactions
from bot.store.step import Appeal
from bot.store.step_table import LONGEST_ANSWER, LONGEST_APPEAL, AppealRow


class AppealRepository:
    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    async def ask(self, case_id: int, guild_id: int, user_id: int, reason: str) -> bool:
        """Keep what a member asks; False if they have asked about this case already.

        Raises `ValueError` for more than 1,000 characters.
        """
        _check(reason, LONGEST_APPEAL)
        new = insert(AppealRow).values(
            case_id=case_id,
            guild_id=guild_id,
            user_id=user_id,
            reason=reason,
            asked_at=self._clock.now(),
            answer="",
        )
        async with self._transactions.writing() as session:
            first = new.on_conflict_do_nothing().returning(AppealRow.case_id)
            if await session.scalar(first) is None:
                return False
            await touch(session, case_id)
            return True

    async def answer(self, case_id: int, guild_id: int, by: int, answer: str) -> Appeal | None:
        """Keep a moderator's answer; None if there is nothing to answer, or somebody has.

        Raises `ValueError` for more than 1,000 characters.
        """
        _check(answer, LONGEST_ANSWER)
        waiting = (
            (AppealRow.case_id == case_id)
            & (AppealRow.guild_id == guild_id)
            & AppealRow.answered_at.is_(None)
        )
        now = self._clock.now()
        return await self._change(waiting, answer=answer, answered_by=by, answered_at=now)

    async def remind(self, case_id: int) -> Appeal | None:
        """Note that an appeal is brought up again; None if it was, or was answered, or is gone."""
        due = (
            (AppealRow.case_id == case_id)
            & AppealRow.answered_at.is_(None)
            & AppealRow.reminded_at.is_(None)
        )
        return await self._change(due, reminded_at=self._clock.now())

    async def of(self, case_id: int) -> Appeal | None:
        found = await self._read(AppealRow.case_id == case_id)
        return found[0] if found else None

    async def waiting(self, guild_id: int) -> list[Appeal]:
        """Return the appeals on a server that nobody has answered, the oldest first."""
        here = AppealRow.guild_id == guild_id
        return await self._read(here & AppealRow.answered_at.is_(None))

    async def _change(
        self, condition: ColumnElement[bool], **values: str | int | datetime
    ) -> Appeal | None:
        changed = update(AppealRow).where(condition).values(values).returning(AppealRow.case_id)
        async with self._transactions.writing() as session:
            case_id = await session.scalar(changed, execution_options=AS_IT_STANDS)
            if case_id is None:
                return None
            await touch(session, case_id)
        return await self.of(case_id)

    async def _read(self, condition: ColumnElement[bool]) -> list[Appeal]:
        wanted = select(AppealRow).where(condition).order_by(AppealRow.asked_at, AppealRow.case_id)
        async with self._transactions.reading() as session:
            rows = await session.scalars(wanted, execution_options={"populate_existing": True})
            return [_appeal(row) for row in rows]


def _check(words: str, longest: int) -> None:
    if len(words) > longest:
        msg = f"{len(words)} characters; {longest} can be kept"
        raise ValueError(msg)


def _appeal(row: AppealRow) -> Appeal:
    return Appeal(
        case_id=row.case_id,
        guild_id=row.guild_id,
        user_id=row.user_id,
        reason=row.reason,
        asked_at=row.asked_at,
        answer=row.answer,
        answered_by=row.answered_by,
        answered_at=row.answered_at,
        reminded_at=row.reminded_at,
    )
