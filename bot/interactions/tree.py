"""The commands: who may use one is settled before it, and the error chain stands behind it."""

from discord import app_commands

from bot.interactions.errors import take_up
from bot.interactions.host import Host, Interaction
from bot.interactions.permissions import admit, who_may


class Tree(app_commands.CommandTree[Host]):
    """Every command, and every suggestion while one is typed, comes through here."""

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Let in whom the command is open to; nobody while the bot is ending.

        discord.py runs a command's own checks for the command only, so suggestions would tell
        anybody what a moderators' command knows.
        """
        take_up(interaction)
        if interaction.command is not None:
            await admit(interaction, who_may(interaction.command))
        return True

    async def on_error(
        self, interaction: Interaction, error: app_commands.AppCommandError, /
    ) -> None:
        """Lead every command's error to the chain."""
        await self.client.answering.answer(interaction, error)
