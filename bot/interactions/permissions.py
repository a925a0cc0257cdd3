"""Who may: declared with every command, button, menu and form, and checked before it is answered.

Commands say it in their group (`extras=open_to(...)`), items and forms where their class begins
(`open_to=...`). The check stands in the few places through which every interaction comes:
`bot.interactions.tree`, `bot.interactions.buttons` and `bot.interactions.forms`.
"""

from enum import Enum, auto
from typing import Any, TypeAlias

import discord
from discord import app_commands

from bot.interactions.errors import Refusal, permission_names
from bot.interactions.host import Interaction

# Any: the commands of every cog
AnyCommand: TypeAlias = "app_commands.Command[Any, ..., Any] | app_commands.ContextMenu"

_OPEN_TO = "open_to"
_ON_SERVERS = "This works on a server, not in direct messages."
_FOR_MODERATORS = "This is for moderators: it takes Manage Messages or the moderators' role here."
_FOR_OWNERS = "This is for who runs me: the application's owner or team."


class Who(Enum):
    """Whom something is open to."""

    ANYBODY = auto()
    """What it shows is for all, or belongs to whoever asks."""

    ITS_PERSON = auto()
    """It names a row of one person. Whose that is, the store alone knows: the handler looks it up
    by the person, or compares, and gives others a `Refusal`.
    """

    MODERATORS = auto()
    OWNER = auto()
    """The application's owner, or its team."""


def open_to(who: Who) -> dict[str, Who]:
    """Return the `extras` of a command, or of a group for all commands in it."""
    return {_OPEN_TO: who}


def who_may(command: AnyCommand) -> Who | None:
    """Return whom a command is open to by its own `extras` or those of a group around it."""
    one: AnyCommand | app_commands.Group | None = command
    while one is not None:
        if _OPEN_TO in one.extras:
            who: Who = one.extras[_OPEN_TO]
            return who
        one = None if isinstance(one, app_commands.ContextMenu) else one.parent
    return None


async def admit(interaction: Interaction, who: Who | None) -> None:
    """Raise `Refusal` unless the person is one of those whom something is open to."""
    match who:
        case Who.MODERATORS:
            await require_moderator(interaction)
        case Who.OWNER:
            # Discord is asked, which may take a while.
            await interaction.response.defer(ephemeral=True, thinking=True)
            await require_owner(interaction)
        case Who.ANYBODY | Who.ITS_PERSON:
            pass
        case None:
            raise TypeError("whom this is open to was never said, so it is open to nobody")


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
