"""Digits and signs in the place of letters ("s0undcl0ud"), told from digits meant as digits.

Names of gear, files and notes are full of digits: "808s", "SM7B", "mp3", "C4", "24bit", "ps4". So
a digit is a letter only inside a word and next to the right neighbours, and only a word that has
several, or one that can hardly mean anything else, counts as a disguise.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from string import ascii_lowercase, digits

from bot.moderation.draft import Draft, Edit, outside_addresses, without_addresses

_KINDS = dict.fromkeys(ascii_lowercase, "a") | dict.fromkeys("013457", "0")
_SHAPE = bytes(ord(_KINDS.get(chr(code), chr(code))) for code in range(256))
"""Letters, and digits that may stand for one: what is left of a text is how they neighbour."""

_HINT = re.compile(r"[013457@$!](?<=[a-z].)[0-9a-z@$!]|(?<![\w$])\$[a-z]|[a-z]\$|33\b")
_TOKEN = re.compile(r"(?<![\w@$#&:.!])(?=[a-z]*+[0-9@$!])[0-9a-z@$!]{3,}+(?!@)")
_IN_TOKENS = f"{ascii_lowercase}{digits}@$!"
_TOKENS_ALONE = bytes(code if chr(code) in _IN_TOKENS else ord(" ") for code in range(256))
_LONGEST_WORD = 40
_SIGNS = re.compile(r"[^a-z]+")
_AS_LETTER = dict(zip("013457@$!", "oieastasi", strict=True))
_VOWEL_SIGNS = frozenset("0134@!")
_VOWELS = frozenset("aeiouy")
_TWO_SIGNS = frozenset(["00", "33", "34", "43", "11", "$$"])
_UNITS = frozenset("kdpxbhvm")
"""What may follow a number: 4k, 3d, 5x."""


def undo_leet(draft: Draft) -> None:
    """Read digits and signs inside words as the letters they stand for."""
    edits = []
    for edit, token in _decoded(draft.text) if holds_leet(draft.text) else ():
        edits.append(edit)
        if _is_surely_disguised(token):
            draft.undone.add("leet")
    draft.rewrite(edits)


def holds_leet(text: str) -> bool:
    """Tell whether there are signs to be read as letters in a text in lower case."""
    raw = text.encode("ascii", "replace")
    shape = raw.translate(_SHAPE)
    signs_inside = b"a0" in shape or b"a@" in shape or b"a$" in shape or b"a!a" in shape
    if not (signs_inside or b"$a" in shape or b"33" in raw):
        return False
    if "://" in text:
        raw = without_addresses(text).encode("ascii", "replace")
    tokens = raw.translate(_TOKENS_ALONE).decode().split()
    return any(map(_stands_for_another, tokens)) and next(_decoded(text), None) is not None


def _stands_for_another(token: str) -> bool:
    word = token.rstrip("!")
    may = len(token) > 2 and len(word) <= _LONGEST_WORD and not word.isalpha()
    return may and _as_word(word) is not None


def _decoded(text: str) -> Iterator[tuple[Edit, str]]:
    """Give the words in the place of signs, with the signs."""
    if next(outside_addresses(_HINT, text), None) is None:
        return
    for match in outside_addresses(_TOKEN, text):
        token = match[0].rstrip("!")
        email = "@" in token and text[match.end() : match.end() + 1] == "."
        if token.isalpha() or email or len(token) > _LONGEST_WORD:
            continue
        if word := _as_word(token):
            yield Edit(match.start(), match.start() + len(token), word), token


@lru_cache(maxsize=4096)
def _as_word(token: str) -> str | None:
    """Return the word that a token stands for; None if its digits can be meant as digits."""
    letters = sum(map(str.isalpha, token))
    runs = list(_SIGNS.finditer(token))
    inner = [run[0] for run in runs if run.start() > 0 and run.end() < len(token)]
    if letters < 2 or not all(_may_be_letters(token, run) for run in runs):
        return None
    if inner:
        means_digits = _means_digits(token, letters, [run[0] for run in runs])
    else:
        means_digits = not all(_may_stand_outside(run[0], letters) for run in runs)
    return None if means_digits else _with_letters(token)


def _may_be_letters(token: str, run: re.Match[str]) -> bool:
    """Look at the signs and their neighbours: a vowel between two vowels is none ("la3a")."""
    signs, before, after = run[0], token[: run.start()], token[run.end() :]
    if not _AS_LETTER.keys() >= set(signs) or (len(signs) > 1 and signs not in _TWO_SIGNS):
        return False
    if signs == "!":
        return bool(before and after) and _VOWELS.isdisjoint(before)
    if signs == "@":
        return len(before) < 4 or len(after) < 4
    around = {before[-1:], after[:1]} - {""}
    if before and after and signs[0] in _VOWEL_SIGNS and around <= _VOWELS:
        return False
    return signs not in ("5", "7") or not _VOWELS.isdisjoint(around)


def _may_stand_outside(signs: str, letters: int) -> bool:
    return signs == "33" or (signs in ("$", "$$") and letters > 2)


def _means_digits(token: str, letters: int, runs: Sequence[str]) -> bool:
    if letters == 2:
        return not _is_three_letter_word(token)
    if len(runs) > 1:
        return False
    before, after = token.split(runs[0])
    if letters == 3 and runs[0][0] not in _VOWEL_SIGNS:
        return True
    if _joins_words(token) and runs[0] in ("1", "3"):
        return not _VOWELS.isdisjoint({before[-1], after[0]})
    return after in _UNITS or (_joins_words(token) and runs[0].isdigit() and runs[0] != "0")


def _is_three_letter_word(token: str) -> bool:
    """Take "m1x" for a word: a vowel between two consonants, and no unit as in "c4d"."""
    first, sign, last = token[0], token[1], token[2:]
    return (
        sign in _VOWEL_SIGNS - {"@"}
        and len(last) == 1
        and not (first in _VOWELS or last in _VOWELS or last in _UNITS)
    )


def _joins_words(token: str) -> bool:
    """Tell "beats4sale" and "ozone5pro" from a sign inside one word."""
    return token.startswith(("mp3", "mp4")) or all(len(part) > 2 for part in _SIGNS.split(token))


def _is_surely_disguised(token: str) -> bool:
    """Tell "s0undcloud" and "b34ts" from what has other reasons ("py4ds", "$HOME")."""
    signs = _SIGNS.findall(token)
    inside = token[0].isalpha() and token[-1].isalpha()
    return (
        len(signs) > 1
        or signs[0] in _TWO_SIGNS
        or (inside and signs[0] in ("0", "@") and len(token) > 4 and not _joins_words(token))
    )


def _with_letters(token: str) -> str:
    """Put letters for the signs; a 1 is an l after a vowel ("so1d"), else an i ("m1x")."""
    word = ""
    for char in token:
        after_vowel = word[-1:] in _VOWELS or word.endswith("ol")
        word += "l" if char == "1" and word and after_vowel else _AS_LETTER.get(char, char)
    return word
