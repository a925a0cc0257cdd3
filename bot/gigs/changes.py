"""What else would change the answer: for each other answer, the nearest that lifts the verdict.

The fee, and with it the costs, is the matter of `bot.gigs.flip`. What is a fact about the member,
the usual fee and the living floor, is not for changing; points never lift a verdict.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from bot.gigs.answers import (
    REASON_OF,
    Afford,
    Answers,
    Question,
    Reason,
    Room,
    Terms,
    Verdict,
    Weight,
)
from bot.gigs.ceilings import judge
from bot.gigs.figures import half_up
from bot.gigs.framework import Framework, Numbers

To = Weight | Afford | Terms | Room | bool | Decimal | int


@dataclass(frozen=True)
class Change:
    """One answer, what it would have to be, and the verdict then, in a sentence without money.

    `question` is a `Question`, or one of "hours", "discounted" and "jobs".
    """

    question: Question | str
    to: To
    verdict: Verdict
    sentence: str


def changes_of(answers: Answers, framework: Framework) -> tuple[Change, ...]:
    """Return at most one change an answer: the nearest that lifts the verdict, if any does."""
    numbers, present = framework.numbers, judge(answers, framework.numbers)
    found = []
    for question, choices in (*_menus(answers), *_amounts(answers, numbers)):
        for to in choices:
            verdict = judge(with_change(answers, question, to), numbers)
            if verdict > present:
                sentence = _sentence(answers, question, to, verdict, framework)
                found.append(Change(question, to, verdict, sentence))
                break
    return tuple(found)


def with_change(answers: Answers, question: Question | str, to: To) -> Answers:
    """The answers with another one in a single place."""
    if question in REASON_OF:
        reasons = {**answers.reasons, REASON_OF[question]: Weight(int(to))}
        return replace(answers, reasons=reasons)
    change: dict[str, Any] = {str(question): to}
    return replace(answers, **change)


def _menus(answers: Answers) -> Iterator[tuple[Question, Sequence[To]]]:
    """Each question with what would be better, nearest first."""
    for reason in Reason:
        weight = answers.reasons.get(reason, Weight.NONE)
        yield Question(reason), [one for one in Weight if one > weight]
    yield Question.AFFORD, list(Afford)[: list(Afford).index(answers.afford)][::-1]
    yield Question.TERMS, list(Terms)[: list(Terms).index(answers.terms)][::-1]
    # "I do not know" is nothing to hope for. To be fixed is better in one case: without any money
    # up front one asks first, unless there is no asking.
    yield Question.ROOM, [Room.FLEXIBLE if answers.room is Room.FIXED else Room.FIXED]
    yield Question.MOTIVE, [False] if answers.motive else []


def _amounts(answers: Answers, numbers: Numbers) -> Iterator[tuple[str, Sequence[To]]]:
    """Each number with the values at which a ceiling goes, nearest first."""
    yield "hours", sorted(_hours(answers, numbers), reverse=True)
    after, jobs_after = answers.discounted + 1, answers.jobs + 1
    fewer = {
        math.floor(numbers.over_above * jobs_after),
        math.floor(numbers.near_above * jobs_after),
        int(numbers.few_jobs_over) - 1,
    }
    yield "discounted", sorted((one - 1 for one in fewer if 1 <= one < after), reverse=True)
    more = {
        math.ceil(after / numbers.over_above),
        math.ceil(after / numbers.near_above),
        int(numbers.few_jobs),
    }
    yield "jobs", sorted(one - 1 for one in more if one > jobs_after)


def _hours(answers: Answers, numbers: Numbers) -> set[Decimal]:
    limits = {numbers.favour_hours}
    if answers.floor:
        kept = Fraction(answers.offered) - Fraction(answers.costs)
        limits.add(kept / Fraction(answers.floor))
    steps = (math.floor(limit / numbers.hours_step) * numbers.hours_step for limit in limits)
    return {half_up(hours, places=6) for hours in steps if 0 < hours < Fraction(answers.hours)}


def _sentence(
    answers: Answers, question: Question | str, to: To, verdict: Verdict, framework: Framework
) -> str:
    said, words = framework.outcomes[verdict].said, framework.words
    if question == "hours":
        return words.change_hours.format(hours=framework.hours(Decimal(to)), verdict=said)
    if question == "discounted":
        return words.change_discounted.format(discounted=to, jobs=answers.jobs, verdict=said)
    if question == "jobs":
        return words.change_jobs.format(more=int(to) - answers.jobs, verdict=said)
    value = str(to).lower() if isinstance(to, bool) else str(to)
    return framework.question(Question(question)).option(value).change.format(verdict=said)
