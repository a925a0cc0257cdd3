"""Words spelled to slip through: letters set apart, letters held down."""

import re
from collections.abc import Collection, Iterator
from itertools import groupby, pairwise
from string import ascii_lowercase, digits

from bot.moderation.draft import Draft, Edit, outside_addresses

_LETTER = "[0-9a-z\u00df-\u00f6\u00f8-\u04ff]"
_SIGNS = r" .\-_*~|/+^=\u00b7\u2022\u2219\u22c5"
_RUN = re.compile(
    rf"(?<![^\W_])(?<!['@#<:]){_LETTER}(?![^\W_])(?:[{_SIGNS}]{{1,4}}+{_LETTER}(?![^\W_]|')(?!\.\w\w))++"
)
_GAP = re.compile(rf"[{_SIGNS}]++")
_GOES_ON = re.compile(r"\. [^\W_]")

_PAIRS = frozenset(["dm", "pm", "yt", "ig"])
"""Two letters that are one word; any other two are left apart."""

_NOTES = frozenset("abcdefg0123456789v")
"""Chords and the parts of a song: "a b c d", "v c v c b c"."""

_SHORTHAND = frozenset("aiurynkbcxoev")
"""Letters that people type as words: "r u a", "y u no", "x o x o"."""

_SPELLED_OUT = 4
_LONGEST_KNOWN = 14

_SINGLES = bytes(
    ord("a" if chr(code) in f"{ascii_lowercase}{digits}'" else " ") for code in range(256)
)
_SOME_LETTER = "q"
_FOREIGN_LETTER = re.compile(r"[^\W\x00-\x7f]")
_TWO_SINGLES = re.compile(rb" a +a ")

_TRIPLE = re.compile(r"([^\W\d_])\1\1")
_TRIPLE_OF_ASCII = re.compile(r"([a-z])\1\1")
_WWW = re.compile(r"(?<![^\W\d_])www(?![^\W\d_])")
_TOKEN = re.compile(r"[^\W\d_]++")
_DOUBLED = (
    "all book booked booking call calls cool deal feel fee fees follow followers following free "
    "full good hello hook hooks keep less look looking miss need offer offers press room see sell "
    "selling small soon too week weekly weekend will"
)
_SINGLE_TO_DOUBLED = {
    "".join(letter for letter, _ in groupby(word)): word for word in _DOUBLED.split()
}

_CONSONANTS = frozenset("bcdfghjklmnpqrstvwxz")


def undo_spaced(draft: Draft) -> None:
    """Join letters set apart by spaces, dots or other signs; wider gaps part the words."""
    if _may_hold_singles(draft.text):
        draft.rewrite(list(_joined(draft)))


def holds_spaced(text: str) -> bool:
    """Tell whether letters are set apart in a text in lower case."""
    return _may_hold_singles(text) and any(
        _is_spelled(*_parts(run[0])) for run in outside_addresses(_RUN, text)
    )


def _may_hold_singles(text: str) -> bool:
    """Look for two letters or digits, each by itself, side by side."""
    if not text.isascii():
        text = _FOREIGN_LETTER.sub(_SOME_LETTER, text)
    shape = f" {text} ".encode("ascii", "replace").translate(_SINGLES)
    return b" a " in shape and _TWO_SINGLES.search(shape) is not None


def undo_stretched(draft: Draft) -> None:
    """Shorten letters held down ("sooo", "freeee").

    Everybody does it; only two consonants held inside one word count as a disguise.
    """
    if holds_stretched(draft.text):
        draft.rewrite(list(_shortened(draft)))


def holds_stretched(text: str) -> bool:
    """Tell whether a letter is held down in a text in lower case."""
    triple = _TRIPLE_OF_ASCII if text.isascii() else _TRIPLE
    return triple.search(text) is not None and any(
        run[1] != "w" or _WWW.match(text, run.start()) is None
        for run in outside_addresses(triple, text)
    )


def _joined(draft: Draft) -> Iterator[Edit]:
    for run in draft.find(_RUN):
        letters, signs = _parts(run[0])
        if not _is_spelled(letters, signs):
            continue
        between = _between(signs)
        if draft.words and not any(between):
            between = _parted("".join(letters), draft.words)
        if _are_faces(letters, between, signs):
            continue
        if _is_surely_disguised(between, abbreviates=any("." in sign for sign in signs)):
            draft.undone.add("spaced")
        gaps = _GAP.finditer(draft.text, run.start() + 1, run.end() - 1)
        for gap, instead in zip(gaps, between, strict=True):
            yield Edit(gap.start(), gap.end(), instead)
        if _are_dots(signs) and _GOES_ON.match(draft.text, run.end()):
            yield Edit(run.end(), run.end() + 1, "")


def _parts(run: str) -> tuple[list[str], list[str]]:
    """Take a run of single letters apart: the letters, and the signs between them."""
    return [char for char in run if char.isalnum()], _GAP.findall(run)


def _is_spelled(letters: list[str], signs: list[str]) -> bool:
    if _are_dots(signs):
        return not any(map(str.isdigit, letters))
    if len(letters) == 2:
        return "".join(letters) in _PAIRS
    spelled = [letter for letter in letters if letter.isalpha()]
    if len(spelled) < 2 or 5 * len(spelled) < 3 * len(letters) or len(set(letters)) == 1:
        return False
    in_order = all(ord(b) - ord(a) == 1 for a, b in pairwise(letters))
    return not (in_order or _NOTES.issuperset(letters) or _SHORTHAND.issuperset(letters))


def _are_dots(signs: list[str]) -> bool:
    """Tell abbreviations ("e.g.", "U.S.A.") from other ways to set letters apart."""
    return all(sign.strip() == "." for sign in signs)


def _between(signs: list[str]) -> list[str]:
    """Say what stays between the letters: nothing, or a space where the gap is a wider one."""
    least = min(map(len, signs))
    signed = not all(map(str.isspace, signs))
    return [" " if len(sign) > least or (signed and sign.isspace()) else "" for sign in signs]


def _parted(said: str, words: Collection[str]) -> list[str]:
    """Part letters into the fewest known words; leave them together if that cannot be done.

    Takes at most `_LONGEST_KNOWN` looks a letter.
    """
    fewest: list[tuple[int, int] | None] = [(0, 0)]
    for end in range(1, len(said) + 1):
        ways = [
            (so_far[0] + 1, start)
            for start in range(max(0, end - _LONGEST_KNOWN), end - 1)
            if (so_far := fewest[start]) and said[start:end] in words
        ]
        fewest.append(min(ways, default=None))
    between = [""] * (len(said) - 1)
    end = len(said)
    while (way := fewest[end]) and way[1]:
        end = way[1]
        between[end - 1] = " "
    return between


def _are_faces(letters: list[str], between: list[str], signs: list[str]) -> bool:
    """Tell "T_T" and "o_o", two letters each with a sign between, from words."""
    if all(sign.isspace() or "." in sign for sign in signs):
        return False
    words = "".join(map("".join, zip(letters, [*between, ""], strict=True))).split()
    return all(len(word) < 3 for word in words) and _PAIRS.isdisjoint(words)


def _is_surely_disguised(between: list[str], *, abbreviates: bool) -> bool:
    """Count the letters of all words together, but of abbreviations each by itself."""
    if not abbreviates:
        return len(between) + 1 >= _SPELLED_OUT
    words = "".join("_" if gap else "." for gap in between).split("_")
    return max(map(len, words)) + 1 >= _SPELLED_OUT


def _shortened(draft: Draft) -> Iterator[Edit]:
    for token in draft.find(_TOKEN):
        word = token[0]
        if word == "www" or not _TRIPLE.search(word):
            continue
        runs = [(letter, len(list(run))) for letter, run in groupby(word)]
        wanted = [1 if held > 2 else held for _, held in runs]
        if known := _SINGLE_TO_DOUBLED.get("".join(letter for letter, _ in runs)):
            wanted = [len(list(run)) for _, run in groupby(known)]
        held_inside = [letter for letter, held in runs[:-1] if held > 2]
        if len(_CONSONANTS.intersection(held_inside)) > 1:
            draft.undone.add("stretched")
        at = token.start()
        for (letter, held), count in zip(runs, wanted, strict=True):
            if held != count:
                yield Edit(at, at + held, letter * count)
            at += held
