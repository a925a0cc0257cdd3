"""What a message can be reported for, and the rule that a case of it then belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.content import Content, Wording
from bot.interactions.wording import is_blank, tidy


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason as the form offers it; its name is the rule's."""

    label: str
    about: str


PROMOTION, POLITICS, OTHER = "promotion", "politics", "other"

REASONS: Mapping[str, Reason] = {
    PROMOTION: Reason("Self-promotion", "It asks members to hire, buy, follow, stream or join"),
    POLITICS: Reason("Politics", "The other strict rule here"),
    OTHER: Reason("Something else", "Say below what it is"),
}

LONGEST_WORDS = 150


def told(name: str, words: str) -> str:
    """Put a reason and the person's own words, if there are any, into what is kept of a report."""
    own = "" if is_blank(words) else tidy(words)[:LONGEST_WORDS]
    return f"{REASONS[name].label}: {own}" if own else REASONS[name].label


def rule_title(content: Content, rule: str) -> str:
    """Name the rule of a case: one that is judged by, or one that members report."""
    wording: Wording = content.wording
    known = content.moderation.rules.get(rule)
    if known is not None:
        return known.title
    return wording.mod_rule_politics if rule == POLITICS else wording.mod_rule_other
