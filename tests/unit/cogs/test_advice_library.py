"""Every card that the written guidance makes is one that Discord takes, whole."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from discord import ui
from discord.http import handle_message_parameters

from bot.content import load
from bot.guidance import Guidance, Tool
from bot.interactions.buttons import LastingButton
from bot.interactions.cards import Card
from bot.sandbox.rules.messages import check_message
from cogs.advice import cards, views
from cogs.advice.answers import entry_for

ROOT = Path(__file__).parents[3]
CONTENT = load(ROOT / "content")
LIBRARY, WORDING = CONTENT.guidance, CONTENT.wording
LONGEST_QUESTION = cards.asked("*" * 300)  # every character of it is escaped
KEPT = WORDING.kept.format(days=90)

TOOLS = {tool.value: f"/{tool}" for tool in Tool}  # as if all of them were there
ON_A_SERVER: Any = SimpleNamespace(
    guild_id=1, client=SimpleNamespace(tools=TOOLS, shelf=SimpleNamespace(content=CONTENT))
)
MESSAGE_ID = 2**63


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
        ON_A_SERVER,
        entry,
        others=others[:5],
        near=list(guidance.topics.values())[:3],
        note=LONGEST_QUESTION,
        foot=KEPT,
    )
    shown = check(private)
    for written in (entry.title, *entry.points, *(one.how_sure for one in guidance.credits(entry))):
        assert written in shown
    assert entry_id not in offered(private)
    assert {one.id for one in guidance.related(entry)} <= set(offered(private))
    assert KEPT in shown
    assert (entry.leads_to is not None) == ("Next step: `/" in shown)
    assert "…" not in shown.replace(LONGEST_QUESTION, "")


@pytest.mark.parametrize("entry_id", LIBRARY.entries)
async def test_an_entry_fits_its_card_for_a_message_uncut(
    guidance: Guidance, entry_id: str
) -> None:
    entry = guidance.entries[entry_id]
    others = list(guidance.entries.values())
    private = entry_for(ON_A_SERVER, MESSAGE_ID, entry, others, note=cards.chosen("*" * 2000))
    shown = check(private)
    assert entry.title in shown
    assert len(offered(private)) == 25
    assert entry_id not in offered(private)


@pytest.mark.parametrize("topic_id", LIBRARY.topics)
async def test_a_topic_offers_all_its_entries(guidance: Guidance, topic_id: str) -> None:
    card = views.one_topic(guidance, guidance.topics[topic_id], note=LONGEST_QUESTION)
    check(card)
    assert offered(card) == [entry.id for entry in guidance.in_topic(topic_id)]


async def test_the_topics_are_all_offered(guidance: Guidance) -> None:
    card = views.all_topics(guidance, WORDING.nothing_held, note=LONGEST_QUESTION, foot=KEPT)
    check(card)
    assert offered(card) == list(guidance.topics)


@pytest.mark.parametrize("entry_id", LIBRARY.entries)
async def test_no_card_names_a_tool_that_is_not_there(guidance: Guidance, entry_id: str) -> None:
    shown = check(cards.entry_card(guidance, guidance.entries[entry_id], tools={}))
    assert "Next step" not in shown


async def test_a_tool_is_offered_where_an_entry_leads_to_it(guidance: Guidance) -> None:
    tools = {"evaluate": "/evaluate"}
    leading = {one.id for one in guidance.entries.values() if one.leads_to is Tool.EVALUATE}
    assert leading
    for entry in guidance.entries.values():
        shown = check(cards.entry_card(guidance, entry, tools=tools))
        assert ("Next step: `/evaluate`" in shown) == (entry.id in leading)


async def test_a_quotation_says_who_where_when_and_how_it_was_taken(guidance: Guidance) -> None:
    shown = check(cards.entry_card(guidance, guidance.entries["friends-not-fans"], tools={}))
    assert "> We generally aim to make friends, not fans." in shown
    assert "— bobby k, #general-talk, 2021-02 to 2026-02 (10 reactions, pinned)" in shown


@pytest.mark.parametrize("entry_id", LIBRARY.entries)
async def test_every_label_makes_sense_alone(entry_id: str) -> None:
    card = views.private_entry(ON_A_SERVER, LIBRARY.entries[entry_id])
    labels = [one.item.label for one in card.walk_children() if isinstance(one, LastingButton)]
    assert labels == ["Show in channel", "Helpful", "Not helpful", "All topics"]
