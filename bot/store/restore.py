"""Putting a backup in the database's place, while no bot uses it."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.store import lock, place
from bot.store.copying import SIDE_FILES, CannotCopy, copy, part_of, problem_in, put, reading
from bot.store.engine import BUSY_MILLISECONDS
from bot.store.migrate import known_revisions, newest

_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


@dataclass(frozen=True)
class Restored:
    """What a restore did: where the database from before lies now, and whether ours is older."""

    kept: Path | None
    is_older: bool


def restore(file: Path, database: Path, migrations: Path, now: datetime) -> Restored:
    """Put a copy of the backup `file` in the place of `database`, which stays beside it.

    A process killed in between leaves the one or the other. A backup of an older version is left
    as it is; the next start brings it up to date. Raises `CannotStart`, and changes nothing, if a
    bot uses the database, or the backup is damaged, not ours, or of a newer version.
    """
    database, file = place.prepare(database), file.resolve()
    with lock.hold(database):
        if file == database:
            raise CannotCopy("That is the database itself; name a backup of it.")
        is_older = _check(file, migrations)
        with part_of(database) as part:
            copy(file, part, in_use=False)
            kept = _set_aside(database, now)
            put(part, database, replace=True)
    return Restored(kept, is_older)


def _check(file: Path, migrations: Path) -> bool:
    """Return whether a backup is older than this program; refuse what cannot be restored."""
    if not file.is_file():
        msg = f"There is no file {file}."
        raise CannotCopy(msg)
    known = known_revisions(migrations)
    try:
        applied = _applied(file)
        problem = problem_in(file)
    except sqlite3.Error as failure:
        msg = f"{file} cannot be read as a database ({failure}); name another backup."
        raise CannotCopy(msg) from failure
    if problem is not None:
        msg = f"{file} is damaged ({problem}); name another backup."
        raise CannotCopy(msg)
    if not applied:
        msg = f"{file} is not a database of this bot; name a backup that it made."
        raise CannotCopy(msg)
    if unknown := applied - known:
        msg = (
            f"{file} comes from a newer version of the bot (revision "
            f"{', '.join(sorted(unknown))}); update the bot first, or name an older backup."
        )
        raise CannotCopy(msg)
    return applied != newest(migrations)


def _applied(file: Path) -> set[str]:
    with reading(file) as connection:
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        if ("alembic_version",) not in tables.fetchall():
            return set()
        return {name for (name,) in connection.execute("SELECT version_num FROM alembic_version")}


def _set_aside(database: Path, now: datetime) -> Path | None:
    """Give the database a second name, and see to it that no log of it lies beside the first.

    A log that stayed would be played into the database that takes its place.
    """
    kept = _free_name(database, now)
    if there := database.exists():
        _fold_in_log(database)
        try:
            kept.hardlink_to(database)
        except OSError:  # a file system without links
            shutil.copyfile(database, kept)
            kept.chmod(0o600)
    for end in SIDE_FILES:
        log = database.with_name(database.name + end)
        if log.exists():
            log.rename(kept.with_name(kept.name + end))
    return kept if there else None


def _fold_in_log(database: Path) -> None:
    """Write into the database what a bot that was killed has left in its log.

    One so damaged that this fails is kept with whatever log it has: it may be why we are called.
    """
    try:
        connection = sqlite3.connect(database, timeout=BUSY_MILLISECONDS / 1000)
        with closing(connection):
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    except sqlite3.DatabaseError as failure:
        if failure.sqlite_errorcode & 0xFF not in _DAMAGED:
            msg = (
                f"The database {database} could not be set aside ({failure}); end what has it "
                "open (a shell, a tool that copies it), see that the disk has room, and try again."
            )
            raise CannotCopy(msg) from failure


def _free_name(database: Path, now: datetime) -> Path:
    name = f"{database.name}.before-{now:%Y%m%dT%H%M%SZ}"
    names = [name, *(f"{name}-{number}" for number in range(2, 100))]
    return next(kept for kept in map(database.with_name, names) if not kept.exists())
