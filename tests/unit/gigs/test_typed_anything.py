"""Whatever is typed: read back as the number it was, or asked back, and never an exception."""

from decimal import Decimal

import pytest
from babel.numbers import format_currency, format_decimal
from hypothesis import example, given
from hypothesis import strategies as st

from bot.gigs.currencies import minor_units
from bot.gigs.typed import (
    Amount,
    Unclear,
    read_count,
    read_hourly,
    read_hours,
    read_money,
    read_percent,
    read_share,
)

LOCALES = ("en", "de", "fr", "de_CH", "en_IN", "sv")
CURRENCIES = ("EUR", "USD", "GBP", "CHF", "SEK", "NOK", "CAD", "INR", "JPY", "KWD", "PLN", "COP")
READERS = (read_money, read_hourly, read_hours, read_percent, read_count, read_share)
PIECES = (
    *"0123456789.,'-+/:%~$€£½²\u0663\u066b\u066c \xa0\n",
    *(
        "300",
        "1,200",
        "1.200",
        " 000",
        "k",
        "grand",
        "hundred",
        "thousand",
        "million",
        "and a half",
    ),
    *(" a ", "half", "two", "twenty", "kr", "USD", "ALL", "points", "per", "hour", "day", "min"),
    *(
        "free",
        "about ",
        "or so",
        "total",
        "of",
        "to",
        "NaN",
        "inf",
        "e5",
        "\u202e",
        "\u200b",
        "\u2044",
    ),
)

locales = st.sampled_from(LOCALES)
hundredths = st.decimals(-(10**9), 10**9, places=2)
typed = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))


@given(hundredths, locales)
@example(Decimal(300400), "sv")
def test_a_formatted_amount_is_itself(amount: Decimal, locale: str) -> None:
    assert read_money(format_decimal(amount, locale=locale)) == Amount(amount, None)


@given(st.decimals(-(10**9), 10**9, places=3), locales)
def test_formatted_hours_and_points_are_themselves_or_asked_back(
    number: Decimal, locale: str
) -> None:
    formatted = format_decimal(number, locale=locale)
    for read in (read_hours(formatted), read_percent(formatted)):
        assert isinstance(read, Unclear) or read == number


@given(st.integers(-(10**9), 10**9), locales)
def test_a_formatted_count_is_itself(count: int, locale: str) -> None:
    assert read_count(format_decimal(count, locale=locale)) == count


@given(st.integers(-(10**11), 10**11), st.sampled_from(CURRENCIES), locales)
def test_formatted_money_is_itself_or_asked_back(units: int, currency: str, locale: str) -> None:
    amount = Decimal(units).scaleb(-minor_units(currency))
    read = read_money(format_currency(amount, currency, locale=locale), currency)
    if minor_units(currency) < 3:
        assert isinstance(read, Amount)
    if isinstance(read, Amount):
        assert read.value == amount
        assert read.currency in {currency, None}


@given(st.decimals(0, 10**7, places=2), st.sampled_from(["{}k", "about {}", "{}/h", "{0}-{0}"]))
def test_words_around_an_amount_do_not_make_it_another(amount: Decimal, words: str) -> None:
    read = read_money(words.format(f"{amount:f}"))
    expected = {"{}k": amount * 1000, "about {}": amount}.get(words)
    assert isinstance(read, Unclear) if expected is None else read == Amount(expected, None)


@given(typed)
@example("1" * 4000)
@example("1," * 2000)
@example("5 " + "hundred " * 24)
@example("1 " + "k " * 90)
@example("a " * 99)
@example("half a half a million")
@example("\ud800")
@pytest.mark.parametrize("read", READERS)
def test_any_text_is_read_or_asked_back(read: object, text: str) -> None:
    assert callable(read)
    answer = read(text)
    if isinstance(answer, Unclear):
        assert 20 < len(answer.sentence) <= 150
        assert answer.sentence.endswith(".")
        assert "!" not in answer.sentence
    if isinstance(answer, Amount):
        assert answer.value.is_finite()
