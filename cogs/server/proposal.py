"""What `/setup` proposes for a server: what is set, else what was found, setting by setting."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

import discord

from bot.store import GuildSettings
from bot.store.guild_settings import Changes
from cogs.server import cards, checking
from cogs.server.finding import Finding, Found, Guess, Layout, Place, Rank, Unsure, find

Setting: TypeAlias = Literal["biz_talk", "log", "show_work", "role"]
_Column: TypeAlias = Literal[
    "biz_talk_channel_id", "log_channel_id", "show_work_channel_id", "moderator_role_id"
]

COLUMNS: dict[Setting, _Column] = {
    "biz_talk": "biz_talk_channel_id",
    "log": "log_channel_id",
    "show_work": "show_work_channel_id",
    "role": "moderator_role_id",
}
NAMES: dict[Setting, str] = {
    "biz_talk": cards.BIZ_TALK,
    "log": cards.LOG,
    "show_work": cards.SHOW_WORK,
    "role": cards.ROLE,
}

NO_ZONE = "UTC"  # what stands while nobody has chosen


@dataclass(frozen=True, slots=True)
class Proposal:
    """`chosen` is what is set and still there, `found` what was found for the rest."""

    chosen: dict[Setting, int]
    found: dict[Setting, Finding]
    zone: str
    is_zone_found: bool

    def value(self, setting: Setting) -> int | None:
        """Return what is set or would be."""
        finding = self.found.get(setting)
        return self.chosen.get(setting, finding.id if isinstance(finding, Guess) else None)

    @property
    def news(self) -> dict[Setting, int]:
        """What was found and is not set yet."""
        guesses = ((name, finding) for name, finding in self.found.items())
        return {name: finding.id for name, finding in guesses if isinstance(finding, Guess)}

    @property
    def has_news(self) -> bool:
        """Whether saving would change anything."""
        return bool(self.news) or self.is_zone_found

    @property
    def digest(self) -> str:
        """By which it is known again, to save what was shown and nothing else."""
        values = [*(self.value(setting) for setting in COLUMNS), self.zone]
        return hashlib.sha256(json.dumps(values).encode()).hexdigest()[:12]


def propose(guild: discord.Guild, settings: GuildSettings) -> Proposal:
    """Take what is set, and look for what is not; what is set and gone counts as not set."""
    chosen = dict(_still_there(guild, settings))
    found = find(layout_of(guild))
    is_new = not any(getattr(settings, column) for column in COLUMNS.values())
    is_zone_found = is_new and settings.zone == NO_ZONE and found.zone is not None
    return Proposal(
        chosen=chosen,
        found={name: one for name, one in _findings(found) if name not in chosen},
        zone=found.zone if is_zone_found and found.zone else settings.zone,
        is_zone_found=is_zone_found,
    )


def _still_there(guild: discord.Guild, settings: GuildSettings) -> Iterator[tuple[Setting, int]]:
    for setting, column in COLUMNS.items():
        one: int | None = getattr(settings, column)
        look = guild.get_role if setting == "role" else guild.get_channel
        if one is not None and look(one) is not None:
            yield setting, one


def _findings(found: Found) -> Iterator[tuple[Setting, Finding]]:
    yield "biz_talk", found.biz_talk
    yield "log", found.log
    yield "show_work", found.show_work
    yield "role", found.role


def layout_of(guild: discord.Guild) -> Layout:
    """Describe a server's text channels, forums and roles without Discord."""
    return Layout(
        places=[_place(one, guild) for one in guild.channels if isinstance(one, checking.Place)],
        ranks=[_rank(one) for one in guild.roles if not one.managed and not one.is_default()],
        locale=guild.preferred_locale.value,
    )


def _place(channel: checking.Place, guild: discord.Guild) -> Place:
    held = channel.permissions_for(guild.me)
    return Place(
        channel.id,
        channel.name,
        channel.topic or "",
        is_forum=isinstance(channel, discord.ForumChannel),
        is_seen=held.view_channel,
        is_writable=held.send_messages,
        is_open=channel.permissions_for(guild.default_role).view_channel,
    )


def _rank(role: discord.Role) -> Rank:
    held = role.permissions
    return Rank(role.id, role.name, held.manage_messages or held.administrator)


def clock_in(zone: str, now: datetime) -> str:
    """Return what clocks show there, by which people see whether a zone is the right one."""
    return f"{now.astimezone(ZoneInfo(zone)):%H:%M}"


def change(changes: Changes, setting: Setting, value: int | None) -> None:
    """Add a change of one of the channels, or of the role."""
    changes[COLUMNS[setting]] = value


def mention(setting: Setting, one: int) -> str:
    """Mention a channel or a role."""
    return f"<@&{one}>" if setting == "role" else f"<#{one}>"


def unsure_of(setting: Setting, unsure: Unsure) -> str:
    """Say between which it stands, or what is wrong with the one that fits."""
    fitting = " or ".join(mention(setting, one) for one in unsure.ids[:3])
    match unsure.why:
        case "open":
            how = "but everybody can read it: make it private, or choose another"
            return f"not set. {fitting} is called so, {how}"
        case "unseen":
            how = "but I cannot see it: add my role to it, and run `/setup` again"
            return f"not set. {fitting} is called so, {how}"
        case "several":
            return f"not set. It may be {fitting}: please choose with **Change**"
