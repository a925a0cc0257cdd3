"""The sentence for a number that cannot be understood for certain."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from bot.gigs.marks import agreed, marks
from bot.gigs.tokens import Tokens, is_numeral


@dataclass(frozen=True)
class Unclear:
    """One calm sentence that says what is expected, with an example."""

    sentence: str


class Doubt(StrEnum):
    """What makes a number uncertain, as far as it shows; the first that fits is told."""

    RATE = "rate"
    CURRENCIES = "currencies"
    POINTS = "points"
    PERCENT = "percent"
    DAYS = "days"
    SEVERAL = "several"


def _words(*said: str) -> frozenset[str]:
    return frozenset(word for some in said for word in some.split())


_SPANS = _words("day days week weeks weekend weekends month months night nights evening evenings")
_SPANS |= _words("afternoon session sessions year years")
_UNITS = _SPANS | _words("hour hours hr hrs h d wk mo song songs track tracks mix master stem show")
_UNITS |= _words("gig set head person player piece episode minute min")
_RATES = _words("per each hourly daily weekly monthly nightly apiece ph pd pw pm")
_BEFORE_UNITS = _words("a an every the one p /")
_POINTS = _words("point points pt pts royalty royalties")
_PERCENT = _words("% percent pct ‰")
_SEVERAL = _words("to or and between plus minus times from + - / * \N{MULTIPLICATION SIGN} x : ; &")
_SEVERAL |= _words("over under least most max min more less than up upto upwards couple few = ≤ ≥")
_SEVERAL |= {"\n"}


def asked_back(said: Tokens, sentences: Mapping[Doubt, str], example: str) -> Unclear:
    """Return the sentence for the first doubt that there is one for, else the example."""
    seen = doubts(said)
    return Unclear(next((sentences[one] for one in Doubt if one in seen & set(sentences)), example))


def doubts(said: Tokens) -> set[Doubt]:
    """Return what can be seen in a text to be uncertain about its number."""
    words = set(said)
    found: set[Doubt] = set()
    if words & _RATES or any(
        one in _BEFORE_UNITS and unit in _UNITS for one, unit in pairwise(said)
    ):
        found.add(Doubt.RATE)
    if agreed(marks()[one,] for one in said if (one,) in marks()) == frozenset():
        found.add(Doubt.CURRENCIES)
    if words & _POINTS:
        found.add(Doubt.POINTS)
    if words & _PERCENT:
        found.add(Doubt.PERCENT)
    if words & _SPANS:
        found.add(Doubt.DAYS)
    numerals = [one for one in said if is_numeral(one)]
    if len(numerals) > 1 or words & _SEVERAL or any(" " in one for one in numerals):
        found.add(Doubt.SEVERAL)
    return found


def either(numbers: Iterable[Decimal]) -> Unclear:
    """Ask which of two readings is meant: "1.200" can be 1200 or 1.2."""
    large, small = (f"{number.normalize():f}" for number in numbers)
    return Unclear(
        f"That could be {large} or {small}. "
        "Write it again without a separator, or with one or two decimals."
    )
