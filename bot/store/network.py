"""The roles of a member's micro-network, and the people in it by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias, TypedDict, Unpack, cast, get_args

from sqlalchemy import ColumnElement, ForeignKey, Index, String, Text, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.clock import Clock
from bot.store.base import Base
from bot.store.columns import Snowflake, UtcDateTime, one_of
from bot.store.engine import Transactions
from bot.store.people import Keeping, Theirs
from bot.store.plans import PlanRow

PersonState: TypeAlias = Literal["not_yet", "contacted", "talking", "yes", "no"]

_FRESH = {"synchronize_session": False, "populate_existing": True}


@dataclass(frozen=True, kw_only=True)
class Role:
    """Whom a plan needs: from `least` to `most` people, and where they might come from."""

    id: int
    plan_id: int
    name: str
    least: int
    most: int
    origin: str | None


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody in a plan; `changed_at` is when their state was last set."""

    id: int
    plan_id: int
    role_id: int | None
    name: str
    state: PersonState
    changed_at: datetime


class Needed(TypedDict):
    """Whom a role needs, by the names of `Role`."""

    name: str
    least: int
    most: int
    origin: str | None


class RoleRow(
    Base,
    keeping=Keeping(
        why="Whom a member's plan needs; it goes with the plan.",
        person="user_id",
        theirs=Theirs(
            name="Roles in your plans",
            about="Whom a plan of yours needs.",
            life="as long as the plan",
        ),
    ),
):
    __tablename__ = "network_roles"
    __table_args__ = (Index(None, "plan_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey(PlanRow.id, ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(Snowflake)
    name: Mapped[str] = mapped_column(Text)
    least: Mapped[int]
    most: Mapped[int]
    origin: Mapped[str | None] = mapped_column(Text)


class PersonRow(
    Base,
    keeping=Keeping(
        why="People whom a member's plan names, for that member alone; they go with the plan.",
        person="user_id",
        theirs=Theirs(
            name="People in your plans",
            about="The names that you gave, and how far it is with each of them.",
            life="as long as the plan",
        ),
    ),
):
    __tablename__ = "network_people"
    __table_args__ = (
        one_of("state", get_args(PersonState)),
        Index(None, "plan_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey(PlanRow.id, ondelete="CASCADE"))
    role_id: Mapped[int | None] = mapped_column(ForeignKey(RoleRow.id, ondelete="SET NULL"))
    user_id: Mapped[int] = mapped_column(Snowflake)
    name: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(9))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class NetworkRepository:
    """Every call names the member: what is another's is not there."""

    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    async def roles(self, plan_id: int, user_id: int) -> list[Role]:
        """Return a plan's roles in the order in which they were added."""
        wanted = (
            select(RoleRow)
            .where(RoleRow.plan_id == plan_id, RoleRow.user_id == user_id)
            .order_by(RoleRow.id)
        )
        async with self._transactions.reading() as session:
            rows = await session.scalars(wanted, execution_options={"populate_existing": True})
            return [_role(row) for row in rows]

    async def add_role(self, plan_id: int, user_id: int, **needed: Unpack[Needed]) -> Role | None:
        """Add a role to a member's own plan; None if the plan is gone."""
        row = RoleRow(plan_id=plan_id, user_id=user_id, **needed)
        async with self._transactions.writing() as session:
            own = select(PlanRow.id).where(PlanRow.id == plan_id, PlanRow.user_id == user_id)
            if await session.scalar(own) is None:
                return None
            session.add(row)
            await session.flush()
            return _role(row)

    async def change_role(
        self, role_id: int, user_id: int, **needed: Unpack[Needed]
    ) -> Role | None:
        step = (
            update(RoleRow)
            .where(RoleRow.id == role_id, RoleRow.user_id == user_id)
            .values(**needed)
            .returning(RoleRow)
        )
        async with self._transactions.writing() as session:
            row = (await session.scalars(step, execution_options=_FRESH)).one_or_none()
            return None if row is None else _role(row)

    async def delete_role(self, role_id: int, user_id: int) -> bool:
        """Forget a role; its people stay in the plan, without one."""
        gone = delete(RoleRow).where(RoleRow.id == role_id, RoleRow.user_id == user_id)
        async with self._transactions.writing() as session:
            return await session.scalar(gone.returning(RoleRow.id)) is not None

    async def people(self, plan_id: int, user_id: int) -> list[Person]:
        """Return the people of a plan in the order in which they were named."""
        return await self._people((PersonRow.plan_id == plan_id) & (PersonRow.user_id == user_id))

    async def person(self, person_id: int, user_id: int) -> Person | None:
        found = await self._people((PersonRow.id == person_id) & (PersonRow.user_id == user_id))
        return found[0] if found else None

    async def add_people(
        self, plan_id: int, user_id: int, role_id: int | None, names: Sequence[str]
    ) -> list[Person]:
        """Name people of a member's own plan, not contacted yet; none if plan or role is gone."""
        now = self._clock.now()
        rows = [
            PersonRow(
                plan_id=plan_id,
                role_id=role_id,
                user_id=user_id,
                name=name,
                state="not_yet",
                changed_at=now,
            )
            for name in names
        ]
        own = select(PlanRow.id).where(PlanRow.id == plan_id, PlanRow.user_id == user_id)
        role = select(RoleRow.id).where(RoleRow.id == role_id, RoleRow.plan_id == plan_id)
        async with self._transactions.writing() as session:
            if await session.scalar(own) is None:
                return []
            if role_id is not None and await session.scalar(role) is None:
                return []
            session.add_all(rows)
            await session.flush()
            return [_person(row) for row in rows]

    async def set_state(self, person_id: int, user_id: int, state: PersonState) -> Person | None:
        """Note how far it is with somebody, and that it was said now; None if they are gone."""
        return await self._step(person_id, user_id, state=state, changed_at=self._clock.now())

    async def change_person(
        self, person_id: int, user_id: int, name: str, role_id: int | None
    ) -> Person | None:
        return await self._step(person_id, user_id, name=name, role_id=role_id)

    async def delete_person(self, person_id: int, user_id: int) -> bool:
        gone = delete(PersonRow).where(PersonRow.id == person_id, PersonRow.user_id == user_id)
        async with self._transactions.writing() as session:
            return await session.scalar(gone.returning(PersonRow.id)) is not None

    async def _people(self, condition: ColumnElement[bool]) -> list[Person]:
        wanted = select(PersonRow).where(condition).order_by(PersonRow.id)
        async with self._transactions.reading() as session:
            rows = await session.scalars(wanted, execution_options={"populate_existing": True})
            return [_person(row) for row in rows]

    async def _step(self, person_id: int, user_id: int, **values: object) -> Person | None:
        step = (
            update(PersonRow)
            .where(PersonRow.id == person_id, PersonRow.user_id == user_id)
            .values(**values)
            .returning(PersonRow)
        )
        async with self._transactions.writing() as session:
            row = (await session.scalars(step, execution_options=_FRESH)).one_or_none()
            return None if row is None else _person(row)


def _role(row: RoleRow) -> Role:
    return Role(
        id=row.id,
        plan_id=row.plan_id,
        name=row.name,
        least=row.least,
        most=row.most,
        origin=row.origin,
    )


def _person(row: PersonRow) -> Person:
    return Person(
        id=row.id,
        plan_id=row.plan_id,
        role_id=row.role_id,
        name=row.name,
        state=cast("PersonState", row.state),  # the CHECK allows nothing else
        changed_at=row.changed_at,
    )
