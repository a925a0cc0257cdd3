"""Plays as money, and money as plays (inventory 6.2)."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from bot.gigs import Amount, Unclear, read_count, read_money, read_percent
from bot.gigs.bounds import MOST_MONEY, MOST_PLAYS, MOST_POINTS, POINTS_DECIMALS
from bot.gigs.marks import marks
from bot.gigs.number_words import numbers
from bot.gigs.numerals import decimals
from bot.gigs.peeling import AFTER, BEFORE, peel, phrases
from bot.gigs.tokens import tokens
from bot.gigs.typed_money import currencies_said

FIELDS = ("plays", "dollars", "points", "per", "rate")
"""What is typed, as the command and the form name it."""

WHOLE = ""
"""Stands for the question as a whole where sentences are told by field."""

_CURRENCY = "USD"  # the article's figure is in US dollars, and nothing is converted
_FINEST_RATE = 6  # decimals
_NO_ZERO = re.compile(r"(?<!\d)[.,](?=\d)")  # ".003"
_A_PLAY = phrases("a play", "per play", "/ play", "a stream", "per stream", "/ stream", "each")

_BOTH = "Give plays or dollars, only one of them: I work out the other."
_NEITHER = "Give plays, such as 20000, or dollars, such as 60: I work out the other."
_PLAYS = f"Write a whole number of plays, from 0 to {MOST_PLAYS:,}, for example 20000."
_DOLLARS = f"Write an amount from 0 to {MOST_MONEY:,} with at most two decimals, for example 60."
_OTHER_CURRENCY = "The figure is in US dollars and I convert nothing: write dollars, such as 60."
_POINTS = (
    f"Write the points as a number above 0 and up to {MOST_POINTS}, with at most "
    f"{POINTS_DECIMALS} decimals, for example 2.5, or leave them out."
)
_RATE = (
    "Write what one play pays in US dollars, above 0 and up to 1, with at most "
    f"{_FINEST_RATE} decimals, for example 0.003, or leave it out."
)
_PER = "Choose a month or in all."


class Per(StrEnum):
    """What plays and dollars are counted for."""

    MONTH = "month"
    TOTAL = "total"


@dataclass(frozen=True, kw_only=True)
class Sum:
    """A sum to work out: of `plays` and `dollars` one is given, the other None.

    `points` are the member's share in percent, None for all of it; `rate` is what a play pays, in
    US dollars; `per` says what both are counted for, as far as the member said it.
    """

    plays: int | None = None
    dollars: Decimal | None = None
    points: Decimal | None = None
    per: Per | None = None
    rate: Fraction

    @property
    def share(self) -> Fraction:
        """How much of the money is the member's, of one."""
        return Fraction(1) if self.points is None else Fraction(self.points) / 100

    @property
    def pays(self) -> Fraction:
        """What the plays bring the member, in dollars; raises `ValueError` if none are given."""
        if self.plays is None:
            raise ValueError("no plays are given")
        return pays(self.plays, self.rate, self.share)

    @property
    def needs(self) -> int:
        """How many plays bring the dollars, rounded up; raises `ValueError` if none are given."""
        if self.dollars is None:
            raise ValueError("no dollars are given")
        return math.ceil(Fraction(self.dollars) / (self.rate * self.share))


def pays(plays: int, rate: Fraction, share: Fraction = Fraction(1)) -> Fraction:
    """Return what plays bring, in dollars, at a rate and for a share of one."""
    return plays * rate * share


def read(typed: Mapping[str, str], usual_rate: Fraction) -> Sum | Mapping[str, str]:
    """Read what was typed, by field; empty counts as not given.

    Returns the sum, or a sentence for each field to be typed again, under `WHOLE` for what does
    not lie with one of them.
    """
    given = {field: text for field in FIELDS if (text := typed.get(field, "").strip())}
    read_of = {field: _READ[field](text) for field, text in given.items()}
    wrong = {field: one.sentence for field, one in read_of.items() if isinstance(one, Unclear)}
    asked = given.keys() & {"plays", "dollars"}
    if len(asked) != 1:
        wrong = {WHOLE: _BOTH if asked else _NEITHER} | wrong
    return wrong or _sum(read_of, usual_rate)


def table(counts: tuple[int, ...], of: Sum) -> Iterator[tuple[int, Fraction]]:
    """Yield numbers of plays, each with what it brings at the rate and for the share of a sum."""
    return ((count, pays(count, of.rate, of.share)) for count in counts)


def _sum(read_of: Mapping[str, object], usual_rate: Fraction) -> Sum:
    found: dict[str, object] = {"rate": usual_rate, **read_of}
    return Sum(**found)  # type: ignore[arg-type]  # each field was read as its type


def _plays(text: str) -> int | Unclear:
    plays = read_count(text)
    if isinstance(plays, Unclear) or 0 <= plays <= MOST_PLAYS:
        return plays
    return Unclear(_PLAYS)


def _dollars(text: str) -> Decimal | Unclear:
    said = currencies_said(text)
    if said and _CURRENCY not in said:
        return Unclear(_OTHER_CURRENCY)
    amount = read_money(text, _CURRENCY)
    if isinstance(amount, Amount) and 0 <= amount.value <= MOST_MONEY and _is_fine(amount.value, 2):
        return amount.value
    return Unclear(_DOLLARS)


def _points(text: str) -> Decimal | Unclear:
    points = read_percent(text)
    if isinstance(points, Unclear):
        return points
    is_possible = 0 < points <= MOST_POINTS and _is_fine(points, POINTS_DECIMALS)
    return points if is_possible else Unclear(_POINTS)


def _rate(text: str) -> Fraction | Unclear:
    dollar = {mark for mark, codes in marks().items() if _CURRENCY in codes}
    said = tokens(_NO_ZERO.sub("0.", text))
    peeled = peel(said, before=BEFORE | dollar, after=AFTER | dollar | _A_PLAY)
    found = [one for one in numbers(peeled.middle, {}) if one <= 1]
    is_rate = len(found) == 1 and found[0] > 0 and not peeled.minuses
    return Fraction(found[0]) if is_rate and _is_fine(found[0], _FINEST_RATE) else Unclear(_RATE)


def _per(text: str) -> Per | Unclear:
    return Per(text) if text in set(Per) else Unclear(_PER)


def _is_fine(number: Decimal, places: int) -> bool:
    return decimals(number.normalize()) <= places


_READ = {"plays": _plays, "dollars": _dollars, "points": _points, "per": _per, "rate": _rate}
