"""What the doctor found: one finding for each thing looked at, and all of them together."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Self, TypeAlias

State: TypeAlias = Literal["good", "note", "broken"]
"""A note works as it is, and is worth knowing; what is broken keeps something from working."""

Mender: TypeAlias = Literal["moderators", "operator"]
"""Who can mend it: whoever looks after the server, or whoever runs the bot's machine."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    `key` names what was found in the same way in every run: `gone:log:42`; `parts` are the several
    things it is about, such as the permissions that lack. `found` is a sentence of what was found,
    `mend` says how to mend it: which page, which setting, which command. It is empty if nothing is
    to be mended. `told_elsewhere`: moderators are told of it in their log by the feature that it
    belongs to.
    """

    key: str
    looked_at: str
    state: State
    found: str
    mend: str = ""
    mender: Mender = "moderators"
    told_elsewhere: bool = False
    parts: tuple[str, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """By what it is known again, apart for each of its parts: some may be mended first."""
        return frozenset(f"{self.key}:{part}" for part in self.parts) or frozenset({self.key})


@dataclass(frozen=True, slots=True)
class Report:
    """All findings, in the order in which they were looked at."""

    findings: tuple[Finding, ...]

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Self:
        """Take findings as they come."""
        return cls(tuple(findings))

    @property
    def broken(self) -> tuple[Finding, ...]:
        """What is to be mended."""
        return self.in_state("broken")

    @property
    def is_well(self) -> bool:
        """Whether nothing is broken."""
        return not self.broken

    @property
    def untold(self) -> frozenset[str]:
        """The keys of what is broken, apart from what moderators are told of elsewhere."""
        return frozenset[str]().union(*(one.keys for one in self.broken if not one.told_elsewhere))

    @property
    def digest(self) -> str:
        """By what the set of what is broken is known again in a later run."""
        keys = sorted(frozenset[str]().union(*(one.keys for one in self.broken)))
        return hashlib.sha256(json.dumps(keys).encode()).hexdigest()

    def in_state(self, state: State) -> tuple[Finding, ...]:
        """Return the findings in one state."""
        return tuple(one for one in self.findings if one.state == state)
