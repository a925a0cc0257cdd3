"""Amounts of money as people type them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.gigs.currencies import minor_units
from bot.gigs.marks import Codes, agreed, marks
from bot.gigs.number_words import numbers
from bot.gigs.numerals import decimals
from bot.gigs.peeling import AFTER, BEFORE, Peeled, peel, phrases
from bot.gigs.tokens import SLASH, Tokens, tokens
from bot.gigs.unclear import Doubt, Unclear, asked_back, either


@dataclass(frozen=True)
class Amount:
    """An amount; `currency` is the ISO code if the text says one for certain, as "$" does not."""

    value: Decimal
    currency: str | None


_ZERO = phrases(
    *("-", "- -", "free", "for free", "nothing", "none", "nil", "nada", "zilch", "gratis"),
    *("unpaid", "no fee", "no pay", "no money", "no cost", "no costs", "no charge", "pro bono"),
)
_NO_DECIMALS = phrases(", -", ". -", ", - -", ". - -", "/ -")  # 300,- and 300.-- and 300/-
_BEFORE = BEFORE | phrases("flat", "a flat", "total", "total :", "a total of")
_AFTER = _NO_DECIMALS | AFTER | phrases("flat", "flat fee", "fee", "cash", "for the job")
_AFTER |= phrases("for the whole job", "for the whole thing", "for it all", "for all of it")
_AN_HOUR = phrases(
    *("/ h", "/ hr", "/ hour", "an hour", "a hour", "per hour", "per hr", "per h", "p / h", "ph"),
    *("hourly", "every hour", "each hour", "the hour"),
)
_A_YEAR = phrases(
    *("a year", "per year", "/ year", "/ yr", "/ y", "yearly", "annually", "per annum", "p . a ."),
    *("p . a", "pa", "every year", "each year", "the year", "for a year", "for the year"),
)

_EXAMPLE = "Write one amount, for example 300, €300 or 1,200.50."
_SENTENCES = {
    Doubt.RATE: "That reads like a rate. Write the total for the whole job, for example 450.",
    Doubt.CURRENCIES: "Write one amount in one currency, for example €300.",
    Doubt.POINTS: (
        "Write the fee alone, for example 300, or 0 if there is none. Points go into the details."
    ),
    Doubt.PERCENT: "Write an amount rather than a percentage, for example 300.",
    Doubt.SEVERAL: "Write one amount, the one you can count on, for example 300.",
}
_HOURLY_EXAMPLE = "Write what you need for an hour of work, for example 25."
_HOURLY_SENTENCES = {
    Doubt.CURRENCIES: "Write one amount in one currency, for example €25.",
    Doubt.SEVERAL: "Write one amount an hour, the least you can live on, for example 25.",
}
_YEARLY_EXAMPLE = "Write one amount for the whole year, for example 30000 or €30,000."
_YEARLY_SENTENCES = {
    Doubt.RATE: "That reads like a rate. Write the amount for a whole year, for example 30000.",
    Doubt.CURRENCIES: "Write one amount in one currency, for example €30000.",
    Doubt.SEVERAL: "Write one amount for the year, the higher if you are unsure, such as 30000.",
}
_TOO_FINE = Unclear("Write the amount with at most two decimals, for example 32.50.")


def read_money(text: str, currency: str | None = None) -> Amount | Unclear:
    """Read one amount, of the whole job and not of a part of it.

    "1.200" and "1,200" are 1200, since money has no three decimals; in a currency that has them
    (`currency`, unless the text says another) they are asked back. A minus sign gives a negative
    amount: `bot.gigs.bounds` says what is possible.
    """
    return _read(text, currency, _AFTER, _SENTENCES, _EXAMPLE)


def read_hourly(text: str, currency: str | None = None) -> Amount | Unclear:
    """Read an amount an hour: "25", "€25/h", "25 an hour"."""
    return _read(text, currency, _AFTER | _AN_HOUR, _HOURLY_SENTENCES, _HOURLY_EXAMPLE)


def read_yearly(text: str, currency: str | None = None) -> Amount | Unclear:
    """Read an amount for a year: "30000", "€30k a year", "30.000 p.a."."""
    return _read(text, currency, _AFTER | _A_YEAR, _YEARLY_SENTENCES, _YEARLY_EXAMPLE)


def currencies_said(text: str) -> Codes | None:
    """Return the currencies an amount can be in: one for "€300", several for "$300".

    None if it says none; nothing if what it says contradicts itself.
    """
    return _codes(
        peel(
            tokens(text),
            before=_BEFORE.union(marks()),
            after=_AFTER.union(_AN_HOUR, _A_YEAR, marks()),
        )
    )


def _read(
    text: str,
    currency: str | None,
    after: frozenset[Tokens],
    sentences: Mapping[Doubt, str],
    example: str,
) -> Amount | Unclear:
    said = tokens(text)
    peeled = peel(said, before=_BEFORE.union(marks()), after=after.union(marks()))
    codes = _codes(peeled)
    amount = Decimal(0) if said in _ZERO else _value(peeled, _only(codes) or currency)
    if amount is None or codes == frozenset():
        return asked_back(said, sentences, example)
    if isinstance(amount, Unclear):
        return amount
    return Amount(amount, _only(codes))


def _codes(peeled: Peeled) -> Codes | None:
    return agreed(marks()[phrase] for phrase in peeled.off if phrase in marks())


def _value(peeled: Peeled, currency: str | None) -> Decimal | Unclear | None:
    """Return the number in the middle with its sign, None if there is not one for certain.

    "½" alone is half of something, rather than fifty cents.
    """
    if peeled.minuses > 1 or (len(peeled.middle) == 3 and peeled.middle[1] == SLASH):
        return None
    found = (Decimal(0),) if peeled.middle in _ZERO else numbers(peeled.middle)
    if not found:
        return None
    units = minor_units(currency)
    # Of two readings the first has the dot or comma between thousands: hardly any money has three
    # decimals.
    if len(found) == 2 and (units > 2 or len(peeled.middle) > 1):
        return either(found)
    if decimals(found[0]) == 3 and units < 3:
        return _TOO_FINE
    return -found[0] if peeled.minuses else found[0]


def _only(codes: Codes | None) -> str | None:
    return next(iter(codes)) if codes and len(codes) == 1 else None
