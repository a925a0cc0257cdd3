"""What a setting has to be before it is kept: the same for `/config` and `/setup`."""

from typing import TypeAlias

import discord

from bot.interactions.errors import Refusal, permission_names
from bot.interactions.host import Interaction

Place: TypeAlias = discord.TextChannel | discord.ForumChannel

READ = ("view_channel",)
WRITE = ("view_channel", "send_messages")

TEXT_KINDS = [discord.ChannelType.text, discord.ChannelType.news]
WORK_KINDS = [*TEXT_KINDS, discord.ChannelType.forum]

ROLE_TAKES = "It takes Manage Server to choose the moderators' role, since it lets people moderate."

_EVERYONE = "Everybody has that role, so it cannot be the moderators'. Please choose another."
_BOTS = "That role belongs to an app, so no moderator can have it. Please choose another."
_ARRIVING = "I have only just arrived here; please try again in a minute."


def guild_of(interaction: Interaction) -> discord.Guild:
    """Return the server; raises `Refusal` while the bot has not been told of it."""
    if interaction.guild is None or interaction.guild.me is None:
        raise Refusal(_ARRIVING)
    return interaction.guild


def usable(channel: Place, guild: discord.Guild, needed: tuple[str, ...]) -> int:
    """Return the channel's id; raises `Refusal` with what the bot lacks in it."""
    held = channel.permissions_for(guild.me)
    if lacked := [name for name in needed if not getattr(held, name)]:
        msg = (
            f"I lack {permission_names(lacked)} in {channel.mention}. "
            "Give my role that permission in the channel's settings, then set it again."
        )
        raise Refusal(msg)
    return channel.id


def moderators_role(interaction: Interaction, role: discord.Role) -> int:
    """Return the role's id; raises `Refusal` if moderators cannot be known by it.

    The same goes for somebody who may not choose it.
    """
    require_role_choice(interaction)
    if role.is_default():
        raise Refusal(_EVERYONE)
    if role.is_bot_managed():
        raise Refusal(_BOTS)
    return role.id


def may_choose_role(interaction: Interaction) -> bool:
    """Whether somebody may say who moderates: that is handing out rights."""
    return interaction.permissions.manage_guild


def require_role_choice(interaction: Interaction) -> None:
    """Raise `Refusal` for whoever may not."""
    if not may_choose_role(interaction):
        raise Refusal(ROLE_TAKES)
