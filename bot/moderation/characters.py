"""Single characters: what a reader takes each one for."""

import re
import unicodedata
from functools import lru_cache

BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
INVISIBLE = (
    "\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
"""Default ignorable code points (Unicode, DerivedCoreProperties), as a class of a pattern."""

MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
"""Marks that any letter can be given; the vowel signs of single scripts are not among them."""

_NOTHING = re.compile(f"[{INVISIBLE}{MARKS}]")
_LIKE_ASCII = str.maketrans(
    "\u2018\u2019\u201b\u02bc\u00b4\u201c\u201d\u201e\u2010\u2011\u2012\u2013\u2014\u2212"
    "\u3002\u2044\u2215\u29f8\u2571\u2236\ua789\u2028\u2029\u0085\r\t",
    "'''''\"\"\"------.////::\n\n\n\n ",
)
_EMOJI_LETTER = re.compile(
    r"(?:NEGATIVE (?:CIRCLED|SQUARED)|CROSSED NEGATIVE SQUARED) LATIN CAPITAL LETTER ([A-Z])"
    r"|REGIONAL INDICATOR SYMBOL LETTER ([A-Z])|SQUARED (FREE|NEW|OK|SOS|COOL|UP WITH|VS|ID)"
)
_LATIN = re.compile(
    r"LATIN (?:SMALL |CAPITAL )?(?:LETTER|LIGATURE) (?:SMALL CAPITAL |TURNED |REVERSED |OPEN |"
    r"SCRIPT |DOTLESS |BARRED |LONG )*(AE|OE|[A-Z])(?: WITH .*)?"
)


@lru_cache(maxsize=8192)
def readable(char: str) -> str:
    """Return a character in lower case and without styling, accents kept; "" if none sees it."""
    if char.isascii():
        return char.lower().translate(_LIKE_ASCII) if char >= " " or char in "\n\r\t" else ""
    if _NOTHING.match(char):
        return ""
    if char in BLANKS:
        return " "
    if emoji := _EMOJI_LETTER.fullmatch(unicodedata.name(char, "")):
        return str(emoji[emoji.lastindex or 0]).lower()
    plain = char
    for _ in range(3):
        plain = unicodedata.normalize("NFKC", plain.translate(_LIKE_ASCII)).casefold()
    return _NOTHING.sub("", plain)


@lru_cache(maxsize=8192)
def unaccented(char: str) -> str:
    """Return a letter of the Latin, Greek or Cyrillic script without accents, as ASCII if Latin.

    Small capitals and turned letters are Latin letters too. Anything else stays.
    """
    if char.isascii():
        return char
    base = unicodedata.normalize("NFD", char)[0]
    name = unicodedata.name(base, "")
    if latin := _LATIN.fullmatch(name):
        return latin[1].lower()
    return base if name.startswith(("GREEK", "CYRILLIC", "LATIN")) else char


def sounds(text: str) -> str:
    """Return a text as people read it, character by character, without accents."""
    return "".join(map(unaccented, "".join(map(readable, text))))
