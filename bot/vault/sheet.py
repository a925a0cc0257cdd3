"""A theme while it is being drafted: how something of a note is put on it, or set aside."""

import re

from bot.guidance import Citation, Kind, Use
from bot.vault.blocks import Line
from bot.vault.names import LONGEST_TITLE, Names
from bot.vault.note import Remark
from bot.vault.origin import Origin
from bot.vault.sayings import LONGEST_NAME, Saying, sayings
from bot.vault.theme import Draft, Link, Theme
from bot.vault.topics import TopicGuess
from bot.vault.words import EMBED, linked_pages, one_line, shorten

LONGEST_QUOTATION = 900
LONGEST_SECTION = 200


class Sheet:
    """The theme, and the section of the note that is being taken; `section` is its heading."""

    def __init__(self, theme: Theme, origin: Origin, names: Names, guess: TopicGuess) -> None:
        """Take an empty theme and what is needed to fill it."""
        self.theme = theme
        self.section = ""
        self._origin = origin
        self._names = names
        self._guess = guess

    def add(
        self, line: int, kind: Kind, titles: tuple[str, ...], said: list[Line], name: str = ""
    ) -> Draft:
        """Add a draft under the first title that has a word in it; `name` becomes its id."""
        titles = tuple(shorten(title, LONGEST_TITLE) for title in titles)
        draft = Draft(
            line=line,
            id=self._names.entry_id(name or titles[0]),
            title=self._names.title(*titles),
            kind=kind,
            topics=self._guess.of(self.section or self.theme.note.title, *titles[:-1]),
            source=self.cite(Use.PARAPHRASE),
            said=list(said),
        )
        self.theme.drafts.append(draft)
        return draft

    def cite(self, use: Use, author: str | None = None) -> Citation:
        """Return a citation of the note's present section."""
        section = shorten(self.section, LONGEST_SECTION) or None
        return Citation(doc=self.theme.source.id, section=section, use=use, author=author)

    def cite_view(self, text: str) -> Citation:
        """Credit the one member whose view the note sums up in a text, if it names just one."""
        named = [name for name in self._origin.people if _names(text, name)]
        if len(named) == 1 and len(named[0]) <= LONGEST_NAME:
            return self.cite(Use.ATTRIBUTED_PARAPHRASE, named[0])
        return self.cite(Use.PARAPHRASE)

    def quote(
        self, line: int, saying: Saying, channel: str | None, months: str | None
    ) -> Draft | None:
        """Add a quotation, exactly; None and a remark if it cannot be an entry."""
        reason = _unquotable(saying, channel)
        if reason or channel is None:
            self.remark(line, f"{saying.author}: {saying.words}", reason or "")
            return None
        draft = self.add(line, Kind.QUOTE, (f"{saying.author} in {channel}",), [])
        draft.body = saying.words
        span = self.theme.source.date_range
        months = months or self._origin.months.get(channel) or span
        draft.source = self.cite(Use.QUOTE, saying.author).model_copy(
            update={
                "channel": channel,
                "reactions": saying.reactions,
                "pinned": saying.pinned,
                "date_range": months if months != span else None,
            }
        )
        return draft

    def quote_inside(
        self, line: int, text: str, channel: str | None = None, months: str | None = None
    ) -> None:
        """Add the quotations that stand inside a text."""
        for found in sayings(text, self._origin.people):
            if isinstance(found, Saying):
                self.quote(line + found.below, found, channel or self._origin.only_channel, months)
            else:
                self.remark(line + found.below, found.text, found.reason)

    def link(self, line: int, text: str, drafts: list[Draft]) -> None:
        """Note the pages that a text names, for these drafts."""
        links = [Link(line, page) for page in linked_pages(text)]
        for draft in drafts:
            draft.links += links

    def take_inside(self, line: int, text: str, drafts: list[Draft]) -> None:
        """Take what stands inside the text of these drafts: links, quotations, images."""
        self.link(line, text, drafts)
        self.quote_inside(line, text)
        for embed in EMBED.findall(text):
            self.remark(line, embed, "an image or an embedded page is not taken over")

    def remark(self, line: int, text: str, reason: str) -> None:
        """Set something aside for a person to look at."""
        self.theme.remarks.append(Remark(line, one_line(text), reason))


def _unquotable(saying: Saying, channel: str | None) -> str | None:
    """Say why a quotation cannot be an entry, None if it can."""
    if not saying.words.strip():
        return "there are no words to quote"
    if channel is None:
        return "the quotation names no channel"
    if len(saying.author) > LONGEST_TITLE:
        return "the author's name is too long to be one"
    if len(saying.words) > LONGEST_QUOTATION:
        length = len(saying.words)
        return f"the quotation has {length} characters; {LONGEST_QUOTATION} fit, and none is cut"
    return None


def _names(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
