"""The content in use by a running bot, and its exchange for a newer one."""

import threading
from datetime import datetime
from pathlib import Path

from bot.clock import Clock
from bot.content.problems import ContentError, Problem
from bot.content.reading import Content, check, load, version_of


class Shelf:
    """Holds the current content. Whoever shows it asks the shelf anew each time.

    Whatever reads files takes a moment: call it from a thread where others wait.
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        """Load the content of a folder; raises ContentError if it is unusable."""
        self._folder, self._clock = folder, clock
        self._reloading = threading.Lock()
        self._held = (load(folder), clock.now())

    @property
    def content(self) -> Content:
        """The content to show now."""
        return self._held[0]

    @property
    def loaded_at(self) -> datetime:
        """When the content to show now was read."""
        return self._held[1]

    def reload(self) -> tuple[Problem, ...]:
        """Read the folder again. Bad content is refused: its problems come back, the old stays."""
        with self._reloading:
            try:
                self._held = (load(self._folder), self._clock.now())
            except ContentError as error:
                return error.problems
        return ()

    def problems(self) -> tuple[Problem, ...]:
        """Check the folder as it is now; overdue reviews count, though they stop no reload."""
        return check(self._folder, self._clock.now().date())

    def is_behind(self) -> bool:
        """Whether the folder differs from what is shown now."""
        return version_of(self._folder) != self.content.version
