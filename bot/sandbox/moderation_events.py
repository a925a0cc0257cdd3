"""Which gateway event about moderation goes to whom.

https://discord.com/developers/docs/events/gateway-events#auto-moderation and
#guild-audit-log-entry-create: bots alone, by intent and by permission.
"""

from collections.abc import Callable

from bot.sandbox import audit_payloads, payloads
from bot.sandbox.access import guild_permissions
from bot.sandbox.audit_log import AuditEntry
from bot.sandbox.automod import payloads as automod_payloads
from bot.sandbox.automod.rule import Rule
from bot.sandbox.intents import Intent
from bot.sandbox.json import JsonObject
from bot.sandbox.permissions import Permission
from bot.sandbox.sessions import Session, Sessions
from bot.sandbox.world import Guild, Member, User, World


class ModerationEvents:
    """Tells clients what happened to members, rules and the audit log."""

    def __init__(self, world: Callable[[], World], sessions: Sessions) -> None:
        self._world = world
        self._sessions = sessions

    def member_changed(self, guild: Guild, member: Member) -> None:
        """GUILD_MEMBER_UPDATE; of itself a bot hears without GUILD_MEMBERS as well."""
        payload = payloads.member(self._world(), member) | {"guild_id": str(guild.id)}

        def to(session: Session) -> bool:
            if session.user.id not in guild.members:
                return False
            return _hears_of_members(session) or session.user.id == member.user_id

        self._sessions.publish("GUILD_MEMBER_UPDATE", lambda _: payload, to)

    def member_joined(self, guild: Guild, member: Member) -> None:
        """GUILD_MEMBER_ADD, to the others there."""
        payload = payloads.member(self._world(), member) | {"guild_id": str(guild.id)}
        self._tell_others("GUILD_MEMBER_ADD", payload, guild, member.user_id)

    def member_left(self, guild: Guild, user: User) -> None:
        """GUILD_MEMBER_REMOVE to whoever is still there, and GUILD_DELETE to whoever is not.

        It names the guild alone (discord/discord-api-docs#714); that it is not ``unavailable``
        tells it from an outage.
        """
        payload: JsonObject = {"guild_id": str(guild.id), "user": payloads.user(user)}
        self._tell_others("GUILD_MEMBER_REMOVE", payload, guild, user.id)
        for session in self._sessions.of_user(user.id):
            if not user.bot or session.intents & Intent.GUILDS:
                session.dispatch("GUILD_DELETE", {"id": str(guild.id)})

    def entry_written(self, guild: Guild, entry: AuditEntry) -> None:
        """GUILD_AUDIT_LOG_ENTRY_CREATE."""
        payload = audit_payloads.entry(entry) | {"guild_id": str(guild.id)}
        to = _bots(guild, Intent.GUILD_MODERATION, Permission.VIEW_AUDIT_LOG)
        self._sessions.publish("GUILD_AUDIT_LOG_ENTRY_CREATE", lambda _: payload, to)

    def rule_changed(self, event: str, guild: Guild, rule: Rule) -> None:
        """AUTO_MODERATION_RULE_CREATE, _UPDATE or _DELETE."""
        payload = automod_payloads.rule(rule)
        to = _bots(guild, Intent.AUTO_MODERATION_CONFIGURATION, Permission.MANAGE_GUILD)
        self._sessions.publish(event, lambda _: payload, to)

    def rule_acted(self, guild: Guild, payload: JsonObject) -> None:
        """AUTO_MODERATION_ACTION_EXECUTION; the words only to whom MESSAGE_CONTENT is given."""
        bare = payload | {"content": "", "matched_content": ""}

        def build(session: Session) -> JsonObject:
            return payload if session.intents & Intent.MESSAGE_CONTENT else bare

        to = _bots(guild, Intent.AUTO_MODERATION_EXECUTION, Permission.MANAGE_GUILD)
        self._sessions.publish("AUTO_MODERATION_ACTION_EXECUTION", build, to)

    def _tell_others(self, event: str, payload: JsonObject, guild: Guild, user_id: int) -> None:
        def to(session: Session) -> bool:
            is_another = session.user.id != user_id and session.user.id in guild.members
            return is_another and _hears_of_members(session)

        self._sessions.publish(event, lambda _: payload, to)


def _hears_of_members(session: Session) -> bool:
    return not session.user.bot or bool(session.intents & Intent.GUILD_MEMBERS)


def _bots(guild: Guild, intent: Intent, permission: Permission) -> Callable[[Session], bool]:
    def to(session: Session) -> bool:
        may = guild_permissions(guild, session.user.id) & permission
        return session.user.bot and bool(session.intents & intent) and bool(may)

    return to
