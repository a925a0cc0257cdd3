"""Whatever a note holds, its drafts are sound: read back and checked as a curator's are."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import check
from bot.content.reading import _Draft
from bot.vault import Library, NotImportable, import_notes, report, sources_text
from tests.unit.small_content import put_wording_and_framework

TODAY = date(2026, 3, 1)
ROOT = Path(__file__).parents[3]

FRAGMENTS = [
    "---", "aliases: [One, two]", "confidence: high", "tags: [channel/a]", "# Title", "## Section",
    "### Common Mistakes", "- item", "  - nested", "1. **Lead:** rest", "> [!quote] Source",
    "> **Author:** Mo — **Channel:** #a", "> words", "> [!quote] Discord Source",
    "> **Channel:** #a — **Date Range:** 2021-02 to 2026-02", "> [!abstract]",
    "See also: [[Title]]",
    'Mo (3 reactions, pinned): "words"', "```", "| a | b |", "![[x]]", "%%", "An introduction:", "",
    "> ", "-", "\t- tab", "text [[Open mics|x]]", "#", "**bold**",
]  # fmt: skip
"""What notes are made of, to be put in any order."""

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
NOTES = st.lists(st.sampled_from(FRAGMENTS) | TEXT, max_size=25).map("\n".join)

ENTRY = """\
- {id: x, title: Open mics, kind: figure, body: B, reviewed: 2026-03-01,
   sources: [{doc: n, use: figure}]}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small content folder."""
    folder = tmp_path_factory.mktemp("content")
    (folder / "guidance").mkdir()
    (folder / "topics.yaml").write_bytes((ROOT / "content" / "topics.yaml").read_bytes())
    put_wording_and_framework(folder)
    (folder / "sources.yaml").write_text("n: {file: n, title: N, credit: N, confidence: high}\n")
    (folder / "guidance" / "_ours.yaml").write_text(ENTRY)  # no note is named so
    return folder


@settings(max_examples=40, deadline=None)
@given(one=NOTES, other=TEXT | NOTES, name=TEXT)
def test_any_text_gives_a_report_and_sound_drafts(
    folder: Path, one: str, other: str, name: str
) -> None:
    before = _Draft(folder)
    sources = (folder / "sources.yaml").read_bytes()
    library = Library(
        tuple(before.entries.valid),
        tuple(before.topics.valid),
        {source.id: source for source in before.sources.valid},
    )
    try:
        imported = import_notes([(f"{name}.md", one), ("other.md", other)], library, TODAY)
    except NotImportable:
        return
    assert report(imported, library).count(" in guidance/") >= 2
    written = [folder / "guidance" / file for file in imported.files]
    try:
        for path, text in zip(written, imported.files.values(), strict=True):
            path.write_bytes(text.encode())
        if imported.sources:
            added = sources_text(imported.sources, as_list=False)
            (folder / "sources.yaml").write_bytes(sources + added.encode())
        assert check(folder, TODAY) == ()
        drafted = {draft.id: draft for theme in imported.themes for draft in theme.drafts}
        read = {entry.id: entry for entry in _Draft(folder).entries.valid if entry.id != "x"}
        assert all(entry.draft for entry in read.values())
        assert {entry: read[entry].body for entry in read} == {
            entry: drafted[entry].body for entry in drafted
        }
    finally:
        for path in written:
            path.unlink(missing_ok=True)
        (folder / "sources.yaml").write_bytes(sources)
