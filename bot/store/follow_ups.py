"""What became of a job that was taken: asked once after 30 days and once after 90."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final, Literal, TypeAlias, TypedDict, Unpack, cast, get_args

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    String,
    UniqueConstraint,
    delete,
    func,
    literal,
    null,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, mapped_column

from bot.clock import Clock
from bot.store.base import Base
from bot.store.columns import ExactDecimal, Snowflake, UtcDateTime, one_of
from bot.store.engine import Transactions
from bot.store.evaluation_table import EvaluationRow
from bot.store.people import Keeping, Theirs

Day: TypeAlias = Literal[30, 90]
FollowUpState: TypeAlias = Literal["planned", "sending", "asked", "listed", "answered", "stopped"]
MoreWork: TypeAlias = Literal["none", "same", "new"]
Again: TypeAlias = Literal["yes", "maybe", "no"]

_WAITING: Final = ("asked", "listed")
_UNANSWERED: Final = ("planned", "sending", *_WAITING)
_BEFORE_IT_IS_ASKED: Final = ("planned", "sending")
# Killed before it could note what it sent, it is still sending; answers can be changed at the end.
_ANSWERABLE: Final = ("sending", *_WAITING, "answered")


class Reported(TypedDict, total=False):
    """What a member can say in a follow-up (inventory 5.6), by the names of `FollowUp`."""

    more_work: MoreWork | None
    leads: int | None
    real_hours: Decimal | None
    received: Decimal | None
    statement: bool | None
    again: Again | None


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """One time of asking, `day` days after a job was taken, and what the member said so far.

    `tries` counts how often sending was begun: from the second on, the message may be out already.
    `more_work`: none, from the same client, from someone new; `leads`: how many. `received` is
    money, in the evaluation's currency. `statement`: whether one for the points came. `again`:
    whether they would take the job again.
    """

    id: int
    evaluation_id: int
    user_id: int
    guild_id: int | None
    day: Day
    due: datetime
    state: FollowUpState
    tries: int
    channel_id: int | None
    message_id: int | None
    asked_at: datetime | None
    answered_at: datetime | None
    more_work: MoreWork | None
    leads: int | None
    real_hours: Decimal | None
    received: Decimal | None
    statement: bool | None
    again: Again | None


class FollowUpRow(
    Base,
    keeping=Keeping(
        why="What became of a job that was taken; it goes with the evaluation.",
        person="user_id",
        guild="guild_id",
        theirs=Theirs(
            name="What became of your jobs",
            about="When I ask you after a job that you took, and what you answered.",
            life="as long as the offer",
            hidden=frozenset({"tries"}),
        ),
        shows=("channel_id", "message_id"),
        without_guild={"guild_id": None},
    ),
):
    __tablename__ = "gig_followups"
    __table_args__ = (
        UniqueConstraint("evaluation_id", "day"),
        one_of("day", get_args(Day)),
        one_of("state", get_args(FollowUpState)),
        one_of("more_work", get_args(MoreWork)),
        one_of("again", get_args(Again)),
        Index(None, "user_id", "state"),
        {"sqlite_autoincrement": True},  # an id is never given twice: buttons may hold it for ever
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey(EvaluationRow.id, ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(Snowflake)
    guild_id: Mapped[int | None] = mapped_column(Snowflake)
    day: Mapped[int]
    due: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(8))
    tries: Mapped[int]
    channel_id: Mapped[int | None] = mapped_column(Snowflake)
    message_id: Mapped[int | None] = mapped_column(Snowflake)
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    more_work: Mapped[str | None] = mapped_column(String(4))
    leads: Mapped[int | None]
    real_hours: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    received: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    statement: Mapped[bool | None]
    again: Mapped[str | None] = mapped_column(String(5))


class FollowUpRepository:
    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    async def plan(
        self, evaluation_id: int, user_id: int, guild_id: int | None, day: Day, due: datetime
    ) -> FollowUp | None:
        """See to it that the follow-up is there, and return it as it stands.

        One that is there already stays as it is: stopped is stopped. None: the evaluation is gone.
        """
        planned = select(
            EvaluationRow.id,
            literal(user_id, Snowflake),
            null() if guild_id is None else literal(guild_id, Snowflake),
            literal(day, Integer),
            literal(due, UtcDateTime),
            literal("planned", String),
            literal(0, Integer),
        ).where(EvaluationRow.id == evaluation_id)
        new = insert(FollowUpRow).from_select(
            ["evaluation_id", "user_id", "guild_id", "day", "due", "state", "tries"], planned
        )
        wanted = select(FollowUpRow).where(
            FollowUpRow.evaluation_id == evaluation_id, FollowUpRow.day == day
        )
        async with self._transactions.writing() as session:
            await session.execute(new.on_conflict_do_nothing())
            row = await session.scalar(wanted, execution_options={"populate_existing": True})
            return None if row is None else _follow_up(row)

    async def get(self, follow_up_id: int) -> FollowUp | None:
        found = await self._all(FollowUpRow.id == follow_up_id)
        return found[0] if found else None

    async def of(self, evaluation_id: int) -> list[FollowUp]:
        """Return the follow-ups of an evaluation, the earlier first."""
        return await self._all(FollowUpRow.evaluation_id == evaluation_id)

    async def waiting_of(self, user_id: int) -> list[FollowUp]:
        """Return those that a member was asked, or finds listed, and has not answered."""
        return await self._all((FollowUpRow.user_id == user_id) & FollowUpRow.state.in_(_WAITING))

    async def take_to_ask(self, follow_up_id: int) -> FollowUp | None:
        """Begin to send it; None if it was asked, answered or stopped meanwhile, or is gone.

        One that is being sent is given too, since the bot may have been killed over it; its
        `tries` is above 1 then, and whoever takes it looks for the message before sending one.
        Only one at a time may try: that is what the runner of jobs sees to.
        """
        return await self._step(
            follow_up_id, _BEFORE_IT_IS_ASKED, state="sending", tries=FollowUpRow.tries + 1
        )

    async def asked(self, follow_up_id: int, channel_id: int, message_id: int) -> FollowUp | None:
        """Note the message that asks; None if it was answered or stopped meanwhile."""
        return await self._step(
            follow_up_id,
            ("sending",),
            state="asked",
            channel_id=channel_id,
            message_id=message_id,
            asked_at=self._clock.now(),
        )

    async def list_instead(self, follow_up_id: int) -> FollowUp | None:
        """Let it wait in the list of evaluations; None if it was asked or stopped meanwhile."""
        return await self._step(follow_up_id, _BEFORE_IT_IS_ASKED, state="listed")

    async def answer(
        self, follow_up_id: int, user_id: int, *, done: bool = False, **values: Unpack[Reported]
    ) -> FollowUp | None:
        """Keep what the member says, beside what they have said; `done` ends the asking.

        Ended, it ended when it first did, and its answers can still be changed. None: it was
        stopped, is gone, or is not theirs. Raises `TypeError` for a value that a follow-up does
        not ask.
        """
        if unknown := values.keys() - Reported.__annotations__.keys():
            msg = f"a follow-up does not ask {', '.join(sorted(unknown))}"
            raise TypeError(msg)
        now = literal(self._clock.now(), UtcDateTime)
        first = func.coalesce(FollowUpRow.answered_at, now)
        ended = {"state": "answered", "answered_at": first} if done else {}
        return await self._step(
            follow_up_id, _ANSWERABLE, FollowUpRow.user_id == user_id, **values, **ended
        )

    async def unplan(self, evaluation_id: int) -> int:
        """Forget what is planned, for a job that was not taken after all; return how many.

        Taken yet again, it can be planned anew.
        """
        unplanned = delete(FollowUpRow).where(
            FollowUpRow.evaluation_id == evaluation_id, FollowUpRow.state == "planned"
        )
        async with self._transactions.writing() as session:
            ids = await session.execute(
                unplanned.returning(FollowUpRow.id),
                execution_options={"synchronize_session": False},
            )
            return len(ids.all())

    async def stop(self, user_id: int) -> int:
        """Ask a member nothing more of what is planned or unanswered; return how many that were."""
        stopped = (
            update(FollowUpRow)
            .where(FollowUpRow.user_id == user_id, FollowUpRow.state.in_(_UNANSWERED))
            .values(state="stopped")
            .returning(FollowUpRow.id)
        )
        async with self._transactions.writing() as session:
            ids = await session.execute(stopped, execution_options={"synchronize_session": False})
            return len(ids.all())

    async def _all(self, condition: ColumnElement[bool]) -> list[FollowUp]:
        wanted = select(FollowUpRow).where(condition).order_by(FollowUpRow.due, FollowUpRow.id)
        async with self._transactions.reading() as session:
            rows = await session.scalars(wanted, execution_options={"populate_existing": True})
            return [_follow_up(row) for row in rows]

    async def _step(
        self,
        follow_up_id: int,
        expected: tuple[FollowUpState, ...],
        *conditions: ColumnElement[bool],
        **values: object,
    ) -> FollowUp | None:
        step = update(FollowUpRow).where(
            FollowUpRow.id == follow_up_id, FollowUpRow.state.in_(expected), *conditions
        )
        async with self._transactions.writing() as session:
            rows = await session.scalars(
                step.values(**values).returning(FollowUpRow),
                execution_options={"synchronize_session": False, "populate_existing": True},
            )
            row = rows.one_or_none()
            return None if row is None else _follow_up(row)


def _follow_up(row: FollowUpRow) -> FollowUp:
    return FollowUp(
        id=row.id,
        evaluation_id=row.evaluation_id,
        user_id=row.user_id,
        guild_id=row.guild_id,
        day=cast("Day", row.day),  # here and below: the CHECKs allow nothing else
        due=row.due,
        state=cast("FollowUpState", row.state),
        tries=row.tries,
        channel_id=row.channel_id,
        message_id=row.message_id,
        asked_at=row.asked_at,
        answered_at=row.answered_at,
        more_work=cast("MoreWork | None", row.more_work),
        leads=row.leads,
        real_hours=row.real_hours,
        received=row.received,
        statement=row.statement,
        again=cast("Again | None", row.again),
    )
