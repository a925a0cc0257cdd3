from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.gigs import (
    VALUES,
    Afford,
    Known,
    Load,
    Question,
    Reason,
    Room,
    Step,
    Terms,
    Verdict,
    Weight,
    answer_to,
    asked_in,
    complete,
    discount_of,
    step_of,
    steps,
    weigh,
    with_answer,
)
from tests.unit.gigs.offers import FRAMEWORK, half_known

MORE = settings(max_examples=150, deadline=None)
PLAIN = Known(job="Mix", usual=Decimal(500), offered=Decimal(400), hours=Decimal(10))
FULL = replace(PLAIN, offered=Decimal(450))
NOTHING = replace(PLAIN, offered=Decimal(0))
REASONS = tuple(Question(reason) for reason in Reason)


def situation(known: Known) -> tuple[Question, ...]:
    return asked_in(Step.SITUATION, known, FRAMEWORK)


def answered(known: Known, choose: st.DataObject) -> tuple[Known, list[Question]]:
    """Answer exactly what is asked, as it is asked, and only what is not answered yet."""
    asked: list[Question] = []
    for _ in range(20):
        step = step_of(known, FRAMEWORK)
        if step is Step.VERDICT:
            return known, asked
        if step is Step.NAMES:
            known = replace(known, named=choose.draw(st.sampled_from(["", "the label"])))
            continue
        menus = asked_in(step, known, FRAMEWORK)
        question = next(one for one in menus if answer_to(one, known) is None)
        asked.append(question)
        known = with_answer(known, question, choose.draw(st.sampled_from(VALUES[question])))
    raise AssertionError("it never ends")


def unanswered(known: Known) -> Known:
    return replace(known, reasons={}, named=None, afford=None, terms=None, room=None, motive=None)


@MORE
@given(half_known(), st.data())
def test_answering_what_is_asked_leads_to_a_verdict(known: Known, choose: st.DataObject) -> None:
    assert complete(unanswered(known), FRAMEWORK) is None
    done, asked = answered(known, choose)
    assert len(asked) == len(set(asked))
    answers = complete(done, FRAMEWORK)
    assert answers is not None
    assert isinstance(weigh(answers, FRAMEWORK).verdict, Verdict)


@MORE
@given(half_known(), st.data())
def test_never_more_than_eight_and_six_for_a_plain_case(
    known: Known, choose: st.DataObject
) -> None:
    done, asked = answered(unanswered(known), choose)
    assert len(asked) <= 8
    answers = complete(done, FRAMEWORK)
    assert answers is not None
    figures = weigh(answers, FRAMEWORK).figures
    floor_holds = answers.floor is None or figures.hourly >= Fraction(answers.floor)
    affordable = answers.afford is Afford.YES
    if figures.discount <= Fraction(3, 10) and affordable and floor_holds:
        assert len(asked) <= (7 if figures.load is Load.OVER else 6)


@MORE
@given(half_known(), st.data())
def test_what_was_not_asked_cannot_change_the_verdict(known: Known, choose: st.DataObject) -> None:
    done, _ = answered(known, choose)
    needed = {one for step in steps(done, FRAMEWORK) for one in asked_in(step, done, FRAMEWORK)}
    answers = complete(done, FRAMEWORK)
    assert answers is not None
    weighed = weigh(answers, FRAMEWORK)
    for question in set(Question) - needed:
        for value in VALUES[question]:
            other = complete(with_answer(done, question, value), FRAMEWORK)
            # A reason may now want a name; in the normal band none is asked for.
            assert other is not None, question
            again = weigh(other, FRAMEWORK)
            assert again.verdict is weighed.verdict, (question, value)
            if question in (Question.ROOM, Question.MOTIVE):
                assert again.flip == weighed.flip


@MORE
@given(half_known())
def test_an_answer_is_read_back_as_it_was_given(known: Known) -> None:
    for question, values in VALUES.items():
        for value in values:
            assert answer_to(question, with_answer(known, question, value)) == value


def test_a_plain_case_is_six_choices() -> None:
    assert steps(PLAIN, FRAMEWORK) == (*(Step.NUMBERS, Step.REASONS, Step.SITUATION, Step.VERDICT),)
    assert asked_in(Step.REASONS, PLAIN, FRAMEWORK) == REASONS
    assert situation(PLAIN) == (Question.AFFORD, Question.TERMS)


def test_full_pay_needs_no_reason_until_costs_lower_it() -> None:
    assert steps(FULL, FRAMEWORK) == (Step.NUMBERS, Step.SITUATION, Step.VERDICT)
    assert situation(FULL) == (Question.TERMS,)
    assert complete(with_answer(FULL, Question.TERMS, "written"), FRAMEWORK) is not None
    less = replace(FULL, costs=Decimal("0.01"))
    assert Step.REASONS in steps(less, FRAMEWORK)
    below = replace(FULL, floor=Decimal(46))
    assert situation(below) == (Question.AFFORD, Question.TERMS)
    assert situation(replace(below, afford=Afford.TIGHT))[-1] is Question.ROOM


def test_numbers_come_first() -> None:
    for missing in ("job", "usual", "offered", "hours"):
        known = replace(PLAIN, **{missing: None})  # type: ignore[arg-type]  # all may be None
        assert step_of(known, FRAMEWORK) is Step.NUMBERS
        assert complete(known, FRAMEWORK) is None
        assert steps(known, FRAMEWORK)[-1] is Step.VERDICT
    assert step_of(replace(PLAIN, job=""), FRAMEWORK) is Step.REASONS


def test_the_motive_is_asked_for_a_deep_discount() -> None:
    assert Question.MOTIVE not in situation(replace(PLAIN, offered=Decimal(350)))
    assert Question.MOTIVE in situation(replace(PLAIN, offered=Decimal("349.99")))


def test_whether_the_price_can_move_is_asked_once_it_matters() -> None:
    some = replace(PLAIN, reasons=dict.fromkeys(Reason, Weight.MAYBE))
    assert Question.ROOM not in situation(some)
    assert Question.ROOM in situation(replace(some, afford=Afford.NO))
    assert Question.ROOM not in situation(replace(PLAIN, afford=Afford.NO))  # no reason at all
    crowded = replace(some, discounted=3, jobs=5)
    assert Question.ROOM in situation(crowded)
    nothing = replace(NOTHING, reasons=dict.fromkeys(Reason, Weight.SPECIFIC), named="all of it")
    assert Question.ROOM in situation(nothing)
    assert Question.ROOM not in situation(replace(nothing, hours=Decimal(4)))  # a favour


def test_a_specific_reason_wants_a_name_or_counts_as_a_maybe() -> None:
    known = replace(PLAIN, reasons=dict.fromkeys(Reason, Weight.NONE), afford=Afford.YES)
    known = replace(known, terms=Terms.WRITTEN)
    named = with_answer(known, Question.LEARN, "2")
    assert step_of(named, FRAMEWORK) is Step.NAMES
    for text, weight in (("", Weight.MAYBE), ("  ", Weight.MAYBE), ("tape", Weight.SPECIFIC)):
        answers = complete(replace(named, named=text), FRAMEWORK)
        assert answers is not None
        assert answers.reasons[Reason.LEARN] is weight
    wanted = complete(with_answer(known, Question.WANT, "2"), FRAMEWORK)
    assert wanted is not None  # to want it really needs no name
    assert wanted.reasons[Reason.WANT] is Weight.SPECIFIC


def test_what_was_answered_stays_though_it_is_not_asked() -> None:
    known = replace(FULL, motive=True, room=Room.FIXED, terms=Terms.WRITTEN)
    answers = complete(known, FRAMEWORK)
    assert answers is not None
    assert (answers.motive, answers.room) == (True, Room.FIXED)


@pytest.mark.parametrize("value", ["3", "maybe", "", "True"])
def test_a_menu_has_its_values_and_no_other(value: str) -> None:
    for question in Question:
        with pytest.raises(ValueError, match="has no answer"):
            with_answer(PLAIN, question, value)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="usual"):
        step_of(replace(PLAIN, usual=Decimal(-1)), FRAMEWORK)


def test_how_far_below_usual() -> None:
    assert discount_of(PLAIN) == Fraction(1, 5)
    assert discount_of(replace(PLAIN, costs=Decimal(50))) == Fraction(3, 10)
    assert discount_of(Known(usual=Decimal(500))) is None
