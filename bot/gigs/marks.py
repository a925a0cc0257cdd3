"""What says a currency: codes, signs and names, each with the currencies it can mean."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from babel.numbers import get_currency_name, get_currency_symbol

from bot.gigs.currencies import LOCALE, currencies
from bot.gigs.tokens import WORDLIKE_CODES, Tokens, tokens

Codes = frozenset[str]

_NO_NAMES = frozenset(["gold"])
"""Words that say a currency only with the country before them."""

_DOLLAR_SIGN_PESOS = frozenset(["ARS", "CLP", "COP", "CUP", "DOP", "MXN", "UYU"])
_CROWNS = ("DKK", "ISK", "NOK", "SEK")
_CERTAIN = {
    "ARS": "$ar",
    "AUD": "au$ $au",
    "AZN": "₼",
    "BRL": "$r reais",
    "CAD": "c$ can$ $ca",
    "CHF": "sfr sfr. chf.",
    "CLP": "$cl",
    "CNY": "rmb renminbi",
    "COP": "$co",
    "CRC": "₡",
    "CZK": "kč",
    "DKK": "dkr dkr.",
    "EGP": "e£",
    "EUR": "euro's",
    "GBP": "£ £gb gb£ quid sterling pound pounds",
    "GEL": "₾",
    "GHS": "₵",
    "HKD": "$hk",
    "HUF": "ft",
    "ILS": "nis",
    "JPY": "jp¥ 円",
    "KRW": "₩",
    "KZT": "₸",
    "MNT": "₮",
    "MXN": "$mx",
    "NGN": "₦",
    "NOK": "nkr nkr.",
    "NZD": "$nz",
    "PLN": "zł zl zloty zlotych złoty złotych",
    "PYG": "₲",
    "RUB": "₽",
    "SEK": "skr skr.",
    "SGD": "s$ sg$ $sg",
    "THB": "฿",
    "TRY": "₺",
    "TWD": "$tw",
    "UAH": "₴",
    "USD": "us$ $us",
    "ZAR": "r",
}
_IN_WORDS = {
    "AUD": ("aussie dollars", "au $"),
    "CAD": ("ca $", "$ ca"),
    "GBP": ("pounds sterling", "pound sterling"),
    "NZD": ("nz dollars", "nz $"),
    "USD": ("american dollars", "u.s. dollars", "us $", "$ us", "us bucks"),
}


@cache
def marks() -> Mapping[Tokens, Codes]:
    """Return every way to say a currency, as tokens, with the present-day currencies it can mean.

    "€" and "Swiss francs" mean one. "$", "kr", "¥" and "francs" mean several. By decision "£",
    "pounds" and "quid" are sterling; other pounds say their country.
    """
    found: dict[Tokens, set[str]] = {}
    for said, code in _names():
        found.setdefault(said, set()).add(code)
    shared = {
        "$": found["dollars",] | _DOLLAR_SIGN_PESOS,
        "bucks": found["dollars",],
        "buck": found["dollars",],
        "¥": {"CNY", "JPY"},
        "kr": _CROWNS,
        "kr.": _CROWNS,
        "fr": found["francs",],
        "fr.": found["francs",],
        "rs": found["rupees",],
        "rs.": found["rupees",],
        "₨": found["rupees",],
    }
    found |= {tokens(said): set(codes) for said, codes in shared.items()}
    for code in shared["$"]:
        found |= {tokens(f"{code}$"): {code}, tokens(f"${code}"): {code}}
    found |= {tokens(said): {code} for code, said in _certain()}
    return {said: frozenset(codes) for said, codes in found.items()}


def agreed(said: Iterable[Codes]) -> Codes | None:
    """Return the currencies that all of these can mean: empty if they contradict each other.

    None if nothing says a currency.
    """
    shared: Codes | None = None
    for codes in said:
        shared = codes if shared is None else shared & codes
    return shared


def _names() -> Iterator[tuple[Tokens, str]]:
    """Give code, sign, name and the name's last word: "Swiss francs" and "francs"."""
    for code, name in currencies().items():
        yield tokens(get_currency_symbol(code, locale=LOCALE)), code
        yield (code if code in WORDLIKE_CODES else code.casefold(),), code
        for full in {name, *(get_currency_name(code, count, locale=LOCALE) for count in (1, 2))}:
            said = tokens(full)
            yield said, code
            if said[-1] not in _NO_NAMES:
                yield said[-1:], code


def _certain() -> Iterator[tuple[str, str]]:
    for code, said in _CERTAIN.items():
        yield from ((code, one) for one in said.split())
    for code, phrases in _IN_WORDS.items():
        yield from ((code, one) for one in phrases)
