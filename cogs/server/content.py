"""The `/content` commands, for the application's owner or team."""

import asyncio

import discord
from discord import app_commands
from discord.ext import commands

from bot.content import changes
from bot.interactions.host import Interaction
from bot.interactions.permissions import Who, open_to
from cogs.server import content_cards


class ContentCommands(commands.Cog):
    """Shows which content is in use, and takes over what curators have changed."""

    content = app_commands.Group(
        name="content",
        description="What curators have written: for who runs this bot.",
        default_permissions=discord.Permissions.none(),  # administrators; the owner also in a DM
        extras=open_to(Who.OWNER),
    )

    @content.command(name="status", description="Show the content in use and how the files are.")
    async def status(self, interaction: Interaction) -> None:
        """Check the files and say what is in use."""
        shelf = interaction.client.shelf
        problems = await asyncio.to_thread(shelf.problems)
        is_behind = await asyncio.to_thread(shelf.is_behind)
        card = content_cards.status_card(shelf, problems, is_behind=is_behind)
        await interaction.edit_original_response(view=card)

    @content.command(name="reload", description="Take over what curators have changed.")
    async def reload(self, interaction: Interaction) -> None:
        """Read the files again; broken ones are refused and change nothing."""
        shelf = interaction.client.shelf
        before = shelf.content
        if problems := await asyncio.to_thread(shelf.reload):
            card = content_cards.refused_card(shelf, problems)
        else:
            card = content_cards.reloaded_card(shelf, changes(before, shelf.content))
        await interaction.edit_original_response(view=card)
