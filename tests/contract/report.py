"""What a contract check found, countable and readable."""

from collections import Counter
from dataclasses import dataclass, field

from tests.contract.faults import Fault


@dataclass(frozen=True)
class Violation:
    """One fault of the bot or the sandbox: who, in what, and what is wrong there.

    `place` is a method with its path, or an event; `side` is the request, the query, the path,
    the answer, the status or the gateway.
    """

    who: str
    side: str
    place: str
    fault: Fault

    def __str__(self) -> str:
        return f"{self.who} · {self.place} · {self.side} · {self.fault}"


@dataclass
class Report:
    """Counts of what was checked, and what was found; equal violations are counted once each."""

    requests: int = 0
    answers: int = 0
    payloads: int = 0
    operations: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    events_without_schema: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    violations: Counter[Violation] = field(default_factory=Counter)

    def __str__(self) -> str:
        """Write the report for people: the counts, then one violation or note a line."""
        lines = [
            f"requests {self.requests}, answers {self.answers}, gateway payloads {self.payloads}",
            f"operations {len(self.operations)}, events {len(self.events)}",
            f"violations {self.violations.total()}",
        ]
        if self.events_without_schema:
            lines.append(f"events without a schema: {_counts(self.events_without_schema)}")
        lines += [f"note: {note}{_times(times)}" for note, times in sorted(self.notes.items())]
        lines += [f"VIOLATION {found}{_times(times)}" for found, times in self.violations.items()]
        return "\n".join(lines)


def _counts(counter: Counter[str]) -> str:
    return ", ".join(f"{name}{_times(times)}" for name, times in sorted(counter.items()))


def _times(times: int) -> str:
    return f" (x{times})" if times > 1 else ""
