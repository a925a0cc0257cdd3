"""`/streams`: what plays bring, and how many it takes."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.content import Content
from bot.interactions.buttons import LastingButton
from bot.interactions.cards import Card, CardItem, option, row, text, turn_to
from bot.interactions.errors import Refusal
from bot.interactions.forms import LastingForm, menu
from bot.interactions.host import Host, Interaction
from bot.interactions.permissions import Who, open_to
from bot.planning import streams
from bot.planning.quoting import said_of, table_of
from bot.planning.showing import as_it_is
from bot.planning.streams import Per, Sum
from cogs.planning.access import ACCENT, checks_of, content_of
from cogs.planning.fields import LONGEST, asked_back, typed_field

FORM = "streams"

_EXAMPLES = {"plays": "20000", "dollars": "60", "points": "2", "rate": "0.003"}
_PERS = {"A month": Per.MONTH, "In all": Per.TOTAL, "Leave it open": ""}

Typed = app_commands.Range[str, 1, LONGEST]


class Streams(commands.Cog):
    """Multiplies plays out."""

    @app_commands.command(
        description="What plays bring, or how many it takes for an amount.",
        extras=open_to(Who.ANYBODY),
    )
    @app_commands.describe(
        plays="How many plays, such as 20,000 or 20k",
        dollars="Instead of plays: an amount, to see how many plays it takes",
        points="Your points, in percent, if not all of it is yours",
        per="Are they counted a month, or in all?",
        rate="What one play pays, if you know better than the article's example",
    )
    async def streams(  # noqa: PLR0913, PLR0917 - the options of the command
        self,
        interaction: Interaction,
        plays: Typed | None = None,
        dollars: Typed | None = None,
        points: Typed | None = None,
        per: Literal["month", "total"] | None = None,
        rate: Typed | None = None,
    ) -> None:
        """Work it out for the member alone."""
        given = {"plays": plays, "dollars": dollars, "points": points, "per": per, "rate": rate}
        typed = {name: said for name, said in given.items() if said}
        card = await _worked_out(interaction, typed)
        await interaction.response.send_message(view=card, ephemeral=True)


async def _worked_out(interaction: Interaction, typed: Mapping[str, str]) -> Card:
    """Keep what was typed, then make the card with the answer, or with what to correct."""
    forms = interaction.client.store.typed_forms
    typed_id = await forms.keep(interaction.user.id, FORM, typed)
    return sum_card(content_of(interaction), typed, str(typed_id))


def sum_card(
    content: Content, typed: Mapping[str, str], typed_id: str, *, with_table: bool = False
) -> Card:
    """Show what the plays bring, or how many it takes; or ask back what cannot be taken."""
    checks, rate = content.checks, rate_of(content)
    asked = streams.read(typed, rate)
    note = text(f"-# {checks.words.streams_note.format(rate=as_it_is(rate))}")
    if not isinstance(asked, Sum):
        wrong = "\n".join(asked_back(checks, FORM, typed, asked))
        correct = CorrectButton(typed_id, "Correct it", discord.ButtonStyle.primary)
        return Card(text(checks.words.to_correct, wrong), row(correct), note, accent=ACCENT)
    table: list[CardItem] = [text(table_of(asked, checks))] if with_table else []
    ways = [] if with_table else [TableButton(typed_id)]
    return Card(
        text("### What plays bring", said_of(asked, checks.words)),
        *table,
        row(*ways, CorrectButton(typed_id)),
        note,
        accent=ACCENT,
    )


def rate_of(content: Content) -> Fraction:
    """Return the article's rate, in US dollars a play."""
    return content.framework.numbers.play_pays


async def _typed(interaction: Interaction, typed_id: str) -> Mapping[str, str] | None:
    forms = interaction.client.store.typed_forms
    kept = await forms.get(int(typed_id), interaction.user.id)
    return None if kept is None else kept.typed


class TableButton(
    LastingButton, template=r"streams:table:(?P<typed_id>\d{1,18})", open_to=Who.ITS_PERSON
):
    """Adds the table to the card."""

    def __init__(self, typed_id: str) -> None:
        self.typed_id = typed_id
        super().__init__("Show a table", f"streams:table:{typed_id}")

    async def press(self, interaction: Interaction) -> None:
        typed = await _typed(interaction, self.typed_id)
        if typed is None:
            raise Refusal(checks_of(interaction).words.streams_gone)
        card = sum_card(content_of(interaction), typed, self.typed_id, with_table=True)
        await turn_to(interaction, card)


class CorrectButton(
    LastingButton, template=r"streams:correct:(?P<typed_id>\d{1,18})", open_to=Who.ITS_PERSON
):
    """Opens the form, with what was typed in it."""

    def __init__(
        self,
        typed_id: str,
        label: str = "Change it",
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    ) -> None:
        self.typed_id = typed_id
        super().__init__(label, f"streams:correct:{typed_id}", style=style)

    async def press(self, interaction: Interaction) -> None:
        await StreamsForm(await _typed(interaction, self.typed_id) or {}).open(interaction)


class StreamsForm(LastingForm, template=r"streams:form", open_to=Who.ANYBODY):
    """A sum, to be corrected or changed."""

    def __init__(self, typed: Mapping[str, str] | None = None) -> None:
        self.typed = typed or {}
        super().__init__("Plays and dollars", "streams:form")

    def fields(self, host: Host) -> Sequence["ui.Label[Any]"]:
        content = host.shelf.content
        guess = as_it_is(rate_of(content))
        said = content.checks.fields[f"{FORM}-per"]
        chosen = self.typed.get("per", "")
        pers = [option(label, per or "open") for label, per in _PERS.items()]
        for one in pers:
            one.default = one.value == (chosen or "open")
        made = {
            name: typed_field(
                content.checks, FORM, name, example=example, typed=self.typed, guess=guess
            )
            for name, example in _EXAMPLES.items()
        }
        made["per"] = menu("per", said.label, pers, about=said.about)
        return [made[name] for name in streams.FIELDS]

    async def submit(self, interaction: Interaction, typed: Mapping[str, str]) -> None:
        given = {name: said for name in streams.FIELDS if (said := typed.get(name, "").strip())}
        if given.get("per") == "open":
            del given["per"]
        await turn_to(interaction, await _worked_out(interaction, given))


ITEMS = (TableButton, CorrectButton)
FORMS = (StreamsForm,)
