"""What the parts of this folder share: the workflow behind it, the content, the timetable."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

import discord
from discord.ext import commands

from bot.content import Content
from bot.interactions.cards import Card
from bot.interactions.host import Host, Interaction
from bot.store.tip import TipOccurrence, TipSchedule
from bot.store.tip_schedules import FIRST_DAY, FIRST_TIME
from bot.tips import Schedule, Tip, coming, following
from bot.workflows.post_tip import Offered, PostingTips

ACCENT = discord.Colour(0x3D7EAA)
COG = "Tips"


@dataclass
class Posting(commands.Cog):
    """The part of the cog that its commands and buttons need."""

    posting: PostingTips[Card]


def posting_of(interaction: Interaction) -> PostingTips[Card]:
    """Return the workflow that posts tips."""
    cog = interaction.client.get_cog(COG)
    if not isinstance(cog, Posting):
        raise TypeError("this is used only while its cog is loaded")
    return cog.posting


def content_of(interaction: Interaction) -> Content:
    """Return what curators have written, as it is now."""
    return interaction.client.shelf.content


def offered_by(host: Host) -> Offered:
    """Return the tips there are, and the entries that members may read."""
    content = host.shelf.content
    return Offered(content.tips, content.guidance.entries)


@dataclass(frozen=True)
class Timetable:
    """When and where a server's tips come; `chosen` is None while its moderators have not begun.

    Without a `channel_id` there is no place for them.
    """

    chosen: TipSchedule | None
    when: Schedule
    channel_id: int | None
    guild_zone: str

    @property
    def in_words(self) -> str:
        """Say which day and time it is by which clocks."""
        day = self.when.weekday.name.capitalize()
        return f"on {day}s at {self.when.at:%H:%M} ({self.when.zone.key})"


async def timetable_of(host: Host, guild_id: int) -> Timetable:
    """Return a server's timetable, or the one that it would begin with."""
    chosen = await host.store.tip_schedules.get(guild_id)
    settings = await host.store.guild_settings.get(guild_id)
    first = chosen or TipSchedule(
        guild_id=guild_id,
        weekday=FIRST_DAY,
        at=FIRST_TIME,
        zone=None,
        channel_id=None,
        is_paused=False,
        begun=host.clock.now(),
    )
    channel_id = first.channel_id or settings.biz_talk_channel_id
    return Timetable(chosen, first.within(settings.zone), channel_id, settings.zone)


@dataclass(frozen=True)
class Coming:
    """What is to come at a moment: a tip, or none if a moderator left that week out."""

    due: datetime
    tip: Tip | None


async def next_due(host: Host, guild_id: int, table: Timetable) -> datetime:
    """Return when the next occurrence is due, whether or not it was left out."""
    posted = await host.store.tip_occurrences.last_due(guild_id, posted=True)
    return next(following(table.when, host.clock.now(), posted))


async def next_tips(host: Host, guild_id: int, table: Timetable, count: int) -> list[Coming]:
    """Return what comes next, with so many tips in it; nothing if there is no tip at all."""
    ledger, offered = host.store.tip_occurrences, offered_by(host)
    rows = {one.due: one for one in await ledger.all(guild_id)}
    used = await ledger.used(guild_id)
    waiting = sum(one.state == "planned" and one.tip_id is None for one in rows.values())
    tips = islice(coming(offered.tips, used, offered.entries), waiting, waiting + count)
    posted = await ledger.last_due(guild_id, posted=True)
    return list(_placed(following(table.when, host.clock.now(), posted), tips, rows))


def _placed(
    dues: Iterator[datetime], tips: Iterator[Tip], rows: dict[datetime, TipOccurrence]
) -> Iterator[Coming]:
    """Yield tips at the moments that are free, and the moments left out on the way."""
    for tip in tips:
        for due in dues:
            if due not in rows:
                yield Coming(due, tip)
                break
            if rows[due].state == "skipped":
                yield Coming(due, None)
