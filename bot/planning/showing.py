"""Sums of money as they are shown: always to the cent."""

from decimal import Decimal
from fractions import Fraction

from babel.numbers import format_currency, format_decimal, get_currency_symbol

from bot.gigs import half_up
from bot.gigs.currencies import LOCALE, minor_units

_CENT = Fraction(1, 100)
_FINEST = 12  # decimals of an amount below one cent


def to_the_cent(amount: Decimal | Fraction, currency: str | None) -> str:
    """Return an amount with all its decimals, half up: "€32.00", "CHF 40.50", "¥900".

    Without a currency it has two decimals and no sign.
    """
    units = minor_units(currency)
    pattern = f"#,##0.{'0' * units}" if units else "#,##0"
    rounded = half_up(amount, units)
    if currency is None:
        return format_decimal(rounded, pattern, locale=LOCALE)
    space = "\xa0" if get_currency_symbol(currency, locale=LOCALE)[-1].isalpha() else ""
    return format_currency(
        rounded, currency, f"¤{space}{pattern}", locale=LOCALE, currency_digits=False
    )


def dollars(amount: Decimal | Fraction) -> str:
    """Return US dollars to the cent, and below one cent as they are: "$60.00", "$0.003"."""
    return as_it_is(amount) if 0 < Fraction(amount) < _CENT else to_the_cent(amount, "USD")


def as_it_is(amount: Decimal | Fraction) -> str:
    """Return US dollars with every decimal there is, two at least: "$0.003", "$0.50"."""
    exact = f"{half_up(amount, _FINEST):f}"
    whole, _, after = exact.partition(".")
    return f"${int(whole):,}.{after:0<2}"


def plain_number(number: Decimal) -> str:
    """Return a number as short as it is: "44", "2.5", "30,000"."""
    return format_decimal(number, "#,##0.############", locale=LOCALE)
