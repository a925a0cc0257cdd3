from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bot.gigs.answers import Afford, Answers, Known, Terms
from bot.gigs.bounds import check

POSSIBLE = Known(
    usual=Decimal(1000),
    offered=Decimal(0),
    costs=Decimal(0),
    hours=Decimal("0.5"),
    points=Decimal("2.25"),
    floor=Decimal(0),
    plays=0,
    next_job=Decimal("0.01"),
    discounted=6,
    jobs=6,
)


def test_what_can_be_is_let_through() -> None:
    assert check(Known()) == {}
    assert check(POSSIBLE) == {}


def test_answers_are_checked_as_well() -> None:
    answers = Answers(
        usual=Decimal("0.001"),
        offered=Decimal(1),
        hours=Decimal(1),
        reasons={},
        afford=Afford.YES,
        terms=Terms.WRITTEN,
    )
    assert set(check(answers)) == {"usual"}


@pytest.mark.parametrize(
    ("field", "most"),
    [
        *((field, Decimal(10_000_000)) for field in ("usual", "offered", "costs", "floor")),
        ("next_job", Decimal(10_000_000)),
        ("hours", Decimal(5000)),
        ("points", Decimal(100)),
        ("plays", 10_000_000_000),
    ],
)
def test_every_number_has_its_most(field: str, most: Any) -> None:
    assert check(replace(POSSIBLE, **{field: most})) == {}
    assert list(check(replace(POSSIBLE, **{field: most + 1}))) == [field]


@pytest.mark.parametrize("number", [Decimal(-1), Decimal("NaN"), Decimal("Infinity")])
@pytest.mark.parametrize(
    "field", ["usual", "offered", "costs", "hours", "points", "floor", "next_job"]
)
def test_no_number_is_negative_or_none_at_all(field: str, number: Decimal) -> None:
    assert list(check(replace(POSSIBLE, **{field: number}))) == [field]


@pytest.mark.parametrize("field", ["usual", "hours", "next_job"])
def test_some_numbers_are_above_zero(field: str) -> None:
    assert "above 0" in check(replace(POSSIBLE, **{field: Decimal(0)}))[field]


def test_there_are_as_many_decimals_as_the_currency_has() -> None:
    assert "2 decimals" in check(Known(offered=Decimal("1.005")))["offered"]
    assert check(Known(offered=Decimal("1.500"))) == {}
    assert "JPY" in check(Known(offered=Decimal("1.5")), "JPY")["offered"]
    assert check(Known(offered=Decimal("1.005")), "KWD") == {}
    assert "3 decimals" in check(Known(offered=Decimal("1.0005")), "KWD")["offered"]


def test_a_modest_fee_in_small_units_has_many_digits() -> None:
    fee = Known(offered=Decimal(25_000_000))
    assert "10,000,000" in check(fee)["offered"]
    assert check(fee, "VND") == {}


def test_discounted_jobs_are_some_of_all() -> None:
    sentences = check(Known(discounted=3, jobs=2))
    assert set(sentences) == {"discounted", "jobs"}
    assert all("1 of 6" in sentence for sentence in sentences.values())
    assert set(check(Known(discounted=1, jobs=3001))) == {"jobs"}
    assert set(check(Known(discounted=-1, jobs=2))) == {"discounted"}


def test_points_have_two_decimals() -> None:
    assert "2.5" in check(Known(points=Decimal("2.125")))["points"]


def test_every_sentence_is_calm_and_short() -> None:
    beyond: dict[str, Any] = dict.fromkeys(
        ("usual", "offered", "costs", "hours", "points", "floor", "next_job"), Decimal(-1)
    )
    many: dict[str, Any] = {field: Decimal(10) ** 12 for field in beyond}
    fine: dict[str, Any] = {field: Decimal("1.23456") for field in beyond}
    counts: dict[str, Any] = {"plays": -1, "discounted": -1, "jobs": -1}
    for numbers in (beyond | counts, many, fine):
        for currency in (None, "JPY", "KWD", "VND"):
            for sentence in check(Known(**numbers), currency).values():
                assert len(sentence) <= 150
                assert sentence.endswith(".")
                assert "!" not in sentence
