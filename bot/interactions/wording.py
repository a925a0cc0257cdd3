"""Other people's text on our cards: shown as typed, never as markdown, mention or layout.

Also the cutting of long text, always between two words.
"""

import re
import unicodedata
from collections.abc import Sequence

from bot import limits

_ELLIPSIS = "…"
# Zero-width (non-)joiners shape Arabic, Persian, Indic scripts and emoji; they may stay.
_JOINERS = frozenset("\u200c\u200d")
_MOST_MARKS = 4
# What works inside a line; headings, lists and quotes need its start, where the isolate stands.
# Escaping ":" also keeps addresses from turning into links.
_MARKDOWN = re.compile(r"([\\*_~`|<\[\]@:])")
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"


def tidy(text: str) -> str:
    """Fold `text` to one line without invisible, direction-changing or piled-up characters."""
    kept: list[str] = []
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks > _MOST_MARKS or (category in ("Cf", "Cs", "Co") and character not in _JOINERS):
            continue
        kept.append(" " if category in ("Cc", "Zl", "Zp") else character)
    return " ".join("".join(kept).split())


def is_blank(text: str) -> bool:
    """Whether `text` shows nothing: empty, white space, or only invisible characters."""
    return not any(unicodedata.category(character)[0] in "LNPS" for character in text)


def plain(text: str, longest: int) -> str:
    """Escape `text` for a card: at most `longest` of its characters, on one line.

    The result stands between direction isolates, so that right-to-left text leaves the words
    around it in their order.
    """
    return isolate(escape(shorten(tidy(text), longest)))


def escape(text: str) -> str:
    """Escape what would be markdown, a mention or a link inside a line."""
    return _MARKDOWN.sub(r"\\\1", text)


def isolate(text: str) -> str:
    """Put `text`, which is escaped, between direction isolates."""
    return f"{_ISOLATE}{text}{_END_ISOLATE}"


def shorten(text: str, longest: int) -> str:
    """Cut `text` to at most `longest` characters, between two words, marking the cut by "…"."""
    if len(text) <= longest:
        return text
    room = longest - len(_ELLIPSIS)
    if room < 0:
        return ""
    head = text[: room + 1]
    cut = max(head.rfind(" "), head.rfind("\n"))
    # One word longer than half the room is cut inside rather than left out.
    end = cut if cut > room // 2 else room
    return text[:end].rstrip() + _ELLIPSIS


def fit(texts: Sequence[str], room: int = limits.CARD_TEXT) -> list[str]:
    """Cut `texts` so that all together stay within `room`; the first ones are kept longest.

    Texts for which nothing is left come back empty.
    """
    fitted = []
    for text in texts:
        shown = shorten(text, room)
        room -= len(shown)
        fitted.append(shown)
    return fitted
