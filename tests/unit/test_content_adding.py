from datetime import date
from pathlib import Path
from resource import RLIMIT_FSIZE, getrlimit, setrlimit

import pytest

from bot.content import check, load
from bot.content.adding import CannotAdd, add_notes

TODAY = date(2026, 3, 1)
NOTE = """\
---
confidence: high
aliases: [Night Shows]
---
# Playing Late

> [!quote] Source
> **Author:** Mo — **Channel:** #live-room — **Date Range:** 2023-04 to 2024-01
> Take the "back" door.

- Ask for the key, as in [[Go to open mics]]
"""


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "late.md"
    path.write_text(NOTE)
    return path


def everything(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def refusal(folder: Path, *notes: Path) -> str:
    before = everything(folder)
    with pytest.raises(CannotAdd) as refused:
        add_notes(folder, notes, TODAY)
    assert everything(folder) == before
    return str(refused.value)


def test_a_note_becomes_a_file_of_drafts_and_a_source(content_folder: Path, note: Path) -> None:
    before = everything(content_folder)
    told = add_notes(content_folder, [note], TODAY)
    after = everything(content_folder)
    assert told.startswith("late.md: 3 drafts in guidance/playing-late.yaml")
    assert after.keys() - before.keys() == {"guidance/playing-late.yaml"}
    assert after["sources.yaml"].startswith(before.pop("sources.yaml"))
    assert all(after[name] == text for name, text in before.items())
    assert check(content_folder, TODAY) == ()


def test_drafts_are_never_shown(content_folder: Path, note: Path) -> None:
    shown = load(content_folder).guidance
    add_notes(content_folder, [note], TODAY)
    guidance = load(content_folder).guidance
    assert guidance.entries == shown.entries
    assert guidance.drafts["mo-in-live-room"].body == 'Take the "back" door.'
    assert guidance.drafts["playing-late-1"].related == ("open-mics",)
    assert guidance.drafts["mo-in-live-room"].sources[0].date_range == "2023-04/2024-01"
    assert guidance.search("night shows") == shown.search("night shows")


def test_the_bare_removal_of_a_draft_mark_publishes_nothing(
    content_folder: Path, note: Path
) -> None:
    add_notes(content_folder, [note], TODAY)
    drafts = content_folder / "guidance" / "playing-late.yaml"
    drafts.write_text(drafts.read_text().replace("  draft: true\n", ""))
    problems = check(content_folder, TODAY)
    assert {(problem.entry, problem.message) for problem in problems} == {
        ("playing-late", "body: this is still to be written"),
        ("playing-late", "topics: no topic is named"),
        ("playing-late-1", "body: this is still to be written"),
        ("playing-late-1", "topics: no topic is named"),
        ("mo-in-live-room", "topics: no topic is named"),
        ("mo-in-live-room", "sources, item 1: no quotation of Mo in #live-room is known"),
    }


def test_a_second_note_finds_the_first(content_folder: Path, note: Path) -> None:
    add_notes(content_folder, [note], TODAY)
    other = note.with_name("early.md")
    other.write_text("# Early\n- then [[night shows]]\n")
    add_notes(content_folder, [other], TODAY)
    assert load(content_folder).guidance.drafts["early-1"].related == ("playing-late",)
    assert check(content_folder, TODAY) == ()


@pytest.mark.parametrize(
    "sources",
    [
        "- {id: note, file: n, title: N, credit: N, confidence: high}",
        "note:\r\n  file: n\r\n  title: N\r\n  credit: N\r\n  confidence: high\r\n",
        "note: {file: n, title: N, credit: N, confidence: high}\n# the end",
    ],
)
def test_sources_of_any_form_keep_their_text(
    content_folder: Path, note: Path, sources: str
) -> None:
    path = content_folder / "sources.yaml"
    path.write_bytes(sources.encode())
    add_notes(content_folder, [note], TODAY)
    assert path.read_bytes().startswith(sources.encode())
    assert (b"\r\n" in path.read_bytes()) == ("\r\n" in sources)
    assert set(load(content_folder).guidance.sources) == {"note", "playing-late"}


def test_sources_that_cannot_be_appended_to_are_shown_what_to_add(
    content_folder: Path, note: Path
) -> None:
    sources = "{note: {file: n, title: N, credit: N, confidence: high}}\n"
    (content_folder / "sources.yaml").write_text(sources)
    said = refusal(content_folder, note)
    assert "Add this yourself" in said
    assert "playing-late:\n  file: late.md\n" in said


def test_what_is_there_is_not_overwritten(content_folder: Path, note: Path) -> None:
    add_notes(content_folder, [note], TODAY)
    assert "playing-late.yaml is there already" in refusal(content_folder, note)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"# caf\xe9\n- x", "late.md is not UTF-8 (line 1); save it as UTF-8 and try again."),
        ("# x".encode("utf-16"), "late.md is not UTF-8 (line 1); save it as UTF-8 and try again."),
        (b"- x\n" * 500_000, "late.md is larger than 512 KB; split the note."),
        (b"- x\n" * 5_000, "late.md would become 5001 entries, more than the 500 that one file"),
        (b"", "late.md holds no text below its title, so there is nothing to import."),
    ],
)
def test_a_note_that_cannot_be_taken_is_a_sentence_and_nothing_is_added(
    content_folder: Path, note: Path, content: bytes, reason: str
) -> None:
    good = note.with_name("good.md")
    good.write_text(NOTE)
    note.write_bytes(content)
    said = refusal(content_folder, good, note)
    assert reason in said
    assert said.endswith("\nNothing was added.")


def test_every_note_that_cannot_be_read_is_named_at_once(
    content_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "folder.md").mkdir()
    said = refusal(content_folder, tmp_path / "none.md", tmp_path / "folder.md")
    assert "none.md cannot be read: no such file or directory." in said
    assert "folder.md cannot be read: is a directory." in said


def test_a_disk_that_is_full_leaves_no_half_import(content_folder: Path, note: Path) -> None:
    load(content_folder)  # so that nothing but the drafts is left to write
    other = note.with_name("early.md")
    other.write_text("# Early\n" + "- up\n" * 100)
    before = getrlimit(RLIMIT_FSIZE)
    setrlimit(RLIMIT_FSIZE, (8 * 1024, before[1]))
    try:
        assert "The drafts cannot be written to" in refusal(content_folder, note, other)
    finally:
        setrlimit(RLIMIT_FSIZE, before)
