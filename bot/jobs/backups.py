"""The nightly backup: a checked copy of the database into a folder, the oldest ones going."""

import asyncio
import logging
import re
import threading
from datetime import time
from pathlib import Path

from bot.clock import Clock
from bot.jobs.daily import next_at
from bot.store import Job
from bot.store.backup import back_up
from bot.store.jobs import JobRepository
from bot.store.place import prepare_folder

KIND = "backup"
HOUR = time(4, 30)  # UTC; after the daily round, so that what was due to go is in no new backup

log = logging.getLogger(__name__)


class Backups:
    """Backs `database` up into `folder` each night, and keeps the newest `kept` there."""

    def __init__(
        self, jobs: JobRepository, clock: Clock, database: Path, folder: Path | None, kept: int
    ) -> None:
        """Without a folder nothing is planned, and what was planned before comes to nothing."""
        self._jobs, self._clock = jobs, clock
        self._database, self._folder, self._kept = database, folder, kept
        name = rf"{re.escape(database.stem)}-\d{{4}}-\d\d-\d\d\.db"
        self._name, self._left = re.compile(name), re.compile(rf"\.{name}\.part")

    async def begin(self) -> None:
        """See to it that a backup is planned; for the start of the bot.

        Raises `CannotStart` for a folder that cannot be made or written: better now than at night.
        """
        if self._folder is not None:
            prepare_folder(self._folder, "backups", "BIZTALK_BACKUPS")
            await self._plan()

    async def do(self, _job: Job) -> None:
        """Make the backup of this day; made again, it takes the place of the first.

        Raises `bot.store.copying.CannotCopy`.
        """
        if self._folder is None:
            return
        await self._plan()  # first, so that a backup that fails is not the last
        file = self._folder / f"{self._database.stem}-{self._clock.now().date()}.db"
        size = await self._back_up(file)
        log.info("the database is backed up to %s, %d bytes", file, size)
        for old in self._old(self._folder):
            old.unlink()
            log.info("the old backup %s is deleted", old)

    async def _plan(self) -> None:
        due = next_at(HOUR, self._clock.now())
        await self._jobs.schedule(KIND, f"{KIND}:{due.date()}", due)

    async def _back_up(self, file: Path) -> int:
        give_up = threading.Event()
        try:
            return await asyncio.to_thread(
                back_up, self._database, file, replace=True, give_up=give_up
            )
        except asyncio.CancelledError:
            give_up.set()  # the bot ends, and would wait for the thread
            raise

    def _old(self, folder: Path) -> list[Path]:
        """Return our backups but for the newest, and what killed ones left; all else stays."""
        files = sorted(folder.iterdir())
        ours = [file for file in files if self._name.fullmatch(file.name)]
        left = [file for file in files if self._left.fullmatch(file.name)]
        return ours[: -self._kept] + left
