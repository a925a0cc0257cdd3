from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.guidance import Entry, Source, Topic
from bot.vault import Imported, Library, import_notes
from bot.vault.theme import Draft, Theme

TODAY = date(2026, 3, 1)
HERE = Path(__file__).parent

Import = Callable[..., Theme]


def entry(entry_id: str, title: str, **fields: object) -> Entry:
    return Entry.model_validate(
        {
            "id": entry_id,
            "title": title,
            "kind": "principle",
            "body": "Some words.",
            "sources": [{"doc": "old-note", "use": "paraphrase"}],
            "reviewed": TODAY,
        }
        | fields
    )


@pytest.fixture
def library() -> Library:
    return Library(
        entries=(
            entry("no-parking", "No parking", aliases=["parking"]),
            entry(
                "pointer-vans",
                "Vans: not in the library yet",
                kind="pointer",
                body="The page Renting a Van is not in this library.",
            ),
        ),
        topics=(
            Topic(id="load-in", name="Loading in", about="Stairs."),
            Topic(id="social-media-use", name="Social media", about="Posts."),
        ),
        sources={
            "old-note": Source(
                id="old-note", file="o", title="Old", credit="An old note", confidence="high"
            )
        },
    )


@pytest.fixture
def imported(library: Library) -> Imported:
    """The invented note that lies beside these tests, imported into a small library."""
    note = (HERE / "late-nights.md").read_text()
    return import_notes([("late-nights.md", note)], library, TODAY)


@pytest.fixture
def theme(imported: Imported) -> Theme:
    [theme] = imported.themes
    return theme


@pytest.fixture
def draft(theme: Theme) -> Callable[[int], Draft]:
    """Look a draft up by the line of the note that it begins with."""

    def find(line: int) -> Draft:
        [found] = [draft for draft in theme.drafts if draft.line == line]
        return found

    return find


@pytest.fixture
def make(library: Library) -> Import:
    """Import one note of a few lines."""

    def one(text: str, file: str = "note.md") -> Theme:
        [theme] = import_notes([(file, text)], library, TODAY).themes
        return theme

    return one
