"""Finding entries by a question in anybody's words.

A question is compared with examples of which it is known what they ask for: in meaning, by words
and by parts of words; and a linear model says what the examples teach. Some examples ask for
things that the library does not hold. Unless an entry stands out against those, finding nothing
is the honest result.
"""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from bot.guidance.entries import Entry, Topic
from bot.guidance.examples import Examples
from bot.guidance.learned import Learned, Matrix
from bot.guidance.meaning import Vectors, embed
from bot.guidance.overlap import Overlap, Scores, grams
from bot.guidance.spelling import Spelling
from bot.guidance.text import LONGEST_QUESTION, STOP_WORDS, Stemmer, plain

# How much each kind of evidence says, chosen on labelled questions (tests/quality). The results
# hardly change when one of them is a third more or less.
NEAREST, NEAR = 0.5, 1.0  # meaning: the nearest example, and the mean of the nearest three
WORDS = 1 / 6  # common words, for the best and for the mean of the best three
GRAMS = 1 / 6  # common parts of words, the mean of the best three
EXPECTED, EXPECTED_TOPIC = 1.0, 0.5  # what the linear model expects: the entry, and its topic
FEW = 3

TOPIC_RANK = (1.0, 0.95, 0.9)  # an entry's first topic says most about it
RESTRAINT = 3.0  # of the linear model: more makes it more cautious
SAME_TOPICS = 0.1  # what a further answer loses when it adds no topic to those before it
FAMILIAR = 1.0  # the least for an answer: what resembles no example stays below
ALONGSIDE = 0.4  # the least for the answers after the best, as a share of its score
NAME_WHOLE = 1_000.0  # added where a title or alias is the whole question


@dataclass(frozen=True)
class Match:
    """An entry that answers, and how well: higher is better, comparable within one search.

    The first match has the highest score; further ones may give way to one on another topic.
    """

    entry: Entry
    score: float


@dataclass(frozen=True)
class Ranking:
    """Entries, best first; ``answers`` is false when something elsewhere comes nearer still.

    So it is when nothing comes near at all.
    """

    matches: tuple[Match, ...]
    answers: bool


class Search:
    """An index of entries that never changes. At equal scores their order decides."""

    def __init__(
        self,
        entries: Sequence[Entry],
        topics: Mapping[str, Topic],
        examples: Examples,
        vectors: Vectors,
    ) -> None:
        """Take the examples with their vectors, one row each."""
        self._entries = tuple(entries)
        self._topics = tuple(topics)
        self._examples = examples
        self._vectors = vectors
        self._groups = _groups(examples.owners, len(entries) + 1)
        self._words = Overlap(examples.phrases, Stemmer().stems)
        self._grams = Overlap(examples.phrases, grams)
        self._spelling = Spelling(examples.phrases)
        self._learned = _learn(self._entries, self._topics, examples.owners, self._vectors)
        self._whole_names: dict[str, int] = {}
        for number, entry in enumerate(entries):
            for name in (entry.title, *entry.aliases):
                self._whole_names.setdefault(plain(name), number)
        # The stemmer keeps state while it works, and questions come from several threads.
        self._turn = threading.Lock()

    def rank(self, question: str, limit: int) -> Ranking:
        """The entries that come nearest to a question, and whether they answer it."""
        asked = plain(question)
        named = self._whole_names.get(asked)
        says_something = any(word not in STOP_WORDS for word in asked.split())
        if not says_something and named is None:
            return Ranking((), answers=False)
        *of_entries, elsewhere = self._scores(question).tolist()
        if named is not None:
            of_entries[named] += NAME_WHOLE
        best = max(of_entries, default=-1.0)
        least = ALONGSIDE * (best if named is None else best - NAME_WHOLE)
        matches = tuple(
            Match(self._entries[number], of_entries[number])
            for number in self._varied(of_entries, limit)
            if of_entries[number] >= least
        )
        return Ranking(matches, answers=best >= max(elsewhere, FAMILIAR))

    def by_words(self, typed: str, limit: int) -> list[Entry]:
        """Entries with words like those typed so far, best first: quick enough for a keystroke."""
        with self._turn:
            scores = self._in_common(plain(typed))[:-1]
        ranked = sorted(range(len(scores)), key=lambda number: -scores[number])
        return [self._entries[number] for number in ranked[:limit] if scores[number] > 0]

    def nearest_topics(self, question: str, limit: int) -> list[str]:
        """The ids of the topics that come nearest to a question, best first."""
        expected = self._learned.expect(self._vector(question))[len(self._entries) + 1 :]
        ranked = sorted(range(len(self._topics)), key=lambda number: -expected[number])
        return [self._topics[number] for number in ranked[:limit]]

    def _vector(self, question: str) -> Vectors:
        vector: Vectors = embed([self._spelling.mend(question[:LONGEST_QUESTION])])[0]
        return vector

    def _scores(self, question: str) -> Scores:
        """One score an entry, and last the one of what lies elsewhere."""
        vector = self._vector(question)
        near = (self._vectors @ vector).astype(np.float64)
        with self._turn:
            common = self._in_common(self._spelling.mend(plain(question)))
        expected = self._learned.expect(vector)
        return (
            NEAREST * self._best(near, 1)
            + NEAR * self._best(near, FEW)
            + common
            + EXPECTED * expected[: len(self._groups)]
            + EXPECTED_TOPIC * self._by_topic(expected)
        )

    def _in_common(self, question: str) -> Scores:
        words, parts = self._words.scores(question), self._grams.scores(question)
        return WORDS * (self._best(words, 1) + self._best(words, FEW)) + GRAMS * self._best(
            parts, FEW
        )

    def _best(self, scores: Scores, few: int) -> Scores:
        """For each entry the mean of its best ``few`` examples; 0 where there is none."""
        best = np.zeros(len(self._groups))
        for number, group in enumerate(self._groups):
            own = np.sort(scores[group])[-few:]
            if len(own):
                best[number] = own.sum() / len(own)
        return best

    def _by_topic(self, expected: Matrix) -> Scores:
        """For each entry what is expected of the best of its topics; without topics, of itself."""
        topics = expected[len(self._groups) :]
        scores = np.array(expected[: len(self._groups)])
        for number, entry in enumerate(self._entries):
            ranked = zip(entry.topics, TOPIC_RANK, strict=False)
            values = [rank * topics[self._topics.index(topic)] for topic, rank in ranked]
            if values:
                scores[number] = max(values)
        return scores

    def _varied(self, scores: Sequence[float], limit: int) -> list[int]:
        """The best entries; of those after the first, what opens another topic comes sooner."""
        left = sorted(range(len(scores)), key=lambda number: -scores[number])[: limit * 5]
        chosen: list[int] = []
        told: set[str] = set()

        def worth(number: int) -> float:
            adds = not chosen or not told.issuperset(self._entries[number].topics)
            return scores[number] - (0 if adds else SAME_TOPICS)

        while left and len(chosen) < limit:
            best = max(left, key=worth)
            left.remove(best)
            chosen.append(best)
            told.update(self._entries[best].topics)
        return chosen


def _groups(owners: Sequence[int], count: int) -> list[slice]:
    edges = np.searchsorted(owners, np.arange(count + 1)).tolist()
    return [slice(*edge) for edge in pairwise(edges)]


def _learn(
    entries: Sequence[Entry], topics: Sequence[str], owners: Sequence[int], vectors: Vectors
) -> Learned:
    """Labels are the entries, then elsewhere, then the topics of the entries."""
    labels = np.zeros((len(owners), len(entries) + 1 + len(topics)))
    for row, owner in enumerate(owners):
        labels[row, owner] = 1
        if owner < len(entries):
            for topic, rank in zip(entries[owner].topics, (1.0, 0.6, 0.4), strict=False):
                labels[row, len(entries) + 1 + topics.index(topic)] = rank
    # An entry with few examples counts nearly as much as one with many.
    counts = np.bincount(owners, minlength=len(entries) + 1)[list(owners)]
    weights = 1 / np.sqrt(np.maximum(counts, 1))
    return Learned(vectors, labels, weights / weights.mean(), RESTRAINT)
