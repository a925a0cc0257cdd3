"""What advice looks like: an entry, the topics, the entries of a topic."""

from collections.abc import Mapping, Sequence

import discord
from discord import ui

from bot.guidance import Entry, Guidance, Topic
from bot.interactions import quoting
from bot.interactions.cards import Card, CardItem, text
from bot.interactions.wording import plain

ENTRY_ID = "[a-z0-9-]{1,50}"  # an entry's or a topic's id within a custom_id

_ACCENT = discord.Colour(0x3D7EAA)
_QUESTION_SHOWN = 150  # characters of a question that are said back


def asked(question: str) -> str:
    """Say a question back in small print, as typed and without effect."""
    return f"-# You asked: {plain(question, _QUESTION_SHOWN)}"


def chosen(message: str) -> str:
    """Say the message back for which advice was looked for, in small print and without effect."""
    return f"-# For the message: {plain(message, _QUESTION_SHOWN)}"


def entry_card(
    guidance: Guidance,
    entry: Entry,
    *controls: CardItem,
    tools: Mapping[str, str],
    note: str | None = None,
    foot: str | None = None,
) -> Card:
    """Show one entry: what it says, where it comes from and how sure that is.

    `tools` are the commands that an entry may lead to; one that is not among them is not offered.
    `note` is small print above the title: the question, or who shows the card. `foot` is small
    print at the end.
    """
    return Card(
        text(note, f"### {entry.title}", quoting.body(guidance, entry), quoting.points(entry)),
        ui.Separator(),
        text(
            _next_step(entry, tools),
            quoting.credits_of(guidance, entry),
            small(foot),
        ),
        *controls,
        accent=_ACCENT,
    )


def small(sentence: str | None) -> str | None:
    """Print a sentence small, on one line, if there is one."""
    return f"-# {' '.join(sentence.split())}" if sentence else None


def named(topics: Sequence[Topic]) -> str:
    """List topics by their names."""
    return ", ".join(topic.name for topic in topics)


def topics_card(
    sentence: str, *controls: CardItem, note: str | None = None, foot: str | None = None
) -> Card:
    """Offer the topics below a sentence."""
    return Card(
        text(note, "### What would help?", sentence, small(foot)), *controls, accent=_ACCENT
    )


def topic_card(
    topic: Topic,
    entries: int,
    *controls: CardItem,
    note: str | None = None,
    foot: str | None = None,
) -> Card:
    """Offer the entries of a topic; `note` and `foot` stand above and below as on an entry."""
    count = "One entry" if entries == 1 else f"{entries} entries"
    return Card(
        text(note, f"### {topic.name}", topic.about, f"-# {count}", small(foot)),
        *controls,
        accent=_ACCENT,
    )


def _next_step(entry: Entry, tools: Mapping[str, str]) -> str | None:
    command = tools.get(entry.leads_to) if entry.leads_to else None
    return f"Next step: `{command}`" if command else None
