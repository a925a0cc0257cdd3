"""Holding what people post against the guild's rules, and doing what those say.

Bots and webhooks, the owner, and whoever manages the guild are never looked at. Every rule that
finds something acts. Not simulated: spam, Discord's own lists of words, profiles, raids, and
anything in a message but its words.
"""

from dataclasses import dataclass
from datetime import timedelta

from bot.sandbox import announcing, auditing, refusals, timeouts
from bot.sandbox.access import guild_permissions
from bot.sandbox.audit_log import Actor, AuditAction
from bot.sandbox.automod import matching, payloads
from bot.sandbox.automod.matching import Match
from bot.sandbox.automod.rule import Action, ActionKind, EventKind, Rule
from bot.sandbox.json import JsonObject
from bot.sandbox.local import LocalDiscord
from bot.sandbox.message import MessageKind
from bot.sandbox.permissions import Permission
from bot.sandbox.world import Channel, Guild, User

_UNTOUCHED = Permission.ADMINISTRATOR | Permission.MANAGE_GUILD
_ENTRIES = {
    ActionKind.BLOCK_MESSAGE: AuditAction.AUTO_MODERATION_BLOCK_MESSAGE,
    ActionKind.SEND_ALERT_MESSAGE: AuditAction.AUTO_MODERATION_FLAG_TO_CHANNEL,
    ActionKind.TIMEOUT: AuditAction.AUTO_MODERATION_USER_COMMUNICATION_DISABLED,
}


@dataclass(frozen=True)
class Hit:
    """A rule, and what it found."""

    rule: Rule
    match: Match


@dataclass(frozen=True)
class Seen:
    """What somebody wants to post in a channel, and which rules found what in it."""

    channel: Channel
    user_id: int
    text: str
    hits: tuple[Hit, ...] = ()

    @property
    def block(self) -> Action | None:
        """The action that keeps it from being posted, if there is one."""
        actions = (each for hit in self.hits for each in hit.rule.actions)
        return next((one for one in actions if one.kind is ActionKind.BLOCK_MESSAGE), None)


def let_through(
    local: LocalDiscord, channel: Channel, user: User, text: str | None, *, title: bool = False
) -> Seen:
    """Hold words, or a thread's title, against the rules before they are posted.

    What was found has to be given to `follow` once they are. Raises 200000, for a title 200001,
    when they are blocked; then everything that the rules say has been done.
    """
    seen = _look(local, channel, user, text or "")
    if seen.block is not None:
        follow(local, seen, None)
        raise refusals.blocked_by_automod(seen.block.custom_message, title=title)
    return seen


def follow(local: LocalDiscord, seen: Seen, message_id: int | None) -> None:
    """Do what the rules say about it; ``message_id`` is None for what is no message, or blocked."""
    for hit in seen.hits:
        guild = local.world.guilds[hit.rule.guild_id]
        for action in hit.rule.actions:
            told: JsonObject = {
                "guild_id": str(guild.id),
                "action": payloads.action(action),
                "rule_id": str(hit.rule.id),
                "rule_trigger_type": int(hit.rule.kind),
                "user_id": str(seen.user_id),
                "channel_id": str(seen.channel.id),
                "content": seen.text,
                "matched_keyword": hit.match.keyword,
                "matched_content": hit.match.content,
            }
            if message_id is not None:
                told["message_id"] = str(message_id)
            told |= _carry_out(local, seen, hit, action, message_id)
            local.events.moderation.rule_acted(guild, told)
            _write_down(local, guild, seen, hit.rule, action)


def _look(local: LocalDiscord, channel: Channel, user: User, text: str) -> Seen:
    seen = Seen(channel, user.id, text)
    if channel.guild_id is None or user.bot or not text:
        return seen
    guild = local.world.guilds[channel.guild_id]
    if guild_permissions(guild, user.id) & _UNTOUCHED:
        return seen
    applying = (one for one in guild.automod_rules.values() if _applies(one, guild, channel, user))
    found = ((rule, matching.find(rule, text)) for rule in applying)
    return Seen(channel, user.id, text, tuple(Hit(rule, one) for rule, one in found if one))


def _applies(rule: Rule, guild: Guild, channel: Channel, user: User) -> bool:
    if not rule.enabled or rule.event is not EventKind.MESSAGE_SEND:
        return False
    places = {channel.id} | ({channel.thread.parent_id} if channel.thread is not None else set())
    spared = places.intersection(rule.exempt_channels)
    return not spared and guild.members[user.id].roles.isdisjoint(rule.exempt_roles)


def _carry_out(
    local: LocalDiscord, seen: Seen, hit: Hit, action: Action, message_id: int | None
) -> JsonObject:
    """Alert or time out; gives what the event says of it."""
    if action.kind is ActionKind.TIMEOUT:
        guild = local.world.guilds[hit.rule.guild_id]
        member = guild.members[seen.user_id]
        until = local.clock.now() + timedelta(seconds=action.seconds)
        until = max(until, member.timed_out_until or until)
        timeouts.set_until(local, guild, member, until)
    place = local.world.channels.get(action.channel_id)
    if action.kind is not ActionKind.SEND_ALERT_MESSAGE or place is None:
        return {}
    embed = _alert(local, seen, hit, message_id)
    kind = MessageKind.AUTO_MODERATION_ACTION
    alert = announcing.announce(local, place, seen.user_id, kind, embeds=[embed])
    return {"alert_system_message_id": str(alert.id)}


def _alert(local: LocalDiscord, seen: Seen, hit: Hit, message_id: int | None) -> JsonObject:
    """The embed of an alert, as clients are known to receive it."""
    fields = {
        "rule_name": hit.rule.name,
        "channel_id": str(seen.channel.id),
        "decision_id": str(local.snowflakes.take()),
        "keyword": hit.match.keyword,
        "keyword_matched_content": hit.match.content,
        "flagged_message_id": None if message_id is None else str(message_id),
    }
    return {
        "type": "auto_moderation_message",
        "description": seen.text,
        "fields": [
            {"name": name, "value": value, "inline": False}
            for name, value in fields.items()
            if value is not None
        ],
    }


def _write_down(local: LocalDiscord, guild: Guild, seen: Seen, rule: Rule, action: Action) -> None:
    """An entry about whom it struck; that the same one stands for who did it is observed."""
    if action.kind not in _ENTRIES:
        return
    options = {
        "auto_moderation_rule_name": rule.name,
        "auto_moderation_rule_trigger_type": str(int(rule.kind)),
        "channel_id": str(seen.channel.id),
    }
    struck = seen.user_id
    auditing.record(local, guild, Actor(struck), _ENTRIES[action.kind], struck, options=options)
