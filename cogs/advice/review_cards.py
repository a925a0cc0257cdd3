"""What moderators see of the gaps: the list, one question, and the start of an entry for it."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.guidance import Guidance
from bot.interactions.cards import Card, CardItem, text
from bot.interactions.wording import plain, shorten
from bot.store import Gap, Rating
from bot.store.gaps import KEPT_DAYS, LONGEST_TEXT
from cogs.advice.cards import small

_ACCENT = discord.Colour(0xB4642D)
_SHOWN = 100  # characters of a question in the list
_HEADING = "### Asked in vain"


def list_card(  # noqa: PLR0913 - what the list shows, each by name
    guidance: Guidance,
    gaps: Sequence[Gap],
    *controls: CardItem,
    start: int,
    total: int,
    unhelpful: Sequence[Rating],
    nothing: str,
) -> Card:
    """Show some of the `total` questions, counted from `start`, and what did not help.

    `nothing` is said where there are none.
    """
    lines = [
        f"{number}. {plain(gap.text, _SHOWN)}: {_times(gap)}{_near(guidance, gap)}"
        for number, gap in enumerate(gaps, start + 1)
    ]
    shown = f"{start + 1} to {start + len(gaps)} of {total}" if gaps else ""
    order = f"Questions {shown}, the most frequent first; each is kept for {KEPT_DAYS} days."
    ratings = [_rating(guidance, one) for one in unhelpful]
    return Card(
        text(_HEADING, "\n".join(lines) or nothing, small(order) if gaps else None),
        *([ui.Separator(), text("### Found not helpful", "\n".join(ratings))] if ratings else []),
        *controls,
        accent=_ACCENT,
    )


def gap_card(
    guidance: Guidance, gap: Gap, *controls: CardItem, skeleton: str | None = None
) -> Card:
    """Show one question, and if there is one the start of an entry for it."""
    last = discord.utils.format_dt(gap.asked_at, "D")
    code = f"```yaml\n{skeleton}```" if skeleton else None
    return Card(
        text(
            _HEADING,
            f"> {plain(gap.text, LONGEST_TEXT)}",
            f"It was {_times(gap)}, last on {last}{_near(guidance, gap)}.",
        ),
        *([text(code)] if code else []),
        *controls,
        accent=_ACCENT,
    )


def label(gap: Gap) -> str:
    """Name a question in a menu."""
    return shorten(gap.text, _SHOWN)


def _times(gap: Gap) -> str:
    return "asked once" if gap.times == 1 else f"asked {gap.times} times"


def _near(guidance: Guidance, gap: Gap) -> str:
    pointer = guidance.entries.get(gap.pointer_id) if gap.pointer_id else None
    return f"; named: {pointer.title}" if pointer else ""


def _rating(guidance: Guidance, rating: Rating) -> str:
    entry = guidance.entries.get(rating.entry_id)
    title = entry.title if entry else f"{rating.entry_id} (withdrawn)"
    return f"- {title}: {rating.unhelpful} not helpful, {rating.helpful} helpful"
