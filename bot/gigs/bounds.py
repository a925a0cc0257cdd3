"""What is possible: one place for every limit, and the sentence for what is beyond it."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Protocol

from bot.gigs.currencies import minor_units
from bot.gigs.numerals import decimals

MOST_MONEY = 10_000_000
MOST_SMALL_MONEY = 10_000_000_000
SMALL_UNITS = frozenset(
    code
    for codes in (
        "AOA ARS BIF CDF CLP COP CRC GNF IDR IQD IRR KHR KMF KPW KRW LAK LBP",
        "MGA MMK MNT MWK NGN PYG RWF SOS SSP SYP TZS UGX UZS VND XAF XOF YER",
    )
    for code in codes.split()
)
"""Currencies of which hundreds or more make a dollar or a euro: a modest fee has many digits."""

MOST_HOURS = 5_000
MOST_POINTS = 100
POINTS_DECIMALS = 2
MOST_JOBS = 3_000
"""Jobs in 90 days."""

MOST_PLAYS = 10_000_000_000


class OfferNumbers(Protocol):
    """The numbers of an offer, as `Known` and `Answers` have them; None is not known."""

    @property
    def usual(self) -> Decimal | None: ...
    @property
    def offered(self) -> Decimal | None: ...
    @property
    def costs(self) -> Decimal | None: ...
    @property
    def hours(self) -> Decimal | None: ...
    @property
    def points(self) -> Decimal | None: ...
    @property
    def floor(self) -> Decimal | None: ...
    @property
    def plays(self) -> int | None: ...
    @property
    def next_job(self) -> Decimal | None: ...
    @property
    def discounted(self) -> int | None: ...
    @property
    def jobs(self) -> int | None: ...


_POSITIVE = {
    "usual": "Write what you would normally keep, an amount above 0, for example 300.",
    "next_job": "Write what that job would bring, an amount above 0, or leave it empty.",
}
_NOT_NEGATIVE = {
    "offered": "Write what they will pay for certain: 0 for no fee, or an amount such as 300.",
    "costs": "Write what you would spend to do it: 0 for nothing, or an amount such as 40.",
    "floor": "Write the lowest hourly you can live on, for example 25, or leave it empty.",
}
_HOURS = f"Write the hours of the whole job, above 0 and up to {MOST_HOURS:,}, for example 10."
_POINTS = (
    f"Write the points as a number from 0 to {MOST_POINTS}, with at most "
    f"{POINTS_DECIMALS} decimals, for example 2.5."
)
_PLAYS = f"Write a whole number of plays, from 0 to {MOST_PLAYS:,}, for example 20000."
_JOBS = f"Write whole numbers of jobs, from 0 to {MOST_JOBS:,}, for example 1 of 6."
_MORE_THAN_ALL = "Write first how many were discounted, then how many there were in all: 1 of 6."


def check(numbers: OfferNumbers, currency: str | None = None) -> Mapping[str, str]:
    """Return a sentence for every number that cannot be, by field; empty if all can.

    `currency` is that of the money; it decides how many decimals an amount has, and how large it
    may be. Of `discounted` and `jobs`, both are named if one does not fit the other.
    """
    return dict(_impossible(numbers, currency))


def _impossible(numbers: OfferNumbers, currency: str | None) -> Iterator[tuple[str, str]]:
    for field, sentence in (_POSITIVE | _NOT_NEGATIVE).items():
        amount: Decimal | None = getattr(numbers, field)
        if amount is None:
            continue
        if not amount.is_finite() or amount < 0 or (field in _POSITIVE and amount == 0):
            yield field, sentence
        elif wrong := _wrong_money(amount, currency):
            yield field, wrong
    hours, points = numbers.hours, numbers.points
    if hours is not None and not (hours.is_finite() and 0 < hours <= MOST_HOURS):
        yield "hours", _HOURS
    if points is not None and not (
        points.is_finite()
        and 0 <= points <= MOST_POINTS
        and _decimals_needed(points) <= POINTS_DECIMALS
    ):
        yield "points", _POINTS
    if numbers.plays is not None and not 0 <= numbers.plays <= MOST_PLAYS:
        yield "plays", _PLAYS
    yield from _wrong_jobs(numbers.discounted, numbers.jobs)


def _wrong_money(amount: Decimal, currency: str | None) -> str | None:
    most = MOST_SMALL_MONEY if currency in SMALL_UNITS else MOST_MONEY
    if amount > most:
        return f"Amounts go up to {most:,} here. Write what is for this one job, for example 300."
    units = minor_units(currency)
    if _decimals_needed(amount) <= units:
        return None
    if units == 0:
        return f"Amounts in {currency} are whole here. Write one without decimals, for example 300."
    return f"Write the amount with at most {units} decimals, for example {'32.500'[: 3 + units]}."


def _decimals_needed(number: Decimal) -> int:
    return decimals(number.normalize())


def _wrong_jobs(discounted: int | None, jobs: int | None) -> Iterator[tuple[str, str]]:
    for field, number in (("discounted", discounted), ("jobs", jobs)):
        if number is not None and not 0 <= number <= MOST_JOBS:
            yield field, _JOBS
            return
    if discounted is not None and jobs is not None and discounted > jobs:
        yield "discounted", _MORE_THAN_ALL
        yield "jobs", _MORE_THAN_ALL
