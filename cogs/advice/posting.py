"""Posting a card in a channel on somebody's behalf, once."""

import hashlib
import logging

import aiohttp
import discord
from discord import ui

from bot import limits
from bot.interactions.cards import Card
from bot.interactions.host import Interaction

_log = logging.getLogger(__name__)


async def post_once(  # noqa: PLR0913 - what is posted and what is shown for it, by name
    interaction: Interaction,
    channel: discord.abc.Messageable,
    card: Card,
    *,
    nonce: str,
    spent: ui.LayoutView,
    reply_to: discord.MessageReference | None = None,
) -> None:
    """Post `card`, then turn the private card to `spent`, which says that it was done.

    It says so only once it is so: a bot that is killed, or loses an answer, before then leaves a
    button that still works. Discord makes one post of those with the same `nonce`, so a second
    press meanwhile is the same post. Raises what Discord refuses about posting.
    """
    await interaction.response.defer()
    if reply_to is None:
        await channel.send(view=card, nonce=nonce)
    else:
        await channel.send(view=card, nonce=nonce, reference=reply_to, mention_author=False)
    try:
        await interaction.edit_original_response(view=spent)
    except (discord.DiscordException, aiohttp.ClientError, OSError) as lost:
        _log.warning("A card could not be marked as shown: %s", lost)


def digest(message_id: int, entry_id: str) -> str:
    """Name one posting of an entry, for Discord to know a second one of it."""
    return hashlib.sha256(f"{message_id}:{entry_id}".encode()).hexdigest()[: limits.NONCE]
