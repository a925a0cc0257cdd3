import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from bot.content import check, load
from bot.content.framework import FORMS
from bot.gigs import CASES, FIELDS, VALUES, Ceiling, Question, Verdict
from tests.unit.gigs.offers import FRAMEWORK

REPOSITORY = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)


@pytest.fixture
def folder(content_folder: Path) -> Path:
    return content_folder


def change(folder: Path, old: str, new: str) -> list[str]:
    """What check says of the framework after `old` was replaced, once."""
    path = folder / "framework.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return [str(one) for one in check(folder, TODAY) if one.file == "framework.yaml"]


def test_everything_is_there() -> None:
    for question in Question:
        asked = FRAMEWORK.question(question)
        assert tuple(option.value for option in asked.options) == VALUES[question]
    for ceiling in Ceiling:
        assert set(FRAMEWORK.limits[ceiling].sentences) == set(CASES[ceiling])
    assert list(FRAMEWORK.limits) == list(Ceiling)
    assert set(FRAMEWORK.outcomes) == set(Verdict)
    assert set(FRAMEWORK.fields) == set(FIELDS)


def test_the_numbers_are_the_ones_to_begin_with() -> None:
    numbers = FRAMEWORK.numbers
    assert (numbers.normal_up_to, numbers.mild_up_to, numbers.deep_up_to) == (10, 30, 60)
    assert (numbers.near_above, numbers.over_above) == (Fraction(1, 3), Fraction(1, 2))
    assert (numbers.play_pays, numbers.month_plays) == (Fraction(3, 1000), 20_000)
    assert (numbers.price_step, numbers.hours_step) == (5, Fraction(1, 2))
    assert (numbers.few_jobs, numbers.few_jobs_over, numbers.favour_hours) == (4, 3, 4)


def test_it_is_written_calmly() -> None:
    text = (REPOSITORY / "content" / "framework.yaml").read_text()
    assert "!" not in text


def test_a_curator_may_change_words_and_numbers(folder: Path) -> None:
    assert change(folder, "id: mild-up-to, value: 30", "id: mild-up-to, value: 32.5") == []
    assert change(folder, "title: Take it\n", "title: Say yes\n") == []
    assert change(folder, "value: 0.003", "value: 0.00001") == []
    framework = load(folder).framework
    assert framework.numbers.play_pays == Fraction(1, 100_000)
    assert framework.numbers.mild_up_to == Fraction(65, 2)
    assert framework.outcomes[Verdict.TAKE].title == "Say yes"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("id: mild-up-to", "id: mild-upto", "nothing is called 'mild-upto'; did you mean 'mild-up"),
        ("id: mild-up-to", "id: mild-upto", "the part 'mild-up-to' is missing; add - id: mild-up"),
        ("id: verdict-pass", "id: verdict-take", "'verdict-take' is already taken"),
        ("value: 10}", "value: 30}", "'mild-up-to' is not above 'normal-up-to'"),
        ("value: 60}", "value: 29}", "'deep-up-to' is not above 'mild-up-to' (framework.yaml:"),
        ("value: 1/2}", "value: 1/3}", "'over-above' is not above 'near-above'"),
        ("value: 10}", "value: 0}", "this number cannot be; write a number above 0 and at most 1"),
        ("value: 1/2}", "value: 1/0}", "write a number such as 10, 0.5 or 1/3"),
        ("value: 10}", "value: 1e999999999}", "write a number such as 10, 0.5 or 1/3"),
        ("value: 10}", "value: .inf}", "write a number such as 10, 0.5 or 1/3"),
        ("value: 10}", "value: ten}", "write a number such as 10, 0.5 or 1/3"),
        ("id: few-jobs, value: 4", "id: few-jobs, value: 4.5", "this is not a whole number"),
        ("value: 0.5}", "value: 1/3}", "this step is too fine"),
        (", value: 10}", "}", "value: this is missing"),
        ("label: Refused", "label: ''", "label: this is empty"),
        ("label: Refused", f"label: {'x' * 101}", "101 characters, at most 100; shorten it by 1"),
        ("    refused:\n", "    refuse:\n", "there is no answer 'refuse'; did you mean 'refused'"),
        ("    refused:\n", "    refuse:\n", "options: the answer 'refused' is missing"),
        ("      about: I asked", "      change: Then.\n      about: I asked", "no answer changes"),
        (
            "      change: 'If the price could",
            "      chang: 'If the price could",
            "there is no suc",
        ),
        ("could move: {verdict}", "could move: {verdcit}", "only {verdict} is filled in here"),
        ("    not-yet: Fee", "    not-jet: Fee", "there is no case 'not-jet'; did you mean 'not-"),
        ("    not-yet: Fee", "    not-jet: Fee", "the case 'not-yet' is missing; add not-yet: wi"),
        (
            "    not-yet: Fee",
            "    not-yet: '{offered}'  # Fee",
            "nothing is known to put for '{off",
        ),
        ("    not-yet: Fee", "    not-yet: ''  # Fee", "sentences, not-yet: this is empty"),
        ("at most {favour_hours}", "at most {favour}", "nothing is known to put for '{favour}'"),
        ("{points}% points: of", "{point}% points: of", "lines, item 7: nothing is known to put"),
        ("At {fee} the", "At {fees} the", "only {fee}, {verdict} is filled in here"),
        ("text: Would that suit you?", f"text: {'x ' * 100} you?", "at most 200; shorten it by"),
        ("entries: []", "entries: [open-mic]", "there is no entry 'open-mic'; did you mean 'open"),
        ("said: pass", "sayd: pass", "there is no such field; did you mean 'said'"),
        ("  label: What is the job?", f"  label: {'x' * 46}", "46 characters, at most 45"),
        ("  options:\n    0:", "  options: none\n  more:\n    0:", "this has no names"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(folder: Path, old: str, new: str, told: str) -> None:
    problems = change(folder, old, new)
    assert any(told in problem for problem in problems), problems
    assert all(problem.startswith("framework.yaml:") for problem in problems)


def test_the_line_is_that_of_the_text(folder: Path) -> None:
    text = (folder / "framework.yaml").read_text()
    line = text[: text.index("    not-yet: ")].count("\n") + 1
    [problem] = change(folder, "    not-yet: Fee", "    not-yet: '{no}'  # Fee")
    assert problem.startswith(f"framework.yaml:{line} (ceiling-terms): sentences, not-yet: ")


def test_an_unknown_part_is_one_problem_whatever_it_holds(folder: Path) -> None:
    [problem] = change(folder, "- id: polite-no\n", "- id: extra\n  more: 1\n- id: polite-no\n")
    assert "nothing is called 'extra'; take it out" in problem


def test_entries_are_not_checked_against_guidance_that_could_not_be_read(folder: Path) -> None:
    (folder / "guidance" / "all.yaml").unlink()
    (folder / "guidance" / "all.yaml").mkdir()
    assert change(folder, "entries: []", "entries: [whatever]") == []


def test_a_missing_file_is_one_problem(folder: Path) -> None:
    shutil.move(folder / "framework.yaml", folder / "elsewhere.txt")
    [problem] = check(folder, TODAY)
    assert problem.file == "framework.yaml"


def test_every_missing_part_is_named(folder: Path) -> None:
    (folder / "framework.yaml").write_text("- {id: normal-up-to, value: 10}\n")
    assert len(check(folder, TODAY)) == len(FORMS) - 1
