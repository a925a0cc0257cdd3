from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.planning import floor
from bot.planning.floor import Guesses, Year, lowest_hourly

GUESSES = Guesses(Decimal(44), Decimal(25))


def filled(currency: str | None = None, **typed: str) -> floor.Filled:
    return floor.fill(typed, currency, GUESSES)


def hourly(currency: str | None = None, **typed: str) -> Decimal:
    found = filled(currency, **typed)
    assert found.year is not None, found.unclear
    return lowest_hourly(found.year, found.currency)


@pytest.mark.parametrize(
    ("need", "costs", "weeks", "hours", "expected"),
    [
        ("30,000", "6,000", "45", "25", "32.00"),
        ("24000", "0", "48", "20", "25.00"),
        ("20k", "5k", "44", "25", "22.73"),
    ],
)
def test_the_worked_cases(need: str, costs: str, weeks: str, hours: str, expected: str) -> None:
    assert str(hourly(need=need, costs=costs, weeks=weeks, hours=hours)) == expected


def test_what_is_left_empty_is_guessed_and_said_to_be() -> None:
    both = filled(need="20000", costs="5000").year
    assert both is not None
    assert (both.weeks, both.hours, both.guessed) == (44, 25, {"weeks", "hours"})
    one = filled(need="20000", weeks="40").year
    assert one is not None
    assert (one.costs, one.weeks, one.guessed) == (0, 40, {"hours"})


@pytest.mark.parametrize(
    ("typed", "currency"),
    [
        ({"need": "€30.000 a year", "costs": "€6000 p.a."}, "EUR"),
        ({"need": "30000 EUR yearly", "costs": "6000 euros/year"}, "EUR"),
        ({"need": "about 30k", "costs": "6 grand per year"}, None),
        (
            {"need": "30,000", "costs": "6000", "weeks": "45 weeks", "hours": "25 hours a week"},
            None,
        ),
    ],
)
def test_numbers_are_read_as_people_type_them(typed: dict[str, str], currency: str | None) -> None:
    typed = {"weeks": "45", "hours": "25h/week"} | typed
    assert hourly(**typed) == 32
    assert filled(**typed).currency == currency


def test_it_is_rounded_up_to_the_smallest_unit_of_the_currency() -> None:
    assert hourly(need="1000000", currency="JPY") == 910
    assert str(hourly(need="10000", currency="KWD")) == "9.091"
    assert filled("USD", need="$30000").currency == "USD"
    assert filled("EUR", need="30000").currency == "EUR"


@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        ({"need": ""}, "need", "above 0"),
        ({"need": "0"}, "need", "above 0"),
        ({"need": "-30000"}, "need", "above 0"),
        ({"need": "9" * 30}, "need", "the whole year"),
        ({"need": "10000001"}, "need", "up to 10,000,000"),
        ({"need": "2500 a month"}, "need", "reads like a rate"),
        ({"need": "30000-40000"}, "need", "one amount for the year"),
        ({"costs": "-1"}, "costs", "or leave it empty"),
        ({"weeks": "0"}, "weeks", "up to 52"),
        ({"weeks": "53"}, "weeks", "up to 52"),
        ({"weeks": "-4"}, "weeks", "up to 52"),
        ({"hours": "0"}, "hours", "up to 100"),
        ({"hours": "101"}, "hours", "up to 100"),
        ({"hours": "a few"}, "hours", "up to 100"),
    ],
)
def test_what_cannot_be_is_one_plain_sentence(typed: dict[str, str], field: str, told: str) -> None:
    found = filled(**({"need": "30000"} | typed))
    assert found.year is None
    assert list(found.unclear) == [field]
    assert told in found.unclear[field]


def test_two_currencies_are_asked_back() -> None:
    assert filled(need="€30000", costs="$6000").unclear.keys() == {"need", "costs"}


@given(
    need=st.decimals("0.01", 10**7, places=2),
    costs=st.decimals(0, 10**7, places=2),
    weeks=st.decimals("0.01", 52, places=2),
    hours=st.decimals("0.01", 100, places=2),
)
def test_the_year_is_paid_for_and_with_a_cent_less_it_is_not(
    need: Decimal, costs: Decimal, weeks: Decimal, hours: Decimal
) -> None:
    found = Fraction(lowest_hourly(Year(need=need, costs=costs, weeks=weeks, hours=hours), None))
    worked = Fraction(weeks) * Fraction(hours)
    assert found * worked >= need + costs
    assert (found - Fraction(1, 100)) * worked < need + costs


@given(st.dictionaries(st.sampled_from(floor.FIELDS), st.text(max_size=100)))
def test_whatever_is_typed_gives_a_year_or_a_sentence(typed: dict[str, str]) -> None:
    found = floor.fill(typed, None, GUESSES)
    assert (found.year is None) == bool(found.unclear)
