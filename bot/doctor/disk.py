"""Room on the disk, and how old the newest backup is."""

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.doctor.finding import Finding, State
from bot.jobs.backups import HOUR

AMPLE = 1_000_000_000
"""Bytes. Below, there is room for weeks, but no longer for what a log or an update may take."""

LEAST = 100_000_000
"""Bytes. Below, the next long night of a busy server may find the disk full, and then the bot can
write down nothing: it stops acting rather than act without a record."""

BACKUP_OVERDUE = timedelta(hours=36)
"""A night's backup that failed is tried again for a day; half a day more is a fault that stays."""

_LOOKED_AT_BACKUPS = "Backups"


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that the bot writes to; `free` is in bytes, None if it cannot be asked.

    It is told by its name and the setting that leads to it: where things lie on the machine is
    not for everybody who reads a report.
    """

    name: str
    setting: str
    free: int | None
    is_writable: bool


def folder_of(name: str, setting: str, path: Path) -> Folder:
    """Look at a folder; one that is not there yet will lie where its nearest parent does."""
    there = next((one for one in (path, *path.parents) if one.is_dir()), Path("/"))
    try:
        free = shutil.disk_usage(there).free
    except OSError:
        free = None
    return Folder(name, setting, free, os.access(there, os.W_OK | os.X_OK))


def room(folder: Folder, held: int = 0) -> Finding:
    """Look whether a folder can be written and has room, for `held` bytes besides the usual."""
    key, looked_at = f"disk:{folder.name}", f"Disk for the {folder.name}"
    if not folder.is_writable:
        found = f"I may not write to the folder of the {folder.name}."
        mend = f"Let the bot's user own it, or name another in {folder.setting}."
        return Finding(f"{key}:read_only", looked_at, "broken", found, mend, "operator")
    if folder.free is None:
        found = "It does not tell how much room it has."
        return Finding(key, looked_at, "note", found, mender="operator")
    found = f"{_size(folder.free)} are free."
    if folder.free >= AMPLE + held:
        return Finding(key, looked_at, "good", found, mender="operator")
    mend = f"Make room on the disk to which {folder.setting} leads, or give it more."
    state: State = "broken" if folder.free < LEAST + held else "note"
    return Finding(key, looked_at, state, found, mend, "operator")


def newest_backup(database: Path, backups: Path) -> date | None:
    """Return the day of the newest nightly backup; None if there is none."""
    name = re.compile(rf"{re.escape(database.stem)}-(\d{{4}}-\d\d-\d\d)\.db")
    return max(_days(name, backups), default=None)


def backups_made(newest: date | None, now: datetime, *, are_on: bool) -> Finding:
    """Look how long ago the last nightly backup was."""
    key, looked_at = "backups", _LOOKED_AT_BACKUPS
    if not are_on:
        found = "I make none."
        mend = "Name a folder in BIZTALK_BACKUPS, unless something else copies the database."
        return Finding(key, looked_at, "note", found, mend, "operator")
    if newest is None:
        found = f"There is none yet; the first comes at {HOUR:%H:%M} UTC."
        return Finding(key, looked_at, "note", found, mender="operator")
    age = now - datetime.combine(newest, HOUR, tzinfo=UTC)
    found = f"The newest is of {newest:%d %B %Y}.".replace(" 0", " ")
    if age <= BACKUP_OVERDUE:
        return Finding(key, looked_at, "good", found, mender="operator")
    mend = "Look for errors of the kind backup in the log; biztalk db backup FILE makes one now."
    return Finding(f"{key}:overdue", looked_at, "broken", found, mend, "operator")


def _days(name: re.Pattern[str], folder: Path) -> Iterator[date]:
    for file in folder.iterdir() if folder.is_dir() else ():
        if found := name.fullmatch(file.name):
            try:
                yield date.fromisoformat(found[1])
            except ValueError:
                continue  # a name that only looks like a day


def _size(free: int) -> str:
    return f"{free / 1e9:,.1f} GB" if free >= 1e9 else f"{free / 1e6:,.0f} MB"
