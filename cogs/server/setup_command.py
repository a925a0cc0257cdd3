"""`/setup`: the first thing that a moderator runs."""

from discord import app_commands
from discord.ext import commands

from bot.interactions.host import Interaction
from bot.interactions.permissions import Who, open_to
from cogs.server.setup_controls import proposed, setup_card


class SetUp(commands.Cog):
    """Finds what it can by names, and asks for the rest."""

    @app_commands.command(
        name="setup",
        description="Set up this server: I look for channels and roles, and ask for the rest.",
        extras=open_to(Who.MODERATORS),
    )
    @app_commands.default_permissions(manage_messages=True)
    @app_commands.guild_only()
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def set_up(self, interaction: Interaction) -> None:
        """Show the moderator alone what is set, what was found and what is missing."""
        card = setup_card(interaction, await proposed(interaction))
        await interaction.response.send_message(view=card, ephemeral=True)
