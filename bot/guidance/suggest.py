"""Completing a name from what somebody has typed so far."""

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from bot.guidance.text import plain

Choice = TypeVar("Choice")

WHOLE, START, WORD_START, INSIDE = range(4)
"""How typed text can fit a name, best first: all of it, its start, a word's start, anywhere."""


class Completion(Generic[Choice]):
    """Choices by their names, ready to be completed at every keystroke."""

    def __init__(self, choices: Iterable[tuple[Choice, Sequence[str]]]) -> None:
        """Take choices with one or more names each, the one it is shown by first."""
        self._choices = [(choice, [plain(name) for name in names]) for choice, names in choices]

    def complete(self, typed: str, limit: int) -> list[Choice]:
        """Return the choices whose names fit the typed text, best fit first.

        At the same fit the shown name wins over the others, then the order of the choices
        decides. Text without a word in it fits everything.
        """
        wanted = plain(typed)
        if not wanted:
            return [choice for choice, _ in self._choices[:limit]]
        ranked = []
        for position, (choice, names) in enumerate(self._choices):
            fits = [
                (fit, place > 0)
                for place, name in enumerate(names)
                if (fit := _fit(wanted, name)) is not None
            ]
            if fits:
                ranked.append((min(fits), position, choice))
        ranked.sort(key=lambda found: found[:2])
        return [choice for _, _, choice in ranked[:limit]]


def _fit(wanted: str, name: str) -> int | None:
    if wanted not in name:
        return None
    if name == wanted:
        return WHOLE
    if name.startswith(wanted):
        return START
    return WORD_START if f" {wanted}" in name else INSIDE
