"""A problem with the content, told to a curator who does not program."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong, where, and how to mend it.

    `file` is relative to the content folder, `line` counts from 1, `entry` is the id (or
    whatever else tells the entry), None where the whole file is meant.
    """

    file: str
    line: int
    entry: str
    message: str
    mend: str

    def __str__(self) -> str:
        """Return it on one line: `guidance/venues.yaml:12 (venues-first): what. How to mend.`."""
        entry = f" ({self.entry})" if self.entry else ""
        return f"{self.file}:{self.line}{entry}: {self.message}; {self.mend}."


class ContentError(Exception):
    """The content cannot be used; `problems` holds every reason, in the order of the files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        things = "problem" if count == 1 else "problems"
        super().__init__(f"The content has {count} {things}; the first: {self.problems[0]}")
