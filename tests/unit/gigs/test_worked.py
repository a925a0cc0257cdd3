"""The worked offers, through the command that weighs a file and as cards are made of them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.gigs import Band, Ceiling, Verdict, weigh
from bot.weighing import of_file
from tests.unit.gigs.offers import CASES, FRAMEWORK, answers, the

FIGURES = {
    *("plays_needed", "months_at_20k", "points_guess", "breakeven_pct"),
    *("flip_fee", "hours_at_offer"),
}
NAMES = [case["id"] for case in CASES]


def as_json(value: str) -> Any:
    return None if value == "null" else {"true": True, "false": False}.get(value, value)


def weighed_line(case: Mapping[str, Any], tmp_path: Path, *, as_text: bool) -> dict[str, Any]:
    given = {key: as_json(value) for key, value in case["in"].items()}
    line = json.dumps({"id": case["id"], "in": given})
    if not as_text:  # the numbers of the file as numbers of JSON, digit by digit
        for value in given.values():
            if isinstance(value, str) and value[0].isdecimal():
                line = line.replace(f': "{value}"', f": {value}")
    file = tmp_path / "offers.jsonl"
    file.write_text(line)
    [told] = of_file(FRAMEWORK, file)
    result: dict[str, Any] = json.loads(told)
    return result


@pytest.mark.parametrize("as_text", [True, False])
@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_the_command_tells_every_figure(
    case: dict[str, Any], tmp_path: Path, *, as_text: bool
) -> None:
    told = weighed_line(case, tmp_path, as_text=as_text)
    expected = {key: number(value) for key, value in case["out"].items()}
    assert {key: told.get(key) for key in expected} == expected
    assert set(told) & FIGURES == set(expected) & FIGURES
    assert "share" in told
    assert "load" in told


def number(value: Any) -> Any:
    try:
        return json.loads(value)
    except (TypeError, ValueError):
        return value


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_the_same_comes_of_the_answers(case: dict[str, Any]) -> None:
    weighed, out = weigh(answers(case["in"]), FRAMEWORK), case["out"]
    assert weighed.verdict.name == out["verdict"]
    assert [cap.ceiling for cap in weighed.decided] == out["decided_by"]
    assert (weighed.flip is None) == ("flip_fee" not in out)
    assert (weighed.hours_at_offer is None) == ("hours_at_offer" not in out)


def test_limits_are_compared_before_anything_is_rounded() -> None:
    inside, outside = weigh(the("B1"), FRAMEWORK), weigh(the("B2"), FRAMEWORK)
    assert inside.figures.band is Band.NORMAL
    assert outside.figures.band is Band.MILD
    assert "10%" in outside.decided[0].because  # shown rounded all the same


def test_what_did_not_decide_is_noted() -> None:
    weighed = weigh(the("W05"), FRAMEWORK)
    assert [cap.ceiling for cap in weighed.decided] == [Ceiling.AFFORD]
    assert [(cap.ceiling, cap.at) for cap in weighed.noted] == [(Ceiling.REASONS, Verdict.TERMS)]


def test_refused_terms_are_the_obstacle_and_not_the_price() -> None:
    flip = weigh(the("W10"), FRAMEWORK).flip
    assert flip is not None
    assert (flip.fee, flip.terms_only, flip.verdict) == (600, True, Verdict.TERMS)


@pytest.mark.parametrize(
    ("case_id", "entries"),
    [
        ("W01", ("experience-wins", "five-leads")),  # full pay needs no reason
        ("W02", ("q-learning", "clear-terms", "upfront-plus-points")),
        ("W03", ("q-more-work", "q-learning", "upfront-plus-points")),
        ("W05", ("q-afford", "limit-discounts", "be-selective")),
        ("W08", ("undervaluing", "gig-framework", "be-selective")),
        ("W09", ("limit-discounts",)),
        ("W11", ("clear-terms", "q-want-it", "experience-wins")),
        ("W12", ("belief-not-desperation",)),
        ("W13", ("q-afford", "limit-discounts", "be-selective")),
    ],
)
def test_what_is_quoted_follows_what_decided(case_id: str, entries: tuple[str, ...]) -> None:
    assert weigh(the(case_id), FRAMEWORK).entries == entries
