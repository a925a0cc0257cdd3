"""Who is in a guild: putting somebody out, and letting them in.

https://docs.discord.com/developers/resources/guild#remove-guild-member
"""

from bot.sandbox import auditing, errors
from bot.sandbox.access import outranks
from bot.sandbox.audit_log import Actor, AuditAction
from bot.sandbox.guild_create import guild_create
from bot.sandbox.intents import Intent
from bot.sandbox.local import LocalDiscord
from bot.sandbox.sessions import Session
from bot.sandbox.world import Guild, Member, User


def refuse(guild: Guild, user_id: int, member: Member) -> None:
    """Raise 50013 unless the one stands above the other; nobody stands above the owner."""
    if not outranks(guild, user_id, member.user_id):
        raise errors.missing_permissions()


def kick(local: LocalDiscord, guild: Guild, member: Member, by: Actor) -> None:
    """Put the member out of the guild and its threads; tell of it and write it down."""
    user = local.world.users[member.user_id]
    del guild.members[user.id]
    for _, thread in local.world.threads_in(guild.id):
        thread.members.pop(user.id, None)
    local.events.moderation.member_left(guild, user)
    auditing.record(local, guild, by, AuditAction.MEMBER_KICK, user.id)


def invite(local: LocalDiscord, guild: Guild, user: User) -> None:
    """Let somebody into the guild; a bot has its own role there, others have none."""
    roles = {role.id for role in guild.roles.values() if role.bot_id == user.id}
    member = Member(user.id, roles, local.clock.now())
    guild.members[user.id] = member
    local.events.moderation.member_joined(guild, member)
    for session in local.sessions.of_user(user.id):
        show(local, session, guild)


def show(local: LocalDiscord, session: Session, guild: Guild) -> None:
    """Send GUILD_CREATE of a guild that somebody is newly in.

    It says nothing of ``unavailable``: by that clients tell it from the end of an outage.
    """
    if not session.user.bot or session.intents & Intent.GUILDS:
        shape = guild_create(local.world, session, guild, local.clock.now())
        del shape["unavailable"]
        session.dispatch("GUILD_CREATE", shape)
