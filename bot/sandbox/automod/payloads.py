"""Rules and actions in Discord's JSON: KeywordRuleResponse, BlockMessageActionResponse, …."""

from bot.sandbox.automod.rule import Action, ActionKind, Rule, TriggerKind
from bot.sandbox.json import JsonObject


def rule(one: Rule) -> JsonObject:
    """The rule as its kind shows it."""
    return {
        "id": str(one.id),
        "guild_id": str(one.guild_id),
        "creator_id": str(one.creator_id),
        "name": one.name,
        "event_type": int(one.event),
        "trigger_type": int(one.kind),
        "trigger_metadata": _trigger(one),
        "actions": [action(each) for each in one.actions],
        "enabled": one.enabled,
        "exempt_roles": [str(each) for each in one.exempt_roles],
        "exempt_channels": [str(each) for each in one.exempt_channels],
    }


def action(one: Action) -> JsonObject:
    """One action with its particulars."""
    metadata: JsonObject = {}
    if one.kind is ActionKind.BLOCK_MESSAGE and one.custom_message is not None:
        metadata["custom_message"] = one.custom_message
    elif one.kind is ActionKind.SEND_ALERT_MESSAGE:
        metadata["channel_id"] = str(one.channel_id)
    elif one.kind is ActionKind.TIMEOUT:
        metadata["duration_seconds"] = one.seconds
    return {"type": int(one.kind), "metadata": metadata}


def _trigger(one: Rule) -> JsonObject:
    trigger = one.trigger
    match one.kind:
        case TriggerKind.KEYWORD | TriggerKind.MEMBER_PROFILE:
            return {
                "keyword_filter": list(trigger.keywords),
                "regex_patterns": list(trigger.patterns),
                "allow_list": list(trigger.allowed),
            }
        case TriggerKind.KEYWORD_PRESET:
            return {"presets": list(trigger.presets), "allow_list": list(trigger.allowed)}
        case TriggerKind.MENTION_SPAM:
            return {
                "mention_total_limit": trigger.most_mentions,
                "mention_raid_protection_enabled": trigger.against_raids,
            }
        case TriggerKind.SPAM:
            return {}
