"""Saving what was chosen in `/setup`: whatever can be, with a sentence for what cannot."""

from collections.abc import Mapping
from dataclasses import dataclass

import discord

from bot.interactions.errors import Refusal
from bot.interactions.host import LOG_CHOSEN, Interaction
from bot.interactions.zones import zones_named
from bot.store import GuildSettings
from bot.store.guild_settings import Changes
from cogs.server.checking import (
    READ,
    WRITE,
    Place,
    guild_of,
    moderators_role,
    require_role_choice,
    usable,
)
from cogs.server.proposal import COLUMNS, Setting, change

_UNSEEN = "I cannot see what you chose; please choose another."


@dataclass(frozen=True, slots=True)
class Saved:
    """What stands now, whether it is something else than before, and what was refused and why.

    `unclear` is the time zone as it was typed where that was not plain, and `maybe` holds the zones
    that it can mean, if any.
    """

    settings: GuildSettings
    is_new: bool
    refused: Mapping[Setting, str]
    unclear: str = ""
    maybe: tuple[str, ...] = ()


async def save(
    interaction: Interaction, wanted: Mapping[Setting, int | None], zone: str = ""
) -> Saved:
    """Save channels, role and zone, each by itself; what is set already is left as it is.

    None takes a setting back. `zone` is as somebody typed it; empty, it changes nothing.
    """
    guild, repository = guild_of(interaction), interaction.client.store.guild_settings
    before = await repository.get(guild.id)
    changes, refused = Changes(), dict[Setting, str]()
    for setting, value in wanted.items():
        if value != getattr(before, COLUMNS[setting]):
            try:
                change(changes, setting, _checked(interaction, guild, setting, value))
            except Refusal as refusal:
                refused[setting] = str(refusal)
    typed = zone.strip() or before.zone
    named = [typed] if typed == before.zone else zones_named(typed)
    if len(named) == 1:
        changes["zone"] = named[0]
    settings = await repository.set(guild.id, **changes)
    if changes.get("log_channel_id") is not None:
        interaction.client.dispatch(LOG_CHOSEN, guild.id)
    is_new = settings != before
    if len(named) == 1:
        return Saved(settings, is_new, refused)
    return Saved(settings, is_new, refused, typed, tuple(named))


def _checked(
    interaction: Interaction, guild: discord.Guild, setting: Setting, value: int | None
) -> int | None:
    """Return the value; raises `Refusal` with why it cannot be this one."""
    if setting == "role":
        require_role_choice(interaction)
    if value is None:
        return None
    if setting == "role":
        role = guild.get_role(value)
        if role is None:
            raise Refusal(_UNSEEN)
        return moderators_role(interaction, role)
    channel = guild.get_channel(value)
    if not isinstance(channel, Place):
        raise Refusal(_UNSEEN)
    return usable(channel, guild, READ if setting == "show_work" else WRITE)
