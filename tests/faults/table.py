"""What was broken, how often, and what people got: the table that `make faults` prints."""

from collections import Counter
from dataclasses import dataclass, field

HEADINGS = ("fault", "times injected", "expected", "seen", "events lost", "actions doubled")


@dataclass
class Row:
    """One kind of fault.

    `lost` counts what somebody was told had happened, or what had been saved, and is not there;
    `doubled` what is there twice.
    """

    fault: str
    expected: str
    seen: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    doubled: int = 0

    @property
    def cells(self) -> tuple[str, ...]:
        seen = ", ".join(f"{count} {what}" for what, count in sorted(self.seen.items()))
        times = str(self.seen.total())
        return (self.fault, times, self.expected, seen, str(self.lost), str(self.doubled))

    def check(self) -> None:
        """Fail if anything was lost or doubled, or if something else than expected came."""
        assert (self.lost, self.doubled) == (0, 0), self
        assert self.seen.keys() <= set(self.expected.split(" or ")), self


class Table:
    """All rows of a run."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def row(self, fault: str, expected: str) -> Row:
        """Begin a row; `expected` lists what may come, with "or" between."""
        self.rows.append(Row(fault, expected))
        return self.rows[-1]

    def lines(self) -> list[str]:
        cells = [HEADINGS, *(row.cells for row in self.rows)]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        return [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in cells
        ]
