"""Finding entries by a question in anybody's words.

A question is ranked with BM25 over weighted fields (Robertson and Zaragoza, "The Probabilistic
Relevance Framework: BM25 and Beyond", 2009), and names found in it count extra. An entry is an
answer only above a floor: below it, finding nothing is the honest result.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from bot.guidance.entries import Entry, Topic
from bot.guidance.text import Stemmer, plain

SATURATION = 1.2  # BM25's k1: how soon repeating a word stops counting
NAME_INSIDE = 0.3  # added for a title or alias in a question, as a share of its words' rarity
NAME_WHOLE = 1_000.0  # added where a title or alias is the whole question
FLOOR = 0.57  # the least for the best answer, as a share of the rarity of a word nobody uses
ALONGSIDE = 0.4  # the least for the answers after it, as a share of the best one's score


@dataclass(frozen=True)
class Match:
    """An entry that answers, and how well: higher is better, comparable within one search."""

    entry: Entry
    score: float


@dataclass(frozen=True)
class Field:
    """A part of an entry: how much a word in it says, and how far length dilutes it (0 to 1)."""

    name: str
    weight: float
    dilution: float


TITLE = Field("title", weight=3.0, dilution=0.5)
ALIASES = Field("aliases", weight=3.0, dilution=0.3)
BODY = Field("body", weight=1.0, dilution=0.5)
POINTS = Field("points", weight=1.0, dilution=0.5)
TOPICS = Field("topics", weight=1.5, dilution=0.5)
FIELDS = (TITLE, ALIASES, BODY, POINTS, TOPICS)

Stems = Mapping[Field, Counter[str]]
"""The stems of one entry, field by field."""


class Search:
    """A full-text index of entries; it never changes. At equal scores their order decides."""

    def __init__(self, entries: Sequence[Entry], topics: Mapping[str, Topic]) -> None:
        self._entries = tuple(entries)
        self._stemmer = Stemmer()
        self._whole_names: dict[str, int] = {}
        self._names: defaultdict[str, list[tuple[frozenset[str], int]]] = defaultdict(list)
        self._postings = _postings([self._stems(entry, topics) for entry in entries])
        self._rarest = _rarity(0, len(entries))
        self._rarity = {
            stem: _rarity(len(found), len(entries)) for stem, found in self._postings.items()
        }
        for position, entry in enumerate(entries):
            for name in (entry.title, *entry.aliases):
                self._whole_names.setdefault(plain(name), position)
                stems = frozenset(self._stemmer.stems(name))
                for stem in stems:
                    self._names[stem].append((stems, position))

    def search(self, question: str, limit: int) -> list[Match]:
        """Return the entries that answer a question, best first; none if nothing fits."""
        asked = dict.fromkeys(self._stemmer.stems(question))
        scores = self._score(asked)
        named = self._whole_names.get(plain(question))
        if named is None and max(scores.values(), default=0.0) < self._floor(asked):
            return []
        least = ALONGSIDE * max(scores.values(), default=0.0)
        if named is not None:
            scores[named] = scores.get(named, 0.0) + NAME_WHOLE
        best = sorted(scores, key=lambda position: (-scores[position], position))
        return [
            Match(self._entries[position], scores[position])
            for position in best[:limit]
            if scores[position] >= least
        ]

    def _floor(self, asked: Iterable[str]) -> float:
        """Return the score below which nothing answers; a few common words need less."""
        weight = math.fsum(self._rarity.get(stem, self._rarest) for stem in asked)
        return FLOOR * min(weight, self._rarest)

    def _score(self, asked: Mapping[str, None]) -> dict[int, float]:
        scores: defaultdict[int, float] = defaultdict(float)
        for stem in asked:
            for position, strength in self._postings.get(stem, ()):
                scores[position] += self._rarity[stem] * strength
        for position, share in self._names_inside(set(asked)).items():
            scores[position] += share
        return scores

    def _names_inside(self, asked: Set[str]) -> dict[int, float]:
        """Reward each entry for the weightiest of its names whose every stem is asked for."""
        rewards: dict[int, float] = {}
        for stem in sorted(asked):
            for name, position in self._names.get(stem, ()):
                if name <= asked:
                    reward = NAME_INSIDE * math.fsum(self._rarity[part] for part in name)
                    rewards[position] = max(rewards.get(position, 0.0), reward)
        return rewards

    def _stems(self, entry: Entry, topics: Mapping[str, Topic]) -> Stems:
        texts = {
            TITLE: [entry.title],
            ALIASES: entry.aliases,
            BODY: [entry.body],
            POINTS: entry.points,
            TOPICS: [topics[topic].name for topic in entry.topics],
        }
        return {field: Counter(self._stemmer.stems(" ".join(texts[field]))) for field in FIELDS}


def _rarity(holders: int, entries: int) -> float:
    """Return BM25's inverse document frequency, in the form that is never negative."""
    return math.log(1 + (entries - holders + 0.5) / (holders + 0.5))


def _postings(texts: Sequence[Stems]) -> dict[str, list[tuple[int, float]]]:
    """Return for each stem the entries that hold it, and how strongly, from 0 to 1."""
    usual = {
        field: max(1.0, sum(text[field].total() for text in texts) / max(1, len(texts)))
        for field in FIELDS
    }
    postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for position, text in enumerate(texts):
        weights: defaultdict[str, float] = defaultdict(float)
        for field, counts in text.items():
            length = 1 - field.dilution + field.dilution * counts.total() / usual[field]
            for stem, count in counts.items():
                weights[stem] += field.weight * count / length
        for stem, weight in weights.items():
            postings[stem].append((position, weight / (SATURATION + weight)))
    return dict(postings)
