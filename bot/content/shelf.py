"""The content in use by a running bot, and its exchange for a newer one."""

from pathlib import Path

from bot.content.problems import ContentError, Problem
from bot.content.reading import Content, load


class Shelf:
    """Holds the current content. Whoever shows it asks the shelf anew each time."""

    def __init__(self, folder: Path) -> None:
        """Load the content of a folder; raises ContentError if it is unusable."""
        self._folder = folder
        self._content = load(folder)

    @property
    def content(self) -> Content:
        """The content to show now."""
        return self._content

    def reload(self) -> tuple[Problem, ...]:
        """Read the folder again. Bad content is refused: its problems come back, the old stays.

        It reads files and takes a moment: call it from a thread where others wait.
        """
        try:
            self._content = load(self._folder)
        except ContentError as error:
            return error.problems
        return ()
