"""What all tables hold of one person: counted, read, deleted, as the tables' declarations say.

Deleted is everything, in one transaction, except what moderation keeps without the person
(`bot.store.case_people`). Nothing about anybody else is read or changed.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from sqlalchemy import BigInteger, Column, Table, delete, func, null, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.store.base import metadata
from bot.store.case_people import Held, held, leave, let_go_ended
from bot.store.case_table import CaseRow
from bot.store.engine import Transactions
from bot.store.jobs import JobRow
from bot.store.people import AS_MODERATOR, CLEARING, Keeping, Theirs, keeping_of
from bot.store.step_table import StepRow

Row: TypeAlias = Mapping[str, object]
_Column: TypeAlias = Column[Any]  # Any: of whatever type


@dataclass(frozen=True, order=True)
class Place:
    """A message."""

    channel_id: int
    message_id: int


@dataclass(frozen=True)
class Left:
    """What is to be seen to after a person was deleted, or left a case.

    `places` are messages that still show what is gone; `cases` are those, by server, whose cards
    are to be drawn anew.
    """

    places: Collection[Place]
    cases: Collection[tuple[int, int]]


class PersonRepository:
    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    async def counts(self, user_id: int) -> Mapping[Theirs, int]:
        """Return how much there is of each kind, without the kinds of which there is nothing."""
        counted: Counter[Theirs] = Counter()
        async with self._transactions.reading() as session:
            for table, column, theirs, _ in _columns():
                wanted = select(func.count()).select_from(table).where(column == user_id)
                counted[theirs] += await session.scalar(wanted) or 0
        return +counted

    async def rows(self, user_id: int) -> Mapping[Theirs, Sequence[Row]]:
        """Return everything about a person that they may see, as JSON can hold it."""
        found: defaultdict[Theirs, list[Row]] = defaultdict(list)
        async with self._transactions.reading() as session:
            for table, column, theirs, shown in _columns():
                wanted = select(*shown).where(column == user_id).order_by(*table.primary_key)
                for row in await session.execute(wanted):
                    values = zip(shown, row, strict=True)
                    found[theirs].append(
                        {one.name: _readable(one, value, theirs) for one, value in values}
                    )
        return found

    async def held(self, user_id: int) -> Held:
        """Return what still is about a person who was deleted."""
        async with self._transactions.reading() as session:
            return await held(session, user_id, self._clock.now())

    async def delete(self, user_id: int) -> Left:
        """Delete a person; the key of pseudonyms has to be there."""
        async with self._transactions.writing() as session:
            places = await _places(session, user_id)
            cases = await leave(session, user_id, self._clock.now())
            await _end_jobs(session, user_id)
            for table, keeping in _tables():
                if keeping.person and keeping.theirs and keeping.theirs.kept is None:
                    theirs = table.columns[keeping.person] == user_id
                    await session.execute(delete(table).where(theirs))
            return Left(places, await _by_server(session, cases))

    async def let_go_ended(self) -> Left:
        """Take people out of cases that are over by now; for the daily round."""
        async with self._transactions.writing() as session:
            told = await session.execute(_LETTERS)
            letters = [(one.case_id, (one.channel_id, one.message_id)) for one in told]
            cases = await let_go_ended(session, self._clock.now())
            places = _known(place for case_id, place in letters if case_id in cases)
            return Left(places, await _by_server(session, cases))


# What was written to people who are to leave their cases.
_LETTERS = (
    select(StepRow.case_id, StepRow.channel_id, StepRow.message_id)
    .join(CaseRow, CaseRow.id == StepRow.case_id)
    .where(CaseRow.leave_by.is_not(None), StepRow.message_id.is_not(None))
)


def _tables() -> Iterator[tuple[Table, Keeping]]:
    """Yield every table and its declaration, those first that depend on others."""
    for table in reversed(metadata.sorted_tables):
        yield table, keeping_of(table)


def _columns() -> Iterator[tuple[Table, _Column, Theirs, Sequence[_Column]]]:
    """Yield every column that holds a person's id, its kind, and what they may see of such a row.

    In the order of `metadata`: what belongs to something comes after it.
    """
    for table, keeping in reversed(list(_tables())):
        if keeping.person is not None and keeping.theirs is not None:
            unseen = {keeping.person, *keeping.theirs.hidden}
            shown = [column for column in table.columns if column.name not in unseen]
            yield table, table.columns[keeping.person], keeping.theirs, shown
        for moderator, seen in keeping.staff.items():
            column, shown = table.columns[moderator], [table.columns[name] for name in seen]
            yield table, column, AS_MODERATOR, shown


def _readable(column: _Column, value: object, theirs: Theirs) -> object:
    """A value for a person to read: moments as ISO 8601, ids and money as text, words for codes."""
    words = theirs.read_as.get(column.name)
    if words is not None and isinstance(value, int):
        return words(value).name.lower()
    if isinstance(value, date):  # a datetime is one
        return value.isoformat()
    if isinstance(value, Decimal) or (isinstance(column.type, BigInteger) and value is not None):
        return str(value)
    return value


async def _places(session: AsyncSession, user_id: int) -> set[Place]:
    """Return the messages that show rows about a person."""
    places: set[Place] = set()
    for table, keeping in _tables():
        if keeping.shows is not None and keeping.person is not None:
            shown = select(*(table.columns[name] for name in keeping.shows))
            rows = await session.execute(shown.where(table.columns[keeping.person] == user_id))
            places |= _known(rows)
    return places


def _known(rows: Iterable[Sequence[int | None]]) -> set[Place]:
    return {
        Place(channel_id, message_id)
        for channel_id, message_id in rows
        if channel_id is not None and message_id is not None
    }


async def _end_jobs(session: AsyncSession, user_id: int) -> None:
    """Leave nothing to be done for a person but that words of theirs go from messages."""
    clearing = (JobRow.user_id == user_id) & JobRow.kind.startswith(CLEARING)
    named = JobRow.last_error.contains(str(user_id))
    await session.execute(update(JobRow).where(clearing).values(user_id=null()))
    await session.execute(update(JobRow).where(named).values(last_error=null()))


async def _by_server(session: AsyncSession, cases: Collection[int]) -> Collection[tuple[int, int]]:
    found = select(CaseRow.guild_id, CaseRow.id).where(CaseRow.id.in_(cases))
    return [(guild_id, case_id) for guild_id, case_id in await session.execute(found)]
