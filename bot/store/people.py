"""Which rows are about whom, how long they live, and what becomes of them when a person asks.

Every table declares it when it is defined (see `bot.store.base.Base`). Purging, what a person is
shown of themselves, deletion at their request, and what goes when the bot has left a server all
read these declarations; so does the table in PRIVACY.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Final

from sqlalchemy import MetaData, Table, delete
from sqlalchemy.ext.asyncio import AsyncSession

NOBODY: Final = 0
"""Stands in place of a person's id where a row is kept without them; no snowflake is 0."""

CLEARING: Final = "clear_"
"""How the kinds of jobs begin that take a deleted person's words out of messages.

They are done for a person who is gone, so they go on without their id.
"""

_INFO = "keeping"


@dataclass(frozen=True, kw_only=True, eq=False)
class Theirs:
    """A kind of rows about a person, in words for them, and what becomes of it when they ask.

    The rows are deleted then; `kept` says what stays instead, without their id and words, and why.
    Several tables may be of one kind. `life` is how long rows live when nobody asks. A
    person is not shown the columns `hidden`; numbers that are words are `read_as` these.
    """

    name: str
    about: str
    life: str
    kept: str | None = None
    hidden: frozenset[str] = frozenset()
    read_as: Mapping[str, type[IntEnum]] = field(default_factory=dict)


AS_MODERATOR: Final = Theirs(
    name="What you did as a moderator",
    about="That it was you who decided a case, took a step about it or answered an appeal.",
    life="as long as the case",
    kept="What was done stays, as done by a moderator: the member and the team need to know it.",
)


@dataclass(frozen=True, kw_only=True)
class Keeping:
    """Why a table exists, whom its rows are about, and when they go.

    `person` and `guild` name the columns that hold a user's and a guild's id. A row goes `days`
    days after the moment in the column `since`; while that is empty it stays. Without `days` a
    row stays until its person or guild asks, leaves, or the feature removes it.

    A table with a person says with `theirs` what it holds of them. `staff` names columns with
    ids of moderators who did something about somebody else, each with the columns that they may
    see of it. `shows` names the channel and the message in which such a row can be read. Once the
    bot has left a guild for good its rows go; with `without_guild` those of a person stay theirs,
    with these values.
    """

    why: str
    person: str | None = None
    guild: str | None = None
    days: int | None = None
    since: str | None = None
    theirs: Theirs | None = None
    staff: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shows: tuple[str, str] | None = None
    without_guild: Mapping[str, object] | None = None

    def __post_init__(self) -> None:
        if (self.days is None) != (self.since is None):
            raise ValueError("a life in days needs the column it counts from, and the reverse")
        if (self.person is None) != (self.theirs is None):
            raise ValueError("a table about a person says what it holds of them, and no other does")
        if self.shows is not None and self.person is None:
            raise ValueError("only what is about a person has to be cleared from messages")
        if self.without_guild is not None and (self.person is None or self.guild is None):
            raise ValueError("only what belongs to a person and a guild can stay without the guild")

    @property
    def columns(self) -> set[str]:
        named = (self.person, self.guild, self.since, *(self.shows or ()), *self.staff)
        shown = (column for columns in self.staff.values() for column in columns)
        known = self.theirs
        of_person = () if known is None else (*known.hidden, *known.read_as)
        without = self.without_guild or {}
        return {name for name in (*named, *shown, *of_person, *without) if name is not None}


def declare(table: Table, keeping: Keeping) -> None:
    """Attach the declaration; raise `ValueError` if it names a column that the table lacks."""
    if missing := keeping.columns - set(table.columns.keys()):
        msg = f"{table.name} has no column {', '.join(sorted(missing))}"
        raise ValueError(msg)
    table.info[_INFO] = keeping


def keeping_of(table: Table) -> Keeping:
    """Return what the table declared; raise `LookupError` if it declared nothing."""
    keeping: Keeping | None = table.info.get(_INFO)
    if keeping is None:
        msg = f"the table {table.name} does not declare how long its rows are kept"
        raise LookupError(msg)
    return keeping


async def purge(session: AsyncSession, metadata: MetaData, now: datetime) -> Mapping[str, int]:
    """Delete every row that has outlived its table's days; return how many, by table."""
    gone: dict[str, int] = {}
    for table in reversed(metadata.sorted_tables):
        keeping = keeping_of(table)
        if keeping.days is None or keeping.since is None:
            continue
        outlived = table.columns[keeping.since] < now - timedelta(days=keeping.days)
        deleted = await session.execute(delete(table).where(outlived).returning(1))
        if count := len(deleted.all()):
            gone[table.name] = count
    return gone
