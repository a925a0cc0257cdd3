"""A server as the doctor sees it: what the bot may do there, and what was chosen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import discord

from bot.doctor.needs import PlaceKey
from bot.interactions.wording import shorten, tidy
from bot.store import GuildSettings, Native
from bot.store.tip import TipSchedule

_LONGEST_NAME = 60  # characters of a channel's or role's name, which may have 100


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a server's moderators have chosen, as the store has it."""

    settings: GuildSettings
    tips: TipSchedule | None = None
    native: Native | None = None


@dataclass(frozen=True, slots=True)
class Bound:
    """A channel that was chosen; `name` is None if it is gone or hidden from the bot."""

    channel_id: int
    name: str | None = None
    held: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rank:
    """A role that somebody may have. `is_above`: as high as the bot's highest, or higher."""

    name: str
    is_above: bool
    is_managed: bool = False
    is_moderators: bool = False
    permissions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Server:
    """What was found on a server.

    `own_role` is the name of the bot's own role, None if it has none but that of everybody, which
    nobody should be told to change. `held` is what it may do on the server as a whole, and
    `has_moderator_role` None if moderators chose none. A place that was not chosen is not among
    `places`.
    """

    own_role: str | None
    held: frozenset[str]
    places: Mapping[PlaceKey, Bound]
    ranks: tuple[Rank, ...]
    has_moderator_role: bool | None


def server_of(
    guild: discord.Guild,
    me: discord.Member,
    channels: Iterable[discord.abc.GuildChannel],
    chosen: Chosen,
) -> Server:
    """Put together what Discord tells of a server; `channels` are those the bot knows of."""
    settings = chosen.settings
    ids: dict[PlaceKey, int | None] = {
        "biz_talk": settings.biz_talk_channel_id,
        "log": settings.log_channel_id,
        "show_work": settings.show_work_channel_id,
        "tips": None if chosen.tips is None else chosen.tips.channel_id,
    }
    known = {channel.id: channel for channel in channels}
    wanted = settings.moderator_role_id
    return Server(
        own_role=_own_role(me),
        held=_held(me.guild_permissions),
        places={
            place: _bound(channel_id, known.get(channel_id), me)
            for place, channel_id in ids.items()
            if channel_id is not None
        },
        ranks=tuple(_rank(role, me, wanted) for role in guild.roles if not role.is_default()),
        has_moderator_role=None if wanted is None else guild.get_role(wanted) is not None,
    )


def _own_role(me: discord.Member) -> str | None:
    own = [role for role in me.roles if role.is_bot_managed()]
    others = [role for role in reversed(me.roles) if not role.is_default()]
    return _name((own or others)[0].name) if own or others else None


def _bound(channel_id: int, channel: discord.abc.GuildChannel | None, me: discord.Member) -> Bound:
    if channel is None:
        return Bound(channel_id)
    return Bound(channel_id, f"#{_name(channel.name)}", _held(channel.permissions_for(me)))


def _rank(role: discord.Role, me: discord.Member, moderators: int | None) -> Rank:
    return Rank(
        _name(role.name),
        is_above=role >= me.top_role and role != me.top_role,
        is_managed=role.managed,
        is_moderators=role.id == moderators,
        permissions=_held(role.permissions),
    )


def _held(permissions: discord.Permissions) -> frozenset[str]:
    if permissions.administrator:
        permissions = discord.Permissions.all()
    # Iterating leaves out names that stand for another, such as view_channel.
    return frozenset(name for name in discord.Permissions.VALID_FLAGS if getattr(permissions, name))


def _name(given: str) -> str:
    return shorten(tidy(given), _LONGEST_NAME) or "without a name"
