"""The table of everything that happens later.

A row waits until it is due, runs, and ends as done or failed. Every step is one UPDATE that
names the state it expects, so of two that try the same step one takes effect.
"""

import asyncio
import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias, cast

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ColumnElement,
    Index,
    String,
    Text,
    delete,
    event,
    func,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.clock import Clock
from bot.store.base import Base
from bot.store.columns import Snowflake, UtcDateTime
from bot.store.engine import Transactions
from bot.store.people import Keeping, Theirs

JobState: TypeAlias = Literal["waiting", "running", "done", "failed"]
Payload: TypeAlias = Mapping[str, str | int | bool | None]

PAYLOAD_CHARACTERS = 1_000
"""Room for a few ids. What a job is about stands in its own table; a payload points there."""


@dataclass(frozen=True)
class Job:
    """Something to do at `due`, once; `key` says what "the same thing" is.

    A person or guild it is about stands in `user_id` and `guild_id`, never only in the payload:
    these are what export and deletion look at. `attempts` counts the runs begun so far.
    """

    id: int
    kind: str
    key: str
    due: datetime
    payload: Payload
    guild_id: int | None
    user_id: int | None
    state: JobState
    attempts: int
    last_error: str | None


class JobRow(
    Base,
    keeping=Keeping(
        why="What is to happen later, and for a month what did.",
        person="user_id",
        guild="guild_id",
        days=30,
        since="done_at",
        theirs=Theirs(
            name="What I am to do for you later",
            about="Reminders and questions with their day, and for a month that they were done.",
            life="30 days after it was done",
            hidden=frozenset({"key", "last_error", "claimed_at", "attempts"}),
        ),
        without_guild={"guild_id": None},
    ),
):
    __tablename__ = "jobs"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'running', 'done', 'failed')", name="state"),
        Index(None, "state", "due"),
        {"sqlite_autoincrement": True},  # an id is never given twice: buttons may hold it for ever
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(50))
    key: Mapped[str] = mapped_column(String(200), unique=True)
    guild_id: Mapped[int | None] = mapped_column(Snowflake)
    user_id: Mapped[int | None] = mapped_column(Snowflake)
    due: Mapped[datetime] = mapped_column(UtcDateTime)
    payload: Mapped[dict[str, str | int | bool | None]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(8))
    attempts: Mapped[int]
    last_error: Mapped[str | None] = mapped_column(Text)
    claimed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Bell:
    """Wakes whoever waits for jobs when there may be something new to do."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Event] = set()

    def ring(self) -> None:
        for listener in self._listeners:
            listener.set()

    @contextmanager
    def listening(self) -> Iterator[asyncio.Event]:
        listener = asyncio.Event()
        self._listeners.add(listener)
        try:
            yield listener
        finally:
            self._listeners.remove(listener)


class JobRepository:
    def __init__(self, transactions: Transactions, clock: Clock, bell: Bell) -> None:
        self._transactions = transactions
        self._clock = clock
        self.bell = bell

    async def schedule(  # noqa: PLR0913 - each is a column of the row, most by name only
        self,
        kind: str,
        key: str,
        due: datetime,
        payload: Payload | None = None,
        *,
        guild_id: int | None = None,
        user_id: int | None = None,
        move: bool = False,
    ) -> Job:
        """See to it that the job is there, and return it as it stands.

        A job of this key that is already there stays as it is, whatever its state: done is done.
        With `move` one that still waits gets the new due time and payload, and its tries anew.
        For something that recurs, put the occasion into the key. Raises `ValueError` for a
        payload over 1,000 characters of JSON, or a key that another kind uses.
        """
        contents = dict(payload or {})
        if len(json.dumps(contents)) > PAYLOAD_CHARACTERS:
            msg = f"the payload of {key} is too long; keep it in a table of its own"
            raise ValueError(msg)
        new = insert(JobRow).values(
            kind=kind,
            key=key,
            guild_id=guild_id,
            user_id=user_id,
            due=due,
            payload=contents,
            state="waiting",
            attempts=0,
        )
        moved = new.on_conflict_do_update(
            index_elements=["key"],
            set_={"due": due, "payload": contents, "attempts": 0, "last_error": None},
            where=(JobRow.state == "waiting") & (JobRow.kind == kind),
        )
        async with self._transactions.writing() as session:
            await session.execute(moved if move else new.on_conflict_do_nothing())
            job = await _one(session, JobRow.key == key)
            if job is None or job.kind != kind:
                msg = f"the key {key} belongs to a job of another kind"
                raise ValueError(msg)
            # Not before the commit: who wakes must find the job.
            event.listen(session.sync_session, "after_commit", lambda _: self.bell.ring())
        return job

    async def cancel(self, key: str) -> bool:
        """Take back a job that still waits; return whether there was one."""
        async with self._transactions.writing() as session:
            gone = await session.execute(
                delete(JobRow)
                .where(JobRow.key == key, JobRow.state == "waiting")
                .returning(JobRow.id)
            )
            return gone.first() is not None

    async def get(self, key: str) -> Job | None:
        async with self._transactions.reading() as session:
            return await _one(session, JobRow.key == key)

    async def claim(self, kinds: Collection[str]) -> Job | None:
        """Take the longest due job of these kinds, for the caller alone; None if there is none."""
        now = self._clock.now()
        longest_due = (
            select(JobRow.id)
            .where(JobRow.state == "waiting", JobRow.due <= now, JobRow.kind.in_(list(kinds)))
            .order_by(JobRow.due, JobRow.id)
            .limit(1)
            .scalar_subquery()
        )
        async with self._transactions.writing() as session:
            claimed = await session.scalars(
                update(JobRow)
                .where(JobRow.id == longest_due, JobRow.state == "waiting")
                .values(state="running", claimed_at=now, attempts=JobRow.attempts + 1)
                .returning(JobRow),
                execution_options={"synchronize_session": False, "populate_existing": True},
            )
            row = claimed.one_or_none()
            return None if row is None else _job(row)

    async def finish(self, job: Job) -> bool:
        """Note that the claimed job is done; return False if it was no longer the caller's."""
        return await self._end(job, state="done", last_error=None, done_at=self._clock.now())

    async def postpone(self, job: Job, due: datetime, error: str) -> bool:
        """Let the claimed job wait for another try; return False if it was not the caller's."""
        return await self._end(job, state="waiting", last_error=error, due=due)

    async def fail(self, job: Job, error: str) -> bool:
        """Give the claimed job up; return False if it was no longer the caller's."""
        return await self._end(job, state="failed", last_error=error, done_at=self._clock.now())

    async def next_due(self, kinds: Collection[str]) -> datetime | None:
        async with self._transactions.reading() as session:
            due: datetime | None = await session.scalar(
                select(func.min(JobRow.due)).where(
                    JobRow.state == "waiting", JobRow.kind.in_(list(kinds))
                )
            )
            return due

    async def due_kinds(self) -> set[str]:
        """Return the kinds of all jobs that should have begun by now."""
        async with self._transactions.reading() as session:
            kinds = await session.scalars(
                select(JobRow.kind)
                .distinct()
                .where(JobRow.state == "waiting", JobRow.due <= self._clock.now())
            )
            return set(kinds)

    async def take_up_again(self) -> int:
        """Let every running job wait again, and return how many.

        Only for the moment after the database was locked: whoever was running them is gone.
        """
        async with self._transactions.writing() as session:
            taken_up = await session.execute(
                update(JobRow)
                .where(JobRow.state == "running")
                .values(state="waiting")
                .returning(JobRow.id),
                execution_options={"synchronize_session": False},
            )
            return len(taken_up.all())

    async def _end(self, job: Job, **values: object) -> bool:
        async with self._transactions.writing() as session:
            ended = await session.execute(
                update(JobRow)
                .where(
                    JobRow.id == job.id,
                    JobRow.state == "running",
                    # Claimed again since then, it belongs to someone else.
                    JobRow.attempts == job.attempts,
                )
                .values(**values)
                .returning(JobRow.id),
                execution_options={"synchronize_session": False},
            )
            return ended.first() is not None


async def _one(session: AsyncSession, condition: ColumnElement[bool]) -> Job | None:
    row = await session.scalar(
        select(JobRow).where(condition), execution_options={"populate_existing": True}
    )
    return None if row is None else _job(row)


def _job(row: JobRow) -> Job:
    return Job(
        id=row.id,
        kind=row.kind,
        key=row.key,
        due=row.due,
        payload=row.payload,
        guild_id=row.guild_id,
        user_id=row.user_id,
        state=cast("JobState", row.state),  # the table's CHECK allows nothing else
        attempts=row.attempts,
        last_error=row.last_error,
    )
