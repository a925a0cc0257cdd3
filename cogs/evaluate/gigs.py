"""The `/gigs` commands: how offers are weighed, one's own, and what members report."""

from discord import app_commands
from discord.ext import commands

from bot.discord_port import DiscordPort
from bot.interactions.errors import Refusal
from bot.interactions.host import Host, Interaction
from bot.interactions.permissions import Who, open_to
from bot.workflows import deletion
from cogs.evaluate.access import wording_of
from cogs.evaluate.history import history_card
from cogs.evaluate.history_cards import deleted_card
from cogs.evaluate.how import how_card
from cogs.evaluate.stats import stats_card


class Gigs(commands.Cog):
    """Looks back, and explains."""

    gigs = app_commands.Group(
        name="gigs",
        description="How offers are weighed, your own, and what members report.",
        extras=open_to(Who.ANYBODY),
    )

    def __init__(self, host: Host) -> None:
        clearing = deletion.Clearing(DiscordPort(host), lambda: deleted_card(host.shelf.content))
        host.do_jobs(deletion.KIND, clearing.take_up)

    @gigs.command(name="how", description="The rules a verdict follows, with their sources.")
    async def how(self, interaction: Interaction) -> None:
        """Print the rules with the numbers that are in force."""
        card = how_card(interaction.client.shelf.content)
        await interaction.response.send_message(view=card, ephemeral=True)

    @gigs.command(name="history", description="Your own offers: open, amend or delete them.")
    async def history(self, interaction: Interaction) -> None:
        """Show the list to the member alone."""
        card = await history_card(interaction)
        await interaction.response.send_message(view=card, ephemeral=True)

    @gigs.command(name="stats", description="What became of the jobs that members here took.")
    async def stats(self, interaction: Interaction) -> None:
        """Show what a server's members report."""
        if interaction.guild_id is None:
            raise Refusal(wording_of(interaction).gig_stats_direct)
        evidence = await interaction.client.store.evidence.of(interaction.guild_id)
        card = stats_card(interaction.client.shelf.content, evidence)
        await interaction.response.send_message(view=card, ephemeral=True)
