"""What the cards of this folder have in common."""

import discord

from bot.content import Content
from bot.interactions.host import Interaction
from bot.planning.checks import Checks

ACCENT = discord.Colour(0x3D7EAA)


def content_of(interaction: Interaction) -> Content:
    """Return what curators have written, as it is now."""
    return interaction.client.shelf.content


def checks_of(interaction: Interaction) -> Checks:
    """Return what the small tools ask and say, as it is now."""
    return content_of(interaction).checks
