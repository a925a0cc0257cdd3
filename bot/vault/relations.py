"""Wikilinks as relations between entries: to pages imported along with them, and to ours."""

from collections.abc import Sequence

from bot.guidance import Entry, Kind, plain
from bot.vault.note import Remark
from bot.vault.theme import Draft, Library, Theme

MOST_RELATED = 25


def relate(themes: Sequence[Theme], library: Library) -> None:
    """Make relations of the links in all drafts, and note those that lead nowhere.

    A page is found by its title, its file's name or an alias, and at last by a pointer of ours
    that names the page.
    """
    pages = _Pages(themes, library)
    for theme in themes:
        for draft in theme.drafts:
            _relate(theme, draft, pages)
        theme.unrelated = sorted(set(theme.unrelated))


def pointers_to(title: str, entries: Sequence[Entry]) -> list[str]:
    """Return the pointers that say they stand for a page of this title."""
    named = f" {plain(title)} "
    return [
        entry.id
        for entry in entries
        if entry.kind is Kind.POINTER and named.strip() and named in f" {plain(entry.body)} "
    ]


class _Pages:
    def __init__(self, themes: Sequence[Theme], library: Library) -> None:
        self._entries = library.entries
        self._ids: dict[str, str] = {}
        for theme in themes:
            stem = theme.note.file.rpartition(".")[0]
            for name in (theme.note.title, stem, *theme.note.aliases):
                self._ids.setdefault(plain(name), theme.drafts[0].id)
        for entry in library.entries:
            self._ids.setdefault(plain(entry.title), entry.id)
        for entry in library.entries:
            for alias in entry.aliases:
                self._ids.setdefault(plain(alias), entry.id)

    def find(self, page: str) -> str | None:
        """Return the entry that stands for a page, None if there is none."""
        name = plain(page)
        if not name:
            return None
        if name not in self._ids and (pointers := pointers_to(page, self._entries)):
            self._ids[name] = pointers[0]
        return self._ids.get(name)


def _relate(theme: Theme, draft: Draft, pages: _Pages) -> None:
    for link in draft.links:
        other = pages.find(link.page)
        if other is None:
            theme.unrelated.append(link)
        elif other != draft.id and other not in draft.related:
            if len(draft.related) < MOST_RELATED:
                draft.related.append(other)
                theme.related[link] = other
            else:
                reason = f"the entry '{draft.id}' has {MOST_RELATED} relations already"
                theme.remarks.append(Remark(link.line, f"[[{link.page}]]", reason))
        elif other != draft.id:
            theme.related.setdefault(link, other)
