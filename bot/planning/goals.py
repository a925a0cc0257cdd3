"""Five goals, which of them is only reach, and the least scary one (inventory 6.1, S79, S80)."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.planning.asked_back import AskedBack, too_long

GOALS = 5
"""How many goals are written down first (S79)."""

SCARES = (1, 2, 3, 4, 5)
"""How scary a goal can be said to be; 0 is not said yet."""

Words = Sequence[str]
Span = tuple[int, int]


@dataclass(frozen=True)
class Reach:
    """What tells reach from people, in the curators' words; all in small letters.

    `phrases` are reach by themselves. In them "a|b" is one or the other, "*" up to three words and
    "{audience}" one of the words for a crowd. `people` are those one could ask. `not_names` are
    names of no person. A number from `large` on is reach where nobody is in it.
    """

    large: int
    phrases: tuple[str, ...]
    audience: frozenset[str]
    people: frozenset[str]
    not_names: frozenset[str]


def read_goals(
    typed: Sequence[str], reach: Reach, longest: int
) -> tuple[str, ...] | Mapping[int, AskedBack]:
    """Take five goals, each on one line; or what is to be said of some, by their places.

    Cases: "goal_blank", "goal_long", "goal_reach", "goal_twice" (with the `number` it repeats).
    """
    goals = [" ".join(one.split()) for one in typed]
    asked: dict[int, AskedBack] = {}
    for place in range(len(goals)):
        if wrong := _wrong(place, goals, reach, longest):
            asked[place] = wrong
    return asked or tuple(goals)


def _wrong(place: int, goals: Sequence[str], reach: Reach, longest: int) -> AskedBack | None:
    goal = goals[place]
    if not any(character.isalnum() for character in goal):
        return AskedBack("goal_blank")
    if long := too_long("goal_long", goal, longest):
        return long
    before = [one.casefold() for one in goals[:place]]
    if goal.casefold() in before:
        return AskedBack("goal_twice", {"number": before.index(goal.casefold()) + 1})
    return AskedBack("goal_reach") if is_only_reach(goal, reach) else None


def least_scary(scares: Sequence[int], undoable: Sequence[int]) -> int | None:
    """Return the place of the least scary goal that may be doable, the first of equals (S80).

    None while one of them is not rated, or when none is left.
    """
    left = [place for place in range(len(scares)) if place not in undoable]
    if not left or not all(scares[place] for place in left):
        return None
    return min(left, key=lambda place: (scares[place], place))


def is_only_reach(goal: str, reach: Reach) -> bool:
    """Whether a goal is a crowd and nothing else: no person in it, and a large number or more.

    A number is fine when people or a date are in it; of a crowd, only people mend it.
    """
    text = unicodedata.normalize("NFKC", goal).replace("\u2019", "'")
    words = list(_words(text))
    plain = [word for word, _ in words]
    crowd = list(_reach_spans(plain, reach))
    large = ((span, _counts(span, words, reach)) for span in _large_numbers(text, reach.large))
    counted = [(span, unit) for span, unit in large if unit or not _is_year(text, span)]
    if not crowd and not counted:
        return False
    taken = {n for first, last in crowd for n in range(first, last)}
    for span, unit in counted:
        taken |= {n for n, (_, at) in enumerate(words) if span[0] <= at < span[1]} | set(unit)
    left = [word for n, word in enumerate(plain) if n not in taken]
    if any(word in reach.people for word in left) or _names(text, reach):
        return False
    only_numbers = not crowd and not any(unit for _, unit in counted)
    return not (only_numbers and _has_date(text))


def _words(text: str) -> Iterator[tuple[str, int]]:
    """Yield the words in small letters, each with where it stands."""
    for match in re.finditer(r"[^\W_]+(?:'[^\W_]+)*", text):
        yield match[0].casefold(), match.start()


def _reach_spans(words: Words, reach: Reach) -> Iterator[Span]:
    for phrase in reach.phrases:
        steps = phrase.split()
        for first in range(len(words)):
            last = _matched(words, first, steps, reach)
            if last is not None:
                yield first, last


def _matched(words: Words, at: int, steps: Sequence[str], reach: Reach) -> int | None:
    """Return where the steps of a phrase end in the words; None if they are not there."""
    if not steps:
        return at
    step, *rest = steps
    if step == "*":
        ends = (_matched(words, at + gap, rest, reach) for gap in range(4))
        return next((end for end in ends if end is not None), None)
    if at >= len(words):
        return None
    known = reach.audience if step == "{audience}" else step.split("|")
    return _matched(words, at + 1, rest, reach) if words[at] in known else None


_SCALES = {
    "k": 10**3,
    "thousand": 10**3,
    "thousands": 10**3,
    "m": 10**6,
    "mio": 10**6,
    "mil": 10**6,
    "mill": 10**6,
    "million": 10**6,
    "millions": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "billion": 10**9,
    "billions": 10**9,
}
_LETTERS = "|".join(name for name in _SCALES if len(name) == 1)
_SCALE = "|".join(sorted((name for name in _SCALES if len(name) > 1), key=len, reverse=True))
_DIGITS = re.compile(
    r"(?<![\w.,:/-])(?P<money>[$€£]\s?)?(?P<digits>\d{1,3}(?:[.,' ]\d{3})+|\d{1,15}(?:[.,]\d+)?)"
    rf"(?:(?P<letter>{_LETTERS})|\s?(?P<scale>{_SCALE}))?(?!\w)\+?"
    r"(?P<after>\s?(?:[$€£]|usd|eur|gbp|dollars?|euros?|pounds?|bucks|quid)(?!\w))?",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(
    r"\b(?:thousands?|millions?|billions?)\b(?P<after>\s(?:dollars?|euros?|pounds?|bucks))?",
    re.IGNORECASE,
)


_BEFORE_A_YEAR = re.compile(
    r"\b(?:in|by|of|until|till|before|during|for|end|early|late|mid|[a-z]+er)\s*$", re.IGNORECASE
)


def _is_year(text: str, span: Span) -> bool:
    """Whether a number that counts no crowd is a year, by what stands around it."""
    first, last = span
    if re.fullmatch(r"(?:19|20)\d\d", text[first:last]) is None:
        return False
    return bool(_BEFORE_A_YEAR.search(text[:first])) or not re.search(r"\w", text[last:])


def _large_numbers(text: str, large: int) -> Iterator[Span]:
    """Yield where numbers from `large` on stand that are no money."""
    for match in _DIGITS.finditer(text):
        if match["money"] or match["after"]:
            continue
        if _value(match["digits"], match["letter"] or match["scale"]) >= large:
            yield match.span()
    for match in _IN_WORDS.finditer(text):
        if not match["after"]:
            yield match.span()


def _value(digits: str, scale: str | None) -> float:
    if scale is None or re.fullmatch(r"\d{1,3}(?:[.,' ]\d{3})+", digits):
        whole = re.sub(r"[.,' ](?=\d{3}(?!\d))", "", digits)
    else:
        whole = digits
    value = float(whole.replace(",", "."))
    return value * (_SCALES[scale.casefold()] if scale else 1)


def _counts(span: Span, words: Sequence[tuple[str, int]], reach: Reach) -> list[int]:
    """Return the places of the words from a number to the crowd that it counts, if it does."""
    after = [n for n, (_, at) in enumerate(words) if at >= span[1]][:3]
    for place, n in enumerate(after):
        if words[n][0] in reach.audience or words[n][0] in reach.people:
            return after[: place + 1]
    return []


_NAMED = re.compile(r"\b(?:with|for|by|via|through|ask|meet|and)\s+(?:the\s+)?([^\W\d_][\w'-]+)")
_OWNED = re.compile(r"\b([^\W\d_]\w+)'s\b")


def _names(text: str, reach: Reach) -> bool:
    """Whether somebody is named: "with Ana", "Ana's", "@ana"."""
    if re.search(r"(?<!\w)@\w", text):
        return True
    shouted = text.upper() == text
    for pattern in (_NAMED, _OWNED):
        for match in pattern.finditer(text):
            word = match[1]
            is_name = word[:1].isupper() and word.casefold() not in reach.not_names
            if is_name and not shouted:
                return True
    return False


_DATE = re.compile(
    r"\b(?:january|february|march|april|june|july|august|september|october|november|december"
    r"|(?:by|in|before|until|of|this|next) may|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:this|next) (?:week|month|year|season|spring|summer|autumn|fall|winter)"
    r"|(?:in|within) (?:\w+ )?(?:days?|weeks?|months?|years?)|(?:by|before) (?:christmas|easter)"
    r"|end of|tomorrow|today|spring|summer|autumn|winter)\b"
    r"|\b\d{1,2}[./]\d{1,2}\b",
    re.IGNORECASE,
)


def _has_date(text: str) -> bool:
    years = re.finditer(r"\b(?:19|20)\d\d\b", text)
    return _DATE.search(text) is not None or any(_is_year(text, year.span()) for year in years)
