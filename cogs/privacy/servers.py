"""Noticing that the bot was removed from a server, or is back.

Discord tells of a removal while the bot is connected; what happened meanwhile shows once it is
ready. A server that is only out of reach for a while is told of differently, and is no removal.
"""

import logging

import discord
from discord.ext import commands

from bot.interactions.host import Host

_log = logging.getLogger(__name__)


class Servers(commands.Cog):
    """Keeps track of the servers that the bot has left."""

    def __init__(self, host: Host) -> None:
        self._host = host

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Compare the servers of which something is kept with those that the bot is on."""
        self._host.take_up()
        # Those out of reach are among them: Discord names them when the bot connects.
        present = {guild.id for guild in self._host.guilds}
        for guild_id in await self._host.store.departures.compare(present, self._is_ours):
            _log.info("The bot is not on the server %d any more.", guild_id)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note that the bot was removed, or the server deleted."""
        self._host.take_up()
        await self._host.store.departures.note(guild.id)
        _log.info("The bot was removed from the server %d.", guild.id)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Note that the bot is there, perhaps again."""
        self._host.take_up()
        if await self._host.store.departures.take_back(guild.id):
            _log.info("The bot is back on the server %d.", guild.id)

    def _is_ours(self, guild_id: int) -> bool:
        # https://docs.discord.com/developers/events/gateway#sharding
        settings = self._host.settings
        return (guild_id >> 22) % settings.shard_count == settings.shard_id
