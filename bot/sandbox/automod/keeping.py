"""The guild's rules: making, changing and deleting them, and who is told."""

from bot.sandbox import auditing
from bot.sandbox.audit_log import Actor, AuditAction
from bot.sandbox.automod import payloads
from bot.sandbox.automod.rule import Rule, TriggerKind
from bot.sandbox.json import JsonObject, as_object
from bot.sandbox.local import LocalDiscord
from bot.sandbox.rules.automod import RuleWish
from bot.sandbox.world import Guild

_OWN_PLACE = ("id", "guild_id", "creator_id")  # not among an entry's changes
_LISTS = ("keyword_filter", "regex_patterns", "allow_list")


def create(local: LocalDiscord, guild: Guild, by: Actor, wish: RuleWish) -> Rule:
    """A new rule from a wish that names everything; off unless it says otherwise."""
    if wish.name is None or wish.event is None or wish.trigger is None or wish.actions is None:
        raise ValueError(wish)
    rule = Rule(
        id=local.snowflakes.take(),
        guild_id=guild.id,
        creator_id=by.user_id,
        name=wish.name,
        event=wish.event,
        kind=wish.kind,
        trigger=wish.trigger,
        actions=wish.actions,
        enabled=bool(wish.enabled),
        exempt_roles=wish.exempt_roles or (),
        exempt_channels=wish.exempt_channels or (),
    )
    guild.automod_rules[rule.id] = rule
    local.events.moderation.rule_changed("AUTO_MODERATION_RULE_CREATE", guild, rule)
    action = AuditAction.AUTO_MODERATION_RULE_CREATE
    changes = auditing.changes_between({}, _fields(rule))
    auditing.record(local, guild, by, action, rule.id, changes=changes)
    return rule


def change(local: LocalDiscord, guild: Guild, by: Actor, rule: Rule, wish: RuleWish) -> None:
    """Change what the wish names."""
    before = _fields(rule)
    rule.name = rule.name if wish.name is None else wish.name
    rule.trigger = wish.trigger or rule.trigger
    rule.actions = wish.actions or rule.actions
    rule.enabled = rule.enabled if wish.enabled is None else wish.enabled
    if wish.exempt_roles is not None:
        rule.exempt_roles = wish.exempt_roles
    if wish.exempt_channels is not None:
        rule.exempt_channels = wish.exempt_channels
    local.events.moderation.rule_changed("AUTO_MODERATION_RULE_UPDATE", guild, rule)
    changes = _changes(rule.kind, before, _fields(rule))
    if changes:
        action = AuditAction.AUTO_MODERATION_RULE_UPDATE
        auditing.record(local, guild, by, action, rule.id, changes=changes)


def remove(local: LocalDiscord, guild: Guild, by: Actor, rule: Rule) -> None:
    """The rule is gone."""
    del guild.automod_rules[rule.id]
    local.events.moderation.rule_changed("AUTO_MODERATION_RULE_DELETE", guild, rule)
    action = AuditAction.AUTO_MODERATION_RULE_DELETE
    changes = auditing.changes_between(_fields(rule), {})
    auditing.record(local, guild, by, action, rule.id, changes=changes)


def _fields(rule: Rule) -> JsonObject:
    shape = payloads.rule(rule)
    return {name: value for name, value in shape.items() if name not in _OWN_PLACE}


def _changes(kind: TriggerKind, before: JsonObject, after: JsonObject) -> list[JsonObject]:
    """What an update's entry lists; of the lists of words, what came and what went.

    discord.py knows those as ``$add_keyword_filter`` and so on (AuditLogChanges).
    """
    if kind not in (TriggerKind.KEYWORD, TriggerKind.MEMBER_PROFILE):
        return auditing.changes_between(before, after)
    old, new = (as_object(one.pop("trigger_metadata")) for one in (before, after))
    changes = auditing.changes_between(before, after)
    for name in _LISTS:
        had, has = (_words(one.get(name)) for one in (old, new))
        for sign, words in (("add", has - had), ("remove", had - has)):
            if words:
                changes.append({"key": f"${sign}_{name}", "new_value": sorted(words)})
    return changes


def _words(value: object) -> set[str]:
    return set(value) if isinstance(value, list) else set()
