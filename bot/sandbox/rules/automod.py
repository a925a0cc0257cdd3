"""AutoMod rules as they are made and changed.

KeywordUpsertRequest, KeywordUpsertRequestPartial and their neighbours of the OpenAPI document;
https://discord.com/developers/docs/resources/auto-moderation#create-auto-moderation-rule
"""

from dataclasses import dataclass

from bot.sandbox import limits
from bot.sandbox.automod.patterns import BadPattern, compiled
from bot.sandbox.automod.rule import Action, ActionKind, EventKind, Trigger, TriggerKind
from bot.sandbox.rules import field_errors
from bot.sandbox.rules.form import Form, reading

_KINDS = tuple(int(one) for one in TriggerKind)
_ACTIONS = {
    TriggerKind.KEYWORD: (1, 2, 3),
    TriggerKind.SPAM: (1, 2),
    TriggerKind.KEYWORD_PRESET: (1, 2),
    TriggerKind.MENTION_SPAM: (1, 2, 3),
    TriggerKind.MEMBER_PROFILE: (2, 4),
}
_NEEDS_METADATA = (TriggerKind.KEYWORD_PRESET, TriggerKind.MEMBER_PROFILE)


@dataclass(frozen=True)
class RuleWish:
    """A checked rule or change of one. None stands for a field that the body does not name."""

    kind: TriggerKind
    name: str | None
    event: EventKind | None
    trigger: Trigger | None
    actions: tuple[Action, ...] | None
    enabled: bool | None
    exempt_roles: tuple[int, ...] | None
    exempt_channels: tuple[int, ...] | None


def check_rule(body: object) -> RuleWish:
    """Read a new rule. Raises 50035."""
    with reading(body) as form:
        number = form.one_of("trigger_type", _KINDS, required=True)
        # Without its kind nothing else of a rule can be read.
        kind = TriggerKind(number) if number is not None else TriggerKind.KEYWORD
        return _read(form, kind, new=True)


def check_change(body: object, kind: TriggerKind) -> RuleWish:
    """Read a change of a rule, whose kind stays. Raises 50035."""
    with reading(body) as form:
        form.one_of("trigger_type", (int(kind),))
        return _read(form, kind, new=False)


def _read(form: Form, kind: TriggerKind, *, new: bool) -> RuleWish:
    of_members = kind is TriggerKind.MEMBER_PROFILE
    fitting = EventKind.MEMBER_UPDATE if of_members else EventKind.MESSAGE_SEND
    event = form.one_of("event_type", (int(fitting),), required=new)
    return RuleWish(
        kind=kind,
        name=form.text("name", least=1, most=limits.RULE_NAME, required=new, trimmed=True),
        event=None if event is None else EventKind(event),
        trigger=_trigger(form, kind, new=new),
        actions=_actions(form, kind, new=new),
        enabled=form.truth("enabled"),
        exempt_roles=_ids(form, "exempt_roles", limits.RULE_EXEMPT_ROLES),
        exempt_channels=_ids(form, "exempt_channels", limits.RULE_EXEMPT_CHANNELS),
    )


def _ids(form: Form, name: str, most: int) -> tuple[int, ...] | None:
    found = form.snowflakes(name, most=most)
    return None if found is None else tuple(found)


def _trigger(form: Form, kind: TriggerKind, *, new: bool) -> Trigger | None:
    metadata = form.form("trigger_metadata", required=new and kind in _NEEDS_METADATA)
    if metadata is None:
        return Trigger() if new else None
    match kind:
        case TriggerKind.KEYWORD | TriggerKind.MEMBER_PROFILE:
            return Trigger(
                keywords=_texts(metadata, "keyword_filter", limits.RULE_KEYWORDS),
                patterns=_patterns(metadata),
                allowed=_texts(metadata, "allow_list", limits.RULE_ALLOWED),
            )
        case TriggerKind.KEYWORD_PRESET:
            return Trigger(
                presets=tuple(metadata.some_of("presets", (1, 2, 3)) or ()),
                allowed=_texts(metadata, "allow_list", limits.RULE_ALLOWED_BESIDE_PRESETS),
            )
        case TriggerKind.MENTION_SPAM:
            most = metadata.whole("mention_total_limit", least=0, most=limits.RULE_MENTIONS)
            raids = metadata.truth("mention_raid_protection_enabled")
            return Trigger(most_mentions=most or 0, against_raids=bool(raids))
        case TriggerKind.SPAM:
            return Trigger()


def _texts(form: Form, name: str, most: int, longest: int = limits.RULE_KEYWORD) -> tuple[str, ...]:
    """A list of texts, each of at least one character."""
    found = form.items(name, most=most) or []
    return tuple(_text(form, name, place, one, longest) for place, one in enumerate(found))


def _text(form: Form, name: str, place: int, value: object, longest: int) -> str:
    item = Form({str(place): value}, form.complaints, (*form.path, name))
    return item.text(str(place), least=1, most=longest, required=True) or ""


def _patterns(form: Form) -> tuple[str, ...]:
    patterns = _texts(form, "regex_patterns", limits.RULE_PATTERNS, limits.RULE_PATTERN)
    for place, pattern in enumerate(patterns):
        try:
            compiled(pattern)
        except BadPattern as why:
            form.complain(field_errors.bad_regex(str(why)), "regex_patterns", place)
    return patterns


def _actions(form: Form, kind: TriggerKind, *, new: bool) -> tuple[Action, ...] | None:
    forms = form.forms("actions", least=1, most=limits.RULE_ACTIONS, required=new)
    if forms is None:
        return None
    found = (_action(one, kind) for one in forms)
    return tuple(one for one in found if one is not None)


def _action(form: Form, rule: TriggerKind) -> Action | None:
    number = form.one_of("type", _ACTIONS[rule], required=True)
    if number is None:
        return None
    kind = ActionKind(number)
    needed = kind in (ActionKind.SEND_ALERT_MESSAGE, ActionKind.TIMEOUT)
    metadata = form.form("metadata", required=needed)
    if metadata is None:
        return Action(kind)
    match kind:
        case ActionKind.BLOCK_MESSAGE:
            words = metadata.text("custom_message", most=limits.RULE_CUSTOM_MESSAGE)
            return Action(kind, custom_message=words or None)
        case ActionKind.SEND_ALERT_MESSAGE:
            return Action(kind, channel_id=metadata.snowflake("channel_id", required=True) or 0)
        case ActionKind.TIMEOUT:
            most = limits.RULE_TIMEOUT_SECONDS
            seconds = metadata.whole("duration_seconds", least=0, most=most, required=True)
            return Action(kind, seconds=seconds or 0)
        case ActionKind.BLOCK_MEMBER_INTERACTION:
            return Action(kind)
