"""What a server has set, as a card."""

from bot.interactions.cards import Card, text
from bot.store import GuildSettings

BIZ_TALK, LOG, SHOW_WORK = "Biz-talk channel", "Moderators' log", "Show-your-work channel"
ROLE, ZONE = "Moderators' role", "Time zone"


def settings_card(settings: GuildSettings, heading: str) -> Card:
    """Show every setting of a server."""
    rows = {
        BIZ_TALK: _channel(settings.biz_talk_channel_id),
        LOG: _channel(settings.log_channel_id),
        SHOW_WORK: _channel(settings.show_work_channel_id),
        ROLE: f"<@&{settings.moderator_role_id}>" if settings.moderator_role_id else _UNSET,
        ZONE: settings.zone,
    }
    lines = "\n".join(f"- {name}: {value}" for name, value in rows.items())
    how = "-# `/config set` changes them, `/config clear` takes one back."
    return Card(text(f"### {heading}", lines, how))


_UNSET = "not set"


def _channel(channel_id: int | None) -> str:
    return f"<#{channel_id}>" if channel_id else _UNSET
