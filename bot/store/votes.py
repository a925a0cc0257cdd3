"""What others would do with an offer that stands in a public thread."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Integer, String, func, literal, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, mapped_column

from bot.clock import Clock
from bot.gigs.answers import Verdict
from bot.store.base import Base
from bot.store.columns import Snowflake, UtcDateTime, one_of
from bot.store.engine import Transactions
from bot.store.evaluation_table import EvaluationRow
from bot.store.people import Keeping, Theirs

LONGEST_REASON = 200


@dataclass(frozen=True)
class Vote:
    """What a member would do, and why; `reason` is empty if they gave none."""

    evaluation_id: int
    user_id: int
    verdict: Verdict
    reason: str
    voted_at: datetime


class VoteRow(
    Base,
    keeping=Keeping(
        why="What a member would do with another's offer; it goes with the evaluation.",
        person="user_id",
        theirs=Theirs(
            name="Your votes on others' offers",
            about="What you would do with an offer, and why.",
            life="as long as the offer",
            read_as={"verdict": Verdict},
        ),
    ),
):
    __tablename__ = "evaluation_votes"
    __table_args__ = (one_of("verdict", Verdict),)

    evaluation_id: Mapped[int] = mapped_column(
        ForeignKey(EvaluationRow.id, ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[int] = mapped_column(Snowflake, primary_key=True)
    verdict: Mapped[int]
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON))
    voted_at: Mapped[datetime] = mapped_column(UtcDateTime)


class VoteRepository:
    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    async def cast(self, evaluation_id: int, user_id: int, verdict: Verdict, reason: str) -> bool:
        """Keep a member's vote in place of an earlier one; return False if there is no evaluation.

        Raises `ValueError` for a reason longer than 200 characters.
        """
        if len(reason) > LONGEST_REASON:
            msg = f"a reason of {len(reason)} characters; {LONGEST_REASON} can be kept"
            raise ValueError(msg)
        vote = select(
            EvaluationRow.id,
            literal(user_id, Snowflake),
            literal(int(verdict), Integer),
            literal(reason, String),
            literal(self._clock.now(), UtcDateTime),
        ).where(EvaluationRow.id == evaluation_id)
        new = insert(VoteRow).from_select(
            ["evaluation_id", "user_id", "verdict", "reason", "voted_at"], vote
        )
        the_last = new.on_conflict_do_update(
            index_elements=["evaluation_id", "user_id"],
            set_={
                "verdict": new.excluded.verdict,
                "reason": new.excluded.reason,
                "voted_at": new.excluded.voted_at,
            },
        )
        async with self._transactions.writing() as session:
            return await session.scalar(the_last.returning(VoteRow.user_id)) is not None

    async def of(self, evaluation_id: int) -> list[Vote]:
        """Return the votes on an evaluation, the oldest first."""
        wanted = (
            select(VoteRow)
            .where(VoteRow.evaluation_id == evaluation_id)
            .order_by(VoteRow.voted_at, VoteRow.user_id)
        )
        async with self._transactions.reading() as session:
            rows = await session.scalars(wanted, execution_options={"populate_existing": True})
            return [_vote(row) for row in rows]

    async def tally(self, evaluation_id: int) -> Mapping[Verdict, int]:
        """Return how many would do each, all four verdicts named."""
        counted = (
            select(VoteRow.verdict, func.count().label("votes"))
            .where(VoteRow.evaluation_id == evaluation_id)
            .group_by(VoteRow.verdict)
        )
        async with self._transactions.reading() as session:
            votes = {row.verdict: row.votes for row in await session.execute(counted)}
            return {verdict: votes.get(verdict, 0) for verdict in Verdict}


def _vote(row: VoteRow) -> Vote:
    return Vote(row.evaluation_id, row.user_id, Verdict(row.verdict), row.reason, row.voted_at)
