"""A member's micro-networks: five goals, the one that was chosen, what is wanted and given.

Several may be open; the one that commands are about is active.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias, TypedDict, Unpack, cast, get_args

from sqlalchemy import (
    JSON,
    ColumnElement,
    Index,
    String,
    Text,
    Update,
    delete,
    func,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from bot.clock import Clock
from bot.store.base import Base
from bot.store.columns import Snowflake, UtcDateTime, one_of
from bot.store.engine import Transactions
from bot.store.people import Keeping, Theirs

PlanState: TypeAlias = Literal["open", "done", "parked"]
NudgeWhere: TypeAlias = Literal["message", "list"]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One plan.

    `scares` has a rating for each goal, 0 for none; `undoable` and `chosen` name goals by their
    places in `goals`. Nudges come every `nudge_days` days by direct message or, with "list", wait
    where the plan is shown; without `nudge_where` there are none. `outcome` is what came of it, in
    one line.
    """

    id: int
    user_id: int
    state: PlanState
    active: bool
    template: str | None
    goals: tuple[str, ...]
    scares: tuple[int, ...]
    undoable: tuple[int, ...]
    chosen: int | None
    want: str | None
    give: str | None
    nudge_days: int | None
    nudge_where: NudgeWhere | None
    outcome: str | None
    began_at: datetime
    changed_at: datetime
    closed_at: datetime | None

    @property
    def goal(self) -> str | None:
        """The goal that was chosen."""
        return None if self.chosen is None else self.goals[self.chosen]


class Changes(TypedDict, total=False):
    """What can be changed of a plan, by the names of `Plan`."""

    goals: tuple[str, ...]
    scares: tuple[int, ...]
    undoable: tuple[int, ...]
    chosen: int | None
    want: str
    give: str
    nudge_days: int | None
    nudge_where: NudgeWhere | None


class PlanRow(
    Base,
    keeping=Keeping(
        why="A member's plans for a micro-network, until they delete them.",
        person="user_id",
        theirs=Theirs(
            name="Your micro-network plans",
            about="Your goals, what you want and give, and what came of it.",
            life="until you delete it",
        ),
    ),
):
    __tablename__ = "network_plans"
    __table_args__ = (
        one_of("state", get_args(PlanState)),
        one_of("nudge_where", get_args(NudgeWhere)),
        Index(None, "user_id"),
        Index("uq_network_plans_active", "user_id", unique=True, sqlite_where=text("active = 1")),
        {"sqlite_autoincrement": True},  # an id is never given twice: buttons may hold it for ever
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(Snowflake)
    state: Mapped[str] = mapped_column(String(6))
    active: Mapped[bool]
    template: Mapped[str | None] = mapped_column(String(50))
    goals: Mapped[list[str]] = mapped_column(JSON)
    scares: Mapped[list[int]] = mapped_column(JSON)
    undoable: Mapped[list[int]] = mapped_column(JSON)
    chosen: Mapped[int | None]
    want: Mapped[str | None] = mapped_column(Text)
    give: Mapped[str | None] = mapped_column(Text)
    nudge_days: Mapped[int | None]
    nudge_where: Mapped[str | None] = mapped_column(String(7))
    outcome: Mapped[str | None] = mapped_column(Text)
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PlanRepository:
    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    async def begin(
        self, user_id: int, template: str | None = None, **values: Unpack[Changes]
    ) -> Plan:
        """Open a plan, which is the member's active one from now on."""
        now = self._clock.now()
        given = {"goals": [], "scares": [], "undoable": [], **_as_lists(values)}
        row = PlanRow(
            user_id=user_id,
            state="open",
            active=True,
            template=template,
            began_at=now,
            changed_at=now,
            **given,
        )
        async with self._transactions.writing() as session:
            await session.execute(_none_active(user_id), execution_options=_FRESH)
            session.add(row)
            await session.flush()
            return _plan(row)

    async def get(self, plan_id: int, user_id: int) -> Plan | None:
        """Return a member's own plan; None if it is gone or another's."""
        found = await self._all((PlanRow.id == plan_id) & (PlanRow.user_id == user_id))
        return found[0] if found else None

    async def active_of(self, user_id: int) -> Plan | None:
        found = await self._all((PlanRow.user_id == user_id) & PlanRow.active)
        return found[0] if found else None

    async def of(self, user_id: int) -> list[Plan]:
        """Return all plans of a member, the newest first."""
        return await self._all(PlanRow.user_id == user_id)

    async def count_open(self, user_id: int) -> int:
        wanted = select(func.count()).where(PlanRow.user_id == user_id, PlanRow.state == "open")
        async with self._transactions.reading() as session:
            return await session.scalar(wanted) or 0

    async def change(self, plan_id: int, user_id: int, **values: Unpack[Changes]) -> Plan | None:
        """Change an open plan; None if there is no such one of theirs."""
        return await self._step(plan_id, user_id, ("open",), **_as_lists(values))

    async def take_up(self, plan_id: int, user_id: int) -> Plan | None:
        """Make an open or parked plan the active one; None if there is no such one of theirs."""
        async with self._transactions.writing() as session:
            wanted = _own(plan_id, user_id, ("open", "parked"))
            if await session.scalar(select(PlanRow.id).where(*wanted)) is None:
                return None
            await session.execute(_none_active(user_id), execution_options=_FRESH)
            rows = await session.scalars(
                update(PlanRow)
                .where(*wanted)
                .values(
                    active=True,
                    state="open",
                    closed_at=None,
                    changed_at=self._clock.now(),
                )
                .returning(PlanRow),
                execution_options=_FRESH,
            )
            return _plan(rows.one())

    async def close(
        self, plan_id: int, user_id: int, state: Literal["done", "parked"], outcome: str
    ) -> Plan | None:
        """End an open plan, or say something else of one that has ended; None if it is gone."""
        return await self._step(
            plan_id,
            user_id,
            get_args(PlanState),
            state=state,
            active=False,
            outcome=outcome or None,
            closed_at=self._clock.now(),
        )

    async def delete(self, plan_id: int, user_id: int) -> bool:
        """Forget a plan with its roles, people and nudges; return whether it was there."""
        gone = delete(PlanRow).where(PlanRow.id == plan_id, PlanRow.user_id == user_id)
        async with self._transactions.writing() as session:
            return await session.scalar(gone.returning(PlanRow.id)) is not None

    async def _all(self, condition: ColumnElement[bool]) -> list[Plan]:
        wanted = select(PlanRow).where(condition).order_by(PlanRow.id.desc())
        async with self._transactions.reading() as session:
            rows = await session.scalars(wanted, execution_options={"populate_existing": True})
            return [_plan(row) for row in rows]

    async def _step(
        self, plan_id: int, user_id: int, expected: Sequence[str], **values: object
    ) -> Plan | None:
        step = (
            update(PlanRow)
            .where(*_own(plan_id, user_id, expected))
            .values(changed_at=self._clock.now(), **values)
        )
        async with self._transactions.writing() as session:
            rows = await session.scalars(step.returning(PlanRow), execution_options=_FRESH)
            row = rows.one_or_none()
            return None if row is None else _plan(row)


_FRESH = {"synchronize_session": False, "populate_existing": True}


def _as_lists(values: Changes) -> dict[str, object]:
    """Return the values as the columns hold them: JSON has no tuples."""
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in values.items()
    }


def _own(plan_id: int, user_id: int, states: Sequence[str]) -> tuple[ColumnElement[bool], ...]:
    return PlanRow.id == plan_id, PlanRow.user_id == user_id, PlanRow.state.in_(states)


def _none_active(user_id: int) -> Update:
    return update(PlanRow).where(PlanRow.user_id == user_id, PlanRow.active).values(active=False)


def _plan(row: PlanRow) -> Plan:
    return Plan(
        id=row.id,
        user_id=row.user_id,
        state=cast("PlanState", row.state),  # here and below: the CHECKs allow nothing else
        active=row.active,
        template=row.template,
        goals=tuple(row.goals),
        scares=tuple(row.scares),
        undoable=tuple(row.undoable),
        chosen=row.chosen,
        want=row.want,
        give=row.give,
        nudge_days=row.nudge_days,
        nudge_where=cast("NudgeWhere | None", row.nudge_where),
        outcome=row.outcome,
        began_at=row.began_at,
        changed_at=row.changed_at,
        closed_at=row.closed_at,
    )
