"""Numbers as people type them: understood when certain, else asked back with an example."""

from decimal import Decimal

from bot.gigs.number_words import SCALES, numbers
from bot.gigs.peeling import AFTER, BEFORE, peel, phrases
from bot.gigs.tokens import SLASH, Tokens, tokens
from bot.gigs.typed_hours import read_hours
from bot.gigs.typed_money import Amount, read_hourly, read_money
from bot.gigs.unclear import Doubt, Unclear, asked_back, either

__all__ = [
    "Amount",
    "Unclear",
    "read_count",
    "read_hourly",
    "read_hours",
    "read_money",
    "read_percent",
    "read_share",
]

_NONE = phrases("-", "none", "nothing", "nil", "no points")
_HALF = phrases("half", "half a")
_HALF_SIGN = ("1", SLASH, "2")
_PERCENT = phrases("%", "percent", "per cent", "pct", "point", "points", "pt", "pts")
_OF = phrases("of", "out of", "in", "/")
_COUNTED = phrases("plays", "streams", "listens", "plays in total", "streams in total")
_JOBS = phrases("jobs", "gigs", "job", "gig")
_COUNT_SCALES = {**SCALES, "m": 10**6, "mio": 10**6, "bn": 10**9}

_PERCENT_EXAMPLE = "Write the points as one number from 0 to 100, for example 2 or 1.5."
_PERCENT_SENTENCES = {
    Doubt.SEVERAL: "Write one number of points, the one that was offered, for example 2.",
}
_COUNT_EXAMPLE = "Write one whole number, for example 20000 or 20k."
_COUNT_SENTENCES = {
    Doubt.RATE: "That reads like a rate. Write the total as one number, for example 20000.",
    Doubt.SEVERAL: "Write one number, your honest guess, for example 20000.",
}
_SHARE = Unclear("Write how many of how many, for example 1 of 6, or 0 of 4.")


def read_percent(text: str) -> Decimal | Unclear:
    """Read a percentage, as points are: "2", "2,5 %", "two points". 35 % is 35.

    "Half" and "½" alone are asked back: they can be half a point, or half of all there is.
    """
    said = tokens(text)
    peeled = peel(said, before=BEFORE | _PERCENT, after=AFTER | _PERCENT)
    found = (Decimal(0),) if _NONE & {said, peeled.middle} else numbers(peeled.middle, {})
    if peeled.middle in _HALF | {_HALF_SIGN}:
        found = (Decimal("0.5"),) if _PERCENT & set(peeled.off) else ()
    if len(found) == 2:
        return either(found)
    if not found or peeled.minuses > 1:
        return asked_back(said, _PERCENT_SENTENCES, _PERCENT_EXAMPLE)
    return -found[0] if peeled.minuses else found[0]


def read_count(text: str) -> int | Unclear:
    """Read a whole number, as plays are: "240,000", "20k plays", "half a million"."""
    said = tokens(text)
    peeled = peel(said, after=AFTER | _COUNTED)
    nothing = _NONE & {said, peeled.middle}
    found = (Decimal(0),) if nothing else numbers(peeled.middle, _COUNT_SCALES)
    if len(found) == 2 and len(peeled.middle) > 1:
        return either(found)
    if not found or found[0] % 1 or peeled.minuses > 1:
        return asked_back(said, _COUNT_SENTENCES, _COUNT_EXAMPLE)
    return int(-found[0] if peeled.minuses else found[0])


def read_share(text: str) -> tuple[int, int] | Unclear:
    """Read how many of how many: "1 of 6", "1/6", "one of six", "none of 4", "all of 3"."""
    peeled = peel(tokens(text), after=AFTER | _JOBS)
    said = () if peeled.minuses else peeled.middle
    for place in range(1, len(said)):
        for size in (2, 1):
            if said[place : place + size] in _OF:
                return _share(said[:place], said[place + size :])
    return _SHARE


def _share(part: Tokens, whole: Tokens) -> tuple[int, int] | Unclear:
    of = _whole(peel(whole, before=phrases("the last", "the", "my last", "last")).middle)
    some = 0 if part in _NONE else of if part == ("all",) else _whole(part)
    return _SHARE if some is None or of is None else (some, of)


def _whole(said: Tokens) -> int | None:
    found = numbers(said, {})
    return int(found[0]) if len(found) == 1 and not found[0] % 1 else None
