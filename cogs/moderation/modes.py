"""What moderation does on a server: its mode, and whether its log can be written to."""

from collections import Counter
from datetime import datetime, timedelta

import discord

from bot.content import Content, Wording
from bot.interactions.cards import Card, text
from bot.interactions.errors import permission_names
from bot.moderation import Rung
from bot.store import DayCount, GuildSettings, Judged, ModerationMode, Store
from cogs.moderation.access import ACCENT

NAMES: dict[ModerationMode, str] = {
    "off": "Off",
    "observe": "Observe",
    "review": "Review",
    "enforce": "Enforce",
}

LATELY = timedelta(days=7)
_ALL_DAYS = timedelta(days=400)  # longer than counts are kept
_WRITE = ("view_channel", "send_messages", "read_message_history")


def log_problem(wording: Wording, guild: discord.Guild, settings: GuildSettings) -> str | None:
    """Say what keeps cases from the moderators' log, and how to mend it; None if nothing does."""
    if settings.log_channel_id is None:
        return wording.mod_no_log
    channel = guild.get_channel(settings.log_channel_id)
    if channel is None:
        return wording.mod_log_unseen
    held = channel.permissions_for(guild.me)
    lacked = [name for name in _WRITE if not getattr(held, name)]
    if not lacked:
        return None
    return wording.mod_log_lacks.format(channel=channel.mention, lacked=permission_names(lacked))


async def counted(store: Store, guild_id: int, now: datetime) -> list[DayCount]:
    """Return all days on which something was judged, the first one first."""
    return await store.decision_counts.since(guild_id, (now - _ALL_DAYS).date())


def mode_card(  # noqa: PLR0913 - what the card shows, by name
    wording: Wording,
    settings: GuildSettings,
    days: list[DayCount],
    now: datetime,
    *,
    problem: str | None,
    heading: str = "Moderation",
) -> Card:
    """Show the mode, where cases go, and what was judged of late."""
    mode = settings.moderation_mode
    log = f"<#{settings.log_channel_id}>" if settings.log_channel_id else "not set"
    return Card(
        text(
            f"### {heading}",
            f"**{NAMES[mode]}**{_since(settings)}: {does(wording, mode)}",
            "\n".join((f"- Moderators' log: {log}", *_judged(days, now))),
            problem if mode in ("review", "enforce") else None,
            "-# `/moderation mode set` changes it.",
        ),
        accent=ACCENT,
    )


def ladder_card(content: Content, settings: GuildSettings) -> Card:
    """Show what goes with clear cases, one after the other, and how long it lasts here."""
    wording = content.wording
    minutes = settings.timeout_minutes
    rungs = [_rung(wording, one, minutes) for one in content.moderation.ladder.rungs]
    lasts = wording.mod_ladder.format(days=settings.strike_days)
    return Card(text("### Ladder", "\n".join(rungs), lasts), accent=ACCENT)


def _rung(wording: Wording, rung: Rung, minutes: int) -> str:
    said = f"1. Strike {rung.strike}" if rung.strike else f"1. {wording.case_first}"
    pause = f", and {wording.mod_ladder_pause.format(minutes=minutes)}" if rung.times_out else ""
    return f"{said}{pause}{f'. {wording.case_asks_moderators}' if rung.asks_moderators else ''}"


def _since(settings: GuildSettings) -> str:
    since = settings.moderation_mode_since
    return "" if since is None else f", since {discord.utils.format_dt(since, 'D')}"


def does(wording: Wording, mode: ModerationMode) -> str:
    """Say what a mode does."""
    return {
        "off": wording.mod_off,
        "observe": wording.mod_observe,
        "review": wording.mod_review,
        "enforce": wording.mod_enforcing,
    }[mode]


def _judged(days: list[DayCount], now: datetime) -> list[str]:
    if not days:
        return ["- Judged so far: nothing"]
    first = (now - LATELY).date()
    times: Counter[Judged] = Counter()
    for day in days:
        if day.day > first:
            times.update(day.times)
    begun = f"{days[0].day:%d %B %Y}".lstrip("0")
    found = f"{times['review']:,} for a second look and {times['remove']:,} clear"
    return [
        f"- Judged in the last 7 days: {times.total():,} messages, of these {found}",
        f"- Judged since: {begun}",
    ]
