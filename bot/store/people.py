"""Which rows are about whom, and how long they live.

Every table declares it when it is defined (see `bot.store.base.Base`). Purging reads these
declarations, and so may anything that shows a person what is kept about them or removes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import MetaData, Table, delete
from sqlalchemy.ext.asyncio import AsyncSession

_INFO = "keeping"


@dataclass(frozen=True, kw_only=True)
class Keeping:
    """Why a table exists, whom its rows are about, and when they go.

    `person` and `guild` name the columns that hold a user's and a guild's id. A row goes `days`
    days after the moment in the column `since`; while that is empty it stays. Without `days` a
    row stays until its person or guild asks, leaves, or the feature removes it.
    """

    why: str
    person: str | None = None
    guild: str | None = None
    days: int | None = None
    since: str | None = None

    def __post_init__(self) -> None:
        if (self.days is None) != (self.since is None):
            raise ValueError("a life in days needs the column it counts from, and the reverse")

    @property
    def columns(self) -> set[str]:
        return {name for name in (self.person, self.guild, self.since) if name is not None}


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
