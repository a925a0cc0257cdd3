"""Writing into the audit log, and telling of it.

https://discord.com/developers/docs/resources/audit-log
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.sandbox import errors, limits
from bot.sandbox.audit_log import Actor, AuditAction, AuditEntry
from bot.sandbox.json import JsonObject
from bot.sandbox.local import LocalDiscord
from bot.sandbox.message import Message
from bot.sandbox.world import Channel, Guild

_JOINED_FOR = timedelta(seconds=limits.AUDIT_JOINED_SECONDS)


def check_reason(reason: str | None) -> None:
    """Raise 50035 for a reason that is too long. No real answer is known: a guess."""
    if reason is not None and len(reason) > limits.AUDIT_REASON:
        raise errors.too_long("reason", limits.AUDIT_REASON)


def record(  # noqa: PLR0913 - what an entry is made of
    local: LocalDiscord,
    guild: Guild,
    by: Actor,
    action: AuditAction,
    target_id: int,
    *,
    changes: Sequence[JsonObject] = (),
    options: Mapping[str, str] | None = None,
    count: int | None = None,
) -> None:
    """Write that somebody did something to ``target_id``."""
    entry = AuditEntry(
        id=local.snowflakes.take(),
        made_at=local.clock.now(),
        user_id=by.user_id,
        action=action,
        target_id=target_id,
        reason=by.reason,
        changes=list(changes),
        options=options or {},
        count=count,
    )
    guild.audit_log.append(entry)
    local.events.moderation.entry_written(guild, entry)


def record_deletion(local: LocalDiscord, message: Message, by: Actor) -> None:
    """Write that somebody removed another's message; one's own leaves no entry.

    Further ones by the same person, of the same author in the same channel and for the same reason
    join the entry for a while: its count rises and no event tells of it
    (discord/discord-api-docs#5911). That bots' deletions are written down too, and that another
    reason begins another entry, is a guess.
    """
    guild_id = local.world.channels[message.channel_id].guild_id
    if guild_id is None or message.author_id == by.user_id:
        return
    guild, since = local.world.guilds[guild_id], local.clock.now() - _JOINED_FOR
    action, options = AuditAction.MESSAGE_DELETE, {"channel_id": str(message.channel_id)}
    same = (by.user_id, by.reason, action, message.author_id, options)
    for entry in reversed(guild.audit_log):
        this = (entry.user_id, entry.reason, entry.action, entry.target_id, entry.options)
        if entry.made_at > since and this == same:
            entry.count = (entry.count or 0) + 1
            return
    record(local, guild, by, action, message.author_id, options=options, count=1)


def record_bulk_deletion(local: LocalDiscord, channel: Channel, count: int, by: Actor) -> None:
    """Write that somebody removed many messages of the channel at once."""
    if channel.guild_id is not None:
        guild = local.world.guilds[channel.guild_id]
        record(local, guild, by, AuditAction.MESSAGE_BULK_DELETE, channel.id, count=count)


def record_thread_deletion(local: LocalDiscord, channel: Channel, by: Actor) -> None:
    """Write that somebody removed a thread, which a forum's post is as well."""
    if channel.guild_id is not None:
        guild = local.world.guilds[channel.guild_id]
        gone: JsonObject = {"name": channel.name, "type": int(channel.kind)}
        changes = changes_between(gone, {})
        record(local, guild, by, AuditAction.THREAD_DELETE, channel.id, changes=changes)


def changes_between(before: Mapping[str, object], after: Mapping[str, object]) -> list[JsonObject]:
    """The fields that differ, as an entry lists them; an empty one is left out."""
    changes: list[JsonObject] = []
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if old != new:
            change: JsonObject = {"key": key}
            change |= {} if new is None else {"new_value": new}
            changes.append(change | ({} if old is None else {"old_value": old}))
    return changes
