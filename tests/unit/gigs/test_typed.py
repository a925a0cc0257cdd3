from decimal import Decimal
from typing import TypeVar

import pytest

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

Read = TypeVar("Read")

NO_BREAK = "\u00a0"
THIN = "\u202f"


def understood(read: Read | Unclear) -> Read:
    assert not isinstance(read, Unclear), read.sentence
    return read


def asked(read: object) -> str:
    assert isinstance(read, Unclear), read
    return read.sentence


@pytest.mark.parametrize(
    "text",
    [
        *("300", " 300 ", "300.00", "300,00", "300.", "300!", "about 300", "~300", "300ish"),
        *("300-ish", "300 or so", "approx. 300", "ca.300", "c. 300", "I think 300", "300?"),
        *("300 in total", "300 flat fee", "300 for the whole job", "300,-", "300.\u2013", "300/-"),
        *("three hundred", "Three Hundred", "3 hundred", "0.3k", "\uff13\uff10\uff10"),
        *("\u0663\u0660\u0660", "\u0969\u0966\u0966", "\u200e300\u200f"),
    ],
)
def test_three_hundred_in_many_ways(text: str) -> None:
    assert read_money(text) == Amount(Decimal(300), None)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.200,50", "1200.5"),
        ("1,200.50", "1200.5"),
        ("1 200", "1200"),
        (f"1{NO_BREAK}200,50", "1200.5"),
        (f"1{THIN}200", "1200"),
        ("1'200.50", "1200.5"),
        ("1\u2019200.50", "1200.5"),
        ("1,200", "1200"),
        ("1.200", "1200"),
        ("1,23,456", "123456"),
        ("12,34", "12.34"),
        ("1.234.567", "1234567"),
        ("100 000", "100000"),
        (f"300{NO_BREAK}400", "300400"),
        ("\u0661\u066b\u0665", "1.5"),
        ("\u0661\u066c\u0662\u0660\u0660", "1200"),
        (".5", "0.5"),
        ("1,5k", "1500"),
        ("1.5 K", "1500"),
        ("2k", "2000"),
        ("a grand", "1000"),
        ("two grand", "2000"),
        ("half a grand", "500"),
        ("two and a half grand", "2500"),
        ("2\u00bdk", "2500"),
        ("five hundred", "500"),
        ("a hundred", "100"),
        ("twelve hundred", "1200"),
        ("two hundred fifty", "250"),
        ("one thousand two hundred and thirty-four", "1234"),
        ("1 million", "1000000"),
        ("a billion", "1000000000"),
        ("2.5 lakh", "250000"),
        ("2\u00be", "2.75"),
        ("\u00bd grand", "500"),
        ("-5", "-5"),
        ("\u22125", "-5"),
        ("\u20135", "-5"),
    ],
)
def test_amounts_are_understood(text: str, number: str) -> None:
    assert read_money(text) == Amount(Decimal(number), None)


@pytest.mark.parametrize(
    "text",
    ["free", "For free.", "nothing", "zero", "none", "-", "\u2014", "no costs", "unpaid", "0"],
)
def test_nothing_is_an_amount(text: str) -> None:
    assert read_money(text) == Amount(Decimal(0), None)


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("€300", "EUR"),
        ("300 €", "EUR"),
        ("300 eur", "EUR"),
        ("300 euros", "EUR"),
        ("€300 EUR", "EUR"),
        ("£300", "GBP"),
        ("300 quid", "GBP"),
        ("300 pounds", "GBP"),
        ("300 Egyptian pounds", "EGP"),
        ("US$300", "USD"),
        ("300 US dollars", "USD"),
        ("CA$300", "CAD"),
        ("300 $CA", "CAD"),
        ("$300 CAD", "CAD"),
        ("A$300", "AUD"),
        ("USD$300", "USD"),
        ("300 $CAD", "CAD"),
        ("0.3k£", "GBP"),
        ("NZ$ 300", "NZD"),
        ("CHF 300.\u2013", "CHF"),
        ("300 zł", "PLN"),
        ("300 Kč", "CZK"),
        ("₹300", "INR"),
        ("300 kronor", "SEK"),
        ("R300", "ZAR"),
        ("TRY 300", "TRY"),
        ("about €300 or so", "EUR"),
        ("$300", None),
        ("300 bucks", None),
        ("300 dollars", None),
        ("kr 300", None),
        ("300 kr.", None),
        ("300 kroner", None),
        ("¥300", None),
        ("Rs.300", None),
        ("300 francs", None),
    ],
)
def test_a_currency_is_taken_where_it_is_certain(text: str, currency: str | None) -> None:
    assert read_money(text) == Amount(Decimal(300), currency)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("300/day", "rate"),
        ("50 an hour", "rate"),
        ("50/h", "rate"),
        ("\u20ac50 p/h", "rate"),
        ("300 per song", "rate"),
        ("per song", "rate"),
        ("100 each", "rate"),
        ("10%", "percentage"),
        ("300 + points", "Points go into the details"),
        ("2 points", "Points go into the details"),
        ("300 usd or 250 eur", "one currency"),
        ("€300 USD", "one currency"),
        ("300-400", "Write one amount, the one"),
        ("300 \u2013 400", "Write one amount, the one"),
        ("300 to 400", "Write one amount, the one"),
        ("300+", "Write one amount, the one"),
        ("up to 300", "Write one amount, the one"),
        ("2x300", "Write one amount, the one"),
        ("300 400", "Write one amount, the one"),
        ("300\n400", "Write one amount, the one"),
        ("300€50", "Write one amount, the one"),
        ("a few hundred", "Write one amount, the one"),
        ("1k5", "Write one amount, the one"),
        ("1.200k", "1200000 or 1200."),
        ("0,300", "at most two decimals"),
        ("1,200.500", "at most two decimals"),
        ("", "for example 300"),
        ("it depends", "for example 300"),
        ("nothing yet", "for example 300"),
        ("not free", "for example 300"),
        ("two fifty", "for example 300"),
        ("a thousand and a", "Write one amount"),
        ("two thousand five", "for example 300"),
        ("300 net", "for example 300"),
        ("a $300 fee", "for example 300"),
        ("try 300", "for example 300"),
        ("50p", "for example 300"),
        ("2m", "for example 300"),
        ("5\u00b2", "for example 300"),
        ("\u2460", "for example 300"),
        ("00300", "for example 300"),
        ("12.05.2024", "for example 300"),
        ("1.23.456", "for example 300"),
        ("\u2153", "for example"),
        ("\u00bd", "for example 300"),
        ("€\u00bd", "for example 300"),
        ("half my rate", "for example 300"),
        ("1e9", "for example 300"),
        ("1e3", "for example 300"),
        ("0x10", "for example 300"),
        ("NaN", "for example 300"),
        ("inf", "for example 300"),
        ("--5", "for example 300"),
        ("\u202e003", "for example 300"),
        ("9" * 16, "for example 300"),
        ("3" * 4000, "for example 300"),
        ("1 " * 2000, "for example 300"),
    ],
)
def test_what_is_not_certain_is_asked_back(text: str, expected: str) -> None:
    assert expected in asked(read_money(text))


def test_thousandths_are_possible_where_the_currency_has_them() -> None:
    assert "1200 or 1.2" in asked(read_money("KWD 1.200"))
    assert "1200 or 1.2" in asked(read_money("1.200", "KWD"))
    assert read_money("1,200.500", "KWD") == Amount(Decimal("1200.5"), None)
    assert read_money("€1.200", "KWD") == Amount(Decimal(1200), "EUR")


@pytest.mark.parametrize("text", ["25", "25/h", "25 / hr", "25 an hour", "25 per hour", "25 p/h"])
def test_an_hourly_may_say_that_it_is_one(text: str) -> None:
    assert read_hourly(text) == Amount(Decimal(25), None)
    assert read_hourly(f"€{text}") == Amount(Decimal(25), "EUR")


@pytest.mark.parametrize("text", ["200 a day", "200/day", "25-30", "nope"])
def test_another_rate_is_no_hourly(text: str) -> None:
    assert "hour" in asked(read_hourly(text))


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("10", "10"),
        ("10h", "10"),
        ("10 hours", "10"),
        ("about ten hours", "10"),
        ("1200", "1200"),
        ("1,200.5", "1200.5"),
        *((text, "1.5") for text in ("1.5", "1,5", "1:30", "1:30h", "1h30", "1 h 30 min")),
        *((text, "1.5") for text in ("1 hour and 30 minutes", "90 min", "an hour and a half")),
        *((text, "1.5") for text in ("1\u00bd", "one and a half hours", "1 hour and a half")),
        ("half an hour", "0.5"),
        ("an hour", "1"),
        ("1h05", "1.0833333333"),
        ("1:20", "1.3333333333"),
        ("4:00", "4"),
        ("1:18", "1.3"),
        ("9 min", "0.15"),
        ("1.25", "1.25"),
        ("7.50", "7.5"),
        ("1.2", "1.2"),
        ("10.00", "10"),
        ("1.3", "1.3"),
        ("0", "0"),
        ("-3", "-3"),
    ],
)
def test_hours_are_understood(text: str, hours: str) -> None:
    assert understood(read_hours(text)) == Decimal(hours)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two days", "How many hours is that"),
        ("a day", "How many hours is that"),
        ("half a day", "How many hours is that"),
        ("3 sessions", "How many hours is that"),
        ("10h a day", "the whole job"),
        ("2h per song", "the whole job"),
        ("10-12", "one number of hours"),
        ("15 to 20 hours", "one number of hours"),
        ("a couple of hours", "one number of hours"),
        ("\u2153", "1:30"),
        ("1,200", "1200 or 1.2"),
        ("1.200", "1200 or 1.2"),
        ("1.30", "1:30 or 1:18"),
        ("2,45h", "2:45 or 2:27"),
        ("1.20", "1:20 or 1:12"),
        ("1.05", "1:05 or 1:03"),
        ("7,10 hours", "7:10 or 7:06"),
        ("1:75", "1:30"),
        ("1:5", "1:30"),
        ("1h5", "1:30"),
        ("2.5:30", "1:30"),
        ("free", "1:30"),
        ("2k", "for example 10"),
    ],
)
def test_hours_that_are_not_certain_are_asked_back(text: str, expected: str) -> None:
    assert expected in asked(read_hours(text))


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("2", "2"),
        ("2%", "2"),
        ("2,5 %", "2.5"),
        ("two points", "2"),
        ("half a point", "0.5"),
        ("about \u00bd %", "0.5"),
        ("two and a half pts", "2.5"),
        ("none", "0"),
        ("no points", "0"),
        ("-1", "-1"),
    ],
)
def test_points_are_understood(text: str, points: str) -> None:
    assert understood(read_percent(text)) == Decimal(points)


@pytest.mark.parametrize(
    "text", ["2-3", "2 + 1", "1,200", "50% of net", "some", "half", "\u00bd", "50/50", "2k", ""]
)
def test_points_that_are_not_certain_are_asked_back(text: str) -> None:
    assert "number" in asked(read_percent(text)) or "1200 or 1.2" in asked(read_percent(text))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("240000", 240_000),
        ("240,000", 240_000),
        ("240.000 plays", 240_000),
        ("12,34,567", 1_234_567),
        ("20k streams", 20_000),
        ("1.5M", 1_500_000),
        ("half a million", 500_000),
        ("2bn", 2_000_000_000),
        ("none", 0),
        ("-5", -5),
    ],
)
def test_counts_are_understood(text: str, count: int) -> None:
    assert understood(read_count(text)) == count


@pytest.mark.parametrize("text", ["1.5", "20k a month", "10-20k", "1.200k", "lots", "", "1,5"])
def test_counts_that_are_not_certain_are_asked_back(text: str) -> None:
    assert asked(read_count(text))


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("1 of 6", (1, 6)),
        ("1/6", (1, 6)),
        ("one of six", (1, 6)),
        ("1 out of 6 jobs", (1, 6)),
        ("2 of the last 5", (2, 5)),
        ("none of 4", (0, 4)),
        ("0 of 4", (0, 4)),
        ("all of 3", (3, 3)),
        ("6 of 1", (6, 1)),
    ],
)
def test_shares_are_understood(text: str, share: tuple[int, int]) -> None:
    assert understood(read_share(text)) == share


@pytest.mark.parametrize(
    "text",
    ["", "1", "none", "1 of", "of 6", "1-6", "1 of 6 of 7", "-1 of 4", "half of 6", "1.5 of 6"],
)
def test_shares_that_are_not_certain_are_asked_back(text: str) -> None:
    assert "1 of 6" in asked(read_share(text))
