"""What became of the tips that were posted, as moderators read it."""

from collections import Counter
from collections.abc import Mapping, Sequence

import discord

from bot.content import Content
from bot.interactions.cards import Card, text
from bot.interactions.wording import shorten
from bot.store.tip import TipOccurrence, TipState
from cogs.tips.access import ACCENT

_SHOWN = 10
_LONGEST_LINE = 80
_AND_IF_ANY: Mapping[TipState, str] = {
    "missed": "missed",
    "skipped": "left out",
    "failed": "of unknown end",
}


def stats_card(content: Content, occurrences: Sequence[TipOccurrence]) -> Card:
    """Show how many tips there were and how often their buttons were pressed."""
    wording = content.wording
    posted = [one for one in occurrences if one.message_id is not None]
    if not posted:
        return Card(text("### Tips so far", wording.tip_stats_none), accent=ACCENT)
    more = sum(one.more_presses for one in posted)
    discuss = sum(one.discuss_presses for one in posted)
    threads = sum(one.thread_id is not None for one in posted)
    return Card(
        text(
            "### Tips so far",
            _counted(occurrences, len(posted)),
            f"**More on this** was pressed {_times(more)}, **Discuss** {_times(discuss)}; "
            f"threads: {threads}.",
            _most_pressed(content, posted),
            f"-# {wording.tip_stats_kept}",
        ),
        accent=ACCENT,
    )


def _counted(occurrences: Sequence[TipOccurrence], posted: int) -> str:
    states = Counter(one.state for one in occurrences)
    pinned = sum(one.pinned_at is not None for one in occurrences)
    others = [f"{states[name]} {said}" for name, said in _AND_IF_ANY.items() if states[name]]
    return "; ".join([f"{posted} posted, {pinned} of them pinned", *others]) + "."


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _most_pressed(content: Content, posted: Sequence[TipOccurrence]) -> str | None:
    texts = {tip.id: tip.text for tip in content.tips}
    pressed = [one for one in posted if _presses(one)]
    pressed.sort(key=lambda one: (-_presses(one), -one.id))
    lines = [
        f"- {_day(one)}: {_short(texts, one)} ({one.more_presses} and {one.discuss_presses})"
        for one in pressed[:_SHOWN]
    ]
    return "\n".join(["Pressed most often:", *lines]) if lines else None


def _presses(one: TipOccurrence) -> int:
    return one.more_presses + one.discuss_presses


def _day(one: TipOccurrence) -> str:
    return discord.utils.format_dt(one.posted_at or one.due, "d")


def _short(texts: dict[str, str], one: TipOccurrence) -> str:
    said = texts.get(one.tip_id or "", "a tip that is gone")
    return discord.utils.escape_markdown(shorten(said, _LONGEST_LINE))
