"""A folded text as words: the units that phrases are made of."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, compress
from string import ascii_lowercase, digits

from bot.moderation.folding import fold

NUMBER, LINK = "<number>", "<link>"
"""What stands among the words for any number and for any link."""

_WORD = r"[^\W\d_][^\W_]*(?:'[^\W_]+)*"
_TOKEN = re.compile(rf"({_WORD}|\d+(?:[.,:]\d+)*|[$€£%?]|[.!;\n])")
_PIECE = re.compile(r"[^\W\d_]+|[$€£%?]|\d")
_PARTED = bytes(code if chr(code) in ascii_lowercase else ord(" ") for code in range(256))
_NEITHER = bytes(code for code in range(256) if chr(code) not in f"$%?{digits}")
_ENDS = frozenset(".!;?\n")
_UNSAID = _ENDS - {"?"}


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


def pieces(text: str) -> list[str]:
    """The letters of a folded text, parted by whatever is none, and what else is a word.

    All pieces of a word are there where the word is: the cheapest way to find that it is not.
    """
    if not text.isascii():
        return [NUMBER if piece.isdigit() else piece for piece in _PIECE.findall(text)]
    raw = text.encode()
    found = raw.translate(_PARTED).decode().split()
    if signs := raw.translate(None, _NEITHER).decode():
        found += [NUMBER if sign.isdigit() else sign for sign in {*signs}]
    return found


def link_word(sites: str) -> str:
    """What stands among the words for a link to one of these sites."""
    return f"<link {sites}>" if sites else LINK


def tokens(text: str, links: Sequence[LinkWord] = ()) -> Tokens:
    """Part a folded text into words; a link, given in order, is one word whatever it holds.

    Takes time in proportion to the text: one pass of an expression that never goes back.
    """
    parts = _TOKEN.split(text)  # what stands between, and the tokens, in turns
    places = [*accumulate(map(len, parts))]
    found, starts, ends = parts[1::2], places[:-1:2], places[1::2]
    if links:
        found, starts, ends = _with_links(found, starts, ends, links)
    sentences = accumulate(int(token in _ENDS) for token in found)
    said = [token not in _UNSAID for token in found]
    return Tokens(
        [NUMBER if token[0].isdigit() else token for token in compress(found, said)],
        [*compress(starts, said)],
        [*compress(ends, said)],
        [*compress(sentences, said)],
    )


def _with_links(
    found: list[str], starts: list[int], ends: list[int], links: Sequence[LinkWord]
) -> tuple[list[str], list[int], list[int]]:
    """Put links in the place of the tokens that begin in them."""
    tokens: list[str] = []
    firsts: list[int] = []
    lasts: list[int] = []
    taken = 0
    for link in links:
        first = bisect_left(starts, link.start, taken)
        tokens += found[taken:first]
        firsts += starts[taken:first]
        lasts += ends[taken:first]
        tokens.append(link_word(link.sites))
        firsts.append(link.start)
        lasts.append(link.end)
        taken = bisect_left(starts, link.end, first)
    return tokens + found[taken:], firsts + starts[taken:], lasts + ends[taken:]


@lru_cache(maxsize=1 << 14)
def split(entry: str) -> tuple[str, ...]:
    """The words of an entry of a class or a phrase, as they are found in a folded text."""
    return (entry,) if entry.startswith("<") else tuple(tokens(fold(entry).text).words)
