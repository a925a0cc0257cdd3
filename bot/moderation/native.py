"""The blatant part of a rule, for Discord's own AutoMod: what it blocks before anybody sees it.

AutoMod knows no reply, no quotation and no question. So of phrases only those count with which a
message begins, and in which neither a question mark, quotation marks nor a mention stand anywhere:
`Don't promote here, even "DM me for rates" counts` and `I charge $50 a song, is that too low?` are
for the judge.

https://docs.discord.com/developers/resources/auto-moderation#auto-moderation-rule-object-keyword-matching-strategies
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot import limits
from bot.moderation.pattern import Malformed, Step, parse
from bot.moderation.suffixes import registered_domain

_BEFORE = ("", *(f"*{sign}" for sign in "/.(<[:|_,="))
"""How a link begins for AutoMod: as a word of its own, or after one of these signs.

A subdomain stands after a dot. The asterisk alone would find t.me in about.me.
"""

_SPOILING = '?"“”«>'
_ANYTHING = f"[^{_SPOILING}]"
_BEGINNING = rf"(?i)^[^\w{_SPOILING}]{{0,9}}"
_END = f"{_ANYTHING}*$"
_EDGE = r"\b"
_WORD = 8  # characters that a word of a gap takes, with the space after it

_NUMBER, _LINK = "{number}", "{link}"
_ALWAYS_THERE = {_NUMBER: r"\d[\d.,]*", _LINK: r"https?://\S+"}
_SIGNS = frozenset(r"\.+*?()|[]{}^$#&-~")


@dataclass(frozen=True, slots=True)
class Blatant:
    """What is promotion whatever stands around it.

    `links` name lists of sites, and `phrases` are written as those of signals are; they begin a
    message, and their gaps may reach over the end of a sentence.
    """

    links: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


NOTHING_BLATANT = Blatant()


@dataclass(frozen=True, slots=True)
class Filter:
    """What AutoMod looks for."""

    keywords: tuple[str, ...]
    patterns: tuple[str, ...]


def keywords_of(sites: Iterable[str], allowed: Collection[str] = ()) -> tuple[str, ...]:
    """The keywords that find links to sites, unless their registered domain is `allowed`."""
    wanted = (site for site in sites if registered_domain(site.partition("/")[0]) not in allowed)
    starts = dict.fromkeys(site.removesuffix("/+") for site in wanted)
    return tuple(f"{before}{start}/*" for start in starts for before in _BEFORE)


def pattern_of(phrase: str, classes: Mapping[str, Sequence[str]]) -> str:
    """The pattern that finds a phrase; raises `Malformed` if it cannot be told to AutoMod."""
    steps = parse(phrase)
    if steps[-1].optional:
        raise Malformed("what may be missing stands before other words")
    groups = [_Group.of(step, classes) for step in steps]
    written = "".join(_pieces(steps, groups))
    pattern = f"{_BEGINNING}{written}{_END}"
    if len(pattern) > limits.AUTOMOD_PATTERN:
        over = len(pattern) - limits.AUTOMOD_PATTERN
        msg = f"as a pattern this is {over} characters longer than Discord takes"
        raise Malformed(msg)
    return pattern


def compiled(
    blatant: Blatant,
    sites: Mapping[str, Sequence[str]],
    classes: Mapping[str, Sequence[str]],
    allowed: Collection[str] = (),
) -> Filter:
    """Make of it what AutoMod looks for; `allowed` are registered domains that a server allows.

    Raises `Malformed` for what does not fit into one rule of Discord's.
    """
    linked = [site for name in blatant.links for site in sites[name]]
    found = Filter(
        keywords_of(linked, allowed),
        tuple(pattern_of(phrase, classes) for phrase in blatant.phrases),
    )
    for what, some, most in (
        ("keywords", found.keywords, limits.AUTOMOD_KEYWORDS),
        ("patterns", found.patterns, limits.AUTOMOD_PATTERNS),
    ):
        if len(some) > most:
            msg = f"these are {len(some)} {what}; Discord takes {most}"
            raise Malformed(msg)
    for one in found.keywords:
        if len(one) > limits.AUTOMOD_KEYWORD or "*" in one[1:-1]:
            msg = f"'{one}' cannot be a keyword of Discord's"
            raise Malformed(msg)
    return found


@dataclass(frozen=True, slots=True)
class _Group:
    """The choices of a step as a pattern, and whether they all begin and end with a letter."""

    written: str
    begins: bool
    ends: bool

    @classmethod
    def of(cls, step: Step, classes: Mapping[str, Sequence[str]]) -> "_Group":
        choices = list(dict.fromkeys(_choices(step, classes)))
        begins = all(one[0].isalnum() for one in choices if one not in _ALWAYS_THERE)
        ends = all(one[-1].isalnum() for one in choices if one not in _ALWAYS_THERE)
        either = "|".join(_ALWAYS_THERE.get(one) or _escaped(one) for one in choices)
        written = f"(?:{either})" if len(choices) > 1 else either
        # A number or a link may end with a sign, behind which there is no edge.
        edge = ends and _ALWAYS_THERE.keys().isdisjoint(choices)
        return cls(_EDGE * begins + written + _EDGE * edge, begins, ends)


def _pieces(steps: Sequence[Step], groups: Sequence[_Group]) -> Iterator[str]:
    """Each step with what stands between it and the next one."""
    for place, step in enumerate(steps[:-1]):
        apart = groups[place].ends and groups[place + 1].begins
        piece = groups[place].written + _between(steps[place + 1].gap, apart=apart)
        yield f"(?:{piece})?" if step.optional else piece
    yield groups[-1].written


def _between(gap: int, *, apart: bool) -> str:
    least = int(apart)
    return rf"{_ANYTHING}{{{least},{gap * _WORD}}}" if gap else rf"\W{{{least},5}}"


def _choices(step: Step, classes: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for choice in step.choices:
        if not choice.startswith("{") or choice in _ALWAYS_THERE:
            yield choice
        elif (name := choice[1:-1]) in classes:
            yield from classes[name]
        else:
            msg = f"AutoMod cannot be told of {choice}"
            raise Malformed(msg)


def _escaped(words: str) -> str:
    signs = "".join(f"\\{sign}" if sign in _SIGNS else sign for sign in words)
    return signs.replace(" ", r"\s+")
