"""Every card that the written guidance makes is one that Discord takes, whole."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from discord import ui
from discord.http import handle_message_parameters

from bot.content import load
from bot.guidance import Guidance
from bot.interactions.cards import Card
from bot.sandbox.rules.messages import check_message
from cogs.advice import cards, views

ROOT = Path(__file__).parents[3]
LIBRARY = load(ROOT / "content").guidance
LONGEST_QUESTION = cards.asked("*" * 300)  # every character of it is escaped

ON_A_SERVER: Any = SimpleNamespace(guild_id=1)


@pytest.fixture
async def guidance() -> Guidance:
    """The written guidance; async, because cards are made within a running loop."""
    return LIBRARY


def check(card: Card) -> str:
    """Hold a card against Discord's rules: 40 components, 4,000 characters, …; gives its text."""
    check_message(handle_message_parameters(view=card).payload)
    return "\n".join(
        item.content for item in card.walk_children() if isinstance(item, ui.TextDisplay)
    )


def offered(card: Card) -> list[str]:
    menus = [item for item in card.walk_children() if isinstance(item, ui.DynamicItem)]
    selects = [item.item for item in menus if isinstance(item.item, ui.Select)]
    return [option.value for select in selects for option in select.options]


@pytest.mark.parametrize("entry_id", LIBRARY.entries)
async def test_an_entry_fits_its_card_uncut(guidance: Guidance, entry_id: str) -> None:
    entry = guidance.entries[entry_id]
    others = list(guidance.entries.values())
    private = views.private_entry(
        guidance, entry, ON_A_SERVER, others=others[:5], note=LONGEST_QUESTION
    )
    shown = check(private)
    for written in (entry.title, *entry.points, *(one.how_sure for one in guidance.credits(entry))):
        assert written in shown
    assert entry_id not in offered(private)
    assert {one.id for one in guidance.related(entry)} <= set(offered(private))


@pytest.mark.parametrize("topic_id", LIBRARY.topics)
async def test_a_topic_offers_all_its_entries(guidance: Guidance, topic_id: str) -> None:
    card = views.one_topic(guidance, guidance.topics[topic_id], note=LONGEST_QUESTION)
    check(card)
    assert offered(card) == [entry.id for entry in guidance.in_topic(topic_id)]


async def test_the_topics_are_all_offered(guidance: Guidance) -> None:
    card = views.all_topics(guidance, note=LONGEST_QUESTION)
    check(card)
    assert offered(card) == list(guidance.topics)
