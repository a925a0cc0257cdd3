"""How much a question and an example have in common to the letter: BM25.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.guidance.text import STOP_WORDS, words

SATURATION = 0.9  # BM25's k1: how soon repeating a term stops counting
DILUTION = 0.6  # BM25's b: how much length dilutes
USUAL_LENGTH = 8.0  # terms in a usual example
GRAM = 4  # letters

Terms: TypeAlias = Callable[[str], Iterable[str]]
Scores: TypeAlias = NDArray[np.float64]


def grams(text: str) -> list[str]:
    """The runs of four letters in the longer words of a text: alike for words of one family."""
    ended = [f"_{word}_" for word in words(text) if len(word) > GRAM and word not in STOP_WORDS]
    return [word[at : at + GRAM] for word in ended for at in range(len(word) - GRAM + 1)]


class Overlap:
    """Examples by their terms; ``terms`` says what counts as one."""

    def __init__(self, examples: Sequence[str], terms: Terms) -> None:
        self._terms = terms
        self._count = len(examples)
        self._postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, example in enumerate(examples):
            counts = Counter(terms(example))
            length = 1 - DILUTION + DILUTION * counts.total() / USUAL_LENGTH
            for term, count in counts.items():
                strength = count / (count + SATURATION * length)
                self._postings[term].append((number, strength))

    def scores(self, question: str) -> Scores:
        """One score an example; questions of any length are on about the same scale."""
        scores = np.zeros(self._count)
        asked = 0.0
        for term in sorted(set(self._terms(question))):
            found = self._postings.get(term, ())
            rarity = math.log(1 + (self._count - len(found) + 0.5) / (len(found) + 0.5))
            asked += rarity
            for number, strength in found:
                scores[number] += rarity * strength
        return scores / math.sqrt(asked) if asked else scores
