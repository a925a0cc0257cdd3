"""A text on its way through the folding, every character knowing where it came from."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

_ADDRESS = re.compile(r"https?://[^\s<>|`]++")


class Edit(NamedTuple):
    """Put something in the place of text[start:end]."""

    start: int
    end: int
    instead: str


class Mask(NamedTuple):
    """A masked link: where its visible text and its target stand in the original."""

    shown: tuple[int, int]
    target: tuple[int, int]


@dataclass(slots=True)
class Draft:
    """text[i] stands for original[starts[i]:ends[i]]; both sequences never fall.

    `words` are what letters set apart all alike ("d m m e") may be parted into.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    undone: set[str] = field(default_factory=set)
    masks: list[Mask] = field(default_factory=list)
    words: Collection[str] = ()

    @classmethod
    def of(cls, text: str, words: Collection[str] = ()) -> "Draft":
        return cls(text, range(len(text)), range(1, len(text) + 1), words=words)

    def rewrite(self, edits: Iterable[Edit]) -> bool:
        """Carry out edits given in order; one that overlaps an earlier one is left out.

        A replacement of the same length maps character by character, any other as a whole.
        Takes time in proportion to the text.
        """
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for start, end, instead in edits:
            if start < at:
                continue
            pieces += self.text[at:start], instead
            starts += self.starts[at:start]
            ends += self.ends[at:start]
            if len(instead) == end - start:
                starts += self.starts[start:end]
                ends += self.ends[start:end]
            elif instead:
                first, last = self.span(start, end)
                starts += [first] * len(instead)
                ends += [last] * len(instead)
            at = end
        if not pieces:
            return False
        pieces.append(self.text[at:])
        self.starts = [*starts, *self.starts[at:]]
        self.ends = [*ends, *self.ends[at:]]
        self.text = "".join(pieces)
        return True

    def respell(self, spelling: Callable[[str], str]) -> None:
        """Put what `spelling` says in the place of every character."""
        pieces = list(map(spelling, self.text))
        text = "".join(pieces)
        if len(text) != len(pieces) or "" in pieces:
            each = list(zip(self.starts, self.ends, pieces, strict=True))
            self.starts = [start for start, _, piece in each for _ in piece]
            self.ends = [end for _, end, piece in each for _ in piece]
        self.text = text

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where text[start:end], which is not empty, stands in the original."""
        return self.starts[start], self.ends[end - 1]

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Give the matches that touch no address with a scheme."""
        return outside_addresses(pattern, self.text)


def outside_addresses(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Give the matches that touch no address with a scheme: there every letter counts."""
    if "://" not in text:
        return pattern.finditer(text)
    return chain.from_iterable(pattern.finditer(text, *gap) for gap in _between_addresses(text))


def without_addresses(text: str) -> str:
    """Return a text with a space in the place of each address with a scheme."""
    return _ADDRESS.sub(" ", text)


def _between_addresses(text: str) -> list[tuple[int, int]]:
    addresses = [address.span() for address in _ADDRESS.finditer(text)]
    starts = [0, *(end for _, end in addresses)]
    ends = [*(start for start, _ in addresses), len(text)]
    return [gap for gap in zip(starts, ends, strict=True) if gap[0] < gap[1]]
