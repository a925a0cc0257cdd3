"""The words that go with a verdict: what it takes, terms to agree, what to write to a client.

Nothing is sent for the member. Money is shown by a function that knows the currency; whatever
takes one is for the member alone.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction

from bot.gigs.answers import Room, Terms, Verdict
from bot.gigs.figures import half_up
from bot.gigs.framework import Ceiling, Framework, Numbers
from bot.gigs.verdict import Weighed

Show = Callable[[Decimal], str]
"""Shows an amount of money."""


@dataclass(frozen=True)
class Rule:
    """A rule as it is in force: what it is about, what it says, and where it comes from."""

    name: str
    text: str
    sources: tuple[str, ...] = ()


def rules(framework: Framework) -> tuple[Rule, ...]:
    """Return every rule with the present numbers, in the order in which they are told."""
    words, numbers = framework.words, _numbers(framework.numbers)
    return (
        Rule("", words.how_bands.format(**numbers)),
        Rule("", words.how_lowest),
        *(
            Rule(limit.name, limit.rule.format(**numbers), limit.sources)
            for limit in (framework.limits[ceiling] for ceiling in Ceiling)
        ),
        Rule("", words.how_price.format(**numbers)),
    )


def terms_to_agree(weighed: Weighed, framework: Framework) -> tuple[str, ...]:
    """Return what to agree before starting; points only if there are some."""
    answers = weighed.answers
    return tuple(
        line.format(hours=framework.hours(answers.hours), points=half_up(answers.points))
        for line in framework.terms_to_agree
        if answers.points > 0 or "{points}" not in line
    )


def what_it_takes(weighed: Weighed, framework: Framework, show: Show) -> tuple[str, ...]:
    """Say which fee would change the answer, and what the offer buys at that fee.

    With a fixed price the hours come first, since they are what can move.
    """
    flip, words = weighed.flip, framework.words
    if flip is None:
        return ()
    said = framework.outcomes[flip.verdict].said
    if flip.terms_only:
        return (words.flip_terms.format(verdict=said),)
    refused = weighed.answers.terms is Terms.REFUSED
    price = (words.flip_price_agreed if refused else words.flip_price).format(
        fee=show(flip.fee), verdict=said
    )
    if not weighed.hours_at_offer:
        return (price,)
    offer = show(weighed.answers.offered)
    hours = words.flip_hours.format(hours=framework.hours(weighed.hours_at_offer), offer=offer)
    return (hours, price) if weighed.answers.room is Room.FIXED else (price, hours)


def plays_needed(weighed: Weighed, framework: Framework) -> tuple[str, ...]:
    """Say how many plays the points would need, and how that is counted; nothing without any."""
    figures, words, numbers = weighed.figures, framework.words, framework.numbers
    if figures.plays_needed is None:
        return ()
    points = half_up(weighed.answers.points)
    plays = words.plays_needed.format(
        points=points,
        plays=f"{figures.plays_needed:,}",
        months=f"{figures.months:,}",
        month_plays=f"{int(numbers.month_plays):,}",
    )
    return plays, words.points_note.format(play_pays=_shown(numbers.play_pays))


def draft(weighed: Weighed, framework: Framework, show: Show) -> str | None:
    """Return a draft to edit: a counter-offer, a polite no; None for an offer to take.

    Where only the terms stand in the way, it asks for those.
    """
    if weighed.flip is not None and weighed.flip.terms_only:
        return framework.words.counter_terms.format(
            offer=show(weighed.answers.offered), hours=framework.hours(weighed.answers.hours)
        )
    if weighed.verdict is Verdict.NEGOTIATE:
        return counter_offer(weighed, framework, show)
    return polite_no(framework) if weighed.verdict is Verdict.PASS else None


def counter_offer(weighed: Weighed, framework: Framework, show: Show) -> str | None:
    """Return a counter-offer with blanks in square brackets; None without a fee to name."""
    flip, answers, words = weighed.flip, weighed.answers, framework.words
    if flip is None:
        return None
    points = half_up(answers.points)
    fee = _fee(weighed, framework, show).format(
        usual=show(answers.usual + answers.costs),
        fee=show(flip.fee),
        points=words.counter_points.format(points=points) if points else "",
    )
    how = words.counter_how.format(hours=framework.hours(answers.hours), half=show(flip.fee / 2))
    whole = f"{fee} {how}"
    refused = answers.terms is Terms.REFUSED
    end = (words.counter_agreed, words.counter_close) if refused else (words.counter_close,)
    if not weighed.hours_at_offer:
        return "\n\n".join((words.counter_thanks, whole, *end))
    fixed = answers.room is Room.FIXED
    part = (words.counter_hours_first if fixed else words.counter_hours).format(
        hours=framework.hours(weighed.hours_at_offer), offer=show(answers.offered)
    )
    offers = (part, whole) if fixed else (whole, part)
    return "\n\n".join((words.counter_thanks, *offers, *end))


def polite_no(framework: Framework) -> str:
    """Return a short no with the door left open."""
    return framework.words.polite_no


def _fee(weighed: Weighed, framework: Framework, show: Show) -> str:
    """The sentence that names the fee; the usual one beside it, if it is the higher one."""
    answers, flip = weighed.answers, weighed.flip
    special = flip is not None and flip.fee < answers.usual + answers.costs
    return framework.words.counter_fee if special else framework.words.counter_fee_only


def _numbers(numbers: Numbers) -> dict[str, str]:
    return {one.name: _shown(getattr(numbers, one.name)) for one in fields(numbers)}


def _shown(number: Fraction) -> str:
    """As a curator would write it: 10, 0.003, 1/3."""
    simple = number < 1 and number.denominator < 10
    return str(number) if simple else str(half_up(number, places=6))
