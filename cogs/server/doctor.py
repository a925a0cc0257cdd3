"""`/doctor`, for moderators, and the look that the bot takes by itself after a start."""

from datetime import timedelta
from functools import partial

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_port import DiscordPort
from bot.doctor import examine
from bot.interactions.cards import Card
from bot.interactions.host import LOG_CHOSEN, Host, Interaction
from bot.interactions.permissions import Who, open_to
from bot.store import Job
from bot.workflows.doctor_notices import DoctorNotices
from cogs.server.doctor_cards import HEADING, guild_of, notice_card, report_card

LOOK = "doctor"
"""The kind of job that looks at a server."""

SETTLED = timedelta(minutes=1)
"""How long after a server is there, or its log was chosen, it is looked at: until then the bot may
still send its commands, go on with what it had begun, and moderators with what they were choosing.
"""


class Doctor(commands.Cog):
    """Says what is wrong and how to mend it."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._notices: DoctorNotices[Card] = DoctorNotices(host.store, DiscordPort(host))
        host.do_jobs(LOOK, self.look)

    @app_commands.command(
        name="doctor",
        description="See whether I have all I need here, and how to mend what I lack.",
        extras=open_to(Who.MODERATORS),
    )
    @app_commands.default_permissions(manage_messages=True)
    @app_commands.guild_only()
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def doctor(self, interaction: Interaction) -> None:
        """Look at everything, and say it to the moderator alone."""
        guild = guild_of(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        report = await examine(interaction.client, guild)
        await interaction.edit_original_response(view=report_card(report, HEADING))

    @commands.Cog.listener("on_guild_available")
    @commands.Cog.listener("on_guild_join")
    async def plan(self, guild: discord.Guild) -> None:
        """Look at a server once it is known and things have settled."""
        await self._plan(guild.id)

    @commands.Cog.listener(f"on_{LOG_CHOSEN}")
    async def plan_again(self, guild_id: int) -> None:
        """Tell what has waited for a channel where moderators read."""
        await self._plan(guild_id)

    async def look(self, job: Job) -> None:
        """Look at the server that a job names, and tell moderators what they do not know yet."""
        guild = self._host.get_guild(int(job.payload["guild"] or 0))
        if guild is None or guild.unavailable:
            return  # once it is there, it is looked at again
        report = await examine(self._host, guild)
        await self._notices.tell(guild.id, report.untold, partial(notice_card, report))

    async def _plan(self, guild_id: int) -> None:
        if self._host.is_ending:
            return
        self._host.take_up()
        due = self._host.clock.now() + SETTLED
        await self._host.store.jobs.schedule(
            LOOK,
            f"{LOOK}:{guild_id}:{due.isoformat()}",
            due,
            {"guild": guild_id},
            guild_id=guild_id,
        )
