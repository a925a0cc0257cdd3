"""What a callout says: a member's own words with who and where, or what stands behind a note."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.vault.blocks import Callout, Line
from bot.vault.words import one_line, unmarked

ATTRIBUTION = frozenset({"author", "channel", "date range", "date", "reactions", "pinned"})
"""The fields that say whose words a callout holds."""

_FIELD = re.compile(r"\*\*([^*:\n]{1,40})(?::\*\*|\*\*:)")
_FIELDS_BELOW = re.compile(
    rf"[ \t]*(?:[-—\u2013][ \t]*)?\*\*(?:{'|'.join(sorted(ATTRIBUTION))})(?::\*\*|\*\*:)",
    re.IGNORECASE,
)
_SEE_ALSO = re.compile(r"see also\b", re.IGNORECASE)
_BETWEEN_FIELDS = " \t\n—\u2013-|·;,"
_HEADING = re.compile(r"#{1,6}[ \t]")
_MONTH = r"(\d{4}-(?:0[1-9]|1[0-2]))(?:-\d{2})?"
_MONTHS = re.compile(rf"{_MONTH}(?:\s*(?:to|until|/|\u2013|—|-)\s*{_MONTH})?", re.ASCII)
_COUNT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,6})", re.ASCII)
_YES = frozenset({"yes", "true", "1", "pinned"})


@dataclass(frozen=True)
class Field:
    """`**Name:** value` in a callout; the name in lower case."""

    line: int
    name: str
    value: str


@dataclass(frozen=True)
class Parts:
    """A callout in its parts: fields, the words besides, and headings that stand among them."""

    fields: tuple[Field, ...]
    words: str
    words_line: int
    headings: tuple[Line, ...]

    def value(self, name: str) -> str | None:
        """Return the value of a field, None if it is missing or empty."""
        return next((field.value for field in self.fields if field.name == name), None) or None

    @property
    def author(self) -> str | None:
        """The member whose words these are."""
        return _reader_sees(self.value("author"))

    @property
    def channel(self) -> str | None:
        """The channel as members write it, `#biz-talk`; None if there is none of that form."""
        return channel_name(self.value("channel"))

    @property
    def months(self) -> str | None:
        """The time it covers, `2021-02/2026-02`."""
        return months(self.value("date range") or self.value("date") or "")

    @property
    def reactions(self) -> int | None:
        """How many members reacted."""
        return reactions(self.value("reactions") or "")

    @property
    def pinned(self) -> bool:
        """Whether the message is pinned."""
        said = (self.value("pinned") or "").lower()
        return said in _YES or "pinned" in (self.value("reactions") or "").lower()


def part(callout: Callout) -> Parts:
    """Part a callout that quotes: fields above and below, and between them the words exactly.

    Words in one pair of quotation marks are what stands between the marks.
    """
    lines = [line for line in callout.lines if not _HEADING.match(line[1])]
    headings = tuple(line for line in callout.lines if _HEADING.match(line[1]))
    start, end = 0, len(lines)
    while start < end and (_FIELD.match(lines[start][1].lstrip()) or not lines[start][1].strip()):
        start += 1
    while end > start and (_FIELDS_BELOW.match(lines[end - 1][1]) or not lines[end - 1][1].strip()):
        end -= 1
    fields = [field for line in (*lines[:start], *lines[end:]) for field in _fields(line)]
    words = "\n".join(text for _, text in lines[start:end]).strip()
    line = lines[start][0] if start < end else callout.line
    return Parts(tuple(fields), _between_marks(words), line, headings)


def part_discussion(callout: Callout) -> Parts:
    """Part a callout that tells where a note comes from: every field with all that follows it."""
    fields: list[tuple[Field, list[str]]] = []
    loose: list[Line] = []
    for line in callout.lines:
        text = line[1].strip()
        if found := _fields(line):
            fields += ((field, [field.value]) for field in found)
        elif text and fields and not _SEE_ALSO.match(text):
            fields[-1][1].append(text)
        elif text:
            loose.append(line)
    words = "\n".join(text for _, text in loose)
    complete = (Field(field.line, field.name, "\n".join(lines)) for field, lines in fields)
    return Parts(tuple(complete), words, loose[0][0] if loose else callout.line, ())


def channel_name(text: str | None) -> str | None:
    """Return a channel's name with its #, None if the text is no channel's name."""
    name = f"#{unmarked(text or '').removeprefix('#')}"
    return name if re.fullmatch(r"#[^\s#]{1,99}", name) else None


def months(text: str) -> str | None:
    """Return the first span of months in a text as `2021-02/2026-02`; one month spans itself."""
    found = _MONTHS.search(text)
    if found is None:
        return None
    first, last = sorted((found[1], found[2] or found[1]))
    return f"{first}/{last}"


def reactions(text: str) -> int | None:
    """Return the first whole number in a text."""
    found = _COUNT.search(text)
    return int(found[1].replace(",", "")) if found else None


def _fields(line: Line) -> list[Field]:
    number, text = line
    found = list(_FIELD.finditer(text))
    if not found or text[: found[0].start()].strip(_BETWEEN_FIELDS):
        return []
    ends: Sequence[int] = [*(field.start() for field in found[1:]), len(text)]
    return [
        Field(number, one_line(field[1]).lower(), text[field.end() : end].strip(_BETWEEN_FIELDS))
        for field, end in zip(found, ends, strict=True)
    ]


def _between_marks(words: str) -> str:
    for opening, closing in ('""', "“”"):
        inner = words[1:-1]
        enclosed = len(words) > 2 and words[0] == opening and words[-1] == closing
        if enclosed and opening not in inner and closing not in inner:
            return inner.strip()
    return words


def _reader_sees(text: str | None) -> str | None:
    return unmarked(text) or None if text else None
