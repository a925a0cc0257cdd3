"""Whether a text has in it what a rule looks for.

https://discord.com/developers/docs/resources/auto-moderation#auto-moderation-rule-object-keyword-matching-strategies
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from bot.sandbox.automod.patterns import compiled
from bot.sandbox.automod.rule import Rule, TriggerKind

_MENTION = re.compile(r"<@[!&]?\d{15,20}>")


@dataclass(frozen=True)
class Match:
    """What in the rule matched what in the text; a rule about mentions names no keyword."""

    keyword: str | None
    content: str


def find(rule: Rule, text: str) -> Match | None:
    """What the rule finds; of spam and of Discord's own lists of words it finds nothing here."""
    if rule.kind is TriggerKind.MENTION_SPAM:
        mentions = dict.fromkeys(_MENTION.findall(text))
        return (
            Match(None, " ".join(mentions)) if len(mentions) > rule.trigger.most_mentions else None
        )
    if rule.kind is not TriggerKind.KEYWORD:
        return None
    keywords = ((one, _keyword(one)) for one in rule.trigger.keywords)
    patterns = ((one, _pattern(one)) for one in rule.trigger.patterns)
    allowed = [span for one in rule.trigger.allowed for span in _spans(_keyword(one), text)]
    return next(_matches([*keywords, *patterns], text, allowed), None)


def _matches(
    wanted: Iterable[tuple[str, re.Pattern[str]]], text: str, allowed: list[tuple[int, int]]
) -> Iterator[Match]:
    """What is found and does not lie within something allowed."""
    for keyword, pattern in wanted:
        for start, end in _spans(pattern, text):
            if not any(first <= start and end <= last for first, last in allowed):
                yield Match(keyword, text[start:end])


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in pattern.finditer(text) if found[0])


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return compiled(pattern)


@cache
def _keyword(keyword: str) -> re.Pattern[str]:
    """A keyword stands between white space, except where it has an asterisk."""
    words = keyword.strip().removeprefix("*").removesuffix("*")
    before = "" if keyword.strip().startswith("*") else r"(?<!\S)"
    after = "" if keyword.strip().endswith("*") else r"(?!\S)"
    return re.compile(before + re.escape(words) + after, re.IGNORECASE)
