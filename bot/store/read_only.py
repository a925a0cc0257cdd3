"""Reading a database that a bot may be using: nothing is written, locked or migrated."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL
from sqlalchemy.exc import DatabaseError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from bot.clock import Clock
from bot.errors import CannotStart
from bot.store.jobs import Bell
from bot.store.store import Repositories


class NotReadable(CannotStart):
    """A database that is damaged, or of another version than this program."""


class _Reading:
    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self._sessions = sessions

    def reading(self) -> AbstractAsyncContextManager[AsyncSession]:
        return self._sessions.begin()

    def writing(self) -> AbstractAsyncContextManager[AsyncSession]:
        raise RuntimeError("this database was opened for reading only")


@asynccontextmanager
async def open_read_only(path: Path, clock: Clock) -> AsyncIterator[Repositories]:
    """Open a database that is there, for reading only, beside a running bot or without one.

    Raises `NotReadable` with a sentence for whatever cannot be read in the block.
    """
    engine = create_async_engine(_address(path))
    try:
        yield Repositories(_Reading(async_sessionmaker(engine)), clock, Bell())
    except DatabaseError as failure:
        msg = f"The database {path} cannot be read ({failure.orig}); try `biztalk db upgrade`."
        raise NotReadable(msg) from failure
    finally:
        await engine.dispose()


def _address(path: Path) -> URL:
    """Name the file so that SQLite changes nothing on the disk.

    Without a write-ahead log no bot uses it, and SQLite would leave an empty log behind unless it
    takes the file as one that stays as it is: https://sqlite.org/uri.html#uriimmutable
    """
    path = path.resolve()
    used = path.with_name(f"{path.name}-wal").exists()
    query = {"uri": "true", "mode": "ro"} | ({} if used else {"immutable": "1"})
    return URL.create("sqlite+aiosqlite", database=f"file:{quote(str(path))}", query=query)
