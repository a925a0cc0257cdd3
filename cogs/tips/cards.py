"""What a tip looks like, and the entry behind it."""

import discord

from bot.content import Content
from bot.guidance import Citation, Credit, Use
from bot.interactions.cards import Card, CardItem, text
from bot.tips import Tip
from cogs.tips.access import ACCENT

HEADING = "Tip of the week"


def tip_card(content: Content, tip: Tip, *controls: CardItem, note: str | None = None) -> Card:
    """Show a tip with where it comes from; somebody's own words exactly, with their name."""
    return Card(
        text(f"-# {note}" if note else None, f"### {HEADING}", words(tip)),
        text(_credits(content, tip)),
        *controls,
        accent=ACCENT,
    )


def words(tip: Tip) -> str:
    """Return what a tip says, a quotation as one."""
    quoted = tip.quotation
    if quoted is None:
        return tip.text
    echo = f" ({quoted.reactions} reactions)" if quoted.reactions else ""
    return f"> {discord.utils.escape_markdown(tip.text)}\n— {tip.said_by}{echo}"


def in_a_line(tip: Tip) -> str:
    """Return the same on one line."""
    if tip.quotation is None:
        return tip.text
    return f"“{discord.utils.escape_markdown(tip.text)}” {tip.said_by}"


def _credits(content: Content, tip: Tip) -> str:
    documents = dict.fromkeys(cited.doc for cited in tip.sources)
    cited = (tuple(one for one in tip.sources if one.doc == doc) for doc in documents)
    return "\n".join(_credit(content, citations) for citations in cited)


def _credit(content: Content, citations: tuple[Citation, ...]) -> str:
    credit = Credit(content.guidance.sources[citations[0].doc], citations)
    source = credit.source
    name = f"[{source.credit}](<{source.url}>)" if source.url else source.credit
    places = f", in {', '.join(credit.sections)}" if credit.sections else ""
    views = [one.author for one in citations if one.use is Use.ATTRIBUTED_PARAPHRASE and one.author]
    said = f" Views of {', '.join(dict.fromkeys(views))}." if views else ""
    return f"-# From {name}{places}.{said}"
