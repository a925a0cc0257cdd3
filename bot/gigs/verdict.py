"""Weighing an offer: answers in, the verdict and everything that explains it out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.gigs.answers import Answers, Question, Reason, Verdict, Weight
from bot.gigs.ceilings import Cap, caps_of, lowest
from bot.gigs.changes import Change, changes_of
from bot.gigs.figures import Band, Figures, figures_of
from bot.gigs.flip import Flip, flip_of, hours_at_offer
from bot.gigs.framework import Ceiling, Framework

_ENTRIES = 3


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """An offer and what to do with it.

    `decided` are the ceilings that make the verdict, `noted` the others that apply. `entries` are
    ids of the guidance, at most three, to quote beside it (inventory 5.5).
    """

    answers: Answers
    figures: Figures
    verdict: Verdict
    decided: tuple[Cap, ...]
    noted: tuple[Cap, ...]
    flip: Flip | None
    hours_at_offer: Decimal | None
    changes: tuple[Change, ...]
    entries: tuple[str, ...]


def weigh(answers: Answers, framework: Framework) -> Weighed:
    """Weigh an offer: the verdict is its lowest ceiling (inventory 5.3)."""
    numbers = framework.numbers
    figures = figures_of(answers, numbers)
    caps = caps_of(answers, figures, framework)
    verdict = lowest(caps)
    decided = tuple(cap for cap in caps if cap.at is verdict)
    flip = flip_of(answers, numbers)
    ceilings = [cap.ceiling for cap in decided]
    entries = dict.fromkeys(_entries(answers, figures, verdict, ceilings, framework))
    return Weighed(
        answers=answers,
        figures=figures,
        verdict=verdict,
        decided=decided,
        noted=tuple(cap for cap in caps if cap.at is not verdict),
        flip=flip,
        hours_at_offer=hours_at_offer(answers, figures, flip, numbers),
        changes=changes_of(answers, framework),
        entries=tuple(entries)[:_ENTRIES],
    )


def _entries(
    answers: Answers,
    figures: Figures,
    verdict: Verdict,
    decided: Sequence[Ceiling],
    framework: Framework,
) -> Iterator[str]:
    for ceiling, limit in framework.limits.items():
        if ceiling is Ceiling.REASONS and ceiling in decided:
            yield from _on_reasons(answers, figures, framework)
        elif ceiling in decided or (ceiling is Ceiling.UPFRONT and answers.points > 0):
            yield from limit.entries
    yield from framework.outcomes[verdict].entries


def _on_reasons(answers: Answers, figures: Figures, framework: Framework) -> Iterator[str]:
    if figures.band is Band.NORMAL:
        return  # full pay needs no reason
    if figures.score == 0:
        yield from framework.limits[Ceiling.REASONS].entries
        return
    for reason in Reason:
        if answers.reasons.get(reason) is not Weight.SPECIFIC:
            yield from framework.question(Question(reason)).entries
