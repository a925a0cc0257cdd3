"""Bringing the database up to the version that this code knows, before anybody uses it.

All pending revisions run in one SQLite transaction, tables included. SQLite itself then keeps the
promise that a failed migration changes nothing: on an error it is rolled back, and after a kill or
a power cut the next reader ignores what was not committed. (A copy swapped in afterwards would be
less safe: beside a WAL file that belongs to the old file, the new one could be damaged, and the
copy would be one more place where what people told us lies about.)
"""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, event, inspect
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from bot.errors import CannotStart
from bot.store.engine import BUSY_MILLISECONDS, set_pragmas, take_over_transactions, url

log = logging.getLogger(__name__)

_STAMP = "alembic_version"  # the table in which Alembic notes what has been applied
_APPLIED = f"SELECT version_num FROM {_STAMP}"  # noqa: S608 - a name of our own


def bring_up_to_date(path: Path, migrations: Path) -> None:
    """Run the pending revisions on the database at `path`, making it if there is none.

    Raises `CannotStart`, and leaves the database as it was, when it is not ours, comes from a
    newer version, or cannot be migrated.
    """
    try:
        with transaction(path) as connection:
            applied = _read_applied(connection, path)
            if not applied or applied != newest(migrations):
                _catch_up(connection, applied, path, migrations)
    except DatabaseError as failure:
        msg = (
            f"The database {path} cannot be used ({failure.orig}); see that it is a database "
            "of biz-talk, that no other program holds it, and that the disk has room."
        )
        raise CannotStart(msg) from failure


@contextmanager
def transaction(path: Path) -> Iterator[Connection]:
    """Open the database for a migration: all of the block or nothing.

    Foreign keys are not enforced, so that a table can be rebuilt; see `check_references`.
    """
    engine = create_engine(url(path, "sqlite"), poolclass=NullPool)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    with engine.begin() as connection, _only_we_commit(connection):
        yield connection


class BrokenReferenceError(Exception):
    """A migration left a row that refers to one that is not there."""


def check_references(connection: Connection) -> None:
    """Raise `BrokenReferenceError` if a migration has left a row without the one it refers to."""
    if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        msg = f"row {broken[1]} of {broken[0]} refers to no row of {broken[2]}"
        raise BrokenReferenceError(msg)


def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    take_over_transactions(connection)
    set_pragmas(connection, f"busy_timeout = {BUSY_MILLISECONDS}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def _only_we_commit(connection: Connection) -> Iterator[None]:
    """Refuse any COMMIT in the block: a revision that commits would break the promise above."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        msg = f"not a connection of the sqlite3 module: {driver!r}"
        raise TypeError(msg)

    def authorize(action: int, *_: str | None) -> int:
        own = action == sqlite3.SQLITE_TRANSACTION
        return sqlite3.SQLITE_DENY if own else sqlite3.SQLITE_OK

    driver.set_authorizer(authorize)
    try:
        yield
    finally:
        driver.set_authorizer(None)


def _read_applied(connection: Connection, path: Path) -> set[str]:
    tables = set(inspect(connection).get_table_names())
    stamped = _STAMP in tables
    applied = set(connection.exec_driver_sql(_APPLIED).scalars()) if stamped else set[str]()
    if not applied and tables - {_STAMP}:
        msg = f"{path} is a database of another program; set BIZTALK_DATABASE to another place."
        raise CannotStart(msg)
    return applied


def known_revisions(migrations: Path) -> set[str]:
    """Return all revisions there are; raise `CannotStart` if they cannot be read."""
    from bot.store import revisions  # noqa: PLC0415 - Alembic is slow to import, and rarely needed

    try:
        return revisions.known(migrations)
    except Exception as failure:  # a revision is a program and can raise anything
        msg = (
            f"The migrations in {migrations} cannot be read ({failure}); "
            "start the bot from its own folder, or set BIZTALK_MIGRATIONS to theirs."
        )
        raise CannotStart(msg) from failure


def newest(migrations: Path) -> set[str]:
    """Return the newest revision by its file, which is named after it: 0002_advice.py."""
    names = sorted(file.stem for file in (migrations / "versions").glob("*.py"))
    return {name.partition("_")[0] for name in names[-1:]}


def _catch_up(connection: Connection, applied: set[str], path: Path, migrations: Path) -> None:
    from bot.store import revisions  # noqa: PLC0415 - Alembic is slow to import, and rarely needed

    _refuse_newer(applied - known_revisions(migrations), path)
    log.info("bringing %s up to revision %s", path, ", ".join(newest(migrations)))
    try:
        revisions.run_pending(connection, migrations)
        check_references(connection)
    except Exception as failure:  # a revision is a program and can raise anything
        log.exception("the migration of %s failed and was rolled back", path)
        msg = (
            f"The database {path} could not be brought up to date and was left exactly as it was; "
            "the log says why, and the version of the bot that ran before still works with it."
        )
        raise CannotStart(msg) from failure


def _refuse_newer(unknown: set[str], path: Path) -> None:
    if unknown:
        msg = (
            f"The database {path} comes from a newer version of the bot (revision "
            f"{', '.join(sorted(unknown))}); start that version, or restore an older backup."
        )
        raise CannotStart(msg)
