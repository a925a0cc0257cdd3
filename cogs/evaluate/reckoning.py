"""What was weighed, in figures: the offer's numbers as aligned text, and the score of its reasons.

The text stands in a code block, narrow enough for a phone; each label ends in a colon, so that it
reads well aloud too.
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from bot.content import Content
from bot.gigs import (
    Band,
    Framework,
    Load,
    Question,
    Reason,
    Step,
    Weighed,
    complete,
    plays_needed,
    show_hours,
    show_money,
    show_percent,
    steps,
    weigh,
)
from bot.interactions.wording import plain
from bot.store.evaluations import Evaluation

WIDTH = 26
"""Characters of a line of figures: what a code block on a small phone shows without breaking it."""

_LOADS = {Load.OK: "all right", Load.NEAR: "nearly too many", Load.OVER: "too many"}
_LONGEST_NAMES = 300  # characters, as many as its form takes

Row = tuple[str, str]
"""A label and a value."""


def weighed_of(content: Content, evaluation: Evaluation) -> Weighed | None:
    """Weigh an evaluation by the rules as they are now; None if those ask for more answers."""
    answers = complete(evaluation.known, content.framework)
    return None if answers is None else weigh(answers, content.framework)


class Money:
    """Shows amounts in the evaluation's currency."""

    def __init__(self, evaluation: Evaluation) -> None:
        self._currency = evaluation.currency

    def __call__(self, amount: Decimal | Fraction) -> str:
        return show_money(amount, self._currency)


def shared_figures(weighed: Weighed) -> str:
    """Return the figures that everybody may see: shares only."""
    rows = (_discount(weighed), *_load(weighed), *_chance(weighed))
    return _aligned(rows)


def own_figures(weighed: Weighed, framework: Framework, money: Money) -> str:
    """Return all figures, for the member alone, and how the plays among them are counted."""
    rows = (
        _discount(weighed),
        *_hourly(weighed, money),
        *_load(weighed),
        *_points(weighed, framework),
        *_chance(weighed),
        *_flip(weighed, money),
    )
    counted = " ".join(plays_needed(weighed, framework))
    return f"{_aligned(rows)}\n-# {counted}" if counted else _aligned(rows)


def score(weighed: Weighed, framework: Framework) -> str:
    """Return each reason with its points, and their sum; empty for an offer that needs none."""
    if weighed.figures.band is Band.NORMAL:
        return ""
    reasons = weighed.answers.reasons
    each = " · ".join(
        f"{framework.question(Question(reason)).name} {reasons[reason]:d}" for reason in Reason
    )
    return f"{each}: {weighed.figures.score} of {2 * len(Reason)}"


def names(evaluation: Evaluation, framework: Framework) -> str:
    """Return the member's own words for the reasons, if any are counted by them."""
    named = evaluation.known.named
    if not named or Step.NAMES not in steps(evaluation.known, framework):
        return ""
    return f"By name: {plain(named, _LONGEST_NAMES)}"


def _discount(weighed: Weighed) -> Row:
    discount = weighed.figures.discount
    label = "Discount" if discount >= 0 else "Above your usual"
    return label, show_percent(abs(discount))


def _hourly(weighed: Weighed, money: Money) -> Iterator[Row]:
    figures = weighed.figures
    yield "Effective hourly", money(figures.hourly)
    yield "Usual hourly", money(figures.usual_hourly)
    if figures.gap >= 0:
        yield "Gap", money(figures.gap)


def _load(weighed: Weighed) -> Iterator[Row]:
    figures = weighed.figures
    if figures.band is not Band.NORMAL:
        yield "Discounted jobs", f"{figures.discounted_after} of {figures.jobs_after}"
        yield "Load", _LOADS[figures.load]


def _points(weighed: Weighed, framework: Framework) -> Iterator[Row]:
    figures = weighed.figures
    if figures.plays_needed is not None:
        yield "Plays needed", f"{figures.plays_needed:,}"
        yield f"Months of {int(framework.numbers.month_plays):,}", f"{figures.months:,}"
    if figures.plays_pay is not None:
        # Plays are counted in dollars whatever the offer's currency: none is converted.
        yield "Your guess pays", show_money(figures.plays_pay, "USD")


def _chance(weighed: Weighed) -> Iterator[Row]:
    chance = weighed.figures.break_even
    if chance is not None:
        yield "Break-even chance", show_percent(chance) if chance <= 1 else "over 100%"


def _flip(weighed: Weighed, money: Money) -> Iterator[Row]:
    if weighed.flip is not None and not weighed.flip.terms_only:
        yield "Fee that changes it", money(weighed.flip.fee)
    if weighed.hours_at_offer:
        yield "Hours at the offer", show_hours(weighed.hours_at_offer)


def _aligned(rows: tuple[Row, ...]) -> str:
    return "\n".join(("```", *(line for row in rows for line in _lines(*row)), "```"))


def _lines(label: str, value: str) -> Iterator[str]:
    """Put the value at the right end of the label's line, or of the next if it is too long."""
    room = WIDTH - len(label) - 1
    if len(value) < room:
        yield f"{label}:{value:>{room}}"
    else:
        yield f"{label}:"
        yield f"{value:>{WIDTH}}"
