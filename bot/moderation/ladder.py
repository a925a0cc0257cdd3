"""The ladder: what a clear case means for the member who posted it.

The first has no consequence besides the note. Each further one, while the earlier ones have not
faded, is one rung higher, up to the one where moderators decide (inventory, section 8).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Rung:
    """What goes with a clear case.

    `strike` is its number, 0 for none. `times_out`: for the server's time. `asks_moderators`: what
    becomes of the member is theirs to say.
    """

    strike: int
    times_out: bool = False
    asks_moderators: bool = False


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs from the lowest; there is at least one."""

    rungs: Sequence[Rung]

    def __post_init__(self) -> None:
        if not self.rungs:
            raise ValueError("a ladder needs a rung")

    def rung_after(self, earlier: int) -> Rung:
        """Return the rung of a clear case after so many that count."""
        return self.rungs[min(earlier, len(self.rungs) - 1)]


NO_LADDER = Ladder((Rung(0),))
"""Nothing but the note goes with a clear case, however often."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A clear case of a member, from when on, and whether moderators have taken it back."""

    at: datetime
    is_withdrawn: bool = False


def counting(earlier: Iterable[Counted], now: datetime, fades_after: timedelta) -> int:
    """Return how many clear cases count: not taken back, and younger than `fades_after`."""
    return sum(not one.is_withdrawn and now - one.at < fades_after for one in earlier)
