"""The rule as Discord's AutoMod is asked for it, and what it is known again by.

https://docs.discord.com/developers/resources/auto-moderation#create-auto-moderation-rule
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot import limits
from bot.moderation import Rules
from bot.moderation.native import compiled
from bot.store import Exemptions, GuildSettings
from bot.workflows.port import Community

NAME = "biz-talk: obvious promotion"
"""What the rule is called; by it and its creator it is found again after a lost answer."""

KEYWORD = 1  # the kind of rule that looks for words
_MESSAGE_SEND, _BLOCK_MESSAGE = 1, 1

_LISTS = ("keyword_filter", "regex_patterns", "allow_list")
_EXEMPT = ("exempt_roles", "exempt_channels")

Body = Mapping[str, object]
"""A rule as Discord's JSON."""


@dataclass(frozen=True, slots=True)
class Exempted:
    """What a rule passes over, and how much of what a server exempts does not fit into it."""

    channel_ids: tuple[int, ...]
    role_ids: tuple[int, ...]
    left_out: int


def exempted(exempt: Exemptions, settings: GuildSettings, community: Community) -> Exempted:
    """What the rule shall pass over: what the judge does, as far as Discord's rules can.

    They know no threads. Who may manage messages is staff, by whatever role.
    """
    channels = _first(settings.show_work_channel_id, exempt.channels)
    roles = _first(settings.moderator_role_id, community.staff_role_ids, exempt.roles)
    fitting = [one for one in channels if one in community.channel_ids]
    held = [one for one in roles if one in community.role_ids]
    channel_ids = tuple(fitting[: limits.AUTOMOD_EXEMPT_CHANNELS])
    role_ids = tuple(held[: limits.AUTOMOD_EXEMPT_ROLES])
    left_out = len(channels) - len(channel_ids) + len(held) - len(role_ids)
    return Exempted(channel_ids, role_ids, left_out)


def rule_of(
    rules: Rules, allowed: frozenset[str], message: str, exempt: Exempted
) -> Mapping[str, object] | None:
    """The rule that a server shall have; None if there is nothing to look for.

    `allowed` are registered domains; `message` is what people read whose message is blocked.
    """
    sites = {name: one.sites for name, one in rules.sites.items()}
    found = compiled(rules.native, sites, rules.classes, allowed)
    if not found.keywords and not found.patterns:
        return None
    return {
        "name": NAME,
        "event_type": _MESSAGE_SEND,
        "trigger_type": KEYWORD,
        "trigger_metadata": {
            "keyword_filter": list(found.keywords),
            "regex_patterns": list(found.patterns),
            "allow_list": [],
        },
        # No alert: every blocked message is a case already.
        "actions": [{"type": _BLOCK_MESSAGE, "metadata": {"custom_message": message}}],
        "enabled": True,
        "exempt_roles": [str(one) for one in exempt.role_ids],
        "exempt_channels": [str(one) for one in exempt.channel_ids],
    }


def digest_of(rule: Body) -> str:
    """By what a rule is known to be as it was, apart from whether it is switched on."""
    trigger = rule.get("trigger_metadata")
    words = trigger if isinstance(trigger, Mapping) else {}
    told = {
        "name": rule.get("name"),
        "actions": sorted(json.dumps(one, sort_keys=True) for one in _items(rule.get("actions"))),
        **{name: sorted(map(str, _items(words.get(name)))) for name in _LISTS},
        **{name: sorted(map(str, _items(rule.get(name)))) for name in _EXEMPT},
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def id_of(rule: Body) -> int:
    """The rule's id."""
    return int(str(rule["id"]))


def ours_among(rules: Iterable[Body], own_ids: frozenset[int], rule_id: int | None) -> list[Body]:
    """Our rules: the one with this id first, then those of our name that we made, by age."""
    mine = [
        one
        for one in rules
        if id_of(one) == rule_id
        or (one.get("name") == NAME and int(str(one.get("creator_id") or 0)) in own_ids)
    ]
    return sorted(mine, key=lambda one: (id_of(one) != rule_id, id_of(one)))


def _first(first: int | None, *others: Iterable[int]) -> list[int]:
    """These ids, each once, in an order that stays the same."""
    rest = [one for some in others for one in sorted(some)]
    return list(dict.fromkeys([*([] if first is None else [first]), *rest]))


def _items(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()
