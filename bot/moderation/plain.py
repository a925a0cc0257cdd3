"""Telling cheaply that a text hides nothing, so that most messages cost next to nothing."""

import re
from string import ascii_lowercase, digits

_SETS_APART = " \n.-_~*|/+^="
_HARMLESS = (ascii_lowercase + digits + " \n.,:;!?'\"()-+=^$@&#").encode()
_SOME_LETTER = "q"
_NEEDS_A_LOOK = b"_%/<>"
_ODD = re.compile(
    r"_(?:(?<=__)|(?<![a-z0-9]_)|(?![a-z0-9]))|%[0-9a-f]{2}"
    r"|:[ \n]{1,3}/|://\s|://\S{1,250}\n|\.[ \n][a-z0-9-]{2,99}/|[ \n]/|/[ \n]|<\.|<d[o0]t"
)
_BREAKS = re.compile(
    r"\n[ \n]| \n|[.]\n(?:com|net|org)|\n\.|://\S{1,250}\n|:\n|\.\n[a-z0-9-]{2,99}/"
)
_HELD = re.compile(r"([a-vx-z])\1\1")
_HELD_ANYWHERE = re.compile(r"([^\W\d_])\1\1")
_HELD_W = re.compile(r"(?<=\w)www|www(?!\.)")
_BEYOND_ASCII = re.compile(r"[^\W\x00-\x7f]")
_SPACED_ADDRESS = re.compile(r"\. +(?:com|net|org)(?![a-z])")
_KINDS = dict.fromkeys(ascii_lowercase + "'", "a")
_KINDS |= dict.fromkeys("013457", "0") | dict.fromkeys("2689", "2")
_KINDS |= {"@": "$", "$": "$", "!": "!"} | dict.fromkeys(_SETS_APART, " ")
_SHAPE = bytes(ord(_KINDS.get(chr(code), ",")) for code in range(256))
_TWO_SINGLES = re.compile(r"[ ,]a +a[ ,]")
_SINGLE = bytes.maketrans(b"02$!", b"aaa,")


def is_plain(text: str) -> bool:
    """Tell that no step of the folding would find anything in a text in lower case.

    Expects accents off and letters of other scripts sorted out. May say no of a plain text, never
    yes of another.
    """
    if not text.isascii():
        if _HELD_ANYWHERE.search(text):
            return False
        text = _BEYOND_ASCII.sub(_SOME_LETTER, text)
    raw = text.encode("ascii", "replace")
    rest = raw.translate(None, _HARMLESS)
    if rest and (rest.translate(None, _NEEDS_A_LOOK) or _ODD.search(text)):
        return False
    if _may_hide_address(text) or ("\n" in text and _BREAKS.search(text)):
        return False
    if _HELD.search(text) or ("www" in text and _HELD_W.search(text)):
        return False
    return not _has_spelled_words(raw.translate(_SHAPE))


def _may_hide_address(text: str) -> bool:
    return (
        "  " in text
        or " ." in text
        or "(." in text
        or "dot" in text
        or "d0t" in text
        or "slash" in text
        or "hx" in text
        or "htx" in text
        or _SPACED_ADDRESS.search(text) is not None
    )


def _has_spelled_words(shape: bytes) -> bool:
    """Look for signs inside words, and for two single letters or digits side by side."""
    kinds = shape.decode("ascii")
    if "a0" in kinds or "a$" in kinds or "$a" in kinds or "a!a" in kinds:
        return True
    return _TWO_SINGLES.search(f" {shape.translate(_SINGLE).decode('ascii')} ") is not None
