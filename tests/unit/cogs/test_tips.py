"""Tips as people touch them: who may, what a card shows, buttons that outlive their entry."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.content import load
from bot.interactions.cards import Card
from cogs.tips.cards import HEADING, tip_card

ROOT = Path(__file__).parents[3]
MODERATOR = discord.Permissions(manage_messages=True).value
COMMANDS = ["schedule", "next", "preview", "skip", "post-now", "pause", "stats"]


def words_of(card: Card) -> str:
    return "\n".join(
        item.content for item in card.walk_children() if isinstance(item, discord.ui.TextDisplay)
    )


def message_with(custom_id: str) -> Any:
    """A message that was sent long ago with this button."""
    button = {"type": 2, "style": 2, "label": "Press", "custom_id": custom_id}
    return SimpleNamespace(data={"components": [{"type": 1, "components": [button]}]})


async def press(fake_discord: Any, custom_id: str, **more: Any) -> Any:
    return await fake_discord.press(message_with(custom_id), custom_id, ephemeral=False, **more)


@pytest.mark.parametrize("name", COMMANDS)
async def test_commands_are_for_moderators(fake_discord: Any, name: str) -> None:
    command = {"name": name, "type": 1, "options": []}
    told = await fake_discord.command("tips", command, permissions=0)
    assert "for moderators" in told.text


@pytest.mark.parametrize(
    "custom_id", ["tip:begin", "tip:resume", "tip:unskip:1", "tip:notice:missed:1700000000:show"]
)
async def test_so_are_their_buttons(fake_discord: Any, custom_id: str) -> None:
    told = await press(fake_discord, custom_id, permissions=0)
    assert "for moderators" in told.text
    assert await fake_discord.bot.store.tip_schedules.all() == []


async def test_without_a_tip_there_is_a_sentence(fake_discord: Any) -> None:
    for name in ("next", "preview"):
        command = {"name": name, "type": 1, "options": []}
        told = await fake_discord.command("tips", command, permissions=MODERATOR)
        assert "There is no tip to post" in told.text


async def test_more_on_this_opens_the_entry_to_one_person(fake_discord: Any) -> None:
    entry = await press(fake_discord, "tip:7:more:open-mics")
    assert "Go where the music is being made." in entry.text
    assert entry.data["flags"] & 64
    gone = await press(fake_discord, "tip:7:more:withdrawn")
    assert fake_discord.bot.shelf.content.wording.entry_gone in gone.text


def test_every_tip_says_where_it_comes_from_and_quotes_exactly() -> None:
    content = load(ROOT / "content")
    assert len(content.tips) == 52
    for tip in content.tips:
        said = words_of(tip_card(content, tip))
        assert said.startswith(f"### {HEADING}\n\n")
        assert "-# From " in said
        assert (tip.said_by is not None) == ("\n— " in said)
        if tip.said_by is not None:
            assert f"> {discord.utils.escape_markdown(tip.text)}\n— {tip.said_by}" in said
        else:
            assert tip.text in said
