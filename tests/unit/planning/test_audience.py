from itertools import product
from pathlib import Path

import pytest

from bot.content import load
from bot.planning.audience import Point, is_complete, next_step

CONTENT = load(Path(__file__).parents[3] / "content")
ALL = dict.fromkeys(Point, True)


@pytest.mark.parametrize(
    ("missing", "step"),
    [
        ({Point.MERCH}, Point.MERCH),
        ({Point.SHOP, Point.MERCH}, Point.SHOP),
        ({Point.OFFER, Point.SHOP}, Point.OFFER),
        ({Point.WROTE, Point.OFFER}, Point.WROTE),
        ({Point.REACH, Point.WROTE}, Point.REACH),
        (set(Point), Point.REACH),
        (set(), None),
    ],
)
def test_people_who_can_be_reached_already_come_first(
    missing: set[Point], step: Point | None
) -> None:
    assert next_step({point: point not in missing for point in Point}) is step


def test_every_set_of_answers_has_one_step_among_its_nos() -> None:
    for given in product((True, False), repeat=5):
        answers = dict(zip(Point, given, strict=True))
        step = next_step(answers)
        assert (step is None) == all(given)
        assert step is None or answers[step] is False
        assert is_complete(answers)
    assert not is_complete({Point.MERCH: True})


def test_every_step_has_an_entry_that_is_there() -> None:
    steps = [*CONTENT.checks.steps.values(), CONTENT.checks.all_there]
    assert len(CONTENT.checks.steps) == len(Point)
    assert all(step.entry in CONTENT.guidance.entries for step in steps)
