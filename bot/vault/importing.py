"""Several notes at once: their themes, related to each other and to the library, as files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.guidance import Source
from bot.vault.drafts import draft_theme, file_name
from bot.vault.names import Names
from bot.vault.note import Note, read_note
from bot.vault.relations import relate
from bot.vault.theme import Library, Theme
from bot.vault.writing import theme_text

MOST_DRAFTS = 500  # in one file; above that it is no theme that anybody can review


class NotImportable(Exception):
    """Why notes cannot be imported: a sentence for each reason."""

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("\n".join(self.reasons))


@dataclass(frozen=True)
class Imported:
    """What notes become: the text of each theme file by its name, and the sources to add."""

    themes: tuple[Theme, ...]
    files: Mapping[str, str]
    sources: tuple[Source, ...]


def import_notes(notes: Sequence[tuple[str, str]], library: Library, today: date) -> Imported:
    """Turn notes, each a file's name and its text, into drafts.

    Raises NotImportable if there is nothing in a note, too much for one file, or if two notes
    would make the same file.
    """
    read = [read_note(file, text) for file, text in notes]
    reasons = [*_empty(read), *_same_file(read)]
    if reasons:
        raise NotImportable(reasons)
    names = Names(library.entries, library.sources)
    themes = [draft_theme(note, library, names) for note in read]
    if reasons := _too_long(themes):
        raise NotImportable(reasons)
    relate(themes, library)
    return Imported(
        tuple(themes),
        {theme.file: theme_text(theme, today) for theme in themes},
        tuple(theme.source for theme in themes if theme.added),
    )


def _empty(notes: Sequence[Note]) -> list[str]:
    return [
        f"{note.file} holds no text below its title, so there is nothing to import."
        for note in notes
        if not note.sections
    ]


def _same_file(notes: Sequence[Note]) -> list[str]:
    first: dict[str, Note] = {}
    reasons = []
    for note in notes:
        other = first.setdefault(file_name(note), note)
        if other is not note:
            reasons.append(
                f"{other.file} and {note.file} would both become {file_name(note)}; "
                "give one of them another title."
            )
    return reasons


def _too_long(themes: Sequence[Theme]) -> list[str]:
    return [
        f"{theme.note.file} would become {len(theme.drafts)} entries, more than the {MOST_DRAFTS} "
        "that one file may hold; split the note."
        for theme in themes
        if len(theme.drafts) > MOST_DRAFTS
    ]
