"""Numbers as bars of text: they show on every client, and a screen reader reads the numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 26
"""Characters that a code block shows side by side on a narrow phone."""

_BLOCK = "█"
_LEAST = 4  # characters of the longest bar


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a plot: what it is about, how much, and what stands behind the number."""

    label: str
    value: int
    note: str = ""


def bars(rows: Sequence[Bar]) -> str:
    """Draw a line for each row, none longer than 26 characters, in a code block."""
    return "\n".join(("```", *drawn(rows, WIDTH), "```")) if rows else ""


def drawn(rows: Sequence[Bar], width: int) -> list[str]:
    """Draw a line for each row, none longer than `width` characters.

    The longest bar stands for the highest number; whatever is above 0 has at least one block.
    Labels too long for that are cut.
    """
    if not rows:
        return []
    numbers = max(len(str(row.value)) for row in rows)
    notes = max(len(row.note) for row in rows)
    beside = numbers + 1 + (notes + 1 if notes else 0)
    labels = min(max(len(row.label) for row in rows), width - beside - 1 - _LEAST)
    room = width - labels - 1 - beside
    highest = max(row.value for row in rows)
    return [_line(row, labels, room, highest, (numbers, notes)) for row in rows]


def _line(row: Bar, labels: int, room: int, highest: int, beside: tuple[int, int]) -> str:
    numbers, notes = beside
    length = max(1, round(room * row.value / highest)) if row.value > 0 else 0
    bar = (_BLOCK * length).ljust(room)
    line = f"{row.label[:labels]:<{labels}} {bar} {row.value:>{numbers}}"
    return f"{line} {row.note:>{notes}}" if notes else line
