"""What a member is asked, step by step: only what can matter to this offer, given what is known."""

from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from bot.gigs.answers import (
    REASON_OF,
    Afford,
    Answers,
    Known,
    Question,
    Reason,
    Room,
    Terms,
    Weight,
)
from bot.gigs.ceilings import judge
from bot.gigs.figures import Band, figures_of
from bot.gigs.flip import flip_of
from bot.gigs.framework import VALUES, Framework, Numbers

NAMED = frozenset({Reason.MORE, Reason.PORTFOLIO, Reason.LEARN})
"""The reasons that a member names if they are specific; to want it really needs no name."""


class Step(StrEnum):
    """The way to a verdict."""

    NUMBERS = "numbers"
    REASONS = "reasons"
    NAMES = "names"
    SITUATION = "situation"
    VERDICT = "verdict"


def steps(known: Known, framework: Framework) -> tuple[Step, ...]:
    """Return the steps that this offer needs, in order, as far as that can be told by now.

    Close to the usual fee no reason is needed, so none is asked for.
    """
    offer = _offer(known)
    normal = offer and figures_of(offer, framework.numbers).band is Band.NORMAL
    if normal:
        return Step.NUMBERS, Step.SITUATION, Step.VERDICT
    specific = any(known.reasons.get(reason) is Weight.SPECIFIC for reason in NAMED)
    names = (Step.NAMES,) if specific else ()
    return Step.NUMBERS, Step.REASONS, *names, Step.SITUATION, Step.VERDICT


def step_of(known: Known, framework: Framework) -> Step:
    """Return the first step that lacks an answer; the verdict if none does."""
    return next(step for step in steps(known, framework) if not _is_done(step, known, framework))


def asked_in(step: Step, known: Known, framework: Framework) -> tuple[Question, ...]:
    """Return the menus of a step, in order; none where a member types or reads."""
    if step is Step.REASONS:
        return tuple(Question(reason) for reason in Reason)
    if step is not Step.SITUATION:
        return ()
    offer = _offer(known)
    if offer is None:
        return Question.AFFORD, Question.TERMS
    figures = figures_of(offer, framework.numbers)
    breached = offer.floor is not None and figures.hourly < Fraction(offer.floor)
    asked = [Question.AFFORD] if breached or figures.band is not Band.NORMAL else []
    asked.append(Question.TERMS)
    if figures.band >= Band.DEEP:
        asked.append(Question.MOTIVE)
    if _room_matters(offer, framework.numbers):
        asked.append(Question.ROOM)
    return tuple(asked)


def answer_to(question: Question, known: Known) -> str | None:
    """Return an answer as the value of its menu; None if there is none yet."""
    if question in REASON_OF:
        weight = known.reasons.get(REASON_OF[question])
        return None if weight is None else str(int(weight))
    if question is Question.MOTIVE:
        return None if known.motive is None else str(known.motive).lower()
    answer = {
        Question.AFFORD: known.afford,
        Question.TERMS: known.terms,
        Question.ROOM: known.room,
    }[question]
    return None if answer is None else str(answer)


def with_answer(known: Known, question: Question, value: str) -> Known:
    """Return what is known after this answer; raises `ValueError` for one the menu has not."""
    if value not in VALUES[question]:
        msg = f"{question} has no answer {value!r}"
        raise ValueError(msg)
    if question in REASON_OF:
        reasons = {**known.reasons, REASON_OF[question]: Weight(int(value))}
        return replace(known, reasons=reasons)
    if question is Question.AFFORD:
        return replace(known, afford=Afford(value))
    if question is Question.TERMS:
        return replace(known, terms=Terms(value))
    if question is Question.ROOM:
        return replace(known, room=Room(value))
    return replace(known, motive=value == "true")


def complete(known: Known, framework: Framework) -> Answers | None:
    """Return everything a verdict is made of; None while something is missing.

    A specific reason without a name counts as a maybe. Raises `ValueError` for what cannot be.
    """
    return _offer(known) if step_of(known, framework) is Step.VERDICT else None


def discount_of(known: Known) -> Fraction | None:
    """Return how far below the usual fee the offer is, as a share; None while that is not known."""
    if not known.usual or known.offered is None:
        return None
    usual, costs = Fraction(known.usual), Fraction(known.costs or 0)
    return (usual - Fraction(known.offered) + costs) / usual


def _is_done(step: Step, known: Known, framework: Framework) -> bool:
    if step is Step.NUMBERS:
        return _offer(known) is not None
    if step is Step.NAMES:
        return known.named is not None
    asked = asked_in(step, known, framework)
    return bool(asked) and all(answer_to(question, known) is not None for question in asked)


def _room_matters(offer: Answers, numbers: Numbers) -> bool:
    """Whether a fixed price leads to another verdict, or flip fee, than one that may move.

    What is still to be answered counts as it speaks best for the offer; so this comes up only
    once an answer makes it matter.
    """
    fixed, moving = (replace(offer, room=room) for room in (Room.FIXED, Room.FLEXIBLE))
    return (judge(fixed, numbers), flip_of(fixed, numbers)) != (
        judge(moving, numbers),
        flip_of(moving, numbers),
    )


def _offer(known: Known) -> Answers | None:
    """The offer with its defaults; what is not answered counts as it speaks best for it."""
    if known.job is None or known.usual is None or known.offered is None or known.hours is None:
        return None
    return Answers(
        usual=known.usual,
        offered=known.offered,
        hours=known.hours,
        costs=known.costs or Decimal(0),
        points=known.points or Decimal(0),
        floor=known.floor,
        plays=known.plays,
        next_job=known.next_job,
        discounted=known.discounted or 0,
        jobs=known.jobs or 0,
        reasons={reason: _counted(reason, known) for reason in Reason},
        afford=known.afford or Afford.YES,
        terms=known.terms or Terms.WRITTEN,
        room=known.room or Room.UNKNOWN,
        motive=known.motive or False,
    )


def _counted(reason: Reason, known: Known) -> Weight:
    weight = known.reasons.get(reason, Weight.NONE)
    unnamed = reason in NAMED and not (known.named or "").strip()
    return min(weight, Weight.MAYBE) if unnamed else weight
