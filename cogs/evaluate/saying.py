"""The offer in words: what the member sees of it, and what others may."""

from collections.abc import Iterator

from bot.gigs import Framework, discount_of, fill, show_hours, show_money, show_percent
from bot.interactions.wording import plain
from bot.store.evaluations import Evaluation
from cogs.evaluate.access import is_public


def heading(evaluation: Evaluation) -> str:
    """Name the offer, by the member's words only where nobody else reads them."""
    hidden = is_public(evaluation) and not evaluation.words_shown
    job = None if hidden else evaluation.known.job
    return f"### {plain(job, 80)}" if job else "### A gig offer"


def numbers(evaluation: Evaluation) -> str:
    """Say the numbers of the offer; where others read along, only how far below usual it is."""
    known = evaluation.known
    discount = discount_of(known)
    below = "" if discount is None else f"{show_percent(discount)} below the usual fee"
    if discount is not None and discount <= 0:
        below = "at or above the usual fee"
    if is_public(evaluation):
        return f"This offer is {below}." if below else ""
    return " · ".join([*amounts(evaluation), *filter(None, [below])])


def asked_back(framework: Framework, evaluation: Evaluation) -> Iterator[str]:
    """Yield what was typed and could not be read for certain, each with what is expected."""
    again = fill(evaluation.known, evaluation.typed, evaluation.currency)
    for name, sentence in again.unclear.items():
        label, typed = framework.fields[name].label, plain(evaluation.typed[name], 60)
        yield f"**{label}** “{typed}”: {sentence}"


def amounts(evaluation: Evaluation) -> Iterator[str]:
    """Yield the numbers of the offer as the member gave them."""
    known, currency = evaluation.known, evaluation.currency
    for label, amount in (
        ("usual", known.usual),
        ("offered", known.offered),
        ("costs", known.costs),
    ):
        if amount is not None and (amount or label != "costs"):
            yield f"{label} {show_money(amount, currency)}"
    if known.hours is not None:
        yield f"{show_hours(known.hours)} hours"
    if known.points:
        yield f"{known.points.normalize():f} points"
    if known.floor is not None:
        yield f"floor {show_money(known.floor, currency)} an hour"
