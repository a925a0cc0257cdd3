import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.content import check, load
from bot.content.checks import FORMS

REPOSITORY = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)


@pytest.fixture
def folder(content_folder: Path) -> Path:
    return content_folder


def change(folder: Path, old: str, new: str) -> list[str]:
    """What check says of the file after `old` was replaced, once."""
    path = folder / "checks.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return [str(one) for one in check(folder, TODAY) if one.file == "checks.yaml"]


def test_what_is_shipped_is_in_order_and_calm() -> None:
    path = REPOSITORY / "content" / "checks.yaml"
    assert [one for one in check(path.parent, TODAY) if one.file == path.name] == []
    assert "!" not in path.read_text()


def test_a_curator_may_change_words_and_numbers(folder: Path) -> None:
    assert change(folder, "floor-weeks, value: 44", "floor-weeks, value: 46.5") == []
    assert change(folder, "plays: [1000, 5000,", "plays: [1000,") == []
    assert change(folder, "Is there merch,", "Is there a shirt,") == []
    checks = load(folder).checks
    assert str(checks.guesses.weeks) == "46.5"
    assert checks.table[:2] == (1000, 20_000)
    assert "shirt" in next(iter(checks.audience.values())).text


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("- id: floor-sum", "- id: floor-sun", "nothing is called 'floor-sun'; did you mean"),
        ("- id: floor-sum", "- id: floor-sun", "the part 'floor-sum' is missing; add - id: floor"),
        ("- id: audience-shop", "- id: audience-merch", "'audience-merch' is already taken"),
        ("weeks, value: 44", "weeks, value: 0", "this number cannot be; write one above 0 and"),
        ("weeks, value: 44", "weeks, value: 53", "at most 52, with two decimals at most"),
        ("hours, value: 25", "hours, value: some", "write a number such as 10, 0.5 or 1/3"),
        ("plays: [1000, 5000", "plays: [5000, 1000", "1000 does not follow 5000; write them risi"),
        ("plays: [1000, 5000", "plays: [none, 5000", "plays, item 1: this is not a whole number"),
        ("at {rate} a play: **{d", "at {rat} a play: **{d", "nothing is known to put for '{rat}'"),
        ("{guess}, which is", "{gues}, which is", "only {guess} is filled in here"),
        ("Rent, food", "Rent {guess}, food", "write it without braces"),
        ("  name: Merch\n", "", "name: this is missing"),
        ("  name: Merch\n", "  name: Merch\n  entry: open-mic\n", "did you mean 'open-mics'?"),
        ("  text: Is there merch", "  texts: Is there merch", "there is no such field"),
        ("  label: How many plays?", f"  label: {'x' * 46}", "46 characters, at most 45"),
        ("  text: Deleted.", "  text: ''", "this is empty; write the sentence"),
        ("  text: Deleted.", f"  text: {'x' * 201}", "201 characters, at most 200"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(folder: Path, old: str, new: str, told: str) -> None:
    problems = change(folder, old, new)
    assert any(told in problem for problem in problems), problems
    assert all(problem.startswith("checks.yaml:") for problem in problems)


def test_the_line_is_that_of_the_text(folder: Path) -> None:
    text = (folder / "checks.yaml").read_text()
    line = text[: text.index("  text: Deleted.")].count("\n") + 1
    [problem] = change(folder, "  text: Deleted.", "  text: '{all} deleted.'")
    assert problem.startswith(f"checks.yaml:{line} (session-deleted): text: ")


def test_every_missing_part_is_named(folder: Path) -> None:
    (folder / "checks.yaml").write_text("- {id: floor-weeks, value: 44}\n")
    assert len(check(folder, TODAY)) == len(FORMS) - 1


def test_a_missing_file_is_one_problem(folder: Path) -> None:
    shutil.move(folder / "checks.yaml", folder / "elsewhere.txt")
    [problem] = check(folder, TODAY)
    assert problem.file == "checks.yaml"
