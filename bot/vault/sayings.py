"""Quotations inside a sentence: `bobby k (10 reactions, pinned): "We generally aim …"`."""

import re
from dataclasses import dataclass

from bot.vault.callouts import reactions
from bot.vault.words import one_line, unmarked

_OPENING = re.compile(
    r"\(([^()\n]{0,60}\b(?:reactions?|pinned)\b[^()\n]{0,60})\)\s*:\s*([\"“])", re.IGNORECASE
)
_SENTENCE_END = re.compile(
    r"(?:(?<=\w{4})|(?<=[)\]']))[.!?]\s+|[;:]\s+|\s[—\u2013-]\s|\*\*|[\n\"“”]"
)
_JOINING = re.compile(r"^(?:(?:and|then|while|also|but|as)\s+|[\s.,!?*>-]+)+", re.IGNORECASE)
_BEFORE = 120  # characters in front of the bracket in which a name is looked for
LONGEST_NAME = 32  # characters, Discord's limit for what a person is called
MOST_WORDS = 4


@dataclass(frozen=True)
class Saying:
    """A member's exact words inside a text, and what is told of them there.

    `below` is how many lines below the start of the text they begin.
    """

    author: str
    words: str
    reactions: int | None
    pinned: bool
    below: int = 0


@dataclass(frozen=True)
class Unclear:
    """What looks like a quotation and cannot be taken exactly."""

    text: str
    reason: str
    below: int = 0


def sayings(text: str, people: tuple[str, ...] = ()) -> list[Saying | Unclear]:
    """Return the quotations inside a text, in order; `people` are names known beforehand.

    A quotation whose end or whose author cannot be told for certain is unclear: its words are
    never cut and nobody is guessed.
    """
    openings = list(_OPENING.finditer(text))
    ends = [*(opening.start() for opening in openings), len(text)][1:]
    found: list[Saying | Unclear] = []
    done = 0
    for opening, end in zip(openings, ends, strict=True):
        author = _author(text[max(done, opening.start() - _BEFORE) : opening.start()], people)
        words = _words(text[opening.end() : end], opening[2])
        shown = one_line(text[opening.start() : end])
        below = text.count("\n", 0, opening.end())
        if author is None:
            found.append(Unclear(shown, "it is not clear whose words these are", below))
        elif words is None:
            found.append(Unclear(shown, "it is not clear where the quotation ends", below))
        else:
            done = opening.end() + len(words) + 1
            how = opening[1].lower()
            found.append(Saying(author, words.strip(), reactions(how), "pinned" in how, below))
    return found


def _author(before: str, people: tuple[str, ...]) -> str | None:
    said = unmarked(before)
    named = [name for name in people if re.search(rf"(?:^|\W){re.escape(name)}$", said)]
    if named:
        return max(named, key=len)
    name = unmarked(_JOINING.sub("", _SENTENCE_END.split(before.rstrip())[-1]))
    clear = 0 < len(name) <= LONGEST_NAME and len(name.split()) <= MOST_WORDS
    return name if clear else None


def _words(text: str, opening: str) -> str | None:
    """Return the words up to the closing mark; None if there is none or more than one could be."""
    if opening == "“":
        depth = 1
        for at, char in enumerate(text):
            depth += {"“": 1, "”": -1}.get(char, 0)
            if depth == 0:
                return text[:at] if text[:at].strip() else None
        return None
    words, mark, rest = text.partition('"')
    return words if mark and words.strip() and '"' not in rest else None
