"""A note's Markdown in blocks: headings, paragraphs, list items, callouts and what is none.

It reads Markdown as Obsidian shows it, as far as notes need it: a line below a quoted line belongs
to the quotation until a blank line, and whatever is no text (code, tables, images) is kept apart.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.vault.words import EMBED

_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t](.*))?$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_QUOTED = re.compile(r" {0,3}> ?")
_CALLOUT = re.compile(r"\s*\[!([^\[\]\n]+)\][+-]?[ \t]*(.*)")
_ITEM = re.compile(r"([ \t]*)(?:[-*+]|\d{1,9}[.)])(?:[ \t]+(?:\[[ xX]\][ \t]+)?(.*))?$")
_TABLE = re.compile(r"[ \t]*\||[^|\n]*\|.*")
_BELOW_TABLE_HEAD = re.compile(r"(?=[^|]*\|)(?=[^-]*-)[|:\- \t]+$")
_HIDDEN = {"%%": "%%", "<!--": "-->"}

Line = tuple[int, str]
"""The number of a line in the note, from 1, and its text."""


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 6."""

    line: int
    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Lines of prose, joined as they stand."""

    line: int
    text: str


@dataclass(frozen=True)
class Item:
    """A list item with the items below it."""

    line: int
    text: str
    nested: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Callout:
    """Quoted lines; `kind` and `title` are those of `> [!kind] title`, else empty."""

    line: int
    kind: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Odd:
    """What is neither prose nor list nor callout, and a word for what it is."""

    line: int
    what: str
    text: str


Block = Heading | Paragraph | Item | Callout | Odd


def read_blocks(lines: Sequence[str], first: int) -> Iterator[Block]:
    """Yield the blocks of a text in order; `first` is the number of its first line."""
    yield from _Reading(lines, first).blocks()


class _Reading:
    def __init__(self, lines: Sequence[str], first: int) -> None:
        self._lines = lines
        self._first = first
        self._at = 0

    @property
    def _number(self) -> int:
        return self._first + self._at

    def _peek(self, ahead: int = 0) -> str | None:
        at = self._at + ahead
        return self._lines[at] if at < len(self._lines) else None

    def _take(self) -> Line:
        taken = (self._number, self._lines[self._at])
        self._at += 1
        return taken

    def blocks(self) -> Iterator[Block]:
        while (line := self._peek()) is not None:
            if not line.strip() or _RULE.match(line):
                self._at += 1
            elif odd := self._odd(line):
                yield odd
            elif heading := _HEADING.match(line):
                number, _ = self._take()
                yield Heading(number, len(heading[1]), _unclosed(heading[2] or ""))
            elif _QUOTED.match(line):
                yield from self._callouts()
            elif item := _ITEM.match(line):
                yield self._item(item)
            else:
                yield self._paragraph()

    def _odd(self, line: str) -> Odd | None:
        number = self._number
        if fence := _FENCE.match(line):
            return Odd(number, "a block of code", self._until_fence(fence[1]))
        for opening, closing in _HIDDEN.items():
            if line.lstrip().startswith(opening):
                return Odd(number, "a hidden remark", self._until(opening, closing))
        if self._is_table(line):
            taken = []
            while (line_or_end := self._peek()) is not None and _TABLE.match(line_or_end):
                taken.append(self._take()[1])
            return Odd(number, "a table", "\n".join(taken))
        return None

    def _is_table(self, line: str) -> bool:
        below = self._peek(1)
        if line.lstrip().startswith("|"):
            return True
        return "|" in line and below is not None and bool(_BELOW_TABLE_HEAD.match(below))

    def _until_fence(self, fence: str) -> str:
        taken = [self._take()[1]]
        while (line := self._peek()) is not None:
            taken.append(line)
            self._at += 1
            if line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                break
        return "\n".join(taken)

    def _until(self, opening: str, closing: str) -> str:
        _, line = self._take()
        taken = [line]
        done = closing in line.lstrip()[len(opening) :]
        while not done and self._peek() is not None:
            _, line = self._take()
            taken.append(line)
            done = closing in line
        return "\n".join(taken)

    def _paragraph(self) -> Block:
        number, line = self._take()
        taken = [line.strip(), *self._more_prose()]
        text = "\n".join(taken)
        if not EMBED.sub("", text).strip():
            return Odd(number, "an image or an embedded page", text)
        return Paragraph(number, text)

    def _more_prose(self) -> Iterator[str]:
        while (line := self._peek()) is not None and not self._begins_a_block(line):
            yield self._take()[1].strip()

    def _begins_a_block(self, line: str) -> bool:
        begins = (_FENCE, _HEADING, _RULE, _QUOTED, _ITEM)
        return (
            not line.strip()
            or any(pattern.match(line) for pattern in begins)
            or line.lstrip().startswith(("|", *_HIDDEN))
        )

    def _item(self, item: re.Match[str]) -> Item:
        indent = _width(item[1])
        number, _ = self._take()
        taken: list[tuple[int, list[str]]] = [(number, [item[2] or ""])]
        while (line := self._peek()) is not None:
            if not line.strip():
                blank = self._blank_lines_inside(indent)
                if not blank:
                    break
                self._at += blank
            elif (below := _ITEM.match(line)) and not _RULE.match(line):
                if _width(below[1]) <= indent:
                    break
                taken.append((self._number, [below[2] or ""]))
                self._at += 1
            elif self._begins_a_block(line):
                break
            else:
                taken[-1][1].append(line.strip())
                self._at += 1
        (_, text), *nested = ((at, "\n".join(lines).strip()) for at, lines in taken)
        return Item(number, text, tuple(nested))

    def _blank_lines_inside(self, indent: int) -> int:
        """Count the blank lines from here after which an item goes on; 0 if it has ended."""
        blank = 0
        while (line := self._peek(blank)) is not None and not line.strip():
            blank += 1
        goes_on = line is not None and _width(line[: len(line) - len(line.lstrip())]) > indent
        return blank if goes_on else 0

    def _callouts(self) -> Iterator[Callout]:
        callout = Callout(self._number, "", "", ())
        lines: list[Line] = []
        for number, text in self._quoted_lines():
            if header := _CALLOUT.match(text):
                if callout.kind or lines:
                    yield Callout(callout.line, callout.kind, callout.title, tuple(lines))
                callout = Callout(number, header[1].strip().lower(), header[2].strip(), ())
                lines = []
            else:
                lines.append((number, text))
        yield Callout(callout.line, callout.kind, callout.title, tuple(lines))

    def _quoted_lines(self) -> Iterator[Line]:
        open_to_more = False
        while (line := self._peek()) is not None:
            if mark := _QUOTED.match(line):
                text = line[mark.end() :].rstrip()
                open_to_more = bool(text.strip())
            elif open_to_more and not self._begins_a_block(line):
                text = line.strip()
            else:
                break
            yield self._take()[0], text


def _unclosed(heading: str) -> str:
    """Return a heading without the marks that may close it: `## Title ##`."""
    text = heading.strip()
    bare = text.rstrip("#")
    return bare.strip() if not bare or bare[-1] in " \t" else text


def _width(indent: str) -> int:
    return len(indent.expandtabs(4))
