from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.gigs.answers import Known
from bot.gigs.bounds import check
from bot.gigs.forms import DETAIL_FIELDS, OFFER_FIELDS, Filled, fill, prefill
from bot.gigs.typed import read_hours

OFFER = {
    "job": "Mix an EP",
    "usual": "1,000",
    "offered": "650",
    "hours": "20",
    "costs": "",
}
IN_EUROS = Known(job="", usual=Decimal(300), offered=Decimal(200), hours=Decimal(8))


def offer(currency: str | None = None, known: Known | None = None, **typed: str) -> Filled:
    return fill(known or Known(), OFFER | typed, currency)


def test_an_offer_is_taken() -> None:
    filled = offer("EUR", job="  Mix\nan  EP ", offered="a grand", hours="1:30", costs="40.50")
    assert filled == Filled(
        Known(
            job="Mix an EP",
            usual=Decimal(1000),
            offered=Decimal(1000),
            hours=Decimal("1.5"),
            costs=Decimal("40.5"),
        ),
        "EUR",
        {},
    )


def test_details_are_taken_and_leave_the_offer() -> None:
    typed = {"points": "2%", "floor": "25/h", "share": "1 of 6", "plays": "20k", "next_job": "800"}
    filled = fill(IN_EUROS, typed, "EUR")
    assert filled.unclear == {}
    assert filled.known == Known(
        job="",
        usual=Decimal(300),
        offered=Decimal(200),
        hours=Decimal(8),
        points=Decimal(2),
        floor=Decimal(25),
        discounted=1,
        jobs=6,
        plays=20_000,
        next_job=Decimal(800),
    )


def test_an_empty_optional_field_takes_its_answer_away() -> None:
    held = Known(
        points=Decimal(2), floor=Decimal(25), discounted=1, jobs=6, plays=5, next_job=Decimal(9)
    )
    assert fill(held, dict.fromkeys(DETAIL_FIELDS, " "), None) == Filled(Known(), None, {})
    assert fill(held, dict.fromkeys(DETAIL_FIELDS, "n/a"), None) == Filled(Known(), None, {})
    assert fill(Known(floor=Decimal(25)), {"floor": "none"}, None).known.floor is None
    assert fill(held, {"points": "2"}, None).known == held


def test_costs_may_be_left_out() -> None:
    assert offer(costs="").known.costs is None
    assert offer(costs="no").known.costs is None
    assert offer(costs="none").known.costs == 0


@pytest.mark.parametrize("typed", ["?", "not sure", "Don\u2019t know"])
def test_not_to_know_the_costs_or_points_is_not_to_have_none(typed: str) -> None:
    assert list(offer(costs=typed).unclear) == ["costs"]
    assert list(fill(Known(), {"points": typed}, None).unclear) == ["points"]
    without = fill(Known(), {"floor": typed, "plays": typed, "next_job": typed}, None)
    assert without == Filled(Known(), None, {})


def test_what_is_required_is_asked_for() -> None:
    filled = offer(usual=" ", hours="")
    assert set(filled.unclear) == {"usual", "hours"}
    assert (filled.known.usual, filled.known.hours) == (None, None)
    assert offer(job="").known.job == ""


def test_what_is_unclear_is_asked_back_and_the_rest_kept() -> None:
    held = Known(offered=Decimal(5))
    filled = offer("EUR", held, offered="300-400", hours="two days")
    assert set(filled.unclear) == {"offered", "hours"}
    assert filled.known == Known(job="Mix an EP", usual=Decimal(1000))


def test_what_cannot_be_is_asked_back() -> None:
    filled = offer(usual="0", offered="-5", hours="10000", costs="a billion")
    assert set(filled.unclear) == {"usual", "offered", "hours", "costs"}
    assert filled.known == Known(job="Mix an EP")
    share = fill(Known(), {"share": "3 of 2"}, None)
    assert list(share.unclear) == ["share"]
    assert share.known == Known()


@pytest.mark.parametrize(
    ("typed", "remembered", "currency"),
    [
        ({}, None, None),
        ({}, "SEK", "SEK"),
        ({"offered": "€650"}, None, "EUR"),
        ({"offered": "€650"}, "USD", "EUR"),
        ({"offered": "€650", "usual": "1000 EUR"}, "USD", "EUR"),
        ({"offered": "$650"}, None, None),
        ({"offered": "$650"}, "CAD", "CAD"),
        ({"offered": "$650"}, "MXN", "MXN"),
        ({"offered": "$650"}, "EUR", None),
        ({"offered": "$650", "usual": "1000 AUD"}, "CAD", "AUD"),
        ({"offered": "650 kr"}, "NOK", "NOK"),
        ({"offered": "650 kr"}, "GBP", None),
        ({"offered": "¥650"}, "JPY", "JPY"),
    ],
)
def test_the_currency_is_what_the_amounts_say(
    typed: dict[str, str], remembered: str | None, currency: str | None
) -> None:
    filled = offer(remembered, **typed)
    assert filled.unclear == {}
    assert filled.currency == currency


def test_two_currencies_in_a_form_are_asked_back() -> None:
    filled = offer("CAD", usual="€1000", offered="$650", costs="40")
    assert set(filled.unclear) == {"usual", "offered"}
    assert filled.currency == "CAD"
    assert filled.known.costs == 40


def test_an_unclear_amount_still_says_its_currency() -> None:
    filled = offer(usual="KWD 1.200", offered="1.000")
    assert filled.currency == "KWD"
    assert set(filled.unclear) == {"usual", "offered"}


def test_an_amount_in_another_currency_is_not_put_beside_those_held() -> None:
    filled = fill(IN_EUROS, {"floor": "$25", "points": "2"}, "EUR")
    assert "EUR" in filled.unclear["floor"]
    assert (filled.currency, filled.known.floor, filled.known.points) == ("EUR", None, 2)
    # Asked again for the sentence alone, it is the same.
    assert fill(filled.known, {"floor": "$25"}, "EUR").unclear == filled.unclear
    assert fill(IN_EUROS, {"floor": "€25"}, "EUR").unclear == {}
    assert fill(IN_EUROS, {"floor": "€25"}, None).currency == "EUR"


def test_a_correction_changes_the_currency_of_all_amounts_or_of_none() -> None:
    shown = dict(prefill(IN_EUROS, {}, OFFER_FIELDS))
    half = fill(IN_EUROS, shown | {"offered": "£250"}, "EUR")
    assert list(half.unclear) == ["offered"]
    assert half.currency == "EUR"
    whole = fill(IN_EUROS, shown | {"usual": "£300", "offered": "£250"}, "EUR")
    assert whole.unclear == {}
    assert whole.currency == "GBP"
    floor_stays = Known(floor=Decimal(25))
    assert set(offer("EUR", floor_stays, offered="£650").unclear) == {"offered"}
    floor_goes = fill(floor_stays, {"floor": "", "next_job": "£80"}, "EUR")
    assert (floor_goes.unclear, floor_goes.currency) == ({}, "GBP")


def test_a_long_name_of_a_job_is_cut_between_words() -> None:
    job = offer(job="word " * 40).known.job
    assert job is not None
    assert len(job) <= 80
    assert job.endswith("word…")
    assert len(offer(job="w" * 200).known.job or "") == 80


@pytest.mark.parametrize(
    ("hours", "shown"), [("1.50", "1.5"), ("1.15", "1:09"), ("1.125", "1.1250"), ("20", "20")]
)
def test_hours_are_shown_so_that_they_are_read_as_themselves(hours: str, shown: str) -> None:
    held = Known(hours=Decimal(hours))
    assert prefill(held, {}, ["hours"]) == {"hours": shown}
    assert fill(Known(), {"hours": shown}, None).known == held


def test_a_form_shows_what_was_typed_and_what_is_known() -> None:
    held = Known(
        job="EP",
        usual=Decimal("1300.00"),
        hours=Decimal("1.3333333333"),
        points=Decimal("2.50"),
        floor=Decimal("12.345"),
        discounted=0,
        jobs=4,
        plays=240_000,
    )
    assert prefill(held, {"offered": "300-400"}, OFFER_FIELDS) == {
        "job": "EP",
        "usual": "1300",
        "offered": "300-400",
        "hours": "1:20",
        "costs": "",
    }
    assert prefill(held, {}, DETAIL_FIELDS) == {
        "points": "2.5",
        "floor": "12.3450",
        "share": "0 of 4",
        "plays": "240000",
        "next_job": "",
    }


amounts = st.none() | st.decimals(0, 10**7, places=3)


@given(
    st.builds(
        Known,
        job=st.just("EP"),
        usual=st.decimals("0.001", 10**7, places=3),
        offered=st.decimals(0, 10**7, places=3),
        costs=amounts,
        floor=amounts,
        hours=st.integers(1, 5000 * 60).map(lambda minutes: read_hours(f"{minutes} min"))
        | st.decimals("0.125", 5000, places=3),
        points=st.none() | st.decimals(0, 100, places=2),
        plays=st.none() | st.integers(0, 10**10),
    )
)
def test_what_a_form_shows_is_what_it_brings_back(known: Known) -> None:
    assert check(known, "KWD") == {}
    typed = prefill(known, {}, (*OFFER_FIELDS, *DETAIL_FIELDS))
    again = fill(known, typed, "KWD")
    assert again.unclear == {}
    assert again.currency == "KWD"
    assert again.known == known
    assert prefill(again.known, {}, typed) == typed


fields = st.sampled_from((*OFFER_FIELDS, *DETAIL_FIELDS))
texts = st.text() | st.sampled_from(["300", "€300", "$40", "1 of 6", "1.200", "-", "9e9", "-1"])


@given(st.dictionaries(fields, texts), st.sampled_from([None, "EUR", "USD", "JPY"]))
def test_any_form_is_taken_or_asked_back(typed: dict[str, str], currency: str | None) -> None:
    filled = fill(Known(), typed, currency)
    assert set(filled.unclear) <= set(typed)
    assert check(filled.known, filled.currency) == {}
    still = {field: typed[field] for field in filled.unclear}
    assert fill(filled.known, still, filled.currency).unclear.keys() == still.keys()
