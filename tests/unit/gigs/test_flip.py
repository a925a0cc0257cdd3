from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings

from bot.gigs import Answers, Terms, Verdict, weigh
from bot.gigs.flip import candidates
from tests.unit.gigs.offers import FRAMEWORK, offers, the

MORE = settings(max_examples=150, deadline=None)


def agreed(offer: Answers) -> Answers:
    refused = offer.terms is Terms.REFUSED
    return replace(offer, terms=Terms.NOT_YET) if refused else offer


@MORE
@given(offers())
def test_at_the_flip_fee_the_offer_may_be_taken_and_at_no_smaller_one(offer: Answers) -> None:
    weighed = weigh(offer, FRAMEWORK)
    if weighed.verdict >= Verdict.TERMS:
        assert weighed.flip is None
        return
    flip = weighed.flip
    assert flip is not None
    again = weigh(replace(agreed(offer), offered=flip.fee), FRAMEWORK)
    assert again.verdict is flip.verdict
    assert again.verdict >= Verdict.TERMS
    for fee in candidates(offer, FRAMEWORK.numbers):
        if fee < flip.fee:
            assert weigh(replace(agreed(offer), offered=fee), FRAMEWORK).verdict < Verdict.TERMS
    if flip.terms_only:
        assert flip.fee == offer.offered
    else:
        assert flip.fee > offer.offered
        assert flip.fee % 5 == 0
        assert weigh(agreed(offer), FRAMEWORK).verdict < Verdict.TERMS


@MORE
@given(offers())
def test_the_hours_at_the_offer_pay_what_the_flip_fee_pays(offer: Answers) -> None:
    weighed = weigh(offer, FRAMEWORK)
    flip, hours, kept = weighed.flip, weighed.hours_at_offer, weighed.figures.kept
    assert (hours is not None) == (flip is not None and not flip.terms_only and kept > 0)
    if flip is None or hours is None:
        return
    asked = Fraction(flip.fee - offer.costs) / Fraction(offer.hours)
    assert hours % Decimal("0.5") == 0
    assert Fraction(hours) * asked <= kept < (Fraction(hours) + Fraction(1, 2)) * asked


def test_the_price_is_rounded_up_to_a_step_after_costs() -> None:
    offer = replace(the("W07"), costs=Decimal("1.01"), offered=Decimal("321.01"))
    flip = weigh(offer, FRAMEWORK).flip
    assert flip is not None
    assert flip.fee == 365  # 90 % of 400, and costs


def test_a_living_floor_is_one_of_the_prices() -> None:
    flip = weigh(the("W13"), FRAMEWORK).flip
    assert flip is not None
    assert flip.fee == 400  # 20 an hour for 20 hours
