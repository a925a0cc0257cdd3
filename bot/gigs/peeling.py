"""Taking off what stands around a number: "about", "or so", "in total", a currency."""

from collections.abc import Container
from dataclasses import dataclass

from bot.gigs.tokens import Tokens

_LONGEST_PHRASE = 6


def phrases(*said: str) -> frozenset[Tokens]:
    """Return phrases, their tokens set apart by spaces, as tokens."""
    return frozenset(tuple(phrase.split()) for phrase in said)


_ABOUT = phrases(
    *("about", "around", "approx", "approx .", "approximately", "roughly", "circa", "ca", "ca ."),
    *("~", "≈", "maybe", "probably", "perhaps", "i think", "i guess", "say", "like"),
)
BEFORE = _ABOUT | phrases("c", "c .", "just", "only", "exactly", "=", "-")
AFTER = _ABOUT | phrases(
    *("ish", "- ish", "or so", "more or less", "give or take", "+ / -", ".", "!", "?", ","),
    *("only", "exactly", "in total", "total", "altogether", "all in", "for everything"),
)


@dataclass(frozen=True)
class Peeled:
    """What is left in the middle, and the phrases that were taken off."""

    middle: Tokens
    off: tuple[Tokens, ...]

    @property
    def minuses(self) -> int:
        return self.off.count(("-",))


def peel(
    said: Tokens, *, before: Container[Tokens] = BEFORE, after: Container[Tokens] = AFTER
) -> Peeled:
    """Take phrases off both ends, the longest that fits first, for as long as one fits."""
    off = []
    while phrase := _fitting(before, [said[:size] for size in _sizes(said)]):
        off.append(phrase)
        said = said[len(phrase) :]
    while phrase := _fitting(after, [said[-size:] for size in _sizes(said)]):
        off.append(phrase)
        said = said[: -len(phrase)]
    return Peeled(said, tuple(off))


def _sizes(said: Tokens) -> range:
    return range(min(len(said), _LONGEST_PHRASE), 0, -1)


def _fitting(known: Container[Tokens], ends: list[Tokens]) -> Tokens | None:
    return next((end for end in ends if end in known), None)
