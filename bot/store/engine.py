"""The connection to SQLite, and the two ways to use it: reading and writing."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path
from typing import Protocol

from sqlalchemy import URL, Connection, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.meter import Meter, Unmetered

BUSY_MILLISECONDS = 5_000
"""How long a connection waits for another process (a backup, a shell) that holds the file."""

NoAnswer = OperationalError
"""What the store fails with while it cannot be read or written: a full disk, a lock, no leave."""


class Transactions(Protocol):
    """Gives sessions, each one transaction that ends with its block."""

    def reading(self) -> AbstractAsyncContextManager[AsyncSession]: ...

    def writing(self) -> AbstractAsyncContextManager[AsyncSession]: ...


def url(path: Path, driver: str) -> URL:
    return URL.create(driver, database=str(path))


def set_pragmas(connection: DBAPIConnection, *pragmas: str) -> None:
    cursor = connection.cursor()
    for pragma in pragmas:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def take_over_transactions(connection: DBAPIConnection) -> None:
    """Stop the sqlite3 module from opening and committing transactions as it sees fit.

    Left alone it opens one only before it changes rows: reading several tables, and changing the
    tables themselves, would happen outside of any.
    https://docs.sqlalchemy.org/en/21/dialects/sqlite.html#sqlite-enabling-transactions
    """
    connection.isolation_level = None


def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    take_over_transactions(connection)
    set_pragmas(
        connection,
        f"busy_timeout = {BUSY_MILLISECONDS}",
        "journal_mode = WAL",
        "foreign_keys = ON",
        # With NORMAL a power cut can take back the last commits, such as the note that a post is
        # about to be sent: it would be sent twice. One more fsync a write is cheap at our pace.
        "synchronous = FULL",
        # What is deleted is overwritten: https://sqlite.org/pragma.html#pragma_secure_delete
        "secure_delete = ON",
    )


def _let_go(
    connection: DBAPIConnection, _entry: ConnectionPoolEntry, _failure: BaseException | None
) -> None:
    """End the transaction of a connection that is given up because its task was cancelled.

    SQLite keeps a closed connection, and its lock, for as long as one of its statements lives;
    the traceback of a cancelled task can keep one until the garbage is collected.
    """
    with suppress(sqlite3.Error):  # it is closed next, whatever state it is in
        connection.rollback()


def _begin(connection: Connection) -> None:
    # A transaction that reads first and then writes is refused at once, without waiting, when
    # another has written in between; one that will write therefore takes its turn at the start.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


class Database:
    """An open database file. `close` it when done."""

    def __init__(self, path: Path, meter: Meter | None = None) -> None:
        self._meter = meter or Unmetered()
        self._engine = create_async_engine(url(path, "sqlite+aiosqlite"), hide_parameters=True)
        event.listen(self._engine.sync_engine, "connect", _prepare)
        event.listen(self._engine.sync_engine, "begin", _begin)
        event.listen(self._engine.sync_engine, "invalidate", _let_go)
        self._read = async_sessionmaker(self._engine, expire_on_commit=False)
        self._write = async_sessionmaker(
            self._engine.execution_options(writes=True), expire_on_commit=False
        )
        self._turn = asyncio.Lock()
        self._writer: asyncio.Task[object] | None = None

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """Read one consistent state; writers are neither seen nor held up."""
        with self._meter.transaction("reading"):
            async with self._read.begin() as session:
                yield session

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """Write all of the block or nothing; writers take turns, so keep the block short.

        Never wait for Discord inside. Raises `RuntimeError` for a block inside another of the
        same task, which would wait for itself: `Store.together` joins several writes.
        """
        task = asyncio.current_task()
        if self._writer is task:
            raise RuntimeError("already writing; use Store.together to write several things as one")
        with self._meter.transaction("writing"):
            async with self._turn:
                self._writer = task
                try:
                    async with self._write.begin() as session:
                        yield session
                finally:
                    self._writer = None

    async def close(self) -> None:
        await self._engine.dispose()


class Joined:
    """Transactions that are all the one that is already open."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        yield self._session

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        yield self._session
