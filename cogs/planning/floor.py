"""`/floor`: the lowest hourly one can live on, worked out once and kept."""

from collections.abc import Mapping, Sequence
from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.content import Content
from bot.interactions.buttons import LastingButton
from bot.interactions.cards import Card, row, text, turn_to
from bot.interactions.forms import LastingForm
from bot.interactions.host import Host, Interaction
from bot.interactions.permissions import Who, open_to
from bot.planning import floor
from bot.planning.floor import Filled, Year
from bot.planning.quoting import floor_said
from bot.planning.showing import plain_number
from bot.store.floors import Floor
from cogs.planning.access import ACCENT, checks_of, content_of
from cogs.planning.fields import asked_back, typed_field

FORM = "floor"

_EXAMPLES = {"need": "30000", "costs": "6000", "weeks": "44", "hours": "25"}


class LowestHourly(commands.Cog):
    """Divides a year's needs by the hours of it that somebody pays for."""

    @app_commands.command(
        description="Work out the lowest hourly you can live on.", extras=open_to(Who.ANYBODY)
    )
    async def floor(self, interaction: Interaction) -> None:
        """Show what is kept, else ask."""
        kept = await interaction.client.store.floors.of(interaction.user.id)
        if kept is None:
            await FloorForm().open(interaction)
            return
        card = floor_card(content_of(interaction), kept, await _again(interaction, kept))
        await interaction.response.send_message(view=card, ephemeral=True)


async def _again(interaction: Interaction, kept: Floor) -> Filled:
    """Read what was typed once more, in the currency that it had then."""
    currency = kept.currency or await interaction.client.store.members.currency(kept.user_id)
    return floor.fill(kept.typed, currency, checks_of(interaction).guesses)


def floor_card(content: Content, kept: Floor, filled: Filled) -> Card:
    """Show the floor and how it comes about, or ask back what cannot be taken."""
    checks = content.checks
    if filled.year is None:
        wrong = "\n".join(asked_back(checks, FORM, kept.typed, filled.unclear))
        ways = row(CorrectButton("Correct it", discord.ButtonStyle.primary), ForgetButton())
        return Card(text(checks.words.to_correct, wrong), ways, accent=ACCENT)
    return _worked_out(content, kept, filled.year, filled.currency)


def _worked_out(content: Content, kept: Floor, year: Year, currency: str | None) -> Card:
    words = content.checks.words
    guessed = words.floor_guessed.format(
        weeks=plain_number(year.weeks), hours=plain_number(year.hours)
    )
    said = {None: words.floor_ask, True: words.floor_offered, False: words.floor_kept}
    agree = [] if kept.is_offered else [OfferButton("yes", "Show it there")]
    decline = [] if kept.is_offered is False else [OfferButton("no", "Do not show it there")]
    return Card(
        text(
            "### The lowest hourly you can live on",
            floor_said(year, currency, words),
            f"-# {guessed}" if year.guessed else None,
        ),
        ui.Separator(),
        text(said[kept.is_offered]),
        row(*agree, *decline, CorrectButton(), ForgetButton()),
        accent=ACCENT,
    )


class FloorForm(LastingForm, template=r"floor:form", open_to=Who.ANYBODY):
    """What a year needs, and the time it is earned in."""

    def __init__(self, typed: Mapping[str, str] | None = None) -> None:
        self.typed = typed or {}
        super().__init__("Your lowest hourly", "floor:form")

    def fields(self, host: Host) -> Sequence["ui.Label[Any]"]:
        checks = host.shelf.content.checks
        guesses = {"weeks": checks.guesses.weeks, "hours": checks.guesses.hours}
        return [
            typed_field(
                checks,
                FORM,
                name,
                example=_EXAMPLES[name],
                typed=self.typed,
                guess=plain_number(guesses[name]) if name in guesses else "",
                needed=name == "need",
            )
            for name in floor.FIELDS
        ]

    async def submit(self, interaction: Interaction, typed: Mapping[str, str]) -> None:
        store, member = interaction.client.store, interaction.user.id
        currency = await store.members.currency(member)
        filled = floor.fill(typed, currency, checks_of(interaction).guesses)
        async with store.together() as together:
            if filled.year is None:
                kept = await together.floors.keep_typed(member, typed)
            else:
                hourly = floor.lowest_hourly(filled.year, filled.currency)
                kept = await together.floors.keep(member, typed, hourly, filled.currency)
                if filled.currency is not None:
                    await together.members.set_currency(member, filled.currency)
        await turn_to(interaction, floor_card(content_of(interaction), kept, filled))


class CorrectButton(LastingButton, template=r"floor:correct", open_to=Who.ANYBODY):
    """Opens the form, with what was typed in it."""

    def __init__(
        self,
        label: str = "Change the numbers",
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    ) -> None:
        super().__init__(label, "floor:correct", style=style)

    async def press(self, interaction: Interaction) -> None:
        kept = await interaction.client.store.floors.of(interaction.user.id)
        await FloorForm(kept.typed if kept else {}).open(interaction)


class OfferButton(LastingButton, template=r"floor:offer:(?P<answer>yes|no)", open_to=Who.ANYBODY):
    """Agrees that `/evaluate` shows the floor, or declines."""

    def __init__(self, answer: str, label: str = "") -> None:
        self.is_offered = answer == "yes"
        super().__init__(label or answer, f"floor:offer:{answer}")

    async def press(self, interaction: Interaction) -> None:
        floors = interaction.client.store.floors
        kept = await floors.offer(interaction.user.id, is_offered=self.is_offered)
        if kept is None:
            await turn_to(interaction, _forgotten(interaction))
        else:
            card = floor_card(content_of(interaction), kept, await _again(interaction, kept))
            await turn_to(interaction, card)


class ForgetButton(LastingButton, template=r"floor:forget", open_to=Who.ANYBODY):
    """Deletes the floor and what it was made of."""

    def __init__(self) -> None:
        super().__init__("Forget it", "floor:forget")

    async def press(self, interaction: Interaction) -> None:
        await interaction.client.store.floors.forget(interaction.user.id)
        await turn_to(interaction, _forgotten(interaction))


def _forgotten(interaction: Interaction) -> Card:
    return Card(text(checks_of(interaction).words.floor_forgotten), accent=ACCENT)


ITEMS = (CorrectButton, OfferButton, ForgetButton)
FORMS = (FloorForm,)
