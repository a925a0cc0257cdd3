"""What backing up and restoring share: a copy that has its name only when it is whole and sound."""

import fcntl
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from bot.errors import CannotStart
from bot.store.engine import BUSY_MILLISECONDS

SIDE_FILES = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database file, by what its name ends with."""

_STEPS = 10_000  # of SQLite's virtual machine between two looks whether to give up: milliseconds


class CannotCopy(CannotStart):
    """A backup or a restore that was not done; the sentence says why. Nothing has changed."""


def copy(source: Path, part: Path, *, in_use: bool, give_up: threading.Event | None = None) -> None:
    """Copy the database `source`, as it is at one moment, into the empty file `part`; check it.

    With `in_use`, others may read and write `source` meanwhile. The copy is one file without a log
    beside it, and holds nothing of what was deleted
    (https://sqlite.org/lang_vacuum.html#vacuuminto). It ends soon after `give_up` is set. Raises
    `CannotCopy`.
    """
    opened = _connect(source, "rw", give_up) if in_use else reading(source, give_up)
    try:
        with opened as connection:
            connection.execute("VACUUM INTO ?", (str(part),))
        problem = problem_in(part, give_up)
    except sqlite3.Error as failure:
        msg = f"The database {source} could not be copied ({failure}); nothing was changed."
        raise CannotCopy(msg) from failure
    if problem is not None:
        msg = f"The copy of {source} came out damaged ({problem}); check the disk, then try again."
        raise CannotCopy(msg)


def problem_in(file: Path, give_up: threading.Event | None = None) -> str | None:
    """Return the first thing wrong in a database file that nobody writes to; None: it is sound.

    Raises `sqlite3.DatabaseError` for a file that is no database at all.
    """
    with reading(file, give_up) as connection:
        (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        return None if found == "ok" else str(found)


@contextmanager
def reading(file: Path, give_up: threading.Event | None = None) -> Iterator[sqlite3.Connection]:
    """Open a database that nobody writes to; the file stays as it is, and alone."""
    logged = file.with_name(f"{file.name}-wal").exists()
    with _connect(file, "ro" if logged else "ro&immutable=1", give_up) as connection:
        yield connection


@contextmanager
def part_of(final: Path) -> Iterator[Path]:
    """Give the file that becomes `final` once it is whole; until then it is `.NAME.part`.

    It is empty, for its owner only, and nobody else's: of two processes one is refused. What a
    killed process has left under this name is written over. Raises `CannotCopy`.
    """
    part = final.with_name(f".{final.name}.part")
    try:
        descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except OSError as refusal:
        msg = f"{final.parent} cannot be written ({refusal.strerror}); name another place."
        raise CannotCopy(msg) from refusal
    try:
        _take(descriptor, final)
        try:
            yield part
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    finally:
        os.close(descriptor)


def put(part: Path, final: Path, *, replace: bool) -> None:
    """Give a whole copy its final name, safe from a power cut on; never a file in between.

    Raises `CannotCopy` without `replace` if something of that name has come to be there.
    """
    try:
        _sync(part)
        if replace:
            part.replace(final)
        else:
            _link(part, final)
        _sync(final.parent)
    except FileExistsError:
        raise taken(final) from None
    except OSError as refusal:
        msg = f"{final} could not be written ({refusal.strerror}); see that the disk has room."
        raise CannotCopy(msg) from refusal


def taken(final: Path) -> CannotCopy:
    """Say that a file is there already."""
    return CannotCopy(f"{final} is there already; name another file, or say --force to replace it.")


@contextmanager
def _connect(
    file: Path, mode: str, give_up: threading.Event | None
) -> Iterator[sqlite3.Connection]:
    uri = f"file:{quote(str(file))}?mode={mode}"
    with closing(sqlite3.connect(uri, uri=True, timeout=BUSY_MILLISECONDS / 1000)) as connection:
        if give_up is not None:
            connection.set_progress_handler(give_up.is_set, _STEPS)
        yield connection


def _take(descriptor: int, final: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        msg = f"{final} is being written by somebody else; wait until that has ended."
        raise CannotCopy(msg) from None
    except OSError as refusal:
        msg = f"{final.parent} knows no locks ({refusal.strerror}); name a place on a local disk."
        raise CannotCopy(msg) from refusal
    os.ftruncate(descriptor, 0)


def _link(part: Path, final: Path) -> None:
    """Rename without replacing, which has no call of its own everywhere."""
    try:
        final.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:  # a file system without links, such as a memory stick's: a look must do
        if final.exists():
            raise FileExistsError from None
        part.rename(final)
    else:
        part.unlink()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
