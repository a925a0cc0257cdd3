"""What is wrong with micronetwork.yaml, met.yaml and outreach.yaml is told with file and line."""

from datetime import date
from pathlib import Path

import pytest

from bot.content import check, load
from bot.content import met as met_file
from bot.content import micronetwork as micronetwork_file

TODAY = date(2026, 11, 22)
FILES = ("micronetwork.yaml", "met.yaml", "outreach.yaml")


@pytest.fixture
def folder(content_folder: Path) -> Path:
    return content_folder


def change(folder: Path, file: str, old: str, new: str) -> list[str]:
    """What check says of the folder after `old` was replaced, once."""
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return [str(one) for one in check(folder, TODAY)]


def test_the_files_as_they_are_have_no_fault(folder: Path) -> None:
    assert check(folder, TODAY) == ()


@pytest.mark.parametrize("file", FILES)
def test_they_are_written_calmly(folder: Path, file: str) -> None:
    assert "!" not in (folder / file).read_text()


def test_a_curator_may_change_words_and_numbers(folder: Path) -> None:
    assert change(folder, "met.yaml", "reminder-hour, value: 10", "reminder-hour, value: 8") == []
    assert change(folder, "micronetwork.yaml", "people: [15, 25]", "people: [10, 20]") == []
    assert change(folder, "outreach.yaml", "slow month", "quiet month") == []
    content = load(folder)
    assert content.met.numbers.reminder_hour == 8
    assert content.micronetwork.templates["vip-show"].roles[3].most == 20


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("met.yaml", "id: who-blank", "id: who-blnk", "is called 'who-blnk'; did you mean 'who-b"),
        ("met.yaml", "id: who-blank", "id: who-blnk", "the part 'who-blank' is missing"),
        ("met.yaml", "value: 500}", "value: 5}", "write a whole number from 10 to 5000"),
        ("met.yaml", "value: 500}", "value: many}", "this is not a whole number"),
        ("met.yaml", "value: 500}", "value: true}", "this is not a whole number"),
        ("met.yaml", "'{day} has passed.", "'{dya} has passed.", "nothing is known to put for"),
        ("met.yaml", "Deleted.", f"{'x ' * 150}.", "at most 200; shorten it by"),
        ("micronetwork.yaml", "be|get", "Be|get", "has capital letters; write 'be|get"),
        ("micronetwork.yaml", "* {audience}", "* {crowd}", "only {audience} stands for other w"),
        ("micronetwork.yaml", "people: [2, 3]", "people: [3, 2]", "[3, 2] cannot be; write the l"),
        ("micronetwork.yaml", "people: [2, 3]", "people: [2]", "roles, item 2, people"),
        ("micronetwork.yaml", "note: '{total}", "note: '{sum}", "only {total} is filled in here"),
        ("micronetwork.yaml", "entries: []", "entries: [open-mic]", "there is no entry 'open-mic'"),
        ("micronetwork.yaml", "{id: most-roles", "{id: most-rols", "did you mean 'most-roles'"),
        ("outreach.yaml", "kind: pitch", "kind: bad", "'bad' is not one of 'pitch' or 'good'"),
        ("outreach.yaml", "[price]", "[prise]", "moderation.yaml has no signal 'prise'; did you"),
        ("outreach.yaml", "{role}", "{rolle}", "moderation.yaml has no class 'rolle'; did you"),
        ("outreach.yaml", '"slow month"', '"[slow month"', "is not written like {class}"),
        (
            "outreach.yaml",
            "id: kept",
            "id: keept",
            "nothing is called 'keept'; did you mean 'kept'",
        ),
        ("outreach.yaml", "id: no-music", "id: no-msic", "the part 'no-music' is missing"),
        ("outreach.yaml", "  signals: [price]\n", "  signal: [price]\n", "there is no such field"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    folder: Path, file: str, old: str, new: str, told: str
) -> None:
    problems = change(folder, file, old, new)
    assert any(told in problem for problem in problems), problems
    assert all(problem.startswith(f"{file}:") for problem in problems), problems


def test_the_line_is_that_of_the_text(folder: Path) -> None:
    text = (folder / "met.yaml").read_text()
    line = text[: text.index("text: 'That could be two days")].count("\n") + 1
    [problem] = change(folder, "met.yaml", "{one} or {other}", "{one} or {another}")
    assert problem.startswith(f"met.yaml:{line} (when-two-days): text: nothing is known to put")


def test_a_check_that_nothing_shows_is_a_problem(folder: Path) -> None:
    added = "- id: hums\n  kind: good\n  says: It hums.\n  sources: [S15]\n  entries: []\n"
    [problem] = change(folder, "outreach.yaml", "- id: kept\n", f"{added}- id: kept\n")
    assert "nothing tells what it is seen by; give it phrases, signals or both" in problem


def test_every_missing_part_is_named(folder: Path) -> None:
    (folder / "met.yaml").write_text("- {id: most-met, value: 500}\n")
    (folder / "micronetwork.yaml").write_text("- {id: most-roles, value: 10}\n")
    missing = len(met_file.FORMS) + len(micronetwork_file.FORMS) - 2
    assert len(check(folder, TODAY)) == missing


@pytest.mark.parametrize("file", FILES)
def test_a_missing_file_is_one_problem(folder: Path, file: str) -> None:
    (folder / file).unlink()
    [problem] = check(folder, TODAY)
    assert problem.file == file
