"""Telling cheaply that no phrase can be in a text: some word of each is missing."""

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from itertools import chain

from bot.moderation.tokens import NUMBER, pieces

_ANY_NUMBER = 10_000

Words = tuple[str, ...]
Way = tuple[frozenset[str], ...]
"""What has to be there: one of each."""


class RareWords:
    """For rare words of phrases: what has to be there besides, in whatever order.

    Words are taken by their pieces, so that a text is parted once, quickly, for all. Phrases are
    known by numbers.
    """

    def __init__(self, costs: Mapping[str, int]) -> None:
        """Take how often words stand in any text, 1 where it does not say."""
        self._costs = {NUMBER: _ANY_NUMBER}
        self._costs |= {piece: often for word, often in costs.items() for piece in pieces(word)}
        self._beside: dict[str, set[str]] = {}
        self._ways: dict[str, dict[Way, set[int]]] = {}
        self._told = cache(self._pieces)
        self._cost = cache(self._often)

    def add(self, number: int, steps: Iterable[frozenset[Words]]) -> None:
        """Take a phrase: the choices at each of its steps."""
        rare = {frozenset(self._told(words)[0] for words in choices): choices for choices in steps}
        first, *rest = sorted(rare, key=self._cost)
        for words in rare[first]:
            one, *own = self._told(words)
            way = sorted([*(frozenset([piece]) for piece in own), *rest], key=self._cost)
            self._beside.setdefault(one, set()).update(way[0] if way else [one])
            self._ways.setdefault(one, {}).setdefault(tuple(way), set()).add(number)

    def _pieces(self, words: Words) -> Words:
        """The pieces of some words, the rarest first; what stands for a link is one."""
        parted = ([word] if word.startswith("<") else pieces(word) for word in words)
        return tuple(sorted(chain(*parted), key=lambda one: (self._costs.get(one, 1), -len(one))))

    def _often(self, choices: frozenset[str]) -> int:
        return sum(self._costs.get(one, 1) for one in choices)

    def complete_in(self, there: Collection[str]) -> set[int]:
        """Tell which phrases have all their words among these pieces; others are not there."""
        complete: set[int] = set()
        rare = self._beside.keys() & there
        if not rare:
            return complete
        there = frozenset(there)
        for one in rare:
            if self._beside[one].isdisjoint(there):
                continue
            for way, numbers in self._ways[one].items():
                if not any(map(there.isdisjoint, way)):
                    complete |= numbers
        return complete
