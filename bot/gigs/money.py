"""Currencies, and how money and shares are shown."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache

from babel.numbers import format_currency, format_decimal, get_currency_symbol

from bot.gigs.currencies import LOCALE, currencies, minor_units
from bot.gigs.marks import marks

__all__ = ["currencies", "show_hours", "show_money", "show_percent", "suggest_currencies"]

_OFTEN = ("EUR", "USD", "GBP", "CAD", "AUD", "CHF", "SEK", "NOK", "DKK", "NZD", "PLN", "JPY", "INR")

Number = Decimal | Fraction | int


def suggest_currencies(typed: str, limit: int) -> list[tuple[str, str]]:
    """Return currencies that fit what was typed, as (code, label), the likeliest first.

    Code, name, sign and everyday names count: "eu", "zlot", "£", "bucks". The currencies met most
    often come first among equals, and alone when nothing was typed.
    """
    wanted = " ".join(typed.casefold().split())
    ranked = [
        (fit, _OFTEN.index(code) if code in _OFTEN else len(_OFTEN), code)
        for code, said in _said_for().items()
        if (fit := _fit(wanted, said)) is not None
    ]
    return [(code, _label(code)) for _, _, code in sorted(ranked)[: max(0, limit)]]


def show_money(amount: Number, currency: str | None) -> str:
    """Return an amount to read: "€1,300", "€32.50", "CA$40", "CHF 40"; "1,300" without currency.

    Rounded half up, away from zero, to the currency's minor units; whole amounts have no decimals.
    """
    rounded = _rounded(amount, minor_units(currency))
    pattern = "#,##0" if _is_whole(rounded) else f"#,##0.{'0' * minor_units(currency)}"
    if currency is None:
        return format_decimal(rounded, pattern, locale=LOCALE)
    space = "\xa0" if get_currency_symbol(currency, locale=LOCALE)[-1].isalpha() else ""
    return format_currency(
        rounded, currency, f"¤{space}{pattern}", locale=LOCALE, currency_digits=False
    )


def show_percent(share: Number) -> str:
    """Return a share of one in percent, half up to at most two places: "35%", "33.33%"."""
    return f"{_shortest(Fraction(share) * 100)}%"


def show_hours(hours: Number) -> str:
    """Return hours half up to at most two places, as "10", "1.5" or "1,200"."""
    return _shortest(Fraction(hours))


def _shortest(number: Fraction) -> str:
    return format_decimal(_rounded(number, 2), "#,##0.##", locale=LOCALE)


def _rounded(number: Number, places: int) -> Decimal:
    scaled = abs(Fraction(number)) * 10**places
    digits = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(f"{'-' if number < 0 and digits else ''}{digits}E-{places}")


def _is_whole(number: Decimal) -> bool:
    return number == number.to_integral_value()


def _label(code: str) -> str:
    sign = get_currency_symbol(code, locale=LOCALE)
    return f"{code}: {currencies()[code]}" + (f" ({sign})" if sign != code else "")


@cache
def _said_for() -> Mapping[str, tuple[str, ...]]:
    """Return each currency's code, name and everything else that says it, the code first."""
    return {
        code: (
            code.casefold(),
            name.casefold(),
            *(" ".join(said) for said, codes in marks().items() if code in codes),
        )
        for code, name in currencies().items()
    }


def _fit(wanted: str, said: tuple[str, ...]) -> int | None:
    """Rank how typed text fits: the code, a whole word, the start of any, inside the name."""
    if wanted == said[0]:
        return 0
    if wanted in said:
        return 1
    if any(one.startswith(wanted) for one in said):
        return 2
    return 3 if wanted in said[1] else None
