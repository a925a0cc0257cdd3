"""Discord's markdown taken off: what is left is what people see, and where masked links lead.

Source: Discord's help page on markdown text (masked links, spoilers, code, emphasis).
"""

import re
from collections.abc import Iterator

from bot.moderation.draft import Draft, Edit, Mask, outside_addresses

_BRACKET = re.compile(r"[\[\]]")
_TARGET = re.compile(
    r"\]\(\s{0,3}+<?([^\s<>()]*+(?:\([^\s<>()]*+\)[^\s<>()]*+)*+)"
    r"(>?(?:\s{1,3}+(?:\"[^\"\n]*+\"|'[^'\n]*+'))?\s{0,3}+\))"
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ESCAPED_ADDRESS = re.compile(r"[^\W_]\\[.:/][^\W_]|[^\W_]\\:/")
_SPOILER = re.compile(r"\|\|")
_CODE = re.compile(r"```(?:[a-z+#-]{1,12}\n)?|`+")
_EMPHASIS = re.compile(r"\*\*+|~~+|__+|\*(?:(?=[^\s*])|(?<=[^\s*]\*))")
_EDGE_OF_ITALICS = re.compile(r"_(?:(?<!\w_)_*+(?=[^\W_])|(?<=[^\W_]_)_*+(?!\w))")
_LETTERS_AROUND = 2


def may_hold_markdown(text: str) -> bool:
    """Tell cheaply whether there may be marks to take off; one star alone is none."""
    return (
        "](" in text
        or "\\" in text
        or text.count("||") > 1
        or text.count("`") > 1
        or (_may_hold_emphasis(text) and len(list(outside_addresses(_EMPHASIS, text))) > 1)
        or ("_" in text and next(outside_addresses(_EDGE_OF_ITALICS, text), None) is not None)
    )


def _may_hold_emphasis(text: str) -> bool:
    return "*" in text or "~~" in text or "__" in text


def undo_markdown(draft: Draft) -> None:
    """Take the marks off; visible text and target of a masked link stay side by side."""
    text = draft.text
    if "](" in text:
        _unmask(draft)
    if "\\" in text:
        if _ESCAPED_ADDRESS.search(text):
            draft.undone.add("escape")
        draft.rewrite([Edit(m.start(), m.end(), m[1]) for m in draft.find(_ESCAPE)])
    if text.count("||") > 1:
        draft.undone.add("spoiler")
        draft.rewrite([Edit(m.start(), m.end(), "") for m in _SPOILER.finditer(draft.text)])
    if text.count("`") > 1:
        draft.undone.add("code")
        draft.rewrite([Edit(m.start(), m.end(), "") for m in _CODE.finditer(draft.text)])
    if _may_hold_emphasis(text):
        draft.rewrite(list(_plain(draft)))
    if "_" in text:
        draft.rewrite([Edit(m.start(), m.end(), "") for m in draft.find(_EDGE_OF_ITALICS)])


def _unmask(draft: Draft) -> None:
    edits = []
    for opening, closing in _pairs(draft.text):
        target = _TARGET.match(draft.text, closing)
        if target is None or not ("." in target[1] or ":" in target[1]):
            continue
        if opening + 1 < closing:
            shown = draft.span(opening + 1, closing)
            draft.masks.append(Mask(shown, draft.span(*target.span(1))))
        edits.append(Edit(opening, opening + 1, ""))
        edits.append(Edit(closing, target.start(1), " "))
        title = target[2].strip("<> \n()")
        edits.append(Edit(target.start(2), target.end(2), f" {title} " if title else " "))
    if draft.rewrite(sorted(edits)):
        draft.undone.add("mask")


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """Give the square brackets that belong together."""
    open_: list[int] = []
    for bracket in _BRACKET.finditer(text):
        if bracket[0] == "[":
            open_.append(bracket.start())
        elif open_:
            yield open_.pop(), bracket.start()


def _plain(draft: Draft) -> Iterator[Edit]:
    marks = list(draft.find(_EMPHASIS))
    for mark in marks if len(marks) > 1 else ():
        around = (
            draft.text[max(0, mark.start() - 1) : mark.start()]
            + draft.text[mark.end() : mark.end() + 1]
        )
        inside = len(around) == _LETTERS_AROUND and around.isalpha()
        if inside:
            draft.undone.add("emphasis")
        yield Edit(mark.start(), mark.end(), "")
