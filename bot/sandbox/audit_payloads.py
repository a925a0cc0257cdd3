"""The audit log in Discord's JSON: AuditLogEntryResponse and GuildAuditLogResponse."""

from collections.abc import Sequence

from bot.sandbox import payloads
from bot.sandbox.audit_log import AuditEntry
from bot.sandbox.automod import payloads as automod_payloads
from bot.sandbox.json import JsonObject
from bot.sandbox.world import Guild, World


def entry(one: AuditEntry) -> JsonObject:
    """One entry; fields without a value are left out."""
    payload: JsonObject = {
        "id": str(one.id),
        "action_type": int(one.action),
        "user_id": str(one.user_id),
        "target_id": str(one.target_id),
    }
    options = dict(one.options) | ({} if one.count is None else {"count": str(one.count)})
    if options:
        payload["options"] = options
    if one.changes:
        payload["changes"] = one.changes
    if one.reason is not None:
        payload["reason"] = one.reason
    return payload


def log(world: World, guild: Guild, entries: Sequence[AuditEntry]) -> JsonObject:
    """Entries, and the users and rules that they name, as far as those are still there."""
    named = dict.fromkeys(who for one in entries for who in (one.user_id, one.target_id))
    return {
        "audit_log_entries": [entry(one) for one in entries],
        "users": [payloads.user(world.users[one]) for one in named if one in world.users],
        "auto_moderation_rules": [
            automod_payloads.rule(guild.automod_rules[one])
            for one in named
            if one in guild.automod_rules
        ],
        "integrations": [],
        "webhooks": [],
        "guild_scheduled_events": [],
        "threads": [],
        "application_commands": [],
    }
