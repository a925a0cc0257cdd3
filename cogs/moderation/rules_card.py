"""`/moderation rules`: what is judged by, as it is in force, page by page."""

from collections.abc import Iterable, Iterator

import discord

from bot.content import Shelf
from bot.interactions.buttons import LastingButton
from bot.interactions.cards import Card, row, text, turn_to
from bot.interactions.host import Interaction
from bot.interactions.permissions import Who
from bot.moderation import Action, Rule, Rules, SignalRule
from cogs.moderation.access import ACCENT

_ON_A_PAGE = 1_800  # characters: a few screens of a phone


def rules_card(shelf: Shelf, page: int = 0) -> Card:
    """Show a page of the rules; pages count from 0, and beyond the last stands the last."""
    content = shelf.content
    pages = list(_pages(_lines(content.moderation)))
    shown = min(page, len(pages) - 1)
    read = discord.utils.format_dt(shelf.loaded_at, "f")
    tried = f", tried on {content.tried_on:%d %B %Y}" if content.tried_on else ""
    where = f"Page {shown + 1} of {len(pages)}. " if len(pages) > 1 else ""
    turns = []
    if shown > 0:
        turns.append(RulesButton(str(shown - 1), "Page before"))
    if shown + 1 < len(pages):
        turns.append(RulesButton(str(shown + 1), "Next page"))
    return Card(
        text(
            "### Rules in force",
            pages[shown],
            f"-# {where}Version `{content.version}`, read {read}{tried}. "
            f"{content.wording.mod_rules_kept}",
        ),
        *([row(*turns)] if turns else []),
        accent=ACCENT,
    )


class RulesButton(LastingButton, template=r"mod:rules:(?P<page>\d{1,3})", open_to=Who.MODERATORS):
    """Turns to a page of the rules."""

    def __init__(self, page: str, label: str = "Rules") -> None:
        self.page = int(page)
        super().__init__(label, f"mod:rules:{page}")

    async def press(self, interaction: Interaction) -> None:
        await turn_to(interaction, rules_card(interaction.client.shelf, self.page))


ITEMS = (RulesButton,)


def _lines(rules: Rules) -> Iterator[str]:
    """Yield the thresholds of each rule, then its signals: against, for, and what decides."""
    for rule in rules.rules.values():
        yield _rule(rule)
        signals = [one for one in rules.signals.values() if one.rule == rule.name]
        against = sorted((one for one in signals if one.weight > 0), key=lambda one: -one.weight)
        for_author = sorted((one for one in signals if one.weight < 0), key=lambda one: one.weight)
        for heading, some in (
            ("**Against a message**", against),
            ("**For its author**", for_author),
            ("**Besides**", [one for one in signals if not one.weight]),
        ):
            lines = [_signal(one) for one in some]
            if lines:
                yield f"{heading}\n{lines[0]}"
                yield from lines[1:]


def _rule(rule: Rule) -> str:
    return (
        f"**{rule.title}**: the weights are summed up. From {rule.review} on a moderator is asked, "
        f"from {rule.remove} on it counts as clear."
    )


def _signal(signal: SignalRule) -> str:
    weight = f"`{signal.weight:+d}` " if signal.weight else ""
    notes = "; ".join(_notes(signal))
    return f"- {weight}{signal.sentence}{f' ({notes})' if notes else ''}"


def _notes(signal: SignalRule) -> Iterator[str]:
    if signal.only_adds:
        yield "only beside others"
    if signal.at_most is Action.REVIEW:
        yield "alone never clear"
    if signal.at_least is Action.REVIEW:
        yield "always asks a moderator"
    if signal.decides is Action.ALLOW:
        yield "lets it stand"


def _pages(lines: Iterable[str]) -> Iterator[str]:
    page = ""
    for line in lines:
        if page and len(page) + len(line) > _ON_A_PAGE:
            yield page
            page = ""
        page = f"{page}\n{line}" if page else line
    yield page
