"""Cutting what somebody typed on a phone into numerals, words and signs."""

import re
import unicodedata

Tokens = tuple[str, ...]

LONGEST = 200
"""A number with all its words is shorter than this many characters."""

WORDLIKE_CODES = frozenset(
    ["ALL", "BAM", "BOB", "COP", "CUP", "GEL", "MAD", "MOP", "PEN", "SOS", "TOP", "TRY"]
)
"""Currency codes that are everyday words as well; they are codes in capitals only."""

POINT = "\N{ARABIC DECIMAL SEPARATOR}"
"""It marks decimals and nothing else, unlike a dot or a comma."""

SLASH = "\N{FRACTION SLASH}"
"""The stroke of a vulgar fraction."""

_TOKEN = re.compile(
    rf"(?<!\w)[.,{POINT}]\d{{1,2}}(?![\d.,'{POINT}])"  # .5, but not the rest of "Rs.500"
    rf"|\d+(?:[.,'{POINT}]\d+|[ \xa0]\d{{3}}(?!\d))*"  # 1,200.50 and 1 200
    r"|(?<!\w)[^\W\d_]{1,3}[$£¥](?![^\W\d_])|[$£¥][^\W\d_]{2,3}(?!\w)"  # CA$, $CA, not 2k$
    r"|[^\W\d_]+(?:'[^\W\d_]+)?"
    r"|[^ \xa0]"
)
_APOSTROPHES = "'\u2019\u2018\u02bc`\u00b4\N{ARABIC THOUSANDS SEPARATOR}"
_ALIKE = {
    **dict.fromkeys(_APOSTROPHES, "'"),
    "\N{MINUS SIGN}": "-",
    "\N{SOFT HYPHEN}": "-",
    " ": " ",
    "\N{ZERO WIDTH SPACE}": " ",
}
_ALIKE_BY_CATEGORY = {"Pd": "-", "Zs": "\xa0"}
_OVERRIDES = frozenset("\u202a\u202b\u202d\u202e")
"""What makes digits show in another order than they stand in."""


def tokens(text: str) -> Tokens:
    """Return the tokens of a text, in lower case; none of a text too long to be a number.

    Digits of all scripts become 0 to 9, dashes and minus signs "-", spaces that do not break
    U+00A0, and a vulgar fraction three tokens, `SLASH` in the middle. A line break is a token,
    since the numbers before and after it are two.
    """
    text = text.strip()
    if len(text) > LONGEST:
        return ()
    plain = "".join(map(_plain, unicodedata.normalize("NFC", text))).strip()
    found = _TOKEN.findall(plain)
    return tuple(one if one in WORDLIKE_CODES else one.casefold() for one in found)


def is_numeral(token: str) -> bool:
    """Return whether a token has digits: only numerals have."""
    return token[-1].isdecimal()


def _plain(one: str) -> str:
    category = unicodedata.category(one)
    if alike := _ALIKE.get(one) or _ALIKE_BY_CATEGORY.get(category):
        return alike
    if category == "Nd":
        return str(unicodedata.decimal(one))
    if category == "Cf" and one not in _OVERRIDES:
        return ""
    kind, *made_of = unicodedata.decomposition(one).split() or [""]
    if kind == "<fraction>":
        return f" {unicodedata.normalize('NFKC', one)}"
    if kind in {"<wide>", "<narrow>", "<small>"}:
        return _plain(chr(int(made_of[-1], 16)))
    return one
