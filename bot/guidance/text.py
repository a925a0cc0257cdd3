"""What is left of a text once decoration is taken away: its words, and their stems."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped]  # the package carries no types

LONGEST_QUESTION = 6_000  # Discord's longest text option; whatever lies beyond is not read

_DISCORD_MARKUP = re.compile(
    r"<(?:a?:\w+:\d+|[@#][!&]?\d+|t:-?\d+(?::\w)?|/[^<>:]{1,100}:\d+|id:\w+)>"
    r"|@(?:everyone|here)\b"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_DELETED = str.maketrans("", "", "*~`\\'\u2019\u02bc")  # markdown, and three apostrophes
_ACCENT = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"\d+(?:[.,]\d+)*[^\W\d_]*|[^\W\d_]+")

STOP_WORDS = frozenset(
    """
    a about after again all also am an and any anyone are as at be because been being but by can
    cant could did do does doesnt dont for from get gets getting give go going got had has have
    having he her him his how i id if ill im in into is isnt it its ive just kind know let like
    lol lot many me more most much my need no not now of off ok on one or our out people please
    ppl really s she should so some somebody someone something sort still such t than thanks that
    thats the their them then there these they thing things think this those to too try trying u
    up us very want was way we were what whats when where which while who whom why will with
    without would yes you your youre
    """.split()  # noqa: SIM905  a list of 150 quoted words is harder to read
)


def words(text: str) -> list[str]:
    """Return the words and numbers of a text, folded: no case, accents, markup or addresses.

    Mentions, custom emoji, invisible characters and addresses vanish; every other symbol parts
    words, except that an apostrophe or an asterisk inside a word does not. `20,000` is `20000`.
    """
    text = text[:LONGEST_QUESTION]
    if not text.isascii():
        text = _visible(text)
    text = _ADDRESS.sub(" ", _DISCORD_MARKUP.sub(" ", text)).casefold()
    if not text.isascii():
        text = _without_accents(text)
    text = text.translate(_DELETED)
    return [word.replace(",", "") for word in _WORD.findall(text)]


def _visible(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    return "".join(char for char in text if unicodedata.category(char) not in {"Cf", "Cs"})


def _without_accents(text: str) -> str:
    return unicodedata.normalize("NFKC", _ACCENT.sub("", unicodedata.normalize("NFKD", text)))


def plain(text: str) -> str:
    """Return the words of a text with one space between: the form in which names are compared."""
    return " ".join(words(text))


class Stemmer:
    """Reduces English text to the stems that carry its meaning.

    The stemmer underneath keeps state while it works: make one for each thread.
    """

    def __init__(self) -> None:
        self._stem = lru_cache(maxsize=4096)(snowballstemmer.stemmer("english").stemWord)

    def stems(self, text: str) -> list[str]:
        """Return the stems of the words that are not stop words, in order, with repeats."""
        return [self._stem(word) for word in words(text) if word not in STOP_WORDS]
