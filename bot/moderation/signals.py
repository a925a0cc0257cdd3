"""What one text shows: the signals in it, each with its place in the original."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.moderation.folding import Folded, fold
from bot.moderation.links import Link, links_in
from bot.moderation.phrases import Found
from bot.moderation.quotes import quoted
from bot.moderation.rules import Rules, SignalRule
from bot.moderation.sites import ALLOWED
from bot.moderation.tokens import LinkWord, Tokens, link_word, pieces, tokens

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing that speaks for or against a message, and where: `span` is of the original text."""

    name: str
    part: int
    span: Span
    weight: int
    sentence: str


@dataclass(slots=True)
class Look:
    """What a text shows.

    `said` and `quoted` are signals by name, each once, `sentences` the numbers of those that they
    stand in; `link` is the first link that is not allowed, `flood` the first of many to one site,
    `words` are the words besides links, `around` those outside quotations.
    """

    said: dict[str, Span] = field(default_factory=dict)
    quoted: dict[str, Span] = field(default_factory=dict)
    sentences: dict[str, int] = field(default_factory=dict)
    disguises: frozenset[str] = frozenset()
    link: Span | None = None
    flood: Span | None = None
    words: int = 0
    around: int = 0


def look(text: str, rules: Rules, allowed: frozenset[str] = frozenset()) -> Look | None:
    """Look at a text; None if nothing in it speaks against it, as in most."""
    folded = fold(text)
    plain = folded.text
    links = links_in(folded) if "." in plain or "/" in plain else ()
    names = [rules.known_sites.list_of(link, allowed) for link in links]
    there = [*pieces(plain), *map(link_word, names)]
    leading = rules.leading.anchors_among(there)
    if not links and not leading:
        return None
    against = [(link, name) for link, name in zip(links, names, strict=True) if name != ALLOWED]
    flood = _flood([link for link, _ in against], rules.measures.links_to_one_site)
    opened = flood is not None or any(rules.opens(name) for _, name in against)
    if not (leading or opened):
        return None
    words = tokens(plain, [*_link_words(folded, links, names)])
    apart = quoted(plain, words)
    found = rules.leading.find(words, apart, leading) if leading else []
    if not (found or opened):
        return None
    adding = rules.adding.find(words, apart, rules.adding.anchors_among(there))
    seen = Look(disguises=folded.disguises, flood=flood)
    seen.link = against[0][0].span if against else None
    for link, name in against:
        for signal in rules.linked(name):
            seen.said.setdefault(signal.name, link.span)
            seen.sentences.setdefault(signal.name, _sentence_of(folded, words, link))
    for one in (*found, *adding):
        where = seen.quoted if apart and apart[one.first] else seen.said
        where.setdefault(one.name, span_of(folded, words, one))
        seen.sentences.setdefault(one.name, words.sentences[one.first])
    for name in seen.said.keys() & seen.quoted.keys():
        del seen.quoted[name]
    seen.words = len(words.words) - len(links)
    seen.around = seen.words - sum(apart)
    return seen


def asked_for(text: str, rules: Rules) -> Iterator[SignalRule]:
    """The signals in a message that is answered."""
    plain = fold(text).text
    for found in rules.asked.find(tokens(plain), (), rules.asked.anchors_among(pieces(plain))):
        yield rules.signals[found.name]


def span_of(folded: Folded, words: Tokens, found: Found) -> Span:
    """Where in the original a phrase stands."""
    return folded.span(words.starts[found.first], words.ends[found.last])


def _sentence_of(folded: Folded, words: Tokens, link: Link) -> int:
    """The number of the sentence that a link stands in."""
    word = words.at(bisect_left(folded.starts, link.span[0]))
    return words.sentences[min(word, len(words.words) - 1)]


def _flood(links: Sequence[Link], most: int) -> Span | None:
    """The first of so many links to one site."""
    if len(links) < most:
        return None
    [(domain, number)] = Counter(link.domain for link in links).most_common(1)
    return next(one.span for one in links if one.domain == domain) if number >= most else None


def _link_words(folded: Folded, links: Sequence[Link], names: Sequence[str]) -> Iterator[LinkWord]:
    places = folded.starts
    for link, name in zip(links, names, strict=True):
        start, end = (bisect_left(places, place) for place in link.span)
        yield LinkWord(start, end, name)
