"""The `/config` commands, for moderators."""

import discord
from discord import app_commands
from discord.ext import commands

from bot import limits
from bot.interactions.errors import Refusal
from bot.interactions.host import LOG_CHOSEN, Interaction
from bot.interactions.permissions import Who, open_to
from bot.interactions.zones import zones, zones_like
from bot.store.guild_settings import Changes
from cogs.server import cards
from cogs.server.checking import (
    READ,
    WORK_KINDS,
    WRITE,
    Place,
    guild_of,
    moderators_role,
    require_role_choice,
    usable,
)

_NOTHING = "Choose at least one setting to change; /config show lists them."
_NO_ZONE = "I do not know that time zone. Begin with the region, such as Europe/, and choose one."
_UNSEEN = "I cannot see that channel; give my role View Channel there, then set it again."

_CLEARED = {
    cards.BIZ_TALK: Changes(biz_talk_channel_id=None),
    cards.LOG: Changes(log_channel_id=None),
    cards.SHOW_WORK: Changes(show_work_channel_id=None),
    cards.ROLE: Changes(moderator_role_id=None),
}


class WorkChannel(app_commands.Transformer):
    """A channel where work is shown: a text channel or a forum."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """Ask for a channel."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """Offer these kinds alone."""
        return WORK_KINDS

    async def transform(self, _: discord.Interaction, value: object, /) -> Place:
        """Find the channel that was chosen; raises `Refusal` if the bot knows none such."""
        channel = value.resolve() if isinstance(value, app_commands.AppCommandChannel) else None
        if not isinstance(channel, Place):
            raise Refusal(_UNSEEN)
        return channel


class Server(commands.Cog):
    """Shows and changes what a server has set."""

    config = app_commands.Group(
        name="config",
        description="What this server has set for biz-talk.",
        default_permissions=discord.Permissions(manage_messages=True),
        guild_only=True,
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False),
        extras=open_to(Who.MODERATORS),
    )

    @config.command(name="show", description="Show this server's settings.")
    async def show(self, interaction: Interaction) -> None:
        """Show the settings to the moderator alone."""
        settings = await interaction.client.store.guild_settings.get(guild_of(interaction).id)
        card = cards.settings_card(settings, "Settings of this server")
        await interaction.response.send_message(view=card, ephemeral=True)

    @config.command(name="set", description="Change this server's settings.")
    @app_commands.describe(
        biz_talk="Where the community talks business",
        log="Where moderators read what the bot reports",
        show_work="Where members may show their own work",
        moderator_role="Who counts as a moderator, besides everybody with Manage Messages",
        zone="The server's time zone",
    )
    async def change(  # noqa: PLR0913 - one argument for each option of the command
        self,
        interaction: Interaction,
        *,
        biz_talk: discord.TextChannel | None = None,
        log: discord.TextChannel | None = None,
        show_work: app_commands.Transform[Place, WorkChannel] | None = None,
        moderator_role: discord.Role | None = None,
        zone: app_commands.Range[str, 1, limits.CHOICE_VALUE] | None = None,
    ) -> None:
        """Check everything that was given, then keep all of it or nothing."""
        guild = guild_of(interaction)
        changes = Changes()
        if biz_talk is not None:
            changes["biz_talk_channel_id"] = usable(biz_talk, guild, WRITE)
        if log is not None:
            changes["log_channel_id"] = usable(log, guild, WRITE)
        if show_work is not None:
            changes["show_work_channel_id"] = usable(show_work, guild, READ)
        if moderator_role is not None:
            changes["moderator_role_id"] = moderators_role(interaction, moderator_role)
        if zone is not None:
            changes["zone"] = _known(zone)
        if not changes:
            raise Refusal(_NOTHING)
        settings = await interaction.client.store.guild_settings.set(guild.id, **changes)
        card = cards.settings_card(settings, "Saved")
        await interaction.response.send_message(view=card, ephemeral=True)
        if log is not None:
            interaction.client.dispatch(LOG_CHOSEN, guild.id)

    @config.command(name="clear", description="Take one of this server's settings back.")
    @app_commands.describe(setting="Which one shall be not set again")
    @app_commands.choices(setting=[app_commands.Choice(name=name, value=name) for name in _CLEARED])
    async def clear(self, interaction: Interaction, setting: str) -> None:
        """Forget a channel or the role; whatever used it stops."""
        if setting == cards.ROLE:
            require_role_choice(interaction)
        repository = interaction.client.store.guild_settings
        settings = await repository.set(guild_of(interaction).id, **_CLEARED[setting])
        card = cards.settings_card(settings, "Saved")
        await interaction.response.send_message(view=card, ephemeral=True)

    @change.autocomplete("zone")
    async def _complete_zone(self, _: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=zone, value=zone) for zone in zones_like(typed)]


def _known(zone: str) -> str:
    if zone not in zones():
        raise Refusal(_NO_ZONE)
    return zone
