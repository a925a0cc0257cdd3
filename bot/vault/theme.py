"""A theme: the draft entries that one note becomes, and where they come from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.guidance import TO_BE_WRITTEN, Citation, Entry, Kind, Source, Topic
from bot.vault.blocks import Line
from bot.vault.note import Note, Remark

BODY = f"{TO_BE_WRITTEN} this in words of your own. What the note says stands in the comment above."
"""The body of every draft that is no quotation: nothing of the note can be published by mistake."""


@dataclass(frozen=True)
class Library:
    """What is there already: all entries with the drafts among them, topics and sources."""

    entries: tuple[Entry, ...]
    topics: tuple[Topic, ...]
    sources: Mapping[str, Source]


@dataclass(frozen=True, order=True)
class Link:
    """A page that the note names in double brackets, and on which line."""

    line: int
    page: str


@dataclass
class Draft:
    """One draft entry; `said` is what the note says there, `links` the pages it names there."""

    line: int
    id: str
    title: str
    kind: Kind
    topics: list[str]
    source: Citation
    said: list[Line]
    body: str = BODY
    aliases: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    related: list[str] = field(default_factory=list)


@dataclass
class Theme:
    """A note as draft entries, the overview first, and everything the curator should know of it.

    `added` is the source to add, None if the library knows the note already. `introduced` and
    `nested` are lines that stand in the comment of an entry and are no entry of their own.
    """

    note: Note
    file: str
    source: Source
    added: bool
    drafts: list[Draft] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    introduced: list[int] = field(default_factory=list)
    nested: list[int] = field(default_factory=list)
    aliases_taken: list[str] = field(default_factory=list)
    related: dict[Link, str] = field(default_factory=dict)
    unrelated: list[Link] = field(default_factory=list)
