"""One bot per database: an operating-system lock on a file beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from bot.errors import CannotStart


@contextmanager
def hold(database: Path) -> Iterator[None]:
    """Hold the database for this process; raise `CannotStart` if another one holds it.

    The kernel frees the lock when its holder ends, however it ends. The file itself stays:
    removing it would let two processes lock two files of the same name.
    """
    file = database.with_name(f"{database.name}.lock")
    # A file system without real locks must not be given the kind that outlives a killed bot.
    lock = FileLock(file, blocking=False, thread_local=False, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout:
        msg = (
            f"Another bot is using the database {database} (it holds {file}); "
            "stop that one first, or set BIZTALK_DATABASE to another place."
        )
        raise CannotStart(msg) from None
    except OSError as refusal:
        msg = (
            f"The lock {file} could not be taken ({refusal.strerror}); "
            "keep the database on a local disk where the bot may write."
        )
        raise CannotStart(msg) from refusal
    try:
        yield
    finally:
        lock.release()
