"""The `/met` commands: people met, kept for the member alone."""

from typing import TypeAlias

from discord import app_commands
from discord.ext import commands

from bot import limits
from bot.interactions.host import Interaction
from bot.interactions.permissions import Who, open_to
from bot.interactions.wording import shorten
from bot.interactions.zones import zones, zones_like
from cogs.planning.access import content_of
from cogs.planning.correcting import LONGEST, open_form
from cogs.planning.met_access import find_named, people_like
from cogs.planning.met_controls import delete_card, finished, met_list
from cogs.planning.met_forms import MetForm, SnoozeForm

_Line: TypeAlias = app_commands.Range[str, 1, LONGEST]


class People(commands.Cog):
    """Keeps people whom a member met, and when to be in touch with them."""

    met = app_commands.Group(
        name="met",
        description="People you met, and when to be in touch. Only you see them.",
        extras=open_to(Who.ANYBODY),
    )

    @met.command(name="add", description="Keep somebody you met, and when to be in touch.")
    @app_commands.describe(
        who="Their name; without it a form opens",
        where="Where you met",
        making="What they are making",
        when="When to be in touch: a date, in 10 days, friday",
        zone="Your time zone, if it is not the server's; I remember it",
    )
    async def add(  # noqa: PLR0913, PLR0917 - the options of the command
        self,
        interaction: Interaction,
        who: _Line | None = None,
        where: _Line | None = None,
        making: _Line | None = None,
        when: _Line | None = None,
        zone: _Line | None = None,
    ) -> None:
        """Take what was typed, or ask for it in a form."""
        given = {"who": who, "where": where, "making": making, "when": when}
        typed = {name: said or "" for name, said in given.items()}
        form = MetForm("new", typed)
        if zone is not None and zone not in zones():
            await form.ask_back(
                interaction, typed, [content_of(interaction).met.words.unknown_zone]
            )
            return
        if zone is not None:
            await interaction.client.store.reminding.set_zone(interaction.user.id, zone)
        if who is None:
            await open_form(interaction, form.custom_id, typed)
        else:
            await form.submit(interaction, typed)

    @add.autocomplete("zone")
    async def _complete_zone(
        self, _interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=zone, value=zone) for zone in zones_like(typed)]

    @met.command(name="list", description="The people you met: whom to be in touch with first.")
    async def look(self, interaction: Interaction) -> None:
        """Show the list to the member alone."""
        card = await met_list(interaction)
        await interaction.response.send_message(view=card, ephemeral=True)

    @met.command(name="done", description="You were in touch with somebody.")
    @app_commands.describe(who="With whom")
    async def done(self, interaction: Interaction, who: _Line) -> None:
        """Note it; nothing more is sent about them."""
        met = await find_named(interaction, who)
        card = await finished(interaction, str(met.id))
        await interaction.response.send_message(view=card, ephemeral=True)

    @met.command(name="snooze", description="Name another day to be in touch with somebody.")
    @app_commands.describe(who="With whom", until="A date, in 10 days, friday")
    async def snooze(self, interaction: Interaction, who: _Line, until: _Line) -> None:
        """Take the day, or ask for it again."""
        met = await find_named(interaction, who)
        await SnoozeForm(str(met.id)).submit(interaction, {"when": until})

    @met.command(name="delete", description="Delete somebody from your list.")
    @app_commands.describe(who="Whom")
    async def delete(self, interaction: Interaction, who: _Line) -> None:
        """Ask before it deletes."""
        card = delete_card(content_of(interaction), await find_named(interaction, who))
        await interaction.response.send_message(view=card, ephemeral=True)

    @done.autocomplete("who")
    @snooze.autocomplete("who")
    @delete.autocomplete("who")
    async def _complete_who(
        self, interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        found = await people_like(interaction, typed)
        return [
            app_commands.Choice(name=shorten(met.name, limits.CHOICE_NAME), value=f"met:{met.id}")
            for met in found[: limits.CHOICES]
        ]
