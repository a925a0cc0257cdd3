from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings

from bot.gigs import (
    Afford,
    Answers,
    Change,
    Question,
    Reason,
    Room,
    Terms,
    Verdict,
    Weight,
    weigh,
)
from bot.gigs.ceilings import judge
from bot.gigs.changes import To, with_change
from tests.unit.gigs.offers import FRAMEWORK, offers, the

MORE = settings(max_examples=150, deadline=None)
OFFERED = {
    Question.AFFORD: [Afford.NO, Afford.TIGHT, Afford.YES],
    Question.TERMS: [Terms.REFUSED, Terms.NOT_YET, Terms.WRITTEN],
    Question.MOTIVE: [True, False],
}


def nearest_first(offer: Answers, question: Question | str) -> list[To]:
    """Every better value of an answer, by how far it is from the present one."""
    if question == "hours":
        steps = (Decimal(step) / 2 for step in range(200, 0, -1))
        return [hours for hours in steps if hours < offer.hours]
    if question == "discounted":
        return list(range(offer.discounted - 1, -1, -1))
    if question == "jobs":
        return list(range(offer.jobs + 1, offer.jobs + 60))
    if question == Question.ROOM:
        return [Room.FLEXIBLE if offer.room is Room.FIXED else Room.FIXED]
    if question in OFFERED:
        values = OFFERED[Question(question)]
        return list(values[values.index(getattr(offer, question)) + 1 :])
    return [weight for weight in Weight if weight > offer.reasons[Reason(question)]]


def verdict(offer: Answers) -> Verdict:
    return judge(offer, FRAMEWORK.numbers)


@MORE
@given(offers())
def test_each_is_the_nearest_that_lifts_the_verdict_and_none_is_left_out(offer: Answers) -> None:
    weighed = weigh(offer, FRAMEWORK)
    told = {change.question: change for change in weighed.changes}
    for question in (*Question, "hours", "discounted", "jobs"):
        lifting = (
            to
            for to in nearest_first(offer, question)
            if verdict(with_change(offer, question, to)) > weighed.verdict
        )
        expected = next(lifting, None)
        assert (told[question].to if question in told else None) == expected, question
        if question in told:
            again = weigh(with_change(offer, question, told[question].to), FRAMEWORK)
            assert again.verdict is told[question].verdict
            assert FRAMEWORK.outcomes[again.verdict].said in told[question].sentence


def the_change(offer: Answers, question: Question | str) -> Change:
    found = weigh(offer, FRAMEWORK).changes
    return next(change for change in found if change.question == question)


def test_a_fixed_price_that_could_move() -> None:
    change = the_change(replace(the("W06"), room=Room.FIXED), Question.ROOM)
    assert change.to is Room.FLEXIBLE
    assert change.sentence == "If the price could move: negotiate."


def test_a_reason_that_could_be_named() -> None:
    change = the_change(the("B3"), Question.MORE)
    assert (change.to, change.verdict) == (Weight.SPECIFIC, Verdict.TAKE)
    assert change.sentence == "If you could name the work it leads to: take it."


def test_hours_that_fit_the_living_floor() -> None:
    change = the_change(the("W13"), "hours")
    assert change.to == 19
    assert Fraction(380, 19) == 20
    assert change.sentence == "If it took no more than 19 hours: take it."


def test_too_many_discounts() -> None:
    offer = the("W09")  # 3 of 5 so far
    fewer, later = the_change(offer, "discounted"), the_change(offer, "jobs")
    assert (fewer.to, fewer.verdict) == (2, Verdict.TERMS)
    assert (later.to, later.verdict) == (7, Verdict.TERMS)
    assert later.sentence == "After full-price work (jobs: 2) before this one: take it, with terms."


def test_where_two_ceilings_decide_no_single_answer_helps() -> None:
    offer = the("W03")
    calm = replace(offer, reasons={**offer.reasons, Reason.WANT: Weight.MAYBE})
    assert weigh(calm, FRAMEWORK).changes == ()
