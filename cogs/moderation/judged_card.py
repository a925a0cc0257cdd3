"""A judged text as people read it: its matched words marked, and a sentence for each signal."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from bot.content import Content, Wording
from bot.interactions.cards import Card, text
from bot.interactions.marking import marked
from bot.interactions.wording import plain
from bot.moderation import Action, Decision, Facts, Rules
from cogs.moderation.access import ACCENT

LONGEST_TEXT = 1_000
"""Characters of a judged text that a card shows; the words that matched come first."""

_LONGEST_WORDS = 80

Sentences = Callable[[str], str]
"""Gives the sentence of a signal by its name."""


class Seen(Protocol):
    """A signal, just found or kept with a case."""

    @property
    def name(self) -> str: ...
    @property
    def part(self) -> int: ...
    @property
    def span(self) -> tuple[int, int]: ...
    @property
    def weight(self) -> int: ...


def sentences_of(rules: Rules) -> Sentences:
    """Know the sentences of the rules in force; a signal that they have no more is named."""

    def sentence(name: str) -> str:
        known = rules.signals.get(name)
        return known.sentence if known else name

    return sentence


def judged_card(
    content: Content, facts: Facts, decision: Decision, heading: str, *notes: str
) -> Card:
    """Show a judgement whole: the text, what becomes of it, every signal with its weight."""
    texts = [part.text for part in facts.parts]
    lines = reason_lines(decision.signals, texts, sentences_of(content.moderation))
    return Card(
        text(f"### {heading}", verdict_of(content.wording, decision)),
        text("\n".join(quoted(decision.signals, texts))),
        text("\n".join(lines) or None, _sum(content.moderation, decision), *notes),
        accent=ACCENT,
    )


def verdict_of(wording: Wording, decision: Decision) -> str:
    """Say what becomes of a message."""
    return {
        Action.ALLOW: wording.mod_allow if decision.signals else wording.mod_nothing_found,
        Action.REVIEW: wording.mod_look,
        Action.REMOVE: wording.mod_remove,
    }[decision.action]


def quoted(
    signals: Sequence[Seen], texts: Sequence[str], longest: int = LONGEST_TEXT
) -> Iterator[str]:
    """Yield each text as a quotation of one line, the words that speak against it marked."""
    room = longest // max(1, len(texts))
    for number, one in enumerate(texts):
        spans = [seen.span for seen in signals if seen.part == number and seen.weight > 0]
        yield f"> {marked(one, spans, room)}"


def reason_lines(
    signals: Sequence[Seen],
    texts: Sequence[str],
    sentence_of: Sentences,
    *,
    weights: bool = True,
) -> list[str]:
    """Say of each signal what it is and in which words; what weighs most against it comes first.

    `texts` may be empty, once they are gone: then the words are left out.
    """
    ordered = sorted(signals, key=lambda seen: -seen.weight)
    return [
        f"- {f'`{seen.weight:+d}` ' if weights else ''}{sentence_of(seen.name)}"
        f"{_words(seen, texts)}"
        for seen in ordered
    ]


def _words(seen: Seen, texts: Sequence[str]) -> str:
    if seen.part >= len(texts):
        return ""
    words = texts[seen.part][slice(*seen.span)].strip()
    return f" “{plain(words, _LONGEST_WORDS)}”" if words else ""


def _sum(rules: Rules, decision: Decision) -> str | None:
    rule = rules.rules.get(decision.rule)
    if rule is None or not decision.signals:
        return None
    return (
        f"**{rule.title}**: {decision.score} in all; from {rule.review} on a moderator is asked, "
        f"from {rule.remove} on it counts as clear."
    )
