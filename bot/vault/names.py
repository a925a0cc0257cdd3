"""Names that nothing else in the library has: ids, titles and aliases for drafts."""

from collections.abc import Iterable, Sequence

from bot.guidance import Entry, plain
from bot.vault.words import shorten, slug

LONGEST_TITLE = 100
LONGEST_ID = 50
_ROOM = 6  # characters for what tells two equal names apart


class Names:
    """The names taken so far. Whatever is handed out is taken from then on."""

    def __init__(self, entries: Sequence[Entry], sources: Iterable[str]) -> None:
        """Take the names of every entry, drafts too, and the ids of the sources."""
        self._ids = {entry.id for entry in entries}
        self._sources = set(sources)
        self._names = {plain(name) for entry in entries for name in (entry.title, *entry.aliases)}
        self._repeats: dict[str, int] = {}

    def entry_id(self, words: str) -> str:
        """Return a free id for an entry, made of words."""
        return self._free(slug(words, LONGEST_ID - _ROOM, "entry"), self._ids)

    def source_id(self, words: str) -> str:
        """Return a free id for a source, made of words."""
        return self._free(slug(words, LONGEST_ID - _ROOM, "note"), self._sources)

    def title(self, *wanted: str) -> str:
        """Return the first of the wanted titles that has a word in it, numbered if it is taken."""
        title = next((one for one in wanted if plain(one)), "Untitled")
        title = shorten(title, LONGEST_TITLE - _ROOM)
        free = title
        while plain(free) in self._names:
            free = f"{title} ({self._next(title)})"
        self._names.add(plain(free))
        return free

    def aliases(self, wanted: Iterable[str]) -> tuple[list[str], list[str]]:
        """Return the wanted aliases that are free, in lower case, and those that are not."""
        free: list[str] = []
        taken: list[str] = []
        for alias in (name.lower() for name in wanted):
            folded = plain(alias)
            if folded and folded not in self._names and len(alias) <= LONGEST_TITLE:
                self._names.add(folded)
                free.append(alias)
            else:
                taken.append(alias)
        return free, taken

    def _free(self, wanted: str, taken: set[str]) -> str:
        free = wanted
        while free in taken:
            free = f"{wanted}-{self._next(wanted)}"
        taken.add(free)
        return free

    def _next(self, name: str) -> int:
        self._repeats[name] = self._repeats.get(name, 1) + 1
        return self._repeats[name]
