"""What advice looks like: an entry, the topics, the entries of a topic."""

import discord
from discord import ui

from bot.guidance import Credit, Entry, Guidance, Topic
from bot.interactions.cards import Card, CardItem, text
from bot.interactions.wording import plain

_ACCENT = discord.Colour(0x3D7EAA)
_QUESTION_SHOWN = 150  # characters of a question that are said back


def asked(question: str) -> str:
    """Say a question back in small print, as typed and without effect."""
    return f"-# You asked: {plain(question, _QUESTION_SHOWN)}"


def entry_card(
    guidance: Guidance, entry: Entry, *controls: CardItem, note: str | None = None
) -> Card:
    """Show one entry: what it says, where it comes from and how sure that is.

    `note` is small print above the title: the question, or who shows the card.
    """
    return Card(
        text(note, f"### {entry.title}", _body(guidance, entry), _points(entry)),
        ui.Separator(),
        text("\n".join(_credit(credit) for credit in guidance.credits(entry))),
        *controls,
        accent=_ACCENT,
    )


def topics_card(sentence: str, *controls: CardItem, note: str | None = None) -> Card:
    """Offer the topics below a sentence."""
    return Card(text(note, "### What would help?", sentence), *controls, accent=_ACCENT)


def topic_card(topic: Topic, entries: int, *controls: CardItem, note: str | None = None) -> Card:
    """Offer the entries of a topic."""
    count = "One entry" if entries == 1 else f"{entries} entries"
    return Card(
        text(note, f"### {topic.name}", topic.about, f"-# {count}"), *controls, accent=_ACCENT
    )


def _body(guidance: Guidance, entry: Entry) -> str:
    quotation = entry.quotation
    if quotation is None:
        return entry.body
    lines = discord.utils.escape_markdown(entry.body).splitlines()
    period = guidance.sources[quotation.doc].period
    said = ", ".join(filter(None, (quotation.author, quotation.channel, period)))
    return "\n".join([*(f"> {line}" for line in lines), f"— {said}"])


def _points(entry: Entry) -> str:
    return "\n".join(f"- {point}" for point in entry.points)


def _credit(credit: Credit) -> str:
    source = credit.source
    name = f"[{source.credit}](<{source.url}>)" if source.url else source.credit
    places = f", in {', '.join(credit.sections)}" if credit.sections else ""
    views = f" Views of {', '.join(credit.authors)}." if credit.authors else ""
    return f"-# From {name}{places}.{views} {credit.how_sure}"
