"""The lowest hourly one can live on: what a year needs, over the hours of it that are paid."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from bot.gigs import Amount, Unclear
from bot.gigs.bounds import MOST_MONEY, MOST_SMALL_MONEY, SMALL_UNITS
from bot.gigs.currencies import minor_units
from bot.gigs.marks import agreed
from bot.gigs.number_words import numbers
from bot.gigs.numerals import decimals
from bot.gigs.peeling import AFTER, BEFORE, peel, phrases
from bot.gigs.tokens import Tokens, tokens
from bot.gigs.typed_money import currencies_said, read_yearly

FIELDS = ("need", "costs", "weeks", "hours")
"""What is typed, as the form names it."""

MOST_WEEKS = 52
MOST_HOURS = 100

_MONEY = ("need", "costs")
_SPANS = {"weeks": MOST_WEEKS, "hours": MOST_HOURS}
_AFTER = {
    "weeks": AFTER | phrases("weeks", "week", "wk", "weeks a year", "weeks / year"),
    "hours": AFTER
    | phrases("h", "hr", "hrs", "hours", "hour", "hours a week", "hours per week", "h a week")
    | phrases("h / week", "hours / week", "hrs a week", "a week", "per week", "/ week"),
}

_NEED = "Write what you need to live for a year, an amount above 0, for example 30000."
_COSTS = "Write what the business costs you in a year, for example 6000, or leave it empty."
_SPAN_SENTENCES = {
    "weeks": f"Write the weeks you work in a year, above 0 and up to {MOST_WEEKS}, for example 44.",
    "hours": (
        "Write the hours a week that somebody pays for, above 0 and up to "
        f"{MOST_HOURS}, for example 25."
    ),
}
_ONE_CURRENCY = "Both amounts need one currency. Write each in the same, for example €30000."


@dataclass(frozen=True)
class Guesses:
    """Weeks a year and billable hours a week, for those who have not counted theirs."""

    weeks: Decimal
    hours: Decimal


@dataclass(frozen=True, kw_only=True)
class Year:
    """A year of work: what it has to bring, and the time it is earned in.

    `need` is to live on and `costs` are those of the business, in one currency; `hours` are the
    billable ones of a week. `guessed` names the fields that nobody typed.
    """

    need: Decimal
    costs: Decimal
    weeks: Decimal
    hours: Decimal
    guessed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Filled:
    """What a form brought: the year, or a sentence for each field to be typed again.

    `currency` is that of the amounts, None if nothing says it for certain.
    """

    year: Year | None
    currency: str | None
    unclear: Mapping[str, str]


def fill(typed: Mapping[str, str], currency: str | None, guesses: Guesses) -> Filled:
    """Read the form as it was typed; `currency` is the member's so far, None if they have none.

    No costs count as 0, no weeks or hours as the guesses.
    """
    given = {field: typed.get(field, "").strip() for field in FIELDS}
    currency, unclear = _settle(given, currency)
    read: dict[str, Decimal] = {"costs": Decimal(0), "weeks": guesses.weeks, "hours": guesses.hours}
    for field, text in given.items():
        if not text and field != "need":
            continue
        number = _money(field, text, currency) if field in _MONEY else _span(field, text)
        if isinstance(number, Unclear):
            unclear.setdefault(field, number.sentence)
        else:
            read[field] = number
    if unclear:
        return Filled(None, currency, unclear)
    guessed = frozenset(field for field in _SPANS if not given[field])
    return Filled(Year(**read, guessed=guessed), currency, {})


def lowest_hourly(year: Year, currency: str | None) -> Decimal:
    """Return what an hour has to bring, rounded up to the currency's smallest unit."""
    exact = Fraction(year.need + year.costs) / (Fraction(year.weeks) * Fraction(year.hours))
    units = minor_units(currency)
    return Decimal(math.ceil(exact * 10**units)).scaleb(-units)


def _settle(given: Mapping[str, str], currency: str | None) -> tuple[str | None, dict[str, str]]:
    """Return the currency of the amounts, and those to be asked back as they disagree about it."""
    said = {field: codes for field in _MONEY if (codes := currencies_said(given[field]))}
    shared = agreed(said.values())
    if shared is None or currency in shared:
        return currency, {}
    if not shared:
        return currency, dict.fromkeys(said, _ONE_CURRENCY)
    return next(iter(shared)) if len(shared) == 1 else None, {}


def _money(field: str, text: str, currency: str | None) -> Decimal | Unclear:
    amount = read_yearly(text, currency) if text else Unclear(_NEED)
    if not isinstance(amount, Amount):
        return amount
    value = amount.value
    if value < 0 or (field == "need" and value == 0):
        return Unclear(_NEED if field == "need" else _COSTS)
    most = MOST_SMALL_MONEY if currency in SMALL_UNITS else MOST_MONEY
    if value > most:
        return Unclear(f"Amounts go up to {most:,} a year here. Write one such as 30000.")
    units = minor_units(currency)
    if decimals(value.normalize()) > units:
        return Unclear(f"Write the amount with at most {units} decimals, for example 30000.")
    return value


def _span(field: str, text: str) -> Decimal | Unclear:
    peeled = peel(tokens(text), before=BEFORE, after=_AFTER[field])
    found = _within(peeled.middle, _SPANS[field])
    if found is None or peeled.minuses:
        return Unclear(_SPAN_SENTENCES[field])
    return found


def _within(said: Tokens, most: int) -> Decimal | None:
    found = numbers(said, {})
    is_one = len(found) == 1 and 0 < found[0] <= most and decimals(found[0]) <= 2
    return found[0] if is_one else None
