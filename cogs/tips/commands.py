"""The `/tips` commands, for moderators."""

import re
from datetime import time
from typing import Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot import limits
from bot.interactions.buttons import LastingButton
from bot.interactions.cards import Card, CardItem, row, text
from bot.interactions.errors import Refusal
from bot.interactions.host import Interaction
from bot.interactions.permissions import Who, open_to
from bot.interactions.zones import zones, zones_like
from bot.store.tip import TipOccurrence
from bot.store.tip_schedules import TipChanges
from bot.tips import Weekday
from cogs.tips.access import (
    ACCENT,
    Coming,
    Timetable,
    content_of,
    next_due,
    next_tips,
    posting_of,
    timetable_of,
)
from cogs.tips.cards import in_a_line
from cogs.tips.schedule_card import HEADING, require_place, schedule_card
from cogs.tips.stats import stats_card
from cogs.tips.views import preview

Day = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

_SERVERS = "server"  # the zone option's value for the server's own zone
_TIME = re.compile(r"([01]?\d|2[0-3])[:.h]([0-5]\d)", re.ASCII)
_NEXT = 4


class TipCommands(commands.Cog):
    """Shows and changes when a server has its tip."""

    tips = app_commands.Group(
        name="tips",
        description="The weekly tip from the guidance.",
        default_permissions=discord.Permissions(manage_messages=True),
        guild_only=True,
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False),
        extras=open_to(Who.MODERATORS),
    )

    @tips.command(name="schedule", description="Show when the tip comes, or choose it and begin.")
    @app_commands.describe(
        weekday="The day of the week",
        at="The time by the 24-hour clock, such as 10:00",
        zone="Whose clocks count; the server's own unless you choose another",
        channel="Where it is posted and pinned; the biz-talk channel unless you choose another",
    )
    @app_commands.rename(at="time")
    async def schedule(
        self,
        interaction: Interaction,
        *,
        weekday: Day | None = None,
        at: app_commands.Range[str, 1, 5] | None = None,
        zone: app_commands.Range[str, 1, limits.CHOICE_VALUE] | None = None,
        channel: discord.TextChannel | None = None,
    ) -> None:
        """Check everything that was given, then keep all of it, and go on if it was paused."""
        guild_id = interaction.guild_id or 0
        changes = TipChanges()
        if weekday is not None:
            changes["weekday"] = Weekday[weekday.upper()]
        if at is not None:
            changes["at"] = _time(interaction, at)
        if zone is not None:
            changes["zone"] = _zone(interaction, zone)
        if channel is not None:
            changes["channel_id"] = channel.id
        if changes:
            table = await timetable_of(interaction.client, guild_id)
            require_place(interaction, changes.get("channel_id") or table.channel_id)
            changes["is_paused"] = False
            await interaction.client.store.tip_schedules.set(guild_id, **changes)
            await posting_of(interaction).check(guild_id)
        await _answer(interaction, await schedule_card(interaction))

    @tips.command(name="next", description="Show the coming four tips.")
    async def coming(self, interaction: Interaction) -> None:
        """Show what comes when."""
        guild_id = interaction.guild_id or 0
        table = await timetable_of(interaction.client, guild_id)
        found = await next_tips(interaction.client, guild_id, table, _NEXT)
        await _answer(interaction, _next_card(interaction, table, found))

    @tips.command(name="preview", description="Show the next tip as members will see it.")
    async def preview(self, interaction: Interaction) -> None:
        """Show the card of the next tip to the moderator alone."""
        guild_id = interaction.guild_id or 0
        wording = content_of(interaction).wording
        table = await timetable_of(interaction.client, guild_id)
        found = await next_tips(interaction.client, guild_id, table, 1)
        tip = found[-1].tip if found else None
        if tip is None:
            raise Refusal(wording.tip_none)
        await _answer(interaction, preview(interaction.client, tip, wording.tip_preview))

    @tips.command(name="skip", description="Leave out the next week; its tip comes after.")
    async def skip(self, interaction: Interaction) -> None:
        """Leave out the next occurrence; asked twice, it is still that one."""
        guild_id, table = await _running(interaction)
        due = await next_due(interaction.client, guild_id, table)
        left_out = await interaction.client.store.tip_occurrences.skip(guild_id, due)
        when = discord.utils.format_dt(due, "F")
        said = content_of(interaction).wording.tip_skipped.format(when=when)
        await _answer(interaction, _said(said, row(UnskipButton(str(left_out.id)))))

    @tips.command(name="post-now", description="Post this week's tip now, unless it is there.")
    async def post_now(self, interaction: Interaction) -> None:
        """Post the tip of the week that began with the last occurrence."""
        guild_id, table = await _begun(interaction)
        require_place(interaction, table.channel_id)
        await interaction.response.defer(ephemeral=True, thinking=True)
        posted = await posting_of(interaction).post_now(guild_id, table.when)
        said = await _posted_in_words(interaction, table, posted)
        await interaction.edit_original_response(view=_said(said))

    @tips.command(name="pause", description="Post no tips until you go on.")
    async def pause(self, interaction: Interaction) -> None:
        """Pause, and show the way on."""
        guild_id, _ = await _begun(interaction)
        await posting_of(interaction).pause(guild_id)
        await _answer(interaction, await schedule_card(interaction))

    @tips.command(name="stats", description="Show which tips came and how often they were used.")
    async def stats(self, interaction: Interaction) -> None:
        """Show what was posted and pressed."""
        occurrences = await interaction.client.store.tip_occurrences.all(interaction.guild_id or 0)
        await _answer(interaction, stats_card(content_of(interaction), occurrences))

    @schedule.autocomplete("zone")
    async def _complete_zone(
        self, interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        choices = [app_commands.Choice(name=zone, value=zone) for zone in zones_like(typed)]
        if typed.strip() and _SERVERS not in typed.casefold():
            return choices
        settings = await interaction.client.store.guild_settings.get(interaction.guild_id or 0)
        own = app_commands.Choice(name=f"The server's own ({settings.zone})", value=_SERVERS)
        return [own, *choices][: limits.CHOICES]


class UnskipButton(
    LastingButton, template=r"tip:unskip:(?P<occurrence_id>\d{1,18})", open_to=Who.MODERATORS
):
    """Takes back that a week was left out."""

    def __init__(self, occurrence_id: str) -> None:
        self.occurrence_id = int(occurrence_id)
        super().__init__("Post it after all", f"tip:unskip:{occurrence_id}")

    async def press(self, interaction: Interaction) -> None:
        ledger, guild_id = interaction.client.store.tip_occurrences, interaction.guild_id or 0
        wording = content_of(interaction).wording
        occurrence = await ledger.get(guild_id, self.occurrence_id)
        if occurrence is None or not await ledger.unskip(guild_id, self.occurrence_id):
            raise Refusal(wording.tip_unskip_late)
        await posting_of(interaction).check(guild_id)
        when = discord.utils.format_dt(occurrence.due, "F")
        await interaction.response.edit_message(view=_said(wording.tip_unskipped.format(when=when)))


ITEMS = (UnskipButton,)


async def _answer(interaction: Interaction, card: Card) -> None:
    await interaction.response.send_message(view=card, ephemeral=True)


def _said(sentence: str, *controls: CardItem) -> Card:
    return Card(text(f"### {HEADING}", sentence), *controls, accent=ACCENT)


async def _begun(interaction: Interaction) -> tuple[int, Timetable]:
    """Return server and timetable; raises `Refusal` where moderators have not begun."""
    guild_id = interaction.guild_id or 0
    table = await timetable_of(interaction.client, guild_id)
    if table.chosen is None:
        raise Refusal(content_of(interaction).wording.tip_not_begun)
    return guild_id, table


async def _running(interaction: Interaction) -> tuple[int, Timetable]:
    """The same, and raises `Refusal` while it is paused."""
    guild_id, table = await _begun(interaction)
    if table.chosen is not None and table.chosen.is_paused:
        raise Refusal(content_of(interaction).wording.tip_paused)
    return guild_id, table


def _next_card(interaction: Interaction, table: Timetable, found: list[Coming]) -> Card:
    wording = content_of(interaction).wording
    note = None
    if table.chosen is None:
        note = wording.tip_not_begun
    elif table.chosen.is_paused:
        note = wording.tip_paused
    lines = [_line(one, wording.tip_left_out) for one in found] or [wording.tip_none]
    return Card(text("### The coming tips", note, "\n".join(lines)), accent=ACCENT)


def _line(one: Coming, left_out: str) -> str:
    said = f"*{left_out}*" if one.tip is None else in_a_line(one.tip)
    return f"- {discord.utils.format_dt(one.due, 'F')}: {said}"


async def _posted_in_words(
    interaction: Interaction, table: Timetable, posted: TipOccurrence
) -> str:
    wording = content_of(interaction).wording
    if posted.message_id is None:
        return wording.tip_waits
    place = f"{posted.guild_id}/{posted.channel_id}/{posted.message_id}"
    link = f"https://discord.com/channels/{place}"
    if table.chosen is not None and table.chosen.is_paused:
        return wording.tip_there_paused.format(link=link)
    due = await next_due(interaction.client, posted.guild_id, table)
    return wording.tip_there.format(link=link, when=discord.utils.format_dt(due, "F"))


def _time(interaction: Interaction, typed: str) -> time:
    found = _TIME.fullmatch(typed.strip())
    if found is None:
        raise Refusal(content_of(interaction).wording.tip_time)
    return time(int(found[1]), int(found[2]))


def _zone(interaction: Interaction, typed: str) -> str | None:
    if typed == _SERVERS:
        return None
    if typed not in zones():
        raise Refusal(content_of(interaction).wording.tip_zone)
    return typed
