"""What a member sees of their offers: the list, one of them whole, and what deleting takes."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

import discord
from discord import ui

from bot.content import Content
from bot.gigs import discount_of, show_percent
from bot.interactions.cards import Card, CardItem, option, text
from bot.interactions.wording import plain, tidy
from bot.store.evaluation_table import ABANDONED_DAYS
from bot.store.evaluations import Evaluation
from cogs.evaluate.access import ACCENT
from cogs.evaluate.saying import heading, numbers
from cogs.evaluate.verdict import verdict_card

_LONGEST_JOB = 80
_UNNAMED = "A gig offer"
_STATES = {
    "placing": "not begun yet",
    "asking": "being answered",
    "cancelled": "put aside",
}
_OUTCOMES = {
    "took": "taken",
    "changed": "taken on changed terms",
    "passed": "passed on",
    "talking": "still talking",
}


def list_card(  # noqa: PLR0913 - what the list shows, each by name
    content: Content,
    evaluations: Sequence[Evaluation],
    *controls: CardItem,
    asked: Collection[int],
    start: int,
    total: int,
    foot: Sequence[CardItem],
    note: str | None = None,
) -> Card:
    """Show some of a member's `total` offers, counted from `start`, the newest first.

    `asked` are the ids of those with a question that waits. `note` stands above, `foot` below.
    """
    wording = content.wording
    lines = [
        _line(content, number, one, is_asked=one.id in asked)
        for number, one in enumerate(evaluations, start + 1)
    ]
    shown = f"{start + 1} to {start + len(evaluations)} of {total}, the newest first."
    kept = wording.gig_offers_kept.format(days=ABANDONED_DAYS)
    return Card(
        text(
            note,
            "### Your offers",
            "\n".join(lines) or wording.gig_no_offers,
            f"-# {shown} {kept}" if lines else None,
        ),
        *controls,
        ui.Separator(),
        *foot,
        accent=ACCENT,
    )


def settings(content: Content, currency: str | None, *, may_ask: bool) -> str:
    """Say what the member chose once for all offers: the currency, and whether I may ask."""
    wording = content.wording
    has = wording.gig_has_currency.format(currency=currency)
    said = wording.gig_no_currency if currency is None else has
    return f"{said}\n\n{wording.gig_asking if may_ask else wording.gig_not_asking}"


def choice(content: Content, number: int, evaluation: Evaluation) -> discord.SelectOption:
    """Make the option that opens an offer, by its number in the list."""
    job = tidy(evaluation.known.job or "") or _UNNAMED
    about = ", ".join(_facts(content, evaluation))
    return option(f"{number}. {job}", str(evaluation.id), about[:1].upper() + about[1:])


def offer_card(content: Content, evaluation: Evaluation, *controls: CardItem) -> Card:
    """Show an offer whole, to its member alone: amounts and words, wherever its card stands."""
    own = replace(evaluation, place="dm")
    first, *rest = _texts(content, own)
    return Card(
        text(first),
        text(numbers(own), _standing(content, own)),
        *map(text, rest),
        *controls,
        accent=ACCENT,
    )


def delete_card(content: Content, evaluation: Evaluation, *controls: CardItem) -> Card:
    """Say what deleting takes, and ask."""
    own = replace(evaluation, place="dm")
    return Card(text(heading(own), content.wording.gig_delete), *controls, accent=ACCENT)


def deleted_card(content: Content) -> Card:
    """Make what stands in place of a deleted offer."""
    return Card(text(content.wording.gig_deleted_card), accent=ACCENT)


def place_of(evaluation: Evaluation) -> str | None:
    """Return the address of the offer's card; None if it has none."""
    if evaluation.home_id is None or evaluation.card_id is None:
        return None
    guild = None if evaluation.place == "dm" else evaluation.guild_id
    where = f"{guild or '@me'}/{evaluation.home_id}/{evaluation.card_id}"
    return f"https://discord.com/channels/{where}"


def _line(content: Content, number: int, evaluation: Evaluation, *, is_asked: bool) -> str:
    job = plain(evaluation.known.job, _LONGEST_JOB) if evaluation.known.job else _UNNAMED
    facts = ", ".join(_facts(content, evaluation))
    began = discord.utils.format_dt(evaluation.began_at, "D")
    waits = " **A question waits.**" if is_asked else ""
    return f"{number}. {job}: {facts}, begun {began}.{waits}"


def _facts(content: Content, evaluation: Evaluation) -> Iterator[str]:
    """Yield in a few words: the verdict or how far it is, the discount, what became of it."""
    given = evaluation.verdict
    said = None if given is None else content.framework.outcomes[given].said
    if evaluation.state != "weighed":
        yield _STATES[evaluation.state]
        said = f"before that: {said}" if said else None
    if said:
        yield said
    discount = discount_of(evaluation.known)
    if discount is not None:
        below = f"{show_percent(discount)} below usual"
        yield below if discount > 0 else "at the usual fee or above"
    if evaluation.outcome is not None:
        yield _OUTCOMES[evaluation.outcome]


def _texts(content: Content, own: Evaluation) -> list[str]:
    """Return what the offer's card says, without what is pressed in it."""
    if own.state != "weighed":
        return [heading(own)]
    card = verdict_card(content, own, ())
    return [item.content for item in card.walk_children() if isinstance(item, ui.TextDisplay)]


def _standing(content: Content, evaluation: Evaluation) -> str:
    """Say when it was begun, how far it is, and what became of it."""
    began = discord.utils.format_dt(evaluation.began_at, "D")
    facts = [] if evaluation.state == "weighed" else [", ".join(_facts(content, evaluation))]
    if evaluation.outcome is not None and evaluation.outcome_at is not None:
        when = discord.utils.format_dt(evaluation.outcome_at, "D")
        facts.append(f"{_OUTCOMES[evaluation.outcome]}, said {when}")
    return f"-# {'; '.join([f'Begun {began}', *facts])}."
