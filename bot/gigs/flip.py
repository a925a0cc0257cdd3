"""The price that would change the answer, and the hours that the offer buys (inventory 5.4)."""

import math
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from bot.gigs.answers import Answers, Terms, Verdict
from bot.gigs.ceilings import judge
from bot.gigs.figures import Figures, figures_of
from bot.gigs.framework import Numbers


@dataclass(frozen=True)
class Flip:
    """The first fee that gives `verdict`, with terms that are no longer refused.

    `terms_only`: it is the fee that was offered, so the terms are the obstacle and not the price.
    """

    fee: Decimal
    terms_only: bool
    verdict: Verdict


def flip_of(answers: Answers, numbers: Numbers) -> Flip | None:
    """Return the lowest of a few fees that would do; None for an offer that may be taken."""
    if judge(answers, numbers) >= Verdict.TERMS:
        return None
    refused = answers.terms is Terms.REFUSED
    agreed = replace(answers, terms=Terms.NOT_YET) if refused else answers
    if refused and (verdict := judge(agreed, numbers)) >= Verdict.TERMS:
        return Flip(answers.offered, terms_only=True, verdict=verdict)
    for fee in candidates(answers, numbers):
        verdict = judge(agreed, numbers, figures_of(agreed, numbers, fee))
        if verdict >= Verdict.TERMS:
            return Flip(fee, terms_only=False, verdict=verdict)
    return None


def candidates(answers: Answers, numbers: Numbers) -> list[Decimal]:
    """Return the fees to try, lowest first: where each band begins, and the living floor.

    Each is rounded up to the next step of price, and higher than what was offered.
    """
    bands = (numbers.deep_up_to, numbers.mild_up_to, numbers.normal_up_to)
    kept = [Fraction(answers.usual) * (100 - band) / 100 for band in bands]
    if answers.floor is not None:
        kept.append(Fraction(answers.floor) * Fraction(answers.hours))
    fees = {_up(one + Fraction(answers.costs), numbers.price_step) for one in kept}
    return sorted(fee for fee in fees if fee > answers.offered)


def hours_at_offer(
    answers: Answers, figures: Figures, flip: Flip | None, numbers: Numbers
) -> Decimal | None:
    """Return how many hours the offer buys at the flip fee, rounded down to the step of hours."""
    if flip is None or figures.kept <= 0 or flip.fee <= answers.offered:
        return None
    paid = Fraction(flip.fee) - Fraction(answers.costs)
    hours = Fraction(answers.hours) * Fraction(figures.kept) / paid
    return _decimal(math.floor(hours / numbers.hours_step) * numbers.hours_step)


def _up(fee: Fraction, step: Fraction) -> Decimal:
    return _decimal(math.ceil(fee / step) * step)


def _decimal(value: Fraction) -> Decimal:
    """A multiple of a step; the content check keeps steps to numbers that Decimal has exactly."""
    return Decimal(value.numerator) / Decimal(value.denominator)
