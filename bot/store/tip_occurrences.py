"""The ledger of weekly tips: one row a server and moment, whoever writes it first.

A row is written before anything is posted. Every step names the state that it goes on from, so of
two that take one the first counts and the other is told.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final, cast

from sqlalchemy import ColumnElement, Update, delete, false, func, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.clock import Clock
from bot.store.engine import Transactions
from bot.store.tip import TipOccurrence, TipPress, TipProblem, TipState
from bot.store.tip_tables import TipOccurrenceRow as Row

UNFINISHED: Final[tuple[TipState, ...]] = ("planned", "posted", "pinned")
_LEFT_OUT: Final[tuple[TipState, ...]] = ("missed", "skipped", "failed")
_NO_SYNC = {"synchronize_session": False, "populate_existing": True}


class TipOccurrenceRepository:
    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    async def plan(self, guild_id: int, due: datetime) -> TipOccurrence:
        """See to it that the occurrence is there, and return it as it stands.

        One that was missed, by a clock that ran ahead, is planned after all if nothing was tried.
        """
        new = _new(guild_id, due, "planned")
        untried = (Row.state == "missed") & Row.after_id.is_(None)
        anew = {"state": "planned", "problem": None}
        return await self._put(guild_id, due, new, untried, anew)

    async def ask_for(self, guild_id: int, due: datetime) -> TipOccurrence:
        """Plan the occurrence although it is late, was missed or was left out."""
        now = self._clock.now()
        new = _new(guild_id, due, "planned", asked_at=now)
        waiting = Row.state.in_(("planned", *_LEFT_OUT))
        anew = {"state": "planned", "problem": None, "asked_at": now}
        return await self._put(guild_id, due, new, waiting, anew)

    async def skip(self, guild_id: int, due: datetime) -> TipOccurrence:
        """Leave out an occurrence that is yet to come, and return it as it stands."""
        new = _new(guild_id, due, "skipped")
        return await self._put(guild_id, due, new, false(), {"state": "skipped"})

    async def unskip(self, guild_id: int, occurrence_id: int) -> bool:
        """Take that back, if its time has not come; return whether it counted."""
        ahead = (Row.guild_id == guild_id) & (Row.due > self._clock.now())
        gone = delete(Row).where(Row.id == occurrence_id, ahead, Row.state == "skipped")
        async with self._transactions.writing() as session:
            return await session.scalar(gone.returning(Row.id)) is not None

    async def miss(self, guild_id: int, dues: Iterable[datetime]) -> int:
        """Note occurrences that never were; return how many of them nobody knew of."""
        count = 0
        async with self._transactions.writing() as session:
            for due in dues:
                new = insert(Row).values(_new(guild_id, due, "missed"))
                first = new.on_conflict_do_nothing().returning(Row.id)
                count += await session.scalar(first) is not None
        return count

    async def drop_planned(self, guild_id: int) -> None:
        """Leave out what is planned and was not tried: the schedule was paused."""
        planned = (Row.guild_id == guild_id) & (Row.state == "planned") & Row.after_id.is_(None)
        async with self._transactions.writing() as session:
            dropped = update(Row).where(planned).values(state="skipped")
            await session.execute(dropped, execution_options=_NO_SYNC)

    async def get(self, guild_id: int, occurrence_id: int) -> TipOccurrence | None:
        found = await self._all((Row.id == occurrence_id) & (Row.guild_id == guild_id))
        return found[0] if found else None

    async def at(self, guild_id: int, due: datetime) -> TipOccurrence | None:
        """Return the occurrence of a moment."""
        found = await self._all((Row.guild_id == guild_id) & (Row.due == due))
        return found[0] if found else None

    async def all(self, guild_id: int) -> list[TipOccurrence]:
        """Return everything that was, and what was left out of what is to come."""
        return await self._all(Row.guild_id == guild_id)

    async def unfinished(self, guild_id: int) -> list[TipOccurrence]:
        """Return those that are under way."""
        return await self._all((Row.guild_id == guild_id) & Row.state.in_(UNFINISHED))

    async def pinned_before(self, occurrence: TipOccurrence) -> list[TipOccurrence]:
        """Return the earlier ones whose messages are pinned still, as far as we know."""
        earlier = Row.message_id < (occurrence.message_id or 0)
        pinned = Row.pinned_at.is_not(None) & Row.unpinned_at.is_(None)
        return await self._all((Row.guild_id == occurrence.guild_id) & earlier & pinned)

    async def last_posted(self, guild_id: int) -> TipOccurrence | None:
        """Return the one whose message is the newest."""
        found = await self._all((Row.guild_id == guild_id) & Row.message_id.is_not(None))
        return max(found, key=lambda one: one.message_id or 0, default=None)

    async def last_due(self, guild_id: int, *, posted: bool) -> datetime | None:
        """Return when the last occurrence was due that is over or under way.

        `posted`: of those alone that were posted.
        """
        past = (Row.guild_id == guild_id) & (Row.due <= self._clock.now())
        if posted:
            past &= Row.message_id.is_not(None)
        async with self._transactions.reading() as session:
            last: datetime | None = await session.scalar(select(func.max(Row.due)).where(past))
            return last

    async def used(self, guild_id: int) -> list[str]:
        """Return the tips that were posted, or may have been, the first one first."""
        tip = (Row.guild_id == guild_id) & Row.tip_id.is_not(None)
        taken = tip & Row.state.not_in(("missed", "skipped"))
        order = (Row.posted_at.is_(None), Row.posted_at, Row.id)
        async with self._transactions.reading() as session:
            found = await session.scalars(select(Row.tip_id).where(taken).order_by(*order))
            return [one for one in found if one is not None]

    async def begin(
        self, occurrence: TipOccurrence, tip_id: str, channel_id: int, after_id: int
    ) -> TipOccurrence | None:
        """Note that it is about to be posted; None if somebody else has begun meanwhile."""
        return await self._step(
            occurrence,
            tip_id=tip_id,
            channel_id=channel_id,
            after_id=after_id,
            tries=occurrence.tries + 1,
        )

    async def not_posted(
        self, occurrence: TipOccurrence, problem: TipProblem | None = None
    ) -> TipOccurrence | None:
        """Note that the last try has come to nothing for certain."""
        return await self._step(occurrence, after_id=None, tip_id=None, problem=problem)

    async def posted(self, occurrence: TipOccurrence, message_id: int) -> TipOccurrence | None:
        """Note its message."""
        return await self._step(
            occurrence,
            state="posted",
            message_id=message_id,
            posted_at=self._clock.now(),
            after_id=None,
            problem=None,
        )

    async def pinned(self, occurrence: TipOccurrence) -> TipOccurrence | None:
        """Note that its message is pinned."""
        now = self._clock.now()
        return await self._step(occurrence, state="pinned", pinned_at=now, problem=None)

    async def done(
        self, occurrence: TipOccurrence, problem: TipProblem | None = None
    ) -> TipOccurrence | None:
        """Note that nothing more is to be done about it."""
        return await self._step(occurrence, state="done", problem=problem)

    async def missed(self, occurrence: TipOccurrence) -> TipOccurrence | None:
        """Note that it is too late for it; it was not posted."""
        return await self._step(occurrence, state="missed", tip_id=None, after_id=None)

    async def failed(self, occurrence: TipOccurrence) -> TipOccurrence | None:
        """Note that nobody knows whether it was posted, and that it is too late now."""
        return await self._step(occurrence, state="failed", problem="no_history")

    async def troubled(self, occurrence: TipOccurrence, problem: TipProblem) -> None:
        """Note what keeps it from going on."""
        await self._step(occurrence, problem=problem)

    async def unpinned(self, occurrence: TipOccurrence) -> None:
        """Note that its message is pinned no more."""
        await self._change(Row.id == occurrence.id, unpinned_at=self._clock.now())

    async def pressed(self, guild_id: int, occurrence_id: int, what: TipPress) -> None:
        """Count a press of one of its buttons."""
        column = Row.more_presses if what == "more" else Row.discuss_presses
        one = (Row.id == occurrence_id) & (Row.guild_id == guild_id)
        await self._change(one, **{column.key: column + 1})

    async def discussed(self, occurrence: TipOccurrence, thread_id: int) -> None:
        """Note the thread on it."""
        await self._change(Row.id == occurrence.id, thread_id=thread_id)

    async def _put(
        self,
        guild_id: int,
        due: datetime,
        new: Mapping[str, object],
        when: ColumnElement[bool],
        anew: Mapping[str, object],
    ) -> TipOccurrence:
        put = insert(Row).values(new)
        put = put.on_conflict_do_update(index_elements=["guild_id", "due"], set_=anew, where=when)
        async with self._transactions.writing() as session:
            await session.execute(put)
            wanted = select(Row).where(Row.guild_id == guild_id, Row.due == due)
            rows = await session.scalars(wanted, execution_options=_NO_SYNC)
            return _occurrence(rows.one())

    async def _step(self, occurrence: TipOccurrence, **values: object) -> TipOccurrence | None:
        """Change one that is as it was read; None if it is not."""
        same = (Row.id == occurrence.id) & (Row.state == occurrence.state)
        return await self._change(same & (Row.tries == occurrence.tries), **values)

    async def _change(
        self, condition: ColumnElement[bool], **values: object
    ) -> TipOccurrence | None:
        change: Update = update(Row).where(condition).values(values)
        async with self._transactions.writing() as session:
            rows = await session.scalars(change.returning(Row), execution_options=_NO_SYNC)
            row = rows.one_or_none()
            return None if row is None else _occurrence(row)

    async def _all(self, condition: ColumnElement[bool]) -> list[TipOccurrence]:
        wanted = select(Row).where(condition).order_by(Row.due)
        async with self._transactions.reading() as session:
            rows = await session.scalars(wanted, execution_options=_NO_SYNC)
            return [_occurrence(row) for row in rows]


def _new(guild_id: int, due: datetime, state: TipState, **more: object) -> dict[str, object]:
    return {"guild_id": guild_id, "due": due, "state": state, **more}


def _occurrence(row: Row) -> TipOccurrence:
    return TipOccurrence(
        id=row.id,
        guild_id=row.guild_id,
        due=row.due,
        state=cast("TipState", row.state),  # here and below: the CHECKs allow nothing else
        problem=cast("TipProblem | None", row.problem),
        tip_id=row.tip_id,
        tries=row.tries,
        channel_id=row.channel_id,
        after_id=row.after_id,
        message_id=row.message_id,
        thread_id=row.thread_id,
        asked_at=row.asked_at,
        posted_at=row.posted_at,
        pinned_at=row.pinned_at,
        unpinned_at=row.unpinned_at,
        more_presses=row.more_presses,
        discuss_presses=row.discuss_presses,
    )
