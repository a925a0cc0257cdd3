"""Whether the database can be used: there, ours, of the right version, writable, sound."""

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from bot.doctor.finding import Finding, State
from bot.store.copying import problem_in, reading
from bot.store.migrate import newest

_KEY, _LOOKED_AT = "database", "Database"
_ROOM = "See that no other program holds it and that the disk has room, then start me anew."


@dataclass(frozen=True, slots=True)
class Database:
    """A database file as it was found, without a lock and without a write.

    `problem` is SQLite's own word for what is wrong with it.
    """

    is_there: bool = True
    is_writable: bool = True
    applied: frozenset[str] = frozenset()
    newest: frozenset[str] = frozenset()
    problem: str | None = None


def look_at(path: Path, migrations: Path, *, thoroughly: bool) -> Database:
    """Read what the file is. It takes a moment; thoroughly, every page of it is read and checked.

    A bot may be using it meanwhile.
    """
    wanted = frozenset(newest(migrations))
    if not path.is_file():
        return Database(is_there=False, newest=wanted)
    writable = os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK | os.X_OK)
    applied: frozenset[str] = frozenset()
    problem = None
    try:
        applied = _applied(path)
        problem = problem_in(path) if thoroughly else None
    except sqlite3.Error as failure:
        problem = str(failure)
    return Database(is_writable=writable, applied=applied, newest=wanted, problem=problem)


def database_usable(found: Database) -> Finding:
    """Look at what was found of the file."""
    if not found.is_there:
        return _finding("missing", "note", "There is none yet; the first start makes it.")
    if found.problem is not None:
        said = f"It cannot be read: {found.problem}."
        mend = "End the bot and put a backup in its place: biztalk db restore FILE."
        return _finding("damaged", "broken", said, mend)
    if not found.applied:
        said = "It is a database of another program."
        return _finding("foreign", "broken", said, "Set BIZTALK_DATABASE to another place.")
    if not found.is_writable:
        mend = "Let the bot's user own the file and its folder, then start me anew."
        return _finding("read_only", "broken", "I may not write to it.", mend)
    if found.applied != found.newest:
        return _other_version(found)
    said = f"It can be used, and is at revision {', '.join(sorted(found.applied))}."
    return _finding("", "good", said)


def database_written(failure: str | None) -> Finding | None:
    """Look at how an attempt to write ended: with nothing to say, or with what went wrong."""
    if failure is None:
        return None
    return _finding("unwritten", "broken", f"It cannot be written just now: {failure}.", _ROOM)


def _other_version(found: Database) -> Finding:
    at, known = max(found.applied), max(found.newest, default="")
    if at < known:
        said = f"It is at revision {at} of {known}."
        return _finding("older", "note", said, "The next start of the bot brings it up to date.")
    said = f"It is at revision {at}, of a newer version of the bot; this one knows {known}."
    mend = "Start that version, or go back to an older backup: biztalk db restore FILE."
    return _finding("newer", "broken", said, mend)


def _finding(what: str, state: State, found: str, mend: str = "") -> Finding:
    key = f"{_KEY}:{what}" if what else _KEY
    return Finding(key, _LOOKED_AT, state, found, mend, "operator")


def _applied(path: Path) -> frozenset[str]:
    with reading(path) as connection:
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        if ("alembic_version",) not in tables.fetchall():
            return frozenset()
        rows = connection.execute("SELECT version_num FROM alembic_version")
        return frozenset(name for (name,) in rows)
