"""What members were offered, what they have answered so far, and what became of it.

Every step is one UPDATE that names what it expects, so of two that try the same step one takes
effect and the other is told.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, TypedDict, Unpack

from sqlalchemy import ColumnElement, case, delete, false, func, literal, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.clock import Clock
from bot.gigs.answers import Known, Question, Verdict
from bot.store.columns import UtcDateTime
from bot.store.engine import Transactions
from bot.store.evaluation_table import (
    Consent,
    Evaluation,
    EvaluationRow,
    EvaluationState,
    Outcome,
    Place,
    columns_of,
    evaluation,
)
from bot.store.jobs import JobRow

__all__ = [
    "OPEN",
    "TAKEN",
    "Changes",
    "Consent",
    "Evaluation",
    "EvaluationRepository",
    "EvaluationState",
    "Outcome",
    "Place",
]

OPEN: Final[tuple[EvaluationState, ...]] = ("placing", "asking")
TAKEN: Final[tuple[Outcome, ...]] = ("took", "changed")


class Changes(TypedDict, total=False):
    """What can change of an evaluation, by the names of `Evaluation`."""

    known: Known
    typed: Mapping[str, str]
    state: EvaluationState
    place: Place
    channel_id: int
    home_id: int | None
    card_id: int | None
    back_to: str | None
    currency: str | None
    words_shown: bool
    draft: str | None
    verdict: Verdict | None
    discounted: bool | None
    outcome: Outcome | None
    follow_ups: Consent | None


class EvaluationRepository:
    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    async def begin(  # noqa: PLR0913 - each is a column of the row, all by name only
        self,
        *,
        user_id: int,
        guild_id: int | None,
        channel_id: int,
        place: Place,
        currency: str | None,
        known: Known,
        typed: Mapping[str, str],
    ) -> Evaluation:
        """Keep a new offer; it waits for its thread or direct message."""
        now = self._clock.now()
        new = insert(EvaluationRow).values(
            user_id=user_id,
            guild_id=guild_id,
            state="placing",
            place=place,
            channel_id=channel_id,
            revision=0,
            currency=currency,
            **columns_of(known),
            typed=dict(typed),
            words_shown=False,
            began_at=now,
            changed_at=now,
            abandoned_from=now,
        )
        async with self._transactions.writing() as session:
            rows = await session.scalars(new.returning(EvaluationRow))
            return evaluation(rows.one())

    async def get(self, evaluation_id: int) -> Evaluation | None:
        return await self._first(EvaluationRow.id == evaluation_id)

    async def open_of(self, user_id: int, guild_id: int | None) -> Evaluation | None:
        """Return the member's newest open one on a server, or in direct messages (None)."""
        return await self._first(
            (EvaluationRow.user_id == user_id)
            & EvaluationRow.guild_id.is_not_distinct_from(guild_id)
            & EvaluationRow.state.in_(OPEN)
        )

    async def of(self, user_id: int, limit: int, offset: int = 0) -> list[Evaluation]:
        """Return a member's own in whatever state, the newest first."""
        wanted = (
            select(EvaluationRow)
            .where(EvaluationRow.user_id == user_id)
            .order_by(EvaluationRow.id.desc())
            .limit(limit)
            .offset(offset)
        )
        async with self._transactions.reading() as session:
            rows = await session.scalars(wanted, execution_options={"populate_existing": True})
            return [evaluation(row) for row in rows]

    async def count(self, user_id: int) -> int:
        """Return how many a member has, in whatever state."""
        wanted = (
            select(func.count()).select_from(EvaluationRow).where(EvaluationRow.user_id == user_id)
        )
        async with self._transactions.reading() as session:
            return await session.scalar(wanted) or 0

    async def change(
        self,
        evaluation_id: int,
        user_id: int,
        *,
        revision: int | None,
        unless_answered: Question | None = None,
        **values: Unpack[Changes],
    ) -> Evaluation | None:
        """Change the member's evaluation if it still is at this revision; None changes it anyway.

        With `unless_answered` only the answer to this question is taken from `known`, so that
        answers given at once on two devices both stand; and it is taken at another revision too,
        as long as the evaluation is open and the question unanswered.

        Returns None, and changes nothing, if somebody was faster, or it is gone or not theirs.
        Raises `TypeError` for a value that there is not.
        """
        if unknown := values.keys() - Changes.__annotations__.keys():
            msg = f"an evaluation has no {', '.join(sorted(unknown))}"
            raise TypeError(msg)
        now = self._clock.now()
        step = (
            update(EvaluationRow)
            .where(
                EvaluationRow.id == evaluation_id,
                EvaluationRow.user_id == user_id,
                *_expected(revision, unless_answered),
            )
            .values(
                **_written(values, unless_answered),
                **_moments(values, now),
                revision=EvaluationRow.revision + 1,
                changed_at=now,
            )
        )
        async with self._transactions.writing() as session:
            changed = await session.scalars(
                step.returning(EvaluationRow),
                execution_options={"synchronize_session": False, "populate_existing": True},
            )
            row = changed.one_or_none()
            return None if row is None else evaluation(row)

    async def placed(
        self, evaluation_id: int, *, home_id: int | None = None, card_id: int | None = None
    ) -> Evaluation | None:
        """Note where it lives, as far as given; the revision stays. None: it is gone by now."""
        given = {"home_id": home_id, "card_id": card_id}
        step = (
            update(EvaluationRow)
            .where(EvaluationRow.id == evaluation_id)
            .values({name: place for name, place in given.items() if place is not None})
        )
        async with self._transactions.writing() as session:
            placed = await session.scalars(
                step.returning(EvaluationRow),
                execution_options={"synchronize_session": False, "populate_existing": True},
            )
            row = placed.one_or_none()
            return None if row is None else evaluation(row)

    async def recent_jobs(
        self, user_id: int, since: datetime, *, besides: int | None = None
    ) -> tuple[int, int]:
        """Return how many jobs a member took at a discount since then, and how many in all.

        These are d and n of a new offer (S28). `besides` leaves one out: amended after it was
        taken, an offer would count itself.
        """
        counted = select(
            func.count().filter(EvaluationRow.discounted.is_(True)), func.count()
        ).where(
            EvaluationRow.user_id == user_id,
            EvaluationRow.outcome.in_(TAKEN),
            EvaluationRow.outcome_at >= since,
            EvaluationRow.id.is_distinct_from(besides),
        )
        async with self._transactions.reading() as session:
            discounted, jobs = (await session.execute(counted)).one()
            return discounted, jobs

    async def delete(self, evaluation_id: int, user_id: int) -> bool:
        """Forget a member's evaluation, with its votes, follow-ups and waiting jobs.

        Its jobs are those whose key begins with "gig:<id>:". Returns whether there was one.
        """
        gone = delete(EvaluationRow).where(
            EvaluationRow.id == evaluation_id, EvaluationRow.user_id == user_id
        )
        waiting = delete(JobRow).where(
            JobRow.key.startswith(f"gig:{evaluation_id}:"), JobRow.state == "waiting"
        )
        async with self._transactions.writing() as session:
            if await session.scalar(gone.returning(EvaluationRow.id)) is None:
                return False
            await session.execute(waiting, execution_options={"synchronize_session": False})
            return True

    async def _first(self, condition: ColumnElement[bool]) -> Evaluation | None:
        wanted = select(EvaluationRow).where(condition).order_by(EvaluationRow.id.desc()).limit(1)
        async with self._transactions.reading() as session:
            row = await session.scalar(wanted, execution_options={"populate_existing": True})
            return None if row is None else evaluation(row)


def _expected(revision: int | None, unless_answered: Question | None) -> list[ColumnElement[bool]]:
    """Return what must hold for a change to take effect."""
    at_revision = false() if revision is None else EvaluationRow.revision == revision
    if unless_answered is not None:
        unanswered = EvaluationRow.__table__.columns[unless_answered].is_(None)
        return [at_revision | (unanswered & EvaluationRow.state.in_(OPEN))]
    return [] if revision is None else [at_revision]


def _written(values: Changes, unless_answered: Question | None) -> dict[str, object]:
    """Return the new contents by column."""
    columns: dict[str, object] = {**values}
    if "typed" in values:
        columns["typed"] = dict(values["typed"])
    if "known" in values:
        del columns["known"]
        known = columns_of(values["known"])
        columns |= {unless_answered: known[unless_answered]} if unless_answered else known
    return columns


def _moments(values: Changes, now: datetime) -> dict[str, object]:
    """Return the moments that a change sets besides its own."""
    moment = literal(now, UtcDateTime)
    if values.get("state") == "weighed":
        moments: dict[str, object] = {"weighed_at": now, "abandoned_from": None}
    else:
        # Once it has had a verdict, one that is being amended is not abandoned.
        never_weighed = EvaluationRow.weighed_at.is_(None)
        moments = {"abandoned_from": case((never_weighed, moment), else_=None)}
    if "outcome" in values:
        outcome = values["outcome"]
        # Said again or put right, it happened when it was first said.
        same = TAKEN if outcome in TAKEN else (outcome,)
        as_before = (EvaluationRow.outcome.in_(same), EvaluationRow.outcome_at)
        moments["outcome_at"] = None if outcome is None else case(as_before, else_=moment)
    return moments
