"""A folded text as words: the units that phrases are made of."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.moderation.folding import fold

NUMBER, LINK = "<number>", "<link>"
"""What stands among the words for any number and for any link."""

_WORD = r"[^\W\d_][^\W_]*(?:'[^\W_]+)*"
_TOKEN = re.compile(rf"{_WORD}|\d+(?:[.,:]\d+)*|[$€£%?]|[.!;\n]")
_WORDS = re.compile(rf"{_WORD}|[$€£%?]")
_ENDS = frozenset(".!;?\n")


@dataclass(frozen=True, slots=True)
class LinkWord:
    """Where a link stands in the folded text, and the list of sites that knows it, if one does."""

    start: int
    end: int
    sites: str = ""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text, each with its place in it and the sentence it belongs to."""

    words: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    sentences: Sequence[int]

    def at(self, place: int) -> int:
        """The number of the word that covers a place of the text, or comes next after it."""
        return bisect_right(self.ends, place)


def plain_words(text: str) -> list[str]:
    """The words of a text and nothing else about them: for finding out whether any matters."""
    return _WORDS.findall(text)


def link_word(sites: str) -> str:
    """What stands among the words for a link to one of these sites."""
    return f"<link {sites}>" if sites else LINK


def tokens(text: str, links: Sequence[LinkWord] = ()) -> Tokens:
    """Part a folded text into words; a link, given in order, is one word whatever it holds.

    Takes time in proportion to the text: one pass of an expression that never goes back.
    """
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    sentences: list[int] = []
    sentence, place, ahead = 0, 0, iter(links)
    link = next(ahead, None)
    for found in _TOKEN.finditer(text):
        start = found.start()
        if start < place:
            continue  # within the last link
        if link is not None and start >= link.start:
            words.append(link_word(link.sites))
            starts.append(link.start)
            ends.append(link.end)
            sentences.append(sentence)
            place, link = link.end, next(ahead, None)
            if start < place:
                continue
        word = found.group()
        first = word[0]
        if first in _ENDS:
            sentence += 1
            if first != "?":
                continue
        words.append(NUMBER if first.isdigit() else word)
        starts.append(start)
        ends.append(found.end())
        sentences.append(sentence)
    return Tokens(words, starts, ends, sentences)


@lru_cache(maxsize=1 << 14)
def split(entry: str) -> tuple[str, ...]:
    """The words of an entry of a class or a phrase, as they are found in a folded text."""
    return (entry,) if entry.startswith("<") else tuple(tokens(fold(entry).text).words)
