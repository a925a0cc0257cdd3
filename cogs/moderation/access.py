"""How listeners, buttons and commands of moderation find what they share."""

from dataclasses import dataclass

import discord
from discord.ext import commands

from bot.content import Wording
from bot.interactions.cards import Card
from bot.interactions.errors import Refusal
from bot.interactions.host import Host, Interaction
from bot.store import Case
from bot.workflows.case_cards import CaseCards
from bot.workflows.enforcing import Enforcing
from bot.workflows.judging import Judging, Ruled

ACCENT = discord.Colour(0xB4642D)
COG = "Moderation"


@dataclass
class Watching(commands.Cog):
    """The part of the cog that its buttons and commands need."""

    judging: Judging
    cards: CaseCards[Card]
    enforcing: Enforcing[Card]


def watching_of(host: Host) -> Watching:
    """Return the cog that judges messages and shows cases."""
    cog = host.get_cog(COG)
    if not isinstance(cog, Watching):
        raise TypeError("this is used only while its cog is loaded")
    return cog


def cards_of(interaction: Interaction) -> CaseCards[Card]:
    """Return the workflow that shows cases."""
    return watching_of(interaction.client).cards


def ruled_by(host: Host) -> Ruled:
    """Return the rules as they are now."""
    content = host.shelf.content
    return Ruled(content.moderation, content.version)


def wording_of(interaction: Interaction) -> Wording:
    """Return the curators' sentences as they are now."""
    return interaction.client.shelf.content.wording


async def find_case(interaction: Interaction, case_id: str | int) -> Case:
    """Return a case of this server; raises `Refusal` if it is kept no more."""
    guild_id = interaction.guild_id or 0
    case = await interaction.client.store.cases.get(guild_id, int(case_id))
    if case is None:
        raise Refusal(wording_of(interaction).case_gone)
    return case
