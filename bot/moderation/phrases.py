"""Finding phrases in words, many at once.

Words lead to *kinds*: the classes and single words that phrases are made of. Every phrase has an
*anchor*, the one of its words that says most ("hire" rather than "for"). Where an anchor stands,
and only there, the phrase is looked for: leftwards to its first word, then rightwards to its last,
through tries in which phrases that read alike share their nodes.

**First, cheaply.** A text that lacks a word of every phrase has none of them: `anchors_among` finds
that out without reading the text in order, and which phrases are left.

**Linear time.** Let L be the words of the longest entry of a class, K the most kinds one entry has,
N the nodes of all tries, S the most steps of a phrase and G the most words in its gaps: numbers of
the rules, not of the text. For a text of n words, listing its entries takes n * L steps. There are
at most n * L * K anchors. From one of them a phrase reaches at most R = S * L + G words either way,
so there are at most N * R pairs of a node and a word to visit; each is visited once, and looks at
no more than (G + 1) * L entries. The product is a number of the rules times n. Nothing else looks
back in the text.

**Many rules.** A word that begins no anchor costs one look into a dictionary, however many phrases
there are, and is looked at again only next to an anchor; that costs as much as the text around it
agrees with phrases, not as many as exist.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from bot.moderation.pattern import Step, parse, variants
from bot.moderation.rarity import RareWords
from bot.moderation.tokens import LINK, NUMBER, Tokens, link_word, split


@dataclass(slots=True, eq=False)
class _Entry:
    """A node of a trie of words: the kinds that end here, and the words that go on."""

    kinds: set[int] = field(default_factory=set)
    anchors: set[int] = field(default_factory=set)
    next: dict[str, "_Entry"] = field(default_factory=dict)

    def after(self, words: Iterable[str]) -> "_Entry":
        node = self
        for word in words:
            node = node.next.setdefault(word, _Entry())
        return node


@dataclass(slots=True, eq=False)
class _Node:
    """A node of a trie of kinds, read in one direction.

    `next` holds for a kind pairs of a gap (so many words may stand between) and a node. `ends` are
    the names of the phrases that are complete here; `turn` is where to go on to the right when the
    left of a phrase is complete.
    """

    next: dict[int, list[tuple[int, "_Node"]]] = field(default_factory=dict)
    reach: int = 0
    ends: list[str] = field(default_factory=list)
    turn: "_Node | None" = None

    def after(self, kind: int, gap: int) -> "_Node":
        self.reach = max(self.reach, gap)
        edges = self.next.setdefault(kind, [])
        for known, node in edges:
            if known == gap:
                return node
        node = _Node()
        edges.append((gap, node))
        return node


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of `name`, from its first word to its last."""

    name: str
    first: int
    last: int


_LINK = LINK[:-1]
_ANY_NUMBER = 10_000
_NO_COSTS: Mapping[str, int] = MappingProxyType({})


class Phrases:
    """Phrases of several names, ready to be looked for."""

    def __init__(
        self,
        phrases: Mapping[str, Sequence[str]],
        classes: Mapping[str, Sequence[str]],
        *,
        sites: Sequence[str] = (),
        costs: Mapping[str, int] = _NO_COSTS,
    ) -> None:
        """Take phrases by name, and the words of each class.

        `sites` are the names of lists of sites: `{link NAME}` is a link to one of them. `costs`
        says how often words stand in any text, 1 where it does not: rarer ones make better
        anchors. Raises `Malformed` for a phrase that cannot be read, KeyError for a class that is
        not there.
        """
        self._entries = _entries(classes, sites)
        self._word_costs = {NUMBER: _ANY_NUMBER, **costs}
        self._words, self._backwards = _Entry(), _Entry()
        self._opening: dict[int, set[str]] = {}
        self._anchors: dict[int, _Node] = {}
        self._kinds: dict[str, int] = {}
        self._costs: dict[str, int] = {}
        self._rare = RareWords(costs)
        for name, written in phrases.items():
            for steps in _read(written):
                kind = self._add(name, steps)
                choices = (frozenset(map(split, self._entries_of(step))) for step in steps)
                self._rare.add(kind, choices)

    def _add(self, name: str, steps: tuple[Step, ...]) -> int:
        """Take one phrase, and return the kind of its anchor."""
        place = min(range(len(steps)), key=lambda number: self._cost(steps[number]))
        kind = self._kind(steps[place])
        left = self._anchors.setdefault(kind, _Node())
        for number in range(place - 1, -1, -1):
            left = left.after(self._kind(steps[number]), steps[number + 1].gap)
        if left.turn is None:
            left.turn = _Node()
        right = left.turn
        for step in steps[place + 1 :]:
            right = right.after(self._kind(step), step.gap)
        if name not in right.ends:
            right.ends.append(name)
        for entry in self._entries_of(steps[place]):
            words = split(entry)
            self._words.after(words).anchors.add(kind)
            self._opening.setdefault(kind, set()).add(words[0])
        return kind

    def _cost(self, step: Step) -> int:
        """How often a step may be there."""
        known = self._costs.get(step.name)
        if known is None:
            words = {self._rarest(entry) for entry in self._entries_of(step)}
            known = sum(0 if word.startswith(_LINK) else self._word_cost(word) for word in words)
            self._costs[step.name] = known
        return known

    def _rarest(self, entry: str) -> str:
        return min(split(entry), key=self._word_cost)

    def _word_cost(self, word: str) -> int:
        return self._word_costs.get(word, 1)

    def _kind(self, step: Step) -> int:
        known = self._kinds.get(step.name)
        if known is None:
            known = self._kinds[step.name] = len(self._kinds)
            for entry in self._entries_of(step):
                words = split(entry)
                self._words.after(words).kinds.add(known)
                self._backwards.after(reversed(words)).kinds.add(known)
        return known

    def _entries_of(self, step: Step) -> Iterator[str]:
        for choice in step.choices:
            if choice.startswith("{"):
                yield from self._entries[choice[1:-1]]
            else:
                yield choice

    def anchors_among(self, pieces: Collection[str]) -> set[int]:
        """The anchors of phrases that may be in a text of these pieces; of any other, none is.

        Words that stand for links are pieces, too.
        """
        return self._rare.complete_in(pieces)

    def find(
        self, text: Tokens, apart: Sequence[bool] = (), anchors: Collection[int] | None = None
    ) -> list[Found]:
        """Find every name once, where it comes first and at its longest there.

        `apart` tells of each word whether it is set apart, as quoted words are: what begins there
        is found once more, on its own. `anchors` are those that may be there, if that is known.
        """
        read = _Reading(self._words, self._backwards, text)
        found: dict[tuple[str, bool], Found] = {}
        wanted = self._anchors.keys() if anchors is None else anchors
        for first, last, kind in self._anchors_in(read, text.words, wanted):
            for begin, turn in read.leftwards(self._anchors[kind], first):
                for end, node in read.rightwards(turn, last):
                    for name in node.ends:
                        key = name, bool(apart) and apart[begin]
                        known = found.get(key)
                        if known is None or (begin <= known.first and end >= known.last):
                            found[key] = Found(name, begin, end)
        return list(found.values())

    def _anchors_in(
        self, read: "_Reading", words: Sequence[str], wanted: Collection[int]
    ) -> Iterator[tuple[int, int, int]]:
        """Give where the wanted anchors begin and end, and which they are."""
        opening = set().union(*(self._opening[kind] for kind in wanted))
        for first in [place for place, word in enumerate(words) if word in opening]:
            for last, entry in read.forwards.at(first):
                for kind in entry.anchors:
                    if kind in wanted:
                        yield first, last, kind


class _Entries:
    """The entries in a text that begin at a word, or those that end there, found when asked for."""

    def __init__(self, root: _Entry, words: Sequence[str], way: int) -> None:
        self._root, self._words, self._way = root, words, way
        self._known: dict[int, list[tuple[int, _Entry]]] = {}

    def at(self, place: int) -> list[tuple[int, _Entry]]:
        """Give the entries at a place, each with where it is left."""
        known = self._known.get(place)
        if known is not None:
            return known
        known = self._known[place] = []
        words, way, size = self._words, self._way, len(self._words)
        entry, far = self._root.next.get(words[place]), place
        while entry is not None:
            if entry.kinds:
                known.append((far, entry))
            far += way
            entry = entry.next.get(words[far]) if 0 <= far < size else None
        return known


class _Reading:
    """One text with the entries in it."""

    def __init__(self, words: _Entry, backwards: _Entry, text: Tokens) -> None:
        self._sentences = text.sentences
        self.forwards = _Entries(words, text.words, 1)
        self._backwards = _Entries(backwards, text.words, -1)

    def leftwards(self, root: _Node, first: int) -> Iterator[tuple[int, _Node]]:
        """Where phrases with this anchor begin, and how each goes on after it."""
        for place, node in self._walk(root, first, -1, self._backwards):
            if node.turn is not None:
                yield place, node.turn

    def rightwards(self, root: _Node, last: int) -> Iterator[tuple[int, _Node]]:
        """Where phrases end, with the nodes they end at."""
        for place, node in self._walk(root, last, 1, self.forwards):
            if node.ends:
                yield place, node

    def _walk(
        self, root: _Node, start: int, way: int, entries: _Entries
    ) -> list[tuple[int, _Node]]:
        """Every node that the text leads to from a root, with the place it was reached at."""
        reached = [(start, root)]
        if not root.next:
            return reached
        seen = set(reached)
        sentences = self._sentences
        size = len(sentences)
        for place, node in reached:  # which grows meanwhile
            edges, near = node.next, place
            for gap in range(node.reach + 1 if edges else 0):
                near += way
                if not 0 <= near < size or (gap and sentences[near] != sentences[place]):
                    break
                for far, entry in entries.at(near):
                    kinds = entry.kinds
                    if kinds.isdisjoint(edges):
                        continue
                    for kind in edges.keys() & kinds:
                        for most, after in edges[kind]:
                            if gap <= most and (far, after) not in seen:
                                seen.add((far, after))
                                reached.append((far, after))
        return reached


def _entries(
    classes: Mapping[str, Sequence[str]], sites: Sequence[str]
) -> Mapping[str, Sequence[str]]:
    """The entries of every class, those that are always there among them."""
    links = {f"link {name}": (link_word(name),) for name in sites}
    every = (LINK, *(word for [word] in links.values()))
    return {**classes, **links, "link": every, "number": (NUMBER,)}


def _read(written: Iterable[str]) -> Iterator[tuple[Step, ...]]:
    for phrase in written:
        yield from variants(parse(phrase))
