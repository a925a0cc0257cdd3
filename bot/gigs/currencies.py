"""The world's present-day currencies, as CLDR knows them."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from babel import Locale
from babel.numbers import get_currency_name, get_currency_precision, get_territory_currencies

LOCALE = Locale("en")
_PRESENT = date(2026, 1, 1)
"""A currency counts that has been legal tender somewhere since then."""

_UNKNOWN_UNITS = 2
"""Decimals of an amount whose currency is not known."""


@cache
def currencies() -> Mapping[str, str]:
    """Return ISO 4217 code to English name, by code."""
    codes = {
        code
        for territory in LOCALE.territories
        for code in get_territory_currencies(str(territory), start_date=_PRESENT)
    }
    names = {code: get_currency_name(code, locale=LOCALE) for code in sorted(codes)}
    return MappingProxyType(names)


def minor_units(currency: str | None) -> int:
    """Return how many decimals amounts in a currency have; two if it is not known."""
    return _UNKNOWN_UNITS if currency is None else get_currency_precision(currency)
