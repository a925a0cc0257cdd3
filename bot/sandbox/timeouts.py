"""Time-outs: for a while a member may read and nothing else.

https://discord.com/developers/docs/resources/guild#modify-guild-member
"""

from datetime import datetime

from bot.sandbox import auditing, errors
from bot.sandbox.access import guild_permissions, outranks
from bot.sandbox.audit_log import Actor, AuditAction
from bot.sandbox.local import LocalDiscord
from bot.sandbox.moments import moment
from bot.sandbox.permissions import Permission
from bot.sandbox.world import Guild, Member


def refuse(guild: Guild, user_id: int, member: Member) -> None:
    """Raise 50013 unless the one may time the other out: nobody the owner or an administrator."""
    exempt = guild_permissions(guild, member.user_id) & Permission.ADMINISTRATOR
    if exempt or not outranks(guild, user_id, member.user_id):
        raise errors.missing_permissions()


def impose(
    local: LocalDiscord, guild: Guild, member: Member, until: datetime | None, by: Actor
) -> None:
    """Time the member out until then, or let them speak again; write it down and tell of it."""
    field = "communication_disabled_until"
    before, after = ({field: moment(one)} for one in (member.timed_out_until, until))
    set_until(local, guild, member, until)
    changes = auditing.changes_between(before, after)
    if changes:
        action = AuditAction.MEMBER_UPDATE
        auditing.record(local, guild, by, action, member.user_id, changes=changes)


def set_until(local: LocalDiscord, guild: Guild, member: Member, until: datetime | None) -> None:
    """Change it and tell everybody, without an entry in the audit log."""
    if member.timed_out_until != until:
        member.timed_out_until = until
        local.events.moderation.member_changed(guild, member)
