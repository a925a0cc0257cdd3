"""Backing the database up while a bot may be using it."""

import threading
from pathlib import Path

from bot.store.copying import SIDE_FILES, CannotCopy, copy, part_of, put, taken


def back_up(
    database: Path, to: Path, *, replace: bool = False, give_up: threading.Event | None = None
) -> int:
    """Write a checked copy of `database`, as it is at one moment, to `to`; return its bytes.

    A process killed in between leaves nothing under that name. Setting `give_up`, from another
    thread, ends it soon. Raises `CannotCopy`, also for a file that is there already unless
    `replace` allows to write over it.
    """
    database, to = database.resolve(), to.resolve()
    if not database.is_file():
        msg = f"There is no database {database}; set BIZTALK_DATABASE to where it is."
        raise CannotCopy(msg)
    if to in {database, *(database.with_name(database.name + end) for end in SIDE_FILES)}:
        msg = f"{to} belongs to the database itself; name another file."
        raise CannotCopy(msg)
    if to.is_dir():
        msg = f"{to} is a folder; name a file in it."
        raise CannotCopy(msg)
    if to.exists() and not replace:
        raise taken(to)
    with part_of(to) as part:
        copy(database, part, in_use=True, give_up=give_up)
        size = part.stat().st_size
        put(part, to, replace=replace)
    return size
