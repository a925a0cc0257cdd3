"""Reading the audit log.

https://discord.com/developers/docs/resources/audit-log#get-guild-audit-log
"""

from datetime import timedelta

from bot.sandbox import audit_payloads, limits
from bot.sandbox.audit_log import AuditEntry
from bot.sandbox.call import Answer, Call, Route
from bot.sandbox.permissions import Permission

PAGE = 50


def list_entries(call: Call) -> Answer:
    """``GET /guilds/{guild_id}/audit-logs``: newest first, or with ``after`` oldest first."""
    guild = call.guild(Permission.VIEW_AUDIT_LOG)
    limit = call.number("limit", default=PAGE, least=1, most=limits.AUDIT_ENTRIES)
    before, after = call.id_in_query("before"), call.id_in_query("after")
    found = [one for one in guild.audit_log if _is_asked_for(call, one)]
    found = [one for one in found if before is None or one.id < before]
    if after is None:
        found.reverse()
    else:
        found = [one for one in found if one.id > after]
    return audit_payloads.log(call.world, guild, found[:limit])


def _is_asked_for(call: Call, entry: AuditEntry) -> bool:
    asked = {
        "user_id": entry.user_id,
        "target_id": entry.target_id,
        "action_type": int(entry.action),
    }
    fits = all(call.id_in_query(name) in (None, value) for name, value in asked.items())
    return fits and entry.made_at > call.now - timedelta(days=limits.AUDIT_DAYS)


ROUTES = (Route("GET", "/guilds/{guild_id}/audit-logs", list_entries),)
