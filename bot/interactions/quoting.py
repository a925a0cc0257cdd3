"""Entries of the guidance as cards show them: the words, their points, and whose they are."""

from collections.abc import Iterable

import discord
from discord import ui

from bot.guidance import Citation, Credit, Entry, Guidance
from bot.interactions.cards import Card, text
from bot.interactions.wording import shorten

_ACCENT = discord.Colour(0x3D7EAA)


def entry_card(guidance: Guidance, entry: Entry) -> Card:
    """Show a whole entry with its sources, and nothing to press."""
    return Card(
        text(f"### {entry.title}", body(guidance, entry), points(entry)),
        ui.Separator(),
        text(credits_of(guidance, entry)),
        accent=_ACCENT,
    )


def body(guidance: Guidance, entry: Entry) -> str:
    """Return what an entry says; somebody's own words as a quotation with their name."""
    quotation = entry.quotation
    if quotation is None:
        return entry.body
    lines = discord.utils.escape_markdown(entry.body).splitlines()
    period = quotation.period or guidance.sources[quotation.doc].period
    said = ", ".join(filter(None, (quotation.author, quotation.channel, period)))
    echo = _echo(quotation)
    return "\n".join([*(f"> {line}" for line in lines), f"— {said}{echo}"])


def points(entry: Entry) -> str:
    """Return an entry's points as a list; empty if it has none."""
    return "\n".join(f"- {point}" for point in entry.points)


def credits_of(guidance: Guidance, entry: Entry) -> str:
    """Return in small print where an entry comes from and how sure that is, a line a document."""
    return "\n".join(_credit(credit) for credit in guidance.credits(entry))


def in_short(entry: Entry, most: int) -> str:
    """Return the title and the beginning of what an entry says, `most` characters of it.

    Somebody's own words are never cut.
    """
    said = " ".join(discord.utils.remove_markdown(entry.body).split())
    quotation = entry.quotation
    if quotation is None:
        said = shorten(said, most)
    author = f" — {quotation.author}" if quotation is not None and quotation.author else ""
    return f"**{entry.title}**\n> {discord.utils.escape_markdown(said)}{author}"


def sources_of(guidance: Guidance, entries: Iterable[Entry]) -> str:
    """Return in small print where entries come from, each document once."""
    credited = (credit.source.credit for one in entries for credit in guidance.credits(one))
    return f"-# From {'; '.join(dict.fromkeys(credited))}"


def _echo(quotation: Citation) -> str:
    """Say how the community took the words, as far as the source tells."""
    reactions = f"{quotation.reactions} reactions" if quotation.reactions else ""
    echo = ", ".join(filter(None, (reactions, "pinned" if quotation.pinned else "")))
    return f" ({echo})" if echo else ""


def _credit(credit: Credit) -> str:
    source = credit.source
    name = f"[{source.credit}](<{source.url}>)" if source.url else source.credit
    places = f", in {', '.join(credit.sections)}" if credit.sections else ""
    views = f" Views of {', '.join(credit.authors)}." if credit.authors else ""
    return f"-# From {name}{places}.{views} {credit.how_sure}"
