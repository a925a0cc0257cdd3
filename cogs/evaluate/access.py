"""How buttons and forms find what they belong to: the evaluation, its place, the words."""

from dataclasses import dataclass

import discord
from discord.ext import commands

from bot.content import Wording
from bot.gigs import Framework
from bot.interactions.cards import Card
from bot.interactions.errors import Refusal
from bot.interactions.host import Host, Interaction
from bot.store.evaluations import Evaluation
from bot.workflows.evaluation import Places

ACCENT = discord.Colour(0x3D7EAA)
COG = "Evaluate"


@dataclass
class Placed(commands.Cog):
    """The part of the cog that its buttons need."""

    places: Places[Card]


def places_of(interaction: Interaction) -> Places[Card]:
    """Return the workflow that gives evaluations their place."""
    cog = interaction.client.get_cog(COG)
    if not isinstance(cog, Placed):
        raise TypeError("buttons are answered only while their cog is loaded")
    return cog.places


def framework_of(host: Host) -> Framework:
    """Return the rules and sentences of the verdict as they are now."""
    return host.shelf.content.framework


def wording_of(interaction: Interaction) -> Wording:
    """Return the curators' sentences as they are now."""
    return interaction.client.shelf.content.wording


async def find(interaction: Interaction, evaluation_id: str) -> Evaluation:
    """Return an evaluation, whoever asks; raises `Refusal` if it was deleted."""
    evaluation = await interaction.client.store.evaluations.get(int(evaluation_id))
    if evaluation is None:
        raise Refusal(wording_of(interaction).gig_gone)
    return evaluation


async def find_own(interaction: Interaction, evaluation_id: str) -> Evaluation:
    """Return an evaluation to the member whose it is; raises `Refusal` to others.

    Whose it is, only those hear who are on the same server.
    """
    evaluation = await find(interaction, evaluation_id)
    if evaluation.user_id != interaction.user.id:
        wording = wording_of(interaction)
        if interaction.guild_id is None or evaluation.guild_id != interaction.guild_id:
            raise Refusal(wording.gig_gone)
        raise Refusal(wording.gig_not_yours.format(owner=f"<@{evaluation.user_id}>"))
    return evaluation


async def find_public(interaction: Interaction, evaluation_id: str) -> Evaluation:
    """Return an evaluation that others on this server read along; else raises `Refusal`."""
    evaluation = await find(interaction, evaluation_id)
    here = interaction.guild_id is not None and evaluation.guild_id == interaction.guild_id
    if not here or not is_public(evaluation):
        raise Refusal(wording_of(interaction).gig_gone)
    return evaluation


def is_public(evaluation: Evaluation) -> bool:
    """Whether others see the evaluation's card: then it shows no amounts and no words."""
    return evaluation.place in ("public", "here")
