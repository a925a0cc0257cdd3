"""What a member is to be reminded of: somebody they met, or the people of a plan."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, TypeAlias, cast, get_args

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    func,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from bot.clock import Clock
from bot.store.base import Base
from bot.store.columns import Snowflake, UtcDateTime, one_of
from bot.store.engine import Transactions
from bot.store.met import MetRow
from bot.store.network import PersonRow
from bot.store.people import Keeping, Theirs
from bot.store.plans import PlanRow

ReminderState: TypeAlias = Literal["planned", "sending", "sent", "listed", "over"]

_BEFORE_IT_IS_SENT: Final = ("planned", "sending")

ENDED_DAYS = 90
"""How long is remembered where a reminder was sent, so that it can be cleared."""


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """One time of reminding `user_id`: of somebody met, or of a person of a plan.

    Listed, it waits where the member looks it up; over, it is of no use any more. `tries` counts
    how often sending was begun: from the second on, the message may be out already.
    """

    id: int
    user_id: int
    met_id: int | None
    plan_id: int | None
    person_id: int | None
    due: datetime
    state: ReminderState
    tries: int
    channel_id: int | None
    message_id: int | None
    planned_at: datetime


class ReminderRow(
    Base,
    keeping=Keeping(
        why="Reminders of people a member met or named in a plan; they go with these.",
        person="user_id",
        days=ENDED_DAYS,
        since="ended_at",
        theirs=Theirs(
            name="Your reminders",
            about="When I remind you of somebody, and where I did.",
            life=f"as long as whom it is about, and {ENDED_DAYS} days after it was sent",
            hidden=frozenset({"tries"}),
        ),
        shows=("channel_id", "message_id"),
    ),
):
    __tablename__ = "reminders"
    __table_args__ = (
        one_of("state", get_args(ReminderState)),
        CheckConstraint("(met_id IS NULL) <> (plan_id IS NULL)", name="about"),
        Index(None, "met_id"),
        Index(None, "plan_id"),
        Index(None, "user_id", "state"),
        {"sqlite_autoincrement": True},  # an id is never given twice: buttons may hold it for ever
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(Snowflake)
    met_id: Mapped[int | None] = mapped_column(ForeignKey(MetRow.id, ondelete="CASCADE"))
    plan_id: Mapped[int | None] = mapped_column(ForeignKey(PlanRow.id, ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey(PersonRow.id, ondelete="CASCADE"))
    due: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(7))
    tries: Mapped[int]
    channel_id: Mapped[int | None] = mapped_column(Snowflake)
    message_id: Mapped[int | None] = mapped_column(Snowflake)
    planned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ReminderRepository:
    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    async def plan(
        self, user_id: int, due: datetime, *, met_id: int | None = None, plan_id: int | None = None
    ) -> Reminder:
        """Keep that the member is to be reminded then, of one of the two."""
        row = ReminderRow(
            user_id=user_id,
            met_id=met_id,
            plan_id=plan_id,
            due=due,
            state="planned",
            tries=0,
            planned_at=self._clock.now(),
        )
        async with self._transactions.writing() as session:
            session.add(row)
            await session.flush()
            return _reminder(row)

    async def get(self, reminder_id: int) -> Reminder | None:
        found = await self._all(ReminderRow.id == reminder_id)
        return found[0] if found else None

    async def of_met(self, met_id: int) -> list[Reminder]:
        return await self._all(ReminderRow.met_id == met_id)

    async def of_plan(self, plan_id: int) -> list[Reminder]:
        return await self._all(ReminderRow.plan_id == plan_id)

    async def of_person(self, person_id: int) -> list[Reminder]:
        """Return the reminders that name a person of a plan."""
        return await self._all(ReminderRow.person_id == person_id)

    async def listed_of(self, plan_id: int) -> Reminder | None:
        """Return the reminder that waits where the plan is shown."""
        found = await self._all((ReminderRow.plan_id == plan_id) & (ReminderRow.state == "listed"))
        return found[-1] if found else None

    async def take_to_send(self, reminder_id: int, person_id: int | None = None) -> Reminder | None:
        """Begin to send it; None if it was sent, listed or taken back meanwhile, or is gone.

        The person whom it names stays the one of the first try. One that is being sent is given
        too, since the bot may have been killed over it; its `tries` is above 1 then, and whoever
        takes it looks for the message before sending one.
        """
        return await self._step(
            reminder_id,
            _BEFORE_IT_IS_SENT,
            state="sending",
            tries=ReminderRow.tries + 1,
            person_id=func.coalesce(ReminderRow.person_id, person_id),
        )

    async def sent(self, reminder_id: int, channel_id: int, message_id: int) -> Reminder | None:
        """Note the message that reminds, also of one taken back while it was being sent."""
        return await self._step(
            reminder_id,
            ("sending", "over"),
            state="sent",
            channel_id=channel_id,
            message_id=message_id,
            ended_at=self._clock.now(),
        )

    async def list_instead(self, reminder_id: int, person_id: int | None = None) -> Reminder | None:
        """Let it wait where the member looks it up; None as for `take_to_send`."""
        return await self._step(
            reminder_id,
            _BEFORE_IT_IS_SENT,
            state="listed",
            person_id=func.coalesce(ReminderRow.person_id, person_id),
        )

    async def end(self, reminder_id: int) -> Reminder | None:
        """Take it back, or off the list; None if it was sent, or is over already."""
        return await self._step(
            reminder_id,
            (*_BEFORE_IT_IS_SENT, "listed"),
            state="over",
            ended_at=self._clock.now(),
        )

    async def _all(self, condition: ColumnElement[bool]) -> list[Reminder]:
        wanted = select(ReminderRow).where(condition).order_by(ReminderRow.id)
        async with self._transactions.reading() as session:
            rows = await session.scalars(wanted, execution_options={"populate_existing": True})
            return [_reminder(row) for row in rows]

    async def _step(
        self, reminder_id: int, expected: tuple[ReminderState, ...], **values: object
    ) -> Reminder | None:
        step = (
            update(ReminderRow)
            .where(ReminderRow.id == reminder_id, ReminderRow.state.in_(expected))
            .values(**values)
            .returning(ReminderRow)
        )
        fresh = {"synchronize_session": False, "populate_existing": True}
        async with self._transactions.writing() as session:
            row = (await session.scalars(step, execution_options=fresh)).one_or_none()
            return None if row is None else _reminder(row)


def _reminder(row: ReminderRow) -> Reminder:
    return Reminder(
        id=row.id,
        user_id=row.user_id,
        met_id=row.met_id,
        plan_id=row.plan_id,
        person_id=row.person_id,
        due=row.due,
        state=cast("ReminderState", row.state),  # the CHECK allows nothing else
        tries=row.tries,
        channel_id=row.channel_id,
        message_id=row.message_id,
        planned_at=row.planned_at,
    )
