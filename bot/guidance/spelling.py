"""Mending misspelt words before a question is compared.

A word that neither English nor the library knows becomes the library's nearest one, if there is
one an edit or two away (Damerau's edits: a letter too many, missing, wrong, or two swapped).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from bot.guidance.wordpiece import vocabulary

SHORTEST = 4  # letters; shorter words have too many neighbours
TWO_EDITS_FROM = 8  # letters
_WORD = re.compile(r"[a-z]+")


class Spelling:
    """Knows the words of some texts, and how often they stand there."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Take texts; a word that stands there only once might be a slip itself."""
        joined = (text.lower().replace("'", "") for text in texts)
        counts = Counter(word for text in joined for word in _WORD.findall(text))
        self._counts = Counter({word: n for word, n in counts.items() if n > 1})
        self._near: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._counts:
            if len(word) >= SHORTEST:
                for shorter in _shortened(word, _edits(word)):
                    self._near[shorter].append(word)

    def mend(self, text: str) -> str:
        """The text in lower case, with its misspelt words put right."""
        return _WORD.sub(lambda found: self._mended(found.group()), text.lower())

    def _mended(self, word: str) -> str:
        if len(word) < SHORTEST or word in vocabulary() or word in self._counts:
            return word
        near = {
            other
            for shorter in _shortened(word, _edits(word))
            for other in self._near.get(shorter, ())
        }
        ranked = [
            (distance, other[0] != word[0], -self._counts[other], other)
            for other in near
            if (distance := _distance(word, other)) <= _edits(word)
        ]
        return min(ranked)[-1] if ranked else word


def _edits(word: str) -> int:
    return 2 if len(word) >= TWO_EDITS_FROM else 1


def _shortened(word: str, letters: int) -> set[str]:
    """The word, and what is left of it without up to so many letters.

    Two words within that many edits of each other have one of these in common.
    """
    every = latest = {word}
    for _ in range(letters):
        latest = {one[:at] + one[at + 1 :] for one in latest for at in range(len(one))}
        every = every | latest
    return every


def _distance(one: str, other: str) -> int:
    """Damerau's distance, in its restricted form: no letter is edited twice."""
    before, above = list[int](), list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        here = [row]
        for column, against in enumerate(other, 1):
            swapped = row > 1 < column and letter == other[column - 2] and one[row - 2] == against
            here.append(
                min(
                    above[column] + 1,
                    here[-1] + 1,
                    above[column - 1] + (letter != against),
                    before[column - 2] + 1 if swapped else len(one) + len(other),
                )
            )
        before, above = above, here
    return above[-1]
