"""The table of ceilings once more, written down another way, against the bot on many offers."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import ceil

from hypothesis import given, settings

from bot.gigs import Afford, Answers, Reason, Room, Terms, Weight, weigh
from tests.unit.gigs.offers import FRAMEWORK, offers

PASS, NEGOTIATE, TERMS, TAKE = range(4)
NAMES = ("afford", "reasons", "terms", "floor", "load", "upfront", "motive", "favour")


def table(offer: Answers) -> tuple[int, list[str]]:
    """The verdict and what decided it."""
    found = dict(ceilings(offer))
    return min(found.values()), [name for name in NAMES if found.get(name) == min(found.values())]


def ceilings(offer: Answers) -> Iterator[tuple[str, int]]:  # noqa: C901 - a table
    usual, kept = Fraction(offer.usual), Fraction(offer.offered) - Fraction(offer.costs)
    band = sum(kept < usual * share / 100 for share in (90, 70, 40))
    mild, deep, severe = 1, 2, 3
    weights = [offer.reasons[reason] for reason in Reason]
    score, strong = sum(weights), weights.count(Weight.SPECIFIC)
    few_reasons = band == severe or (band == deep and strong <= 1)
    moves = offer.room is not Room.FIXED
    da, ta = offer.discounted + 1, offer.jobs + 1
    over = da >= 3 if ta < 4 else 2 * da > ta
    near = ta >= 4 and 3 * da > ta and not over
    favour = (
        (kept >= 0 and band >= deep and offer.hours <= 4)
        and (offer.reasons[Reason.WANT] == 2 and offer.afford == "yes" and not offer.motive)
        and (not over and offer.terms != "refused")
    )
    if favour:
        yield "favour", TERMS
    elif severe == band:
        yield "reasons", (PASS, NEGOTIATE, NEGOTIATE, TERMS, TERMS)[strong]
    else:
        by = (TAKE,) * 3, (NEGOTIATE, TERMS, TAKE), (PASS, NEGOTIATE, TERMS)
        yield "reasons", by[band][2 if strong else 1 if score else 0]
    if band and offer.afford is Afford.NO:
        yield "afford", NEGOTIATE if band < severe and score and moves else PASS
    if band and offer.afford is Afford.TIGHT and (few_reasons or (band == mild and not strong)):
        yield "afford", NEGOTIATE
    if offer.floor is not None and kept < Fraction(offer.floor) * Fraction(offer.hours):
        otherwise = NEGOTIATE if moves else PASS
        yield "floor", TERMS if offer.afford is Afford.YES else otherwise
    if offer.terms is Terms.REFUSED:
        yield "terms", PASS if band >= deep else NEGOTIATE
    if offer.terms is Terms.NOT_YET:
        yield "terms", TERMS
    if band and over:
        yield "load", NEGOTIATE if moves and band < severe else PASS
    if band and near and not favour:
        yield "load", NEGOTIATE if few_reasons else TERMS
    if kept < 0 or (kept == 0 and moves and not favour):
        yield "upfront", NEGOTIATE
    if offer.motive and band >= deep:
        yield "motive", NEGOTIATE


def flip_fee(offer: Answers) -> Fraction | None:
    if table(offer)[0] >= TERMS:
        return None
    agreed = replace(offer, terms=Terms.NOT_YET) if offer.terms is Terms.REFUSED else offer
    prices = [Fraction(offer.usual) * share / 100 for share in (40, 70, 90)]
    if offer.floor is not None:
        prices.append(Fraction(offer.floor) * Fraction(offer.hours))
    fees = sorted(Decimal(ceil((price + Fraction(offer.costs)) / 5) * 5) for price in prices)
    present = [offer.offered] if agreed is not offer else []
    for fee in (*present, *(fee for fee in fees if fee > offer.offered)):
        if table(replace(agreed, offered=fee))[0] >= TERMS:
            return Fraction(fee)
    return None


@settings(max_examples=150, deadline=None)
@given(offers())
def test_verdict_ceilings_and_price_are_those_of_the_table(offer: Answers) -> None:
    weighed = weigh(offer, FRAMEWORK)
    decided = [str(cap.ceiling) for cap in weighed.decided]
    assert (weighed.verdict, decided) == table(offer)
    told = {str(cap.ceiling): int(cap.at) for cap in (*weighed.decided, *weighed.noted)}
    assert told == dict(ceilings(offer))
    assert (weighed.flip and weighed.flip.fee) == flip_fee(offer)
