"""The `/privacy` commands, for everybody, on servers and in direct messages."""

from discord import app_commands
from discord.ext import commands

from bot.discord_port import DiscordPort
from bot.interactions.cards import Card
from bot.interactions.host import Host, Interaction
from bot.interactions.permissions import Who, open_to
from bot.privacy import CLEAR, ROUND, Rounds
from bot.workflows.deletion import Clearing
from cogs.privacy.cards import cleared_card
from cogs.privacy.controls import ask, export, look


class Privacy(commands.Cog):
    """Shows, hands out and deletes what is kept about whoever asks."""

    privacy = app_commands.Group(
        name="privacy",
        description="What I keep about you. Only you see the answer.",
        extras=open_to(Who.ANYBODY),
    )

    def __init__(self, host: Host) -> None:
        self._rounds = Rounds(host.store, host.clock)
        clearing: Clearing[Card] = Clearing(DiscordPort(host), cleared_card)
        host.do_jobs(CLEAR, clearing.take_up)
        host.do_jobs(ROUND, self._rounds.make)

    async def cog_load(self) -> None:
        """Plan the rounds."""
        await self._rounds.begin()

    @privacy.command(name="show", description="See what I keep about you, and for how long.")
    async def show(self, interaction: Interaction) -> None:
        """Show the kinds and how much there is of each."""
        await look(interaction)

    @privacy.command(name="export", description="Get everything I keep about you as a file.")
    async def export(self, interaction: Interaction) -> None:
        """Send the file to the person alone."""
        await export(interaction)

    @privacy.command(name="delete", description="Delete everything I keep about you.")
    async def delete(self, interaction: Interaction) -> None:
        """Say what goes and what stays, and ask."""
        await ask(interaction)
