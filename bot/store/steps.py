"""Steps about cases: planned before they are taken, and their results kept.

Of one kind there is one step a case and message. What is planned anew is the same row again, so
that what was done stays known: where a note stands, and that a post is gone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.clock import Clock
from bot.store.case_opening import AS_IT_STANDS, touch
from bot.store.case_table import CaseRow
from bot.store.engine import Transactions
from bot.store.step import IN_ORDER, Step, StepKind, StepOutcome, StepState
from bot.store.step_table import StepRow


@dataclass(frozen=True, slots=True)
class Plan:
    """A step that is to be taken; the fields are those of `Step`."""

    kind: StepKind
    target_id: int = 0
    until: datetime | None = None


class StepRepository:
    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    async def plan(
        self, case_id: int, guild_id: int, user_id: int, plans: Sequence[Plan], by: int | None
    ) -> None:
        """Write down what is to be done about a case of a member, wanted by `by`.

        A post that is gone, or about to go, is not taken down again. Anything else is done once
        more, even if it is under way: what it was to say or do may have changed.
        """
        now = self._clock.now()
        async with self._transactions.writing() as session:
            for plan in plans:
                new = insert(StepRow).values(
                    case_id=case_id,
                    guild_id=guild_id,
                    user_id=user_id,
                    kind=plan.kind,
                    target_id=plan.target_id,
                    by=by,
                    state="planned",
                    until=plan.until,
                    planned_at=now,
                )
                anew = new.excluded
                once_more = new.on_conflict_do_update(
                    index_elements=["case_id", "kind", "target_id"],
                    set_={
                        "state": "planned",
                        "outcome": None,
                        "user_id": anew.user_id,
                        "by": anew.by,
                        "until": anew.until,
                        "planned_at": anew.planned_at,
                        "done_at": None,
                    },
                    where=_may_be_planned_anew(),
                )
                await session.execute(once_more)
            await touch(session, case_id)

    async def cancel(self, case_id: int) -> None:
        """Take back what is planned about a case and was not done yet."""
        planned = (StepRow.case_id == case_id) & (StepRow.state == "planned")
        async with self._transactions.writing() as session:
            await session.execute(delete(StepRow).where(planned))

    async def note_by_hand(self, case_id: int, plan: Plan, by: int) -> bool:
        """Note what a moderator did without us; False if we did it, or know it already."""
        now = self._clock.now()
        owner = select(CaseRow.guild_id, CaseRow.author_id).where(CaseRow.id == case_id)
        done = {
            "by": by,
            "state": "done",
            "outcome": "by_hand",
            "until": plan.until,
            "done_at": now,
        }
        async with self._transactions.writing() as session:
            case = (await session.execute(owner)).one_or_none()
            if case is None:
                return False
            new = insert(StepRow).values(
                case_id=case_id,
                guild_id=case.guild_id,
                user_id=case.author_id,
                kind=plan.kind,
                target_id=plan.target_id,
                planned_at=now,
                **done,
            )
            unless_done = new.on_conflict_do_update(
                index_elements=["case_id", "kind", "target_id"],
                set_=done,
                where=StepRow.state == "failed",
            )
            noted = unless_done.returning(StepRow.id)
            if await session.scalar(noted, execution_options=AS_IT_STANDS) is None:
                return False
            await touch(session, case_id)
            return True

    async def of(self, case_id: int) -> list[Step]:
        """Return the steps of a case in the order in which they are taken."""
        steps = await self._all(StepRow.case_id == case_id)
        return sorted(steps, key=lambda one: (IN_ORDER.index(one.kind), one.target_id))

    async def of_message(self, kind: StepKind, target_id: int) -> Step | None:
        """Return the step of this kind that is about a message."""
        found = await self._all((StepRow.kind == kind) & (StepRow.target_id == target_id))
        return found[0] if found else None

    async def latest(self, guild_id: int, kind: StepKind) -> Step | None:
        """Return the step of this kind that was done last on a server."""
        wanted = (StepRow.guild_id == guild_id) & (StepRow.kind == kind)
        done = [one for one in await self._all(wanted) if one.state == "done"]
        return max(done, key=lambda one: (one.done_at or one.planned_at, one.id), default=None)

    async def placed(self, step_id: int, channel_id: int, message_id: int | None = None) -> None:
        """Note where what a step posts stands, or will."""
        async with self._transactions.writing() as session:
            place = {"channel_id": channel_id, "message_id": message_id}
            await session.execute(
                update(StepRow).where(StepRow.id == step_id).values(place),
                execution_options=AS_IT_STANDS,
            )

    async def done(self, step: Step, outcome: StepOutcome | None = None) -> bool:
        """Note that a step is done; False if it was planned anew since it was read, or is gone."""
        return await self._end(step, "done", outcome)

    async def failed(self, step: Step, outcome: StepOutcome) -> bool:
        """Note why a step could not be done; it is not tried again by itself.

        The same as for `done` holds.
        """
        return await self._end(step, "failed", outcome)

    async def _end(self, step: Step, state: StepState, outcome: StepOutcome | None) -> bool:
        # Not by its id alone: that of a step which was cancelled may be another's now.
        as_it_was = (
            (StepRow.id == step.id)
            & (StepRow.kind == step.kind)
            & (StepRow.planned_at == step.planned_at)
        )
        ended = {"state": state, "outcome": outcome, "done_at": self._clock.now()}
        change = update(StepRow).where(as_it_was).values(ended).returning(StepRow.case_id)
        async with self._transactions.writing() as session:
            case_id = await session.scalar(change, execution_options=AS_IT_STANDS)
            if case_id is not None:
                await touch(session, case_id)
            return case_id is not None

    async def _all(self, condition: ColumnElement[bool]) -> list[Step]:
        wanted = select(StepRow).where(condition).order_by(StepRow.id)
        async with self._transactions.reading() as session:
            rows = await session.scalars(wanted, execution_options={"populate_existing": True})
            return [_step(row) for row in rows]


def _may_be_planned_anew() -> ColumnElement[bool]:
    return or_(StepRow.kind != "remove", StepRow.state == "failed")


def _step(row: StepRow) -> Step:
    return Step(
        id=row.id,
        case_id=row.case_id,
        guild_id=row.guild_id,
        user_id=row.user_id,
        kind=cast("StepKind", row.kind),
        target_id=row.target_id,
        by=row.by,
        state=cast("StepState", row.state),
        outcome=cast("StepOutcome | None", row.outcome),
        channel_id=row.channel_id,
        message_id=row.message_id,
        until=row.until,
        planned_at=row.planned_at,
        done_at=row.done_at,
    )
