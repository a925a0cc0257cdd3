from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.gigs import Afford, Answers, Ceiling, Reason, Room, Terms, Verdict, Weight, weigh
from tests.unit.gigs.offers import FRAMEWORK, offers, the

MORE = settings(max_examples=150, deadline=None)


def verdict(answers: Answers, **change: Any) -> Verdict:
    return weigh(replace(answers, **change), FRAMEWORK).verdict


@MORE
@given(offers())
def test_every_offer_has_one_verdict_and_it_is_the_lowest_ceiling(offer: Answers) -> None:
    weighed = weigh(offer, FRAMEWORK)
    caps = [*weighed.decided, *weighed.noted]
    assert weighed.verdict is min(cap.at for cap in caps)
    assert all(cap.at is weighed.verdict for cap in weighed.decided)
    assert all(cap.at > weighed.verdict for cap in weighed.noted)
    order = list(Ceiling)
    for told in (weighed.decided, weighed.noted):
        assert sorted(told, key=lambda cap: order.index(cap.ceiling)) == list(told)
    assert len({cap.ceiling for cap in caps}) == len(caps)
    assert len(weighed.entries) <= 3
    assert len(set(weighed.entries)) == len(weighed.entries)


@MORE
@given(offers(), st.decimals("0.01", "2000", places=2))
def test_a_higher_fee_never_lowers_it(offer: Answers, more: Decimal) -> None:
    assert verdict(offer, offered=offer.offered + more) >= verdict(offer)


@MORE
@given(offers(), st.sampled_from(Reason), st.sampled_from(Weight))
def test_a_better_reason_never_lowers_it(offer: Answers, reason: Reason, weight: Weight) -> None:
    better = max(weight, offer.reasons[reason])
    assert verdict(offer, reasons={**offer.reasons, reason: better}) >= verdict(offer)


@MORE
@given(offers())
def test_affording_it_better_never_lowers_it(offer: Answers) -> None:
    no, tight, yes = (verdict(offer, afford=one) for one in (Afford.NO, Afford.TIGHT, Afford.YES))
    assert no <= tight <= yes


@MORE
@given(offers())
def test_better_terms_never_lower_it(offer: Answers) -> None:
    order = (Terms.REFUSED, Terms.NOT_YET, Terms.WRITTEN)
    refused, not_yet, written = (verdict(offer, terms=one) for one in order)
    assert refused <= not_yet <= written


@MORE
@given(offers(), st.integers(0, 9))
def test_fewer_discounted_jobs_never_lower_it(offer: Answers, fewer: int) -> None:
    assert verdict(offer, discounted=min(fewer, offer.discounted)) >= verdict(offer)


@MORE
@given(offers())
def test_a_better_motive_never_lowers_it(offer: Answers) -> None:
    assert verdict(offer, motive=False) >= verdict(offer, motive=True)


@MORE
@given(offers(), st.sampled_from([Decimal(1), Decimal("2.5"), Decimal(100)]))
def test_points_change_nothing(offer: Answers, points: Decimal) -> None:
    assert verdict(offer, points=points) is verdict(offer)


@MORE
@given(offers())
def test_a_price_that_may_move_lowers_it_in_one_case_only(offer: Answers) -> None:
    fixed, unknown, flexible = (verdict(offer, room=room) for room in Room)
    assert unknown is flexible
    if fixed > unknown:
        figures = weigh(offer, FRAMEWORK).figures
        assert figures.kept == 0
        assert figures.strong >= 3
        assert (fixed, unknown) == (Verdict.TERMS, Verdict.NEGOTIATE)


def test_without_money_up_front_one_asks_first_unless_there_is_no_asking() -> None:
    offer = replace(the("W03"), reasons=dict.fromkeys(Reason, Weight.SPECIFIC), terms=Terms.WRITTEN)
    assert verdict(offer, room=Room.FIXED) is Verdict.TERMS
    assert verdict(offer, room=Room.UNKNOWN) is Verdict.NEGOTIATE


@pytest.mark.parametrize(
    ("change", "decided"),
    [
        ({}, ["favour"]),
        ({"hours": Decimal("4.5")}, ["reasons", "upfront"]),
        ({"costs": Decimal("0.01")}, ["reasons", "upfront"]),
        ({"afford": Afford.TIGHT}, ["afford", "reasons", "upfront"]),
        ({"motive": True}, ["reasons", "upfront", "motive"]),
        ({"terms": Terms.REFUSED}, ["terms"]),
        ({"discounted": 1, "jobs": 3}, ["favour"]),  # near too many does not count
        ({"discounted": 2, "jobs": 2}, ["load"]),
        ({"reasons": {Reason.WANT: Weight.MAYBE}}, ["reasons"]),
    ],
)
def test_what_makes_a_favour(change: dict[str, Any], decided: list[str]) -> None:
    weighed = weigh(replace(the("B7"), **change), FRAMEWORK)
    assert [cap.ceiling for cap in weighed.decided] == decided


@MORE
@given(offers())
def test_what_a_thread_may_show_holds_no_money(offer: Answers) -> None:
    rare = replace(offer, usual=offer.usual + Decimal("10007.13"), offered=Decimal("4003.71"))
    weighed = weigh(rare, FRAMEWORK)
    shown = " ".join(
        [cap.because for cap in (*weighed.decided, *weighed.noted)]
        + [change.sentence for change in weighed.changes]
    )
    for amount in (rare.usual, rare.offered, weighed.figures.gap, weighed.figures.kept):
        assert str(amount) not in shown
    assert "{" not in shown
