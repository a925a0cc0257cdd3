"""Who may: one check for commands and buttons alike."""

from collections.abc import Callable
from typing import TypeVar

import discord
from discord import app_commands

from bot.interactions.errors import Refusal, permission_names
from bot.interactions.host import Interaction

_T = TypeVar("_T")

_ON_SERVERS = "This works on a server, not in direct messages."
_FOR_MODERATORS = "This is for moderators: it takes Manage Messages or the moderators' role here."
_FOR_OWNERS = "This is for who runs me: the application's owner or team."


async def is_moderator(interaction: Interaction) -> bool:
    """Whether the person holds Manage Messages here, or the configured moderators' role.

    Always false in direct messages.
    """
    if interaction.guild_id is None or not isinstance(interaction.user, discord.Member):
        return False
    if interaction.permissions.manage_messages:
        return True
    settings = await interaction.client.store.guild_settings.get(interaction.guild_id)
    role = settings.moderator_role_id
    return role is not None and interaction.user.get_role(role) is not None


async def require_moderator(interaction: Interaction) -> bool:
    """Return True for a moderator, else raise `Refusal` with the reason."""
    if interaction.guild_id is None:
        raise Refusal(_ON_SERVERS)
    if not await is_moderator(interaction):
        raise Refusal(_FOR_MODERATORS)
    return True


def for_moderators() -> Callable[[_T], _T]:
    """Put `require_moderator` before a command; buttons await it themselves."""
    return app_commands.check(require_moderator)


async def require_owner(interaction: Interaction) -> None:
    """Raise `Refusal` for anybody but the application's owner or, if a team has it, its team.

    Discord is asked each time, so acknowledge first. Of a team, members count who have accepted
    and may more than read: https://docs.discord.com/developers/topics/teams
    """
    about = await interaction.client.application_info()
    owner_ids = {about.owner.id}
    if about.team is not None:
        accepted = discord.TeamMembershipState.accepted
        writing = (discord.TeamMemberRole.admin, discord.TeamMemberRole.developer)
        owner_ids = {
            member.id
            for member in about.team.members
            if member.membership_state is accepted
            and (member.role in writing or member.id == about.team.owner_id)
        }
    if interaction.user.id not in owner_ids:
        raise Refusal(_FOR_OWNERS)


def require_posting(interaction: Interaction, *also: str) -> discord.abc.Messageable:
    """Return the channel of `interaction` if person and bot may both post there.

    `also` are further permissions that the bot needs for it. Raises `Refusal` with what is
    missing. What Discord has worked out for this very channel counts, overwrites included;
    inside a thread another permission is asked for than outside.
    """
    channel = interaction.channel
    if interaction.guild_id is None or not isinstance(channel, discord.abc.Messageable):
        raise Refusal(_ON_SERVERS)
    inside = isinstance(channel, discord.Thread)
    needed = "send_messages_in_threads" if inside else "send_messages"
    if not getattr(interaction.permissions, needed):
        raise Refusal("You may read here but not post, so I cannot post for you either.")
    lacked = [
        name
        for name in ("view_channel", needed, *also)
        if not getattr(interaction.app_permissions, name)
    ]
    if lacked:
        names = permission_names(lacked)
        msg = f"I may not post here: I lack {names}, which a moderator can give to my role."
        raise Refusal(msg)
    return channel
