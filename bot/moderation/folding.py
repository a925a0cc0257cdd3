"""Seeing through disguise, once and for all rules, with the way back to the original."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.moderation.addresses import undo_spelled_addresses
from bot.moderation.draft import Draft, Edit, Mask
from bot.moderation.leet import undo_leet
from bot.moderation.lookalikes import undo_lookalikes
from bot.moderation.markdown import undo_markdown
from bot.moderation.percent import undo_percent
from bot.moderation.plain import is_plain, may_hold_gaps
from bot.moderation.spelled import undo_spaced, undo_stretched
from bot.moderation.unseen import undo_accents, undo_styling

_MOST_PASSES = 4
"""One disguise may hide another: the steps run again while they find something."""

_SPACES = re.compile(r"[ ]{2,}+| ?\n[ \n]*+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without its disguise: text[i] stands for original[starts[i]:ends[i]].

    `starts` and `ends` never fall. `disguises` names what was undone: "invisible", "marks",
    "styled", "emoji letters", "lookalikes", "spaced", "leet", "stretched", "percent", "spelled
    address", "broken address", "mask", "escape", "spoiler", "code", "emphasis". Ordinary writing,
    accents and emoji among it, has none of these but markdown it shows openly. `masks` are the
    masked links.
    """

    original: str
    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    disguises: frozenset[str] = frozenset()
    masks: tuple[Mask, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where text[start:end] stands in the original; nothing stands between two."""
        if start >= end or start >= len(self.text):
            place = self.starts[start] if start < len(self.text) else len(self.original)
            return place, place
        return self.starts[start], self.ends[min(end, len(self.ends)) - 1]


def fold(text: str, words: Collection[str] = ()) -> Folded:
    """Return a text in lower case, as people read it and not as it is encoded.

    Words in addresses with a scheme stay as they are, for there every letter counts. Spaces are
    never taken out between words, several are one. Letters set apart all alike ("d m m e") are
    parted into the `words` that are known, if those are given. Folding again changes nothing.
    Takes time in proportion to the text; plain ASCII goes a short way.
    """
    if not text.isascii():
        return _fold_thoroughly(text, words)
    plain, starts, ends = text.lower(), range(len(text)), range(1, len(text) + 1)
    if may_hold_gaps(plain):  # as many type them; what hides behind wide gaps does so behind one
        draft = Draft(plain, starts, ends)
        _close_gaps(draft)
        if is_plain(draft.text):
            return Folded(text, draft.text, draft.starts, draft.ends)
    elif is_plain(plain):
        return Folded(text, plain, starts, ends)
    return _fold_thoroughly(text, words)


def _fold_thoroughly(text: str, words: Collection[str] = ()) -> Folded:
    draft = Draft.of(text, words)
    for known in (text.isascii(), *[False] * (_MOST_PASSES - 1)):
        for undo in _READING:
            undo(draft)
        before = draft.text
        if not known and is_plain(before):
            break
        for undo in _MENDING:
            undo(draft)
        if draft.text == before:
            break
    return Folded(
        text, draft.text, draft.starts, draft.ends, frozenset(draft.undone), tuple(draft.masks)
    )


def _close_gaps(draft: Draft) -> None:
    """Make several spaces one, and several newlines; a space before a newline goes."""
    if may_hold_gaps(draft.text):
        draft.rewrite(
            [
                Edit(gap.start(), gap.end(), "\n" if "\n" in gap[0] else " ")
                for gap in _SPACES.finditer(draft.text)
                if len(gap[0]) > 1
            ]
        )


_READING = (undo_styling, undo_accents, undo_lookalikes)
_MENDING = (
    undo_percent,
    undo_spelled_addresses,
    undo_markdown,
    undo_spaced,
    undo_leet,
    undo_stretched,
    _close_gaps,
)
