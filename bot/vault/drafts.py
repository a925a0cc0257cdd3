"""From a note to draft entries: what becomes an entry, a quotation, a figure or a relation."""

import re
from dataclasses import dataclass
from itertools import groupby

from bot.guidance import Kind, Use
from bot.vault.blocks import Block, Callout, Item, Line, Odd, Paragraph
from bot.vault.callouts import ATTRIBUTION, Parts, part, part_discussion
from bot.vault.names import LONGEST_ID, Names
from bot.vault.note import Note, Section
from bot.vault.origin import QUOTES, first_channel, is_discussion, origin_of, source_of
from bot.vault.sayings import Saying
from bot.vault.sheet import Sheet
from bot.vault.theme import Draft, Library, Theme
from bot.vault.topics import TopicGuess
from bot.vault.words import linked_pages, slug, unmarked

LONGEST_FILE_NAME = 60
ORIGIN_SECTION = "Source Discussions"

_SUMMARIES = frozenset({"abstract", "summary", "tldr"})
_SUMMARY_HEADING = re.compile(r"(?:summary|overview|abstract|tl;?dr)$", re.IGNORECASE)
_SEE_ALSO = re.compile(r"\W*(?:see also|related)\b", re.IGNORECASE)
_MISTAKES = re.compile(r"\b(?:mistakes?|counterproductive|pitfalls?|avoid)\b", re.IGNORECASE)
_ALL_BOLD = re.compile(r"\*\*[^*\n]+\*\*:?$")
_LEAD = re.compile(r"\*\*([^*\n]+)\*\*")


def file_name(note: Note) -> str:
    """Return the name of the file that a note's drafts go to."""
    return slug(note.title, LONGEST_FILE_NAME, "note") + ".yaml"


def draft_theme(note: Note, library: Library, names: Names) -> Theme:
    """Turn a note into a theme of drafts, not yet related to anything."""
    origin = origin_of(note)
    source, added = source_of(note, origin, tuple(library.sources.values()), names)
    theme = Theme(note, file_name(note), source, added, remarks=list(note.remarks))
    drafting = _Drafting(Sheet(theme, origin, names, TopicGuess(library.topics)))
    drafting.overview.aliases, theme.aliases_taken = names.aliases(note.aliases)
    for section in note.sections:
        drafting.take(section)
    drafting.finish()
    return theme


@dataclass(frozen=True)
class _Listed:
    """What all items of one list share."""

    label: str
    total: int
    introduction: Paragraph | None


class _Drafting:
    """Takes a note section by section and decides what each block becomes."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._title = sheet.theme.note.title
        self._introduction: Paragraph | None = None
        self._facts: list[Line] = []
        self.overview = sheet.add(1, Kind.PRINCIPLE, (self._title,), [])

    def take(self, section: Section) -> None:
        self._sheet.section = section.heading
        for kind, run in groupby(section.blocks, key=type):
            blocks = list(run)
            if kind is Item:
                self._items([block for block in blocks if isinstance(block, Item)])
                continue
            for block in blocks:
                self._take(block)
        self._settle_introduction()

    def finish(self) -> None:
        if self._facts:
            self._sheet.section = ORIGIN_SECTION
            title = f"How much talk is behind {self._title}"
            figure = self._sheet.add(self._facts[0][0], Kind.FIGURE, (title,), self._facts)
            figure.source = self._sheet.cite(Use.FIGURE)

    def _take(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            self._settle_introduction()
            self._paragraph(block)
        elif isinstance(block, Callout):
            self._callout(block)
        elif isinstance(block, Odd):
            self._sheet.remark(block.line, block.text, f"{block.what} is not taken over")

    def _paragraph(self, block: Paragraph) -> None:
        if self._is_see_also(block.text):
            self._sheet.link(block.line, block.text, [self.overview])
        elif _SUMMARY_HEADING.match(self._sheet.section):
            self._summary((block.line, block.text))
        elif block.text.endswith(":") or _ALL_BOLD.match(block.text):
            self._introduction = block
        else:
            self._prose(self._sheet.section, [(block.line, block.text)])

    def _settle_introduction(self) -> None:
        """Make an entry of a line that was to introduce something, if nothing came."""
        block, self._introduction = self._introduction, None
        if block is not None:
            self._prose(self._sheet.section, [(block.line, block.text)])

    def _use_introduction(self) -> Paragraph | None:
        block, self._introduction = self._introduction, None
        if block is not None:
            self._sheet.theme.introduced.append(block.line)
        return block

    def _prose(self, label: str, said: list[Line]) -> None:
        draft = self._sheet.add(said[0][0], Kind.PRINCIPLE, (label or self._title,), said)
        for line, text in said:
            self._sheet.take_inside(line, text, [draft])

    def _summary(self, line: Line) -> None:
        if not self.overview.said:
            self.overview.source = self._sheet.cite(Use.PARAPHRASE)
        self.overview.said.append(line)
        self._sheet.take_inside(*line, [self.overview])

    # Lists

    def _items(self, items: list[Item]) -> None:
        introduction = self._use_introduction()
        label = self._sheet.section or self._title
        if introduction and _ALL_BOLD.match(introduction.text):
            label = unmarked(introduction.text).rstrip(": ") or label
        listed = _Listed(label, len(items), introduction)
        drafts: list[Draft] = []
        see_also: list[Item] = []
        for number, item in enumerate(items, 1):
            if not item.text and not item.nested:
                self._sheet.remark(item.line, "-", "the list item is empty")
            elif self._is_see_also(item.text):
                see_also.append(item)
            else:
                drafts.append(self._item(item, number, listed))
        for item in see_also:
            for line, text in ((item.line, item.text), *item.nested):
                self._sheet.link(line, text, drafts or [self.overview])
        if introduction:
            first = drafts[0] if drafts else self.overview
            first.said.insert(0, (introduction.line, introduction.text))
            self._sheet.take_inside(introduction.line, introduction.text, [first])
        self._sheet.theme.nested += (line for item in items for line, _ in item.nested)

    def _item(self, item: Item, number: int, listed: _Listed) -> Draft:
        found = _LEAD.match(item.text)
        lead = unmarked(found[1]).strip(" :.,—\u2013-") if found else ""
        place = f"{listed.label}, {number} of {listed.total}"
        told = f"{self._sheet.section} {listed.label}"
        draft = self._sheet.add(
            item.line,
            Kind.MISTAKE if _MISTAKES.search(told) else Kind.PRINCIPLE,
            (lead, place) if lead else (place, self._title),
            [(item.line, item.text), *((line, f"- {text}") for line, text in item.nested)],
            name=slug(lead, LONGEST_ID, "") or f"{slug(listed.label, 40, 'item')}-{number}",
        )
        introduced = listed.introduction.text if listed.introduction else ""
        draft.source = self._sheet.cite_view(f"{introduced} {item.text}")
        for line, text in ((item.line, item.text), *item.nested):
            self._sheet.take_inside(line, text, [draft])
        return draft

    def _is_see_also(self, text: str) -> bool:
        told = _SEE_ALSO.match(text) or _SEE_ALSO.match(self._sheet.section)
        return bool(told and linked_pages(text))

    # Callouts

    def _callout(self, callout: Callout) -> None:
        if is_discussion(callout, self._sheet.section):
            self._settle_introduction()
            self._discussion(callout)
        elif callout.kind in QUOTES:
            self._quoted(part(callout))
        elif callout.kind in _SUMMARIES:
            self._settle_introduction()
            for line in callout.lines:
                if line[1].strip():
                    self._summary(line)
        elif not callout.kind:
            text = "\n".join(text for _, text in callout.lines)
            self._sheet.remark(callout.line, text, "the quotation names no author")
        else:
            said = [line for line in callout.lines if line[1].strip()]
            if introduction := self._use_introduction():
                said.insert(0, (introduction.line, introduction.text))
            label = unmarked(callout.title) or self._sheet.section
            self._prose(label, said or [(callout.line, callout.title)])

    def _discussion(self, callout: Callout) -> None:
        told = part_discussion(callout)
        channel = first_channel(told.value("channel"))
        for field in told.fields:
            self._facts.append((field.line, f"{field.name}: {field.value}"))
            self._sheet.link(field.line, field.value, [self.overview])
            self._sheet.quote_inside(field.line, field.value, channel, told.months)
        if told.words:
            self._sheet.link(told.words_line, told.words, [self.overview])
            self._sheet.quote_inside(told.words_line, told.words, channel, told.months)
            if not linked_pages(told.words):
                reason = "it is no field such as **Channel:**"
                self._sheet.remark(told.words_line, told.words, reason)

    def _quoted(self, parts: Parts) -> None:
        introduction = self._use_introduction()
        for line, text in parts.headings:
            reason = "a heading inside a quotation; it is left out of the words"
            self._sheet.remark(line, text, reason)
        for field in parts.fields:
            if field.name not in ATTRIBUTION:
                reason = "it stands above or below the words and is left out of the quotation"
                self._sheet.remark(field.line, f"**{field.name}:** {field.value}", reason)
        draft = None
        if parts.author is None:
            self._sheet.remark(parts.words_line, parts.words, "the quotation names no author")
        else:
            saying = Saying(parts.author, parts.words, parts.reactions, parts.pinned)
            draft = self._sheet.quote(parts.words_line, saying, parts.channel, parts.months)
        if draft:
            self._sheet.link(parts.words_line, parts.words, [draft])
        if introduction:
            beside = draft or self.overview
            beside.said.append((introduction.line, introduction.text))
            self._sheet.take_inside(introduction.line, introduction.text, [beside])
