"""The weekly tips at work: rounds, jobs, and what Discord tells of servers."""

import asyncio
from functools import partial

import discord
from discord.ext import commands

from bot.discord_pins import DiscordPins
from bot.discord_port import DiscordPort
from bot.interactions.cards import Card
from bot.interactions.host import LOG_CHOSEN, Host
from bot.workflows.post_tip import LOOK, ROUND, PostingTips
from bot.workflows.tip_notices import TipNotices
from cogs.tips.access import Posting, offered_by
from cogs.tips.schedule_card import draw_notice
from cogs.tips.views import draw


class Tips(Posting):
    """Posts and pins what every server is owed."""

    def __init__(self, host: Host) -> None:
        port = DiscordPort(host)
        notices: TipNotices[Card] = TipNotices(host.store, port, partial(draw_notice, host))
        super().__init__(
            PostingTips(
                host.store,
                host.clock,
                port,
                DiscordPins(host),
                offered=partial(offered_by, host),
                draw=partial(draw, host),
                notices=notices,
            )
        )
        self._host = host
        self._looking: set[asyncio.Task[None]] = set()
        host.do_jobs(LOOK, self.posting.take_up)
        host.do_jobs(ROUND, self.posting.make_round)

    async def cog_load(self) -> None:
        """Go on with what a bot that was killed had begun, and plan the rounds."""
        await self.posting.begin()

    async def cog_unload(self) -> None:
        """Come to an end."""
        await asyncio.gather(*self._looking)

    @commands.Cog.listener("on_guild_available")
    @commands.Cog.listener("on_guild_join")
    async def look_again(self, guild: discord.Guild) -> None:
        """Look at a server once it is known what the bot may do there."""
        self._check(guild.id)

    @commands.Cog.listener(f"on_{LOG_CHOSEN}")
    async def tell_waiting(self, guild_id: int) -> None:
        """Tell what has waited for a channel where moderators read."""
        self._check(guild_id)

    def _check(self, guild_id: int) -> None:
        """See to it in a task that the end of the bot waits for, before the store is closed."""
        if self._host.is_closed():
            return
        look = self._host.keep("tips", partial(self.posting.check, guild_id))
        task = self._host.loop.create_task(look, name="tips")
        self._looking.add(task)
        task.add_done_callback(self._looking.discard)
