"""What the eye reads past: styled letters, emoji letters, marks, hidden characters."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

from babel import Locale

from bot.moderation.characters import INVISIBLE, MARKS, readable, unaccented
from bot.moderation.draft import Draft, Edit

_READ = r"[0-9A-Za-z./:\u00c0-\u024f\u0370-\u04ff]"
_OVERLAYS = "\u0334-\u0338\u20d2\u20d3\u20d8-\u20da\u20e5-\u20ec"
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_FULL_WIDTH = re.compile(r"[\uff21-\uff3a\uff41-\uff5a]{2}")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_NOT_PLAIN = re.compile(r"[^\n -~]")
_FEW = 4
"""One in four: above that, spelling every character is quicker than putting some in place."""
_FLAGS = re.compile(r"[\U0001f1e6-\U0001f1ff]++")

_SIGNS = (
    ("invisible", re.compile(f"(?<={_READ})[{INVISIBLE}]++(?={_READ})")),
    ("invisible", re.compile("[\u202d\u202e]")),
    ("invisible", re.compile("(?<![\U0001f3f4\U000e0000-\U000e007f])[\U000e0000-\U000e007f]")),
    ("marks", re.compile(f"[{MARKS}]{{3}}|[A-Za-z][{_OVERLAYS}]")),
    ("marks", re.compile(f"(?:[A-Za-z][{MARKS}]++){{4}}")),
    (
        "styled",
        re.compile(
            "[\U0001d400-\U0001d7ff\u2100-\u214f]{2}|[\u249c-\u24e9\U0001f110-\U0001f149]{2}"
        ),
    ),
    ("styled", re.compile(r"[\u02b0-\u02b8\u1d2c-\u1d6a\u2071\u207f]{3}")),
    ("emoji letters", re.compile("(?:[\U0001f150-\U0001f169\U0001f170-\U0001f189]\ufe0f?){2}")),
)

_SUSPECT = re.compile(
    f"[{INVISIBLE}{MARKS}\u02b0-\u02b8\u1d2c-\u1d6a\u2071\u207f\u2100-\u214f\u249c-\u24e9"
    "\uff21-\uff5a\U0001d400-\U0001d7ff\U0001f110-\U0001f1ff]"
)
"""Every character of which one of the signs speaks."""


def undo_styling(draft: Draft) -> None:
    """Read every character as people do, lower case, accents kept; drop what none sees."""
    text = draft.text
    if text.isascii() and text.replace("\n", "").isprintable():
        draft.text = text.lower()
        return
    beyond = "".join(_NOT_ASCII.findall(text))
    if _SUSPECT.search(beyond):
        draft.undone.update(name for name, sign in _SIGNS if sign.search(text))
        if _FULL_WIDTH.search(text) and not _CJK.search(text):
            draft.undone.add("styled")
        draft.rewrite(list(_flags(draft)))
    _spell(draft, readable)


def undo_accents(draft: Draft) -> None:
    """Take accents off, which is no disguise; small capitals and turned letters are one."""
    if draft.text.isascii():
        return
    if _odd_letters().search(draft.text):
        draft.undone.add("lookalikes")
    _spell(draft, unaccented, outside_addresses="://" in draft.text)


def _spell(
    draft: Draft, spelling: Callable[[str], str], *, outside_addresses: bool = False
) -> None:
    """Spell what is not ASCII anew, and control characters; the rest in lower case."""
    lower = draft.text.lower()
    few = len(_NOT_PLAIN.findall(lower)) * _FEW < len(lower)
    if not outside_addresses and not (few and len(lower) == len(draft.text)):
        draft.respell(spelling)
        return
    if len(lower) == len(draft.text):
        draft.text = lower
    found = draft.find(_NOT_PLAIN) if outside_addresses else _NOT_PLAIN.finditer(draft.text)
    letters = ((char.start(), char[0], spelling(char[0])) for char in found)
    draft.rewrite([Edit(at, at + 1, plain) for at, char, plain in letters if plain != char])


def _flags(draft: Draft) -> Iterator[Edit]:
    """Read regional indicators as letters; flags stay apart from the words around."""
    loose = 0
    for run in _FLAGS.finditer(draft.text):
        letters = "".join(map(readable, run[0]))
        if _all_flags(letters):
            yield Edit(run.start(), run.end(), f" {letters} ")
        else:
            loose += len(letters)
    if loose > 1:
        draft.undone.add("emoji letters")


def _all_flags(letters: str) -> bool:
    pairs = {letters[place : place + 2] for place in range(0, len(letters), 2)}
    return pairs <= _territories()


@cache
def _territories() -> frozenset[str]:
    return frozenset(map(str.lower, {*Locale("en").territories, "EU", "UN"}))


@cache
def _odd_letters() -> re.Pattern[str]:
    blocks = (range(0x250, 0x2B0), range(0x1D00, 0x1D80), range(0xA720, 0xA800))
    odd = [
        chr(point)
        for block in blocks
        for point in block
        if re.search("LETTER SMALL CAPITAL|TURNED", unicodedata.name(chr(point), ""))
    ]
    return re.compile(f"[{''.join(odd)}]{{2}}")
