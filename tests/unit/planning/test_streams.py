from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import load
from bot.planning import streams
from bot.planning.quoting import said_of, table_of
from bot.planning.showing import as_it_is, dollars
from bot.planning.streams import WHOLE, Sum

CHECKS = load(Path(__file__).parents[3] / "content").checks
RATE = Fraction(3, 1000)


def worked_out(**typed: str) -> Sum:
    asked = streams.read(typed, RATE)
    assert isinstance(asked, Sum), asked
    return asked


def refused(**typed: str) -> dict[str, str]:
    asked = streams.read(typed, RATE)
    assert not isinstance(asked, Sum), asked
    return dict(asked)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ({"plays": "20000"}, "$60.00"),
        ({"plays": "1000000"}, "$3,000.00"),
        ({"plays": "1"}, "$0.003"),
        ({"plays": "0"}, "$0.00"),
        ({"plays": "1000000", "points": "3"}, "$90.00"),
    ],
)
def test_plays_become_dollars(typed: dict[str, str], answer: str) -> None:
    asked = worked_out(**typed)
    assert dollars(asked.pays) == answer
    assert f"**{answer}**" in said_of(asked, CHECKS.words)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ({"dollars": "60"}, 20_000),
        ({"dollars": "1"}, 334),
        ({"dollars": "2000", "per": "month"}, 666_667),
        ({"dollars": "100", "points": "1"}, 3_333_334),
        ({"dollars": "600", "points": "2"}, 10_000_000),
        ({"dollars": "0"}, 0),
    ],
)
def test_dollars_become_plays_rounded_up(typed: dict[str, str], answer: int) -> None:
    asked = worked_out(**typed)
    assert asked.needs == answer
    assert f"**{answer:,} plays" in said_of(asked, CHECKS.words)


def test_it_is_said_for_a_month_for_all_and_for_one() -> None:
    words = CHECKS.words
    month = said_of(worked_out(dollars="2000", per="month"), words)
    assert month == "For $2,000.00 a month at $0.003 a play: **666,667 plays a month**."
    assert "**$60.00 in all**" in said_of(worked_out(plays="20k", per="total"), words)
    assert said_of(worked_out(plays="1"), words).startswith("1 play at ")
    assert "out of $3,000.00" in said_of(worked_out(plays="1m", points="3"), words)
    assert "points of 2.5%" in said_of(worked_out(dollars="10", points="2,5"), words)


@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        ({"plays": "-5"}, "plays", "from 0 to 10,000,000,000"),
        ({"plays": "9" * 40}, "plays", "one whole number"),
        ({"plays": "10000000001"}, "plays", "from 0 to 10,000,000,000"),
        ({"plays": "2.5"}, "plays", "one whole number"),
        ({"plays": "a few"}, "plays", "one number"),
        ({"dollars": "-1"}, "dollars", "from 0 to 10,000,000"),
        ({"dollars": "1e9"}, "dollars", "from 0 to 10,000,000"),
        ({"dollars": "0.001"}, "dollars", "at most two decimals"),
        ({"dollars": "€60"}, "dollars", "US dollars"),
        ({"dollars": "CA$60"}, "dollars", "US dollars"),
        ({"plays": "1", "points": "0"}, "points", "above 0"),
        ({"plays": "1", "points": "101"}, "points", "up to 100"),
        ({"plays": "1", "points": "1.001"}, "points", "decimals"),
        ({"plays": "1", "rate": "0"}, "rate", "above 0"),
        ({"plays": "1", "rate": "-0.003"}, "rate", "above 0"),
        ({"plays": "1", "rate": "3"}, "rate", "up to 1"),
        ({"plays": "1", "rate": "0.0000001"}, "rate", "6 decimals"),
        ({"plays": "1", "per": "week"}, "per", "a month or in all"),
        ({"plays": "1", "dollars": "1"}, WHOLE, "only one of them"),
        ({}, WHOLE, "Give plays, such as 20000, or dollars"),
        ({"plays": "  ", "points": "2"}, WHOLE, "Give plays, such as 20000, or dollars"),
    ],
)
def test_what_cannot_be_is_one_plain_sentence(typed: dict[str, str], field: str, told: str) -> None:
    [(where, sentence)] = refused(**typed).items()
    assert where == field
    assert told in sentence
    assert "!" not in sentence


def test_everything_that_is_wrong_is_told_at_once() -> None:
    assert refused(plays="-1", dollars="1", rate="0").keys() == {WHOLE, "plays", "rate"}


@pytest.mark.parametrize("rate", ["0.004", ".004", "0,004", "$0.004", "0.004 per play"])
def test_a_rate_of_ones_own_counts_instead(rate: str) -> None:
    asked = worked_out(plays="1000", rate=rate)
    assert asked.pays == 4
    assert "at $0.004 a play" in said_of(asked, CHECKS.words)


def test_the_table_goes_from_a_thousand_to_a_million() -> None:
    table = table_of(worked_out(plays="1", per="month"), CHECKS)
    assert "    1,000:     $3.00" in table
    assert "1,000,000: $3,000.00" in table
    assert max(len(line) for line in table.splitlines()[2:-1]) <= 26
    mine = table_of(worked_out(plays="1", points="3", rate="0.002"), CHECKS)
    assert "1,000,000: $60.00" in mine
    assert "points of 3%, at $0.002 a play" in mine


@given(
    plays=st.integers(0, 10**10),
    points=st.none() | st.decimals("0.01", 100, places=2),
    rate=st.fractions(Fraction(1, 10**6), 1),
)
def test_the_plays_for_what_plays_bring_are_as_many(
    plays: int, points: Decimal | None, rate: Fraction
) -> None:
    brings = Sum(plays=plays, points=points, rate=rate).pays
    there = Sum(dollars=brings, points=points, rate=rate)  # type: ignore[arg-type]  # as exact
    assert there.needs == plays


@given(st.dictionaries(st.sampled_from(streams.FIELDS), st.text(max_size=100)))
def test_whatever_is_typed_gives_an_answer_or_a_sentence(typed: dict[str, str]) -> None:
    asked = streams.read(typed, RATE)
    said = said_of(asked, CHECKS.words) if isinstance(asked, Sum) else " ".join(asked.values())
    assert said


def test_below_a_cent_money_is_shown_as_it_is() -> None:
    assert [dollars(Fraction(one, 10_000)) for one in (0, 1, 99, 100, 150)] == [
        "$0.00", "$0.0001", "$0.0099", "$0.01", "$0.02",
    ]  # fmt: skip
    assert [as_it_is(Fraction(one)) for one in ("0.003", "0.5", "1", "0.0125")] == [
        "$0.003", "$0.50", "$1.00", "$0.0125",
    ]  # fmt: skip
