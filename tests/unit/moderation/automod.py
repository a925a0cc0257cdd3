"""Whether Discord's AutoMod would block a text: keywords as documented, patterns by Rust's engine.

https://docs.discord.com/developers/resources/auto-moderation#auto-moderation-rule-object-keyword-matching-strategies
"""

import re
from pathlib import Path

import jsonschema_rs

from bot.content import load_rules
from bot.moderation import Rules
from bot.moderation.native import Filter, compiled

CONTENT = Path(__file__).parents[3] / "content"
_LARGEST = 2_000_000  # bytes of a compiled pattern; the engine's own limit is five times that


def is_rust(pattern: str) -> bool:
    """Whether Rust's engine takes a pattern."""
    try:
        _rust(pattern)
    except jsonschema_rs.ValidationError:
        return False
    return True


def in_use() -> tuple[Rules, Filter]:
    """The rules that this repository ships, and what AutoMod is told of them."""
    rules = load_rules(CONTENT / "moderation.yaml")
    return rules, filter_of(rules)


def filter_of(rules: Rules, *allowed: str) -> Filter:
    sites = {name: one.sites for name, one in rules.sites.items()}
    return compiled(rules.native, sites, rules.classes, frozenset(allowed))


class AutoMod:
    """A rule at work."""

    def __init__(self, one: Filter) -> None:
        self._keywords = [_keyword(keyword) for keyword in one.keywords]
        self._patterns = [_rust(pattern) for pattern in one.patterns]

    def has_keyword(self, text: str) -> bool:
        return any(one.search(text) for one in self._keywords)

    def has_phrase(self, text: str) -> bool:
        return any(one.is_valid(text) for one in self._patterns)

    def blocks(self, text: str) -> bool:
        return self.has_keyword(text) or self.has_phrase(text)


def _rust(pattern: str) -> jsonschema_rs.Draft202012Validator:
    engine = jsonschema_rs.RegexOptions(size_limit=_LARGEST)
    return jsonschema_rs.Draft202012Validator({"pattern": pattern}, pattern_options=engine)


def _keyword(keyword: str) -> re.Pattern[str]:
    """Without an asterisk a keyword stands alone there; what ends a word is nowhere documented.

    White space does for certain, so it is taken to be that and nothing else for what is sought,
    and any sign where something must not be found.
    """
    words = re.escape(keyword.strip("*"))
    before = "" if keyword.startswith("*") else r"(?<![^\W_])"
    after = "" if keyword.endswith("*") else r"(?![^\W_])"
    return re.compile(before + words + after, re.IGNORECASE)
