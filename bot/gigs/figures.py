"""What follows from the numbers of an offer (inventory 5.2): exact, and compared unrounded."""

import math
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact
from enum import IntEnum, StrEnum
from fractions import Fraction

from bot.gigs.answers import Answers, Weight
from bot.gigs.framework import Numbers

# Raises rather than rounds: no number that `bounds` lets through comes near so many digits.
_EXACT = Context(prec=200, traps=[Inexact])


class Band(IntEnum):
    """How far below the usual fee an offer is, smallest first."""

    NORMAL = 0
    MILD = 1
    DEEP = 2
    SEVERE = 3


class Load(StrEnum):
    """Whether too many jobs are discounted ones (S28)."""

    OK = "ok"
    NEAR = "near"
    OVER = "over"


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The derived numbers of an offer.

    `discount`, `break_even` are shares: 7/20 is 35 %. `discounted_after` of `jobs_after` jobs
    would be discounted ones, this one counted. What there is nothing to work out for, is None:
    `plays_needed` and `months` without points or a gap, `plays_pay` without points or a guess.
    """

    kept: Decimal
    gap: Decimal
    discount: Fraction
    band: Band
    hourly: Fraction
    usual_hourly: Fraction
    score: int
    strong: int
    discounted_after: int
    jobs_after: int
    load: Load
    plays_needed: int | None
    months: int | None
    plays_pay: Fraction | None
    break_even: Fraction | None


def figures_of(answers: Answers, numbers: Numbers, offered: Decimal | None = None) -> Figures:
    """Work out the figures; `offered` weighs another fee than the one that was offered."""
    fee = answers.offered if offered is None else offered
    kept = _EXACT.subtract(fee, answers.costs)
    gap = _EXACT.subtract(answers.usual, kept)
    discount = Fraction(gap) / Fraction(answers.usual)
    plays = _plays_needed(answers, gap, numbers)
    return Figures(
        kept=kept,
        gap=gap,
        discount=discount,
        band=band_of(discount, numbers),
        hourly=Fraction(kept) / Fraction(answers.hours),
        usual_hourly=Fraction(answers.usual) / Fraction(answers.hours),
        score=sum(answers.reasons.values()),
        strong=sum(weight is Weight.SPECIFIC for weight in answers.reasons.values()),
        discounted_after=answers.discounted + 1,
        jobs_after=answers.jobs + 1,
        load=load_of(answers.discounted + 1, answers.jobs + 1, numbers),
        plays_needed=plays,
        months=None if plays is None else math.ceil(plays / numbers.month_plays),
        plays_pay=_plays_pay(answers, numbers),
        break_even=_break_even(answers, gap),
    )


def band_of(discount: Fraction, numbers: Numbers) -> Band:
    """The band of a discount; a limit itself belongs to the smaller band."""
    limits = (numbers.normal_up_to, numbers.mild_up_to, numbers.deep_up_to)
    return Band(sum(discount * 100 > limit for limit in limits))


def load_of(discounted: int, jobs: int, numbers: Numbers) -> Load:
    """Whether so many discounted ones are too many of all jobs."""
    if jobs < numbers.few_jobs:
        return Load.OVER if discounted >= numbers.few_jobs_over else Load.OK
    if discounted > numbers.over_above * jobs:
        return Load.OVER
    return Load.NEAR if discounted > numbers.near_above * jobs else Load.OK


def half_up(value: Decimal | Fraction, places: int = 2) -> Decimal:
    """Round for display, halves away from zero; zeros at the end are dropped."""
    scale = 10**places
    whole, more = divmod(math.floor(abs(Fraction(value)) * scale + Fraction(1, 2)), scale)
    rest = str(more).rjust(places, "0").rstrip("0")
    sign = "-" if value < 0 and (whole or rest) else ""
    return Decimal(f"{sign}{whole}.{rest}" if rest else f"{sign}{whole}")


def _plays_needed(answers: Answers, gap: Decimal, numbers: Numbers) -> int | None:
    if answers.points <= 0 or gap <= 0:
        return None
    return math.ceil(Fraction(gap) / (numbers.play_pays * Fraction(answers.points) / 100))


def _plays_pay(answers: Answers, numbers: Numbers) -> Fraction | None:
    if answers.plays is None or answers.points <= 0:
        return None
    return answers.plays * numbers.play_pays * Fraction(answers.points) / 100


def _break_even(answers: Answers, gap: Decimal) -> Fraction | None:
    if answers.next_job is None or gap <= 0:
        return None
    return Fraction(gap) / Fraction(answers.next_job)
