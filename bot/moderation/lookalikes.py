"""Letters of other scripts that pass for Latin ones: the confusables of Unicode (UTS #39)."""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from string import ascii_letters

from bot.moderation.draft import Draft, Edit

_WORD = re.compile(r"[^\W_]++")
_LATIN = re.compile("[a-z]")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_FOREIGN_LETTER = re.compile(r"[^\W\x00-\x7f]")
_SWAPPED = re.compile(
    r"[\u0370-\u058f\u13a0-\u13ff\u1d00-\u1dbf\u2c80-\u2cff\ua4d0-\ua4ff\uab70-\uabbf]"
)
"""Scripts whose letters are put into Latin words: Greek, Cyrillic, Armenian, Cherokee, Lisu..."""


@cache
def exact() -> dict[str, str]:
    """Return small letters that look like a Latin one, with it."""
    return {char: said for char, said in _confusables() if char == char.lower()}


@cache
def loose() -> dict[str, str]:
    """Return the same with letters of which only the capital looks Latin, as a Cyrillic em."""
    capitals = {char.lower(): said for char, said in _confusables() if len(char.lower()) == 1}
    return capitals | exact()


def resembled(word: str) -> str:
    """Return what a word is taken for when every letter that looks Latin is read as Latin."""
    return "".join(map(loose().get, word, word))


def undo_lookalikes(draft: Draft) -> None:
    """Read mixed words as Latin, and wholly foreign ones if they can pass for Latin among Latin."""
    if draft.text.isascii():
        return
    if not (_FOREIGN_LETTER.search(draft.text) and _LATIN.search(draft.text)):
        return
    draft.rewrite(list(_unmixed(draft)))
    if _FOREIGN_LETTER.search(draft.text) and _is_mostly_latin(draft.text):
        draft.rewrite(list(_passing(draft)))


def _confusables() -> Iterator[tuple[str, str]]:
    table = files("confusable_homoglyphs").joinpath("confusables.json")
    known: dict[str, list[dict[str, str]]] = json.loads(table.read_text("utf-8"))
    for char, homoglyphs in known.items():
        if len(char) == 1 and not char.isascii():
            letters = sorted(each["c"] for each in homoglyphs if each["c"] in set(ascii_letters))
            if letters:
                yield char, letters[-1].lower()


def _foreign_words(draft: Draft) -> Iterator[re.Match[str]]:
    return (match for match in draft.find(_WORD) if not match[0].isascii())


def _unmixed(draft: Draft) -> Iterator[Edit]:
    latin = _is_mostly_latin(draft.text)
    for match in _foreign_words(draft):
        word = match[0]
        if _LATIN.search(word) and (seen := _as_latin(word)) != word:
            if _deceives(word, seen, latin=latin):
                draft.undone.add("lookalikes")
            yield Edit(match.start(), match.end(), seen)


def _passing(draft: Draft) -> Iterator[Edit]:
    for match in _foreign_words(draft):
        word = match[0]
        if len(word) > 1 and all(char in exact() for char in word):
            draft.undone.add("lookalikes")
            yield Edit(match.start(), match.end(), resembled(word))


def _is_mostly_latin(text: str) -> bool:
    return 2 * len(_LATIN.findall(text)) > sum(map(str.isalpha, text))


def _as_latin(word: str) -> str:
    """Read the scripts used for it; letters of any other only between two Latin ones."""
    seen = [loose().get(char, char) if _SWAPPED.match(char) else char for char in word]
    for place in range(1, len(word) - 1):
        if "a" <= seen[place - 1] <= "z" and "a" <= word[place + 1] <= "z":
            seen[place] = loose().get(word[place], seen[place])
    return "".join(seen)


def _deceives(word: str, seen: str, *, latin: bool) -> bool:
    """Tell lookalikes from a formula ("Δν") and from an ending on a name ("Discord" in Russian)."""
    foreign = "".join(was for was, now in zip(word, seen, strict=True) if was != now)
    if "\u0370" <= foreign[0] <= "\u03ff" and len(word) < 3:
        return False
    inside = _FOREIGN.search(word.rstrip(foreign)) is not None
    return latin or inside
