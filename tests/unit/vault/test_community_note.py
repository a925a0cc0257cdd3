"""The community's own note, imported beside the entries that people wrote from it."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bot.content import load
from bot.guidance import Guidance, Kind, Use
from bot.vault import Imported, Library, import_notes, report
from bot.vault.theme import Theme

ROOT = Path(__file__).parents[3]
NOTE = (
    ROOT.parent / "shared" / "sources" / "000_702e6a54148e1303.txt"
)  # kept outside this repository

pytestmark = pytest.mark.skipif(not NOTE.exists(), reason="the community note is not at hand")

ITEMS = {
    "Networking at Venues and Open Mics": 5,  # S10 to S14
    "Building Natural Relationships vs Transactional Approaches": 10,  # S15 to S24
    "When to Take Royalties on Early-Stage Artists": 5,  # S25 to S29; S30 is a link
    "Decision Frameworks for Accepting Low-Rate Work": 6,  # S32 to S37
    "International Perspective on Career Building": 5,  # S39 to S43
    "Practical Application": 6,  # S44 to S49
    "Common Mistakes": 6,  # S50 to S55
}
"""How many list items each section has, by the rows of the domain inventory."""


@pytest.fixture(scope="module")
def guidance() -> Guidance:
    return load(ROOT / "content").guidance


@pytest.fixture(scope="module")
def library(guidance: Guidance) -> Library:
    """Our library; drafts of this very note, if somebody has imported it here, are left out."""
    return Library(
        tuple(guidance.entries.values()), tuple(guidance.topics.values()), guidance.sources
    )


@pytest.fixture(scope="module")
def imported(library: Library) -> Imported:
    return import_notes([(NOTE.name, NOTE.read_text())], library, date(2026, 3, 1))


@pytest.fixture(scope="module")
def theme(imported: Imported) -> Theme:
    [theme] = imported.themes
    return theme


def test_the_quotations_are_those_that_the_library_shows(theme: Theme, guidance: Guidance) -> None:
    def told(body: str, cited: object) -> tuple[object, ...]:
        parts = ("doc", "section", "author", "channel", "reactions", "pinned", "date_range")
        return (body, *(getattr(cited, part) for part in parts))

    held = [
        e for e in guidance.entries.values() if e.quotation and e.quotation.doc == "community-note"
    ]
    drafted = [draft for draft in theme.drafts if draft.kind is Kind.QUOTE]
    assert len(held) == len(drafted) == 3
    assert {told(draft.body, draft.source) for draft in drafted} == {
        told(entry.body, entry.quotation) for entry in held
    }
    assert guidance.sources[theme.source.id].date_range == "2021-02/2026-02"


def test_every_list_item_is_an_entry_or_a_relation(theme: Theme) -> None:
    listed = {
        number: line
        for number, line in enumerate(NOTE.read_text().split("\n"), 1)
        if line.startswith("- ")
    }
    entries = {number for draft in theme.drafts for number, _ in draft.said}
    linked = {link.line for link in (*theme.related, *theme.unrelated)}
    assert [line for number, line in listed.items() if number not in entries | linked] == []
    items = Counter(
        draft.source.section for draft in theme.drafts if draft.said and draft.line in listed
    )
    assert items == ITEMS
    assert len([number for number in listed if number not in entries]) == 5  # S30, S56 to S59


def test_pages_that_we_do_not_hold_lead_to_their_pointers(theme: Theme) -> None:
    assert {link.page: to for link, to in theme.related.items()} == {
        "Royalties and Backend Revenue": "pointer-backend",
        "Client Relations and Project Management": "pointer-clients",
        "Music Business Pricing and Rates": "pointer-rates",
        "Session Mindset and Engineering Philosophy": "pointer-mindset",
        "Career Development for Audio Professionals": "pointer-mindset",
    }
    assert [link.page for link in theme.unrelated] == ["general-talk Channel Summary"]


def test_the_figures_are_one_draft_and_a_member_keeps_the_credit(theme: Theme) -> None:
    [figures] = [draft for draft in theme.drafts if draft.kind is Kind.FIGURE]
    said = " ".join(text for _, text in figures.said)
    assert all(number in said for number in ("~350+", "260", "182", "oaklandmatt"))
    views = [d for d in theme.drafts if d.source.use is Use.ATTRIBUTED_PARAPHRASE]
    assert [draft.source.author for draft in views] == ["mixedbywong_my"] * 5  # S39 to S43


def test_aliases_topics_and_the_rest(theme: Theme, imported: Imported, library: Library) -> None:
    assert theme.drafts[0].aliases == [
        "networking for engineers", "music career development", "marketing for mixers",
    ]  # fmt: skip
    topics = {draft.source.section: draft.topics for draft in theme.drafts if draft.topics}
    assert topics["Decision Frameworks for Accepting Low-Rate Work"] == ["low-rate-work-framework"]
    assert topics["International Perspective on Career Building"] == ["international"]
    assert theme.remarks == []
    assert imported.sources == ()
    assert len(re.findall("the library has these words already", report(imported, library))) == 3
