"""When the tip comes and what is in its way, as moderators read it; and the log's notices."""

import discord

from bot.content import Wording
from bot.interactions.buttons import LastingButton
from bot.interactions.cards import Card, CardItem, row, text, turn_to
from bot.interactions.errors import Refusal, permission_names
from bot.interactions.host import Host, Interaction
from bot.interactions.permissions import Who
from bot.store.tip import TipNotice, TipNoticeKind
from bot.workflows.tip_notices import mark
from cogs.tips.access import ACCENT, Timetable, content_of, next_due, posting_of, timetable_of

HEADING = "Weekly tip"
_NEEDED = ("view_channel", "send_messages", "read_message_history", "pin_messages")
_CHANNEL_UNKNOWN = "the channel"


async def show_schedule(interaction: Interaction) -> None:
    """Answer with when the tip comes, to the moderator alone."""
    await turn_to(interaction, await schedule_card(interaction))


async def schedule_card(interaction: Interaction) -> Card:
    """Show when and where the tip comes, and what keeps it from that."""
    host, guild_id = interaction.client, interaction.guild_id or 0
    table = await timetable_of(host, guild_id)
    wording = content_of(interaction).wording
    standing = await host.store.tip_notices.standing(guild_id)
    return Card(
        text(
            f"### {HEADING}",
            _state(wording, table),
            await _next(interaction, table),
            _lacks(interaction, wording, table),
            *(said_of(wording, one) for one in standing if one.kind != "missed"),
            "-# `/tips schedule` changes it; `/tips next` shows the coming four.",
        ),
        *_ways_on(table),
        accent=ACCENT,
    )


def draw_notice(host: Host, notice: TipNotice) -> Card:
    """Make what the moderators' log says."""
    said = said_of(host.shelf.content.wording, notice)
    return Card(text(f"### {HEADING}", said), row(NoticeButton(mark(notice))), accent=ACCENT)


def said_of(wording: Wording, notice: TipNotice) -> str:
    """Say what is the matter and what to do."""
    when = "lately" if notice.due is None else discord.utils.format_dt(notice.due, "F")
    channel = f"<#{notice.channel_id}>" if notice.channel_id else _CHANNEL_UNKNOWN
    sentences: dict[TipNoticeKind, str] = {
        "missed": wording.tip_told_missed if notice.number > 1 else wording.tip_told_missed_one,
        "no_channel": wording.tip_told_no_channel,
        "channel_gone": wording.tip_told_channel_gone,
        "cannot_post": wording.tip_told_cannot_post,
        "no_history": wording.tip_told_no_history,
        "empty": wording.tip_told_empty,
        "pins_full": wording.tip_told_pins_full,
        "cannot_pin": wording.tip_told_cannot_pin,
    }
    return sentences[notice.kind].format(when=when, channel=channel, number=notice.number)


def require_place(interaction: Interaction, channel_id: int | None) -> int:
    """Return the channel for tips; raises `Refusal` if there is none."""
    if channel_id is None:
        raise Refusal(content_of(interaction).wording.tip_no_place)
    return channel_id


class BeginButton(LastingButton, template=r"tip:begin", open_to=Who.MODERATORS):
    """Begins with the timetable that the card proposes."""

    def __init__(self) -> None:
        super().__init__("Begin", "tip:begin", style=discord.ButtonStyle.primary)

    async def press(self, interaction: Interaction) -> None:
        guild_id = interaction.guild_id or 0
        table = await timetable_of(interaction.client, guild_id)
        require_place(interaction, table.channel_id)
        await interaction.client.store.tip_schedules.set(guild_id)
        await posting_of(interaction).check(guild_id)
        await show_schedule(interaction)


class ResumeButton(LastingButton, template=r"tip:resume", open_to=Who.MODERATORS):
    """Ends a pause."""

    def __init__(self) -> None:
        super().__init__("Go on", "tip:resume", style=discord.ButtonStyle.primary)

    async def press(self, interaction: Interaction) -> None:
        guild_id = interaction.guild_id or 0
        await interaction.client.store.tip_schedules.set(guild_id, is_paused=False)
        await posting_of(interaction).check(guild_id)
        await show_schedule(interaction)


class NoticeButton(
    LastingButton,
    template=r"(?P<mark>tip:notice:[a-z_]{1,12}:\d{1,12}:)show",
    open_to=Who.MODERATORS,
):
    """Shows how tips stand; by its custom_id the notice above it is found again."""

    def __init__(self, mark: str) -> None:
        super().__init__("How it stands", f"{mark}show")

    async def press(self, interaction: Interaction) -> None:
        await show_schedule(interaction)


ITEMS = (BeginButton, ResumeButton, NoticeButton)


def _state(wording: Wording, table: Timetable) -> str:
    if table.channel_id is None:
        return wording.tip_no_place
    channel = f"<#{table.channel_id}>"
    if table.chosen is None:
        return wording.tip_begin.format(when=table.in_words, channel=channel)
    if table.chosen.is_paused:
        return wording.tip_paused
    return wording.tip_scheduled.format(when=table.in_words, channel=channel)


async def _next(interaction: Interaction, table: Timetable) -> str | None:
    if table.chosen is None or table.chosen.is_paused:
        return None
    due = await next_due(interaction.client, interaction.guild_id or 0, table)
    row_ = await interaction.client.store.tip_occurrences.at(interaction.guild_id or 0, due)
    left_out = row_ is not None and row_.state == "skipped"
    also = f", {content_of(interaction).wording.tip_left_out}" if left_out else ""
    return f"Next: {discord.utils.format_dt(due, 'F')}{also}"


def _lacks(interaction: Interaction, wording: Wording, table: Timetable) -> str | None:
    guild = interaction.guild
    channel = None if guild is None else guild.get_channel(table.channel_id or 0)
    if guild is None or channel is None:
        return None
    held = channel.permissions_for(guild.me)
    lacked = [name for name in _NEEDED if not getattr(held, name)]
    if not lacked:
        return None
    return wording.tip_lacks.format(channel=channel.mention, lacked=permission_names(lacked))


def _ways_on(table: Timetable) -> list[CardItem]:
    if table.channel_id is not None and table.chosen is None:
        return [row(BeginButton())]
    if table.chosen is not None and table.chosen.is_paused:
        return [row(ResumeButton())]
    return []
