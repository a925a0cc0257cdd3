"""The ceilings (inventory 5.3): each that applies holds the verdict down; the lowest is it.

Nothing is weighed against anything else, so no number of reasons buys off an unaffordable job.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bot.gigs.answers import Afford, Answers, Reason, Room, Terms, Verdict, Weight
from bot.gigs.figures import Band, Figures, Load, figures_of
from bot.gigs.framework import Ceiling, Framework, Numbers
from bot.gigs.money import show_percent

_Found = tuple[Verdict, str]
"""The height of a ceiling, and the case it applies in."""


@dataclass(frozen=True)
class Cap:
    """A ceiling that applies, and why: percentages and reasons only, for a thread may show it."""

    ceiling: Ceiling
    at: Verdict
    because: str


def caps_of(answers: Answers, figures: Figures, framework: Framework) -> tuple[Cap, ...]:
    """Return every ceiling that applies, in the order in which they are told; at least one."""
    share = f"{figures.discounted_after} of {figures.jobs_after}"
    discount = show_percent(figures.discount)
    return tuple(
        Cap(ceiling, at, text.format(discount=discount, share=share))
        for ceiling, at, case in _applying(answers, figures, framework.numbers)
        if (text := framework.limits[ceiling].sentences[case])
    )


def lowest(caps: Sequence[Cap]) -> Verdict:
    """The verdict that these ceilings leave."""
    return min(cap.at for cap in caps)


def judge(answers: Answers, numbers: Numbers, figures: Figures | None = None) -> Verdict:
    """The verdict alone; `figures` if they are not those of the offer as it stands."""
    figures = figures or figures_of(answers, numbers)
    return min(at for _, at, _ in _applying(answers, figures, numbers))


def _applying(
    answers: Answers, figures: Figures, numbers: Numbers
) -> Iterator[tuple[Ceiling, Verdict, str]]:
    for ceiling, find in _CEILINGS.items():
        found = find(answers, figures, numbers)
        if found is not None:
            yield ceiling, *found


def _is_favour(answers: Answers, figures: Figures, numbers: Numbers) -> bool:
    return (
        figures.kept >= 0
        and figures.band >= Band.DEEP
        and Fraction(answers.hours) <= numbers.favour_hours
        and answers.reasons.get(Reason.WANT) is Weight.SPECIFIC
        and answers.afford is Afford.YES
        and not answers.motive
        and figures.load is not Load.OVER
        and answers.terms is not Terms.REFUSED
    )


def _is_weak(figures: Figures, numbers: Numbers) -> bool:
    """Whether too little speaks for so large a discount in a tight spot."""
    return figures.band is Band.SEVERE or (
        figures.band is Band.DEEP and figures.strong < numbers.weak_below
    )


def _afford(answers: Answers, figures: Figures, numbers: Numbers) -> _Found | None:
    if figures.band is Band.NORMAL or answers.afford is Afford.YES:
        return None
    if answers.afford is Afford.TIGHT:
        poor = figures.band is Band.MILD and figures.strong == 0
        return (Verdict.NEGOTIATE, "tight") if poor or _is_weak(figures, numbers) else None
    if answers.room is Room.FIXED:
        return Verdict.PASS, "fixed"
    if figures.band is Band.SEVERE:
        return Verdict.PASS, "severe"
    return (Verdict.NEGOTIATE, "open") if figures.score else (Verdict.PASS, "reasonless")


_BY_REASONS = {
    Band.MILD: (Verdict.NEGOTIATE, Verdict.TERMS, Verdict.TAKE),
    Band.DEEP: (Verdict.PASS, Verdict.NEGOTIATE, Verdict.TERMS),
    Band.SEVERE: (Verdict.PASS, Verdict.NEGOTIATE, Verdict.TERMS),
}
"""For each band: the verdicts without a reason, with some, and with strong ones."""


def _reasons(answers: Answers, figures: Figures, numbers: Numbers) -> _Found | None:
    if _is_favour(answers, figures, numbers):
        return None
    if figures.band is Band.NORMAL:
        return Verdict.TAKE, "normal"
    severe = figures.band is Band.SEVERE
    if figures.strong >= (numbers.severe_reasons if severe else 1):
        step, how = 2, "strong"
    elif figures.strong if severe else figures.score:
        step, how = 1, "some"
    else:
        step, how = 0, "none"
    return _BY_REASONS[figures.band][step], f"{figures.band.name.lower()}-{how}"


def _terms(answers: Answers, figures: Figures, _: Numbers) -> _Found | None:
    if answers.terms is Terms.WRITTEN:
        return None
    if answers.terms is Terms.NOT_YET:
        return Verdict.TERMS, "not-yet"
    deep = figures.band >= Band.DEEP
    return (Verdict.PASS, "refused-deep") if deep else (Verdict.NEGOTIATE, "refused")


def _floor(answers: Answers, figures: Figures, _: Numbers) -> _Found | None:
    if answers.floor is None or figures.hourly >= Fraction(answers.floor):
        return None
    if answers.afford is Afford.YES:
        return Verdict.TERMS, "affordable"
    fixed = answers.room is Room.FIXED
    return (Verdict.PASS, "fixed") if fixed else (Verdict.NEGOTIATE, "open")


def _load(answers: Answers, figures: Figures, numbers: Numbers) -> _Found | None:
    if figures.band is Band.NORMAL or figures.load is Load.OK:
        return None
    if figures.load is Load.NEAR:
        if _is_favour(answers, figures, numbers):
            return None
        weak = _is_weak(figures, numbers)
        return (Verdict.NEGOTIATE, "near-weak") if weak else (Verdict.TERMS, "near")
    if answers.room is Room.FIXED:
        return Verdict.PASS, "over-fixed"
    if figures.band is Band.SEVERE:
        return Verdict.PASS, "over-severe"
    return Verdict.NEGOTIATE, "over-open"


def _upfront(answers: Answers, figures: Figures, numbers: Numbers) -> _Found | None:
    if figures.kept < 0:
        return Verdict.NEGOTIATE, "costs"
    nothing = figures.kept == 0 and answers.room is not Room.FIXED
    if nothing and not _is_favour(answers, figures, numbers):
        return Verdict.NEGOTIATE, "nothing"
    return None


def _motive(answers: Answers, figures: Figures, _: Numbers) -> _Found | None:
    discounted = answers.motive and figures.band >= Band.DEEP
    return (Verdict.NEGOTIATE, "discounted") if discounted else None


def _favour(answers: Answers, figures: Figures, numbers: Numbers) -> _Found | None:
    return (Verdict.TERMS, "small") if _is_favour(answers, figures, numbers) else None


_CEILINGS: dict[Ceiling, Callable[[Answers, Figures, Numbers], _Found | None]] = {
    Ceiling.AFFORD: _afford,
    Ceiling.REASONS: _reasons,
    Ceiling.TERMS: _terms,
    Ceiling.FLOOR: _floor,
    Ceiling.LOAD: _load,
    Ceiling.UPFRONT: _upfront,
    Ceiling.MOTIVE: _motive,
    Ceiling.FAVOUR: _favour,
}
