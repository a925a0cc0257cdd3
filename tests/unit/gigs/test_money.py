from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.gigs.money import currencies, show_hours, show_money, show_percent, suggest_currencies
from bot.gigs.typed import Amount, read_money

SPACE = "\u00a0"


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        (Decimal(1300), "EUR", "€1,300"),
        (Decimal("1300.00"), "EUR", "€1,300"),
        (Decimal("32.5"), "EUR", "€32.50"),
        (Decimal(40), "CAD", "CA$40"),
        (Decimal(40), "CHF", f"CHF{SPACE}40"),
        (Decimal(1300), None, "1,300"),
        (Decimal("32.5"), None, "32.50"),
        (Decimal("0.005"), "USD", "$0.01"),
        (Decimal("0.004"), "USD", "$0"),
        (Decimal("-0.004"), "USD", "$0"),
        (Decimal("-32.505"), "USD", "-$32.51"),
        (Decimal("999.5"), "JPY", "¥1,000"),
        (Decimal("1.2345"), "KWD", f"KWD{SPACE}1.235"),
        (Fraction(125, 3), "EUR", "€41.67"),
        (Fraction(1, 2), "JPY", "¥1"),
        (Decimal(10_000_000), "GBP", "£10,000,000"),
        (Decimal(10) ** 20, "GBP", "£" + f"{10**20:,}"),
    ],
)
def test_money_is_shown(amount: Decimal | Fraction, currency: str | None, shown: str) -> None:
    assert show_money(amount, currency) == shown


@given(
    st.decimals(0, 10**7, places=2),
    st.none() | st.sampled_from(["EUR", "USD", "CHF", "SEK", "INR", "XOF", "CAD"]),
)
def test_what_is_shown_can_be_typed(amount: Decimal, currency: str | None) -> None:
    shown = show_money(amount, currency)
    read = read_money(shown)
    assert isinstance(read, Amount)
    assert read.currency in {currency, None}
    assert show_money(read.value, currency) == shown


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (Fraction(7, 20), "35%"),
        (Fraction(1, 3), "33.33%"),
        (Fraction(2, 3), "66.67%"),
        (Fraction(1, 8), "12.5%"),
        (Fraction(100049, 10**6), "10%"),
        (Fraction(100050, 10**6), "10.01%"),
        (Fraction(-1, 4), "-25%"),
        (Fraction(0), "0%"),
        (Fraction(25), "2,500%"),
    ],
)
def test_a_share_is_shown_in_percent(share: Fraction, shown: str) -> None:
    assert show_percent(share) == shown


def test_hours_are_shown_short() -> None:
    shown = [show_hours(Decimal(hours)) for hours in ("10", "1.50", "1.3333333333", "1200")]
    assert shown == ["10", "1.5", "1.33", "1,200"]


def test_currencies_are_those_of_today() -> None:
    held = currencies()
    assert held["EUR"] == "Euro"
    assert {"USD", "GBP", "INR", "ZAR", "XOF"} < set(held)
    assert not {"DEM", "FRF", "XXX", "XAU", "XDR", "HRK"} & set(held)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", "EUR"),
        ("eu", "EUR"),
        ("EUR", "EUR"),
        ("us", "USD"),
        ("$", "USD"),
        ("bucks", "USD"),
        ("£", "GBP"),
        ("quid", "GBP"),
        ("pound", "GBP"),
        ("swiss", "CHF"),
        ("zlot", "PLN"),
        ("zł", "PLN"),
        ("kr", "SEK"),
        ("Canadian", "CAD"),
        ("yen", "JPY"),
        ("south african", "ZAR"),
        ("all", "ALL"),
    ],
)
def test_a_currency_is_suggested(typed: str, first: str) -> None:
    assert suggest_currencies(typed, 25)[0][0] == first


def test_suggestions_say_what_they_are() -> None:
    assert suggest_currencies("eur", 1) == [("EUR", "EUR: Euro (€)")]
    assert suggest_currencies("chf", 1) == [("CHF", "CHF: Swiss Franc")]


def test_suggestions_are_as_many_as_wanted() -> None:
    assert len(suggest_currencies("", 25)) == 25
    assert suggest_currencies("no such money", 25) == []
    assert all(len(label) <= 100 for _, label in suggest_currencies("", 1000))
