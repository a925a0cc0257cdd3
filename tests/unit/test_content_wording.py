import shutil
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from bot.content import Wording, check, load

REPOSITORY = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)


@pytest.fixture
def folder(content_folder: Path) -> Path:
    return content_folder


def change(folder: Path, old: str, new: str) -> list[str]:
    """What check says of the wording after `old` was replaced."""
    path = folder / "wording.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    return [str(one) for one in check(folder, TODAY) if one.file == "wording.yaml"]


def test_every_sentence_is_there_and_can_be_filled_in() -> None:
    wording = load(REPOSITORY / "content").wording
    for one in fields(Wording):
        assert getattr(wording, one.name)
    assert "300 characters" in wording.long.format(most=300)
    assert "90 days" in wording.kept.format(days=90)


def test_a_curator_may_change_a_sentence(folder: Path) -> None:
    assert change(folder, "I do not know that topic.", "No such topic here.") == []
    assert load(folder).wording.unknown_topic.startswith("No such topic here.")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("- id: blank", "- id: blnk", "no sentence is called 'blnk'; did you mean 'blank'?"),
        ("- id: blank", "- id: blnk", "the sentence 'blank' is missing; add - id: blank"),
        ("{most}", "{moist}", "nothing is known to put for '{moist}'; only {most} is filled in"),
        ("{most}", "{most.__class__}", "nothing is known to put for"),
        ("{most}", "{most!r:>9}", "nothing is known to put for '{most}'"),
        ("{most}", "{", "a brace has no partner"),
        ("I do not know that topic.", "Not {0}.", "write it without braces"),
        ("I do not know that topic.", "x " * 200, "characters, at most 300; shorten it by"),
        ("I do not know that topic. These are the ones there are.", "''", "this is empty"),
        ("  text: I do not know that topic. These are the ones there are.", "", "is missing"),
        ("I do not know that topic. These are the ones there are.", "7", "read as a number"),
    ],
)
def test_what_is_wrong_with_a_sentence_is_told(folder: Path, old: str, new: str, told: str) -> None:
    problems = change(folder, old, new)
    assert any(told in problem for problem in problems), problems


def test_a_missing_file_is_one_problem(folder: Path) -> None:
    shutil.move(folder / "wording.yaml", folder / "elsewhere.txt")
    [problem] = check(folder, TODAY)
    assert problem.file == "wording.yaml"


def test_every_missing_sentence_is_named(folder: Path) -> None:
    (folder / "wording.yaml").write_text("- {id: blank, text: Hm.}\n")
    assert len(check(folder, TODAY)) == len(fields(Wording)) - 1
