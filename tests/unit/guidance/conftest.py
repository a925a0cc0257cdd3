from datetime import date
from pathlib import Path

import pytest

from bot.content import load
from bot.guidance import Entry, Guidance, Source, Topic


@pytest.fixture(scope="session")
def library() -> Guidance:
    """Return the guidance that this repository ships."""
    return load(Path(__file__).parents[3] / "content").guidance


def entry(entry_id: str, title: str, **fields: object) -> Entry:
    return Entry.model_validate(
        {
            "id": entry_id,
            "title": title,
            "kind": "principle",
            "body": "Some words.",
            "sources": [{"doc": "note", "use": "paraphrase"}],
            "reviewed": date(2026, 2, 18),
        }
        | fields
    )


@pytest.fixture
def small() -> Guidance:
    """Return a handful of entries in which every answer can be foreseen."""
    note = {"doc": "note", "section": "Habits", "use": "paraphrase"}
    return Guidance(
        entries=[
            entry("open-mics", "Open mics", topics=["venues"], aliases=["where to meet artists"]),
            entry("regular", "Become a regular at open nights", topics=["venues"],
                  related=["habits", "hidden", "open-mics"]),
            entry("habits", "Six habits", kind="checklist", topics=["venues"],
                  aliases=["reopening"], points=["Follow up within a week"]),
            entry("rates", "Rates: not in the library", kind="pointer", aliases=["open rates"],
                  body="What to charge is not in this library."),
            entry("hidden", "Open secret", draft=True),
            entry("two-sources", "Two sources", kind="quote", sources=[
                note,
                {"doc": "article", "use": "figure"},
                note | {"section": "Rules", "use": "quote", "author": "bobby k",
                        "channel": "#general-talk"},
            ]),
        ],
        topics=[
            Topic(id="venues", name="Meeting at venues", about="Rooms."),
            Topic(id="email-list", name="Mailing list", about="Letters."),
        ],
        sources=[
            Source(id="note", file="n", title="N", credit="The note", confidence="high",
                   date_range="2021-02/2026-02"),
            Source(id="article", file="a", title="A", credit="An article", confidence="unstated",
                   sure="An article; it states no confidence."),
        ],
    )  # fmt: skip
