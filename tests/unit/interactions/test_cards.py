import discord
import pytest
from discord import ui

from bot.interactions.buttons import LastingButton
from bot.interactions.cards import Card, option, row, text


class Lasting(LastingButton, template=r"test:lasting"):
    def __init__(self) -> None:
        super().__init__("Press", "test:lasting")


def test_a_card_refuses_what_would_not_survive_a_restart() -> None:
    with pytest.raises(TypeError, match="Button"):
        Card(row(Lasting(), ui.Button(label="Mortal")))


def test_link_buttons_may_stand_in_a_card() -> None:
    card = Card(row(Lasting(), ui.Button(label="Read", url="https://example.com")))
    assert len(card.to_components()[0]["components"][0]["components"]) == 2


async def test_a_card_is_sent_and_then_forgotten() -> None:
    card = Card(text("Hello"), row(Lasting()))
    assert card.timeout is None
    assert card.is_finished()


def test_a_card_never_exceeds_what_discord_shows() -> None:
    card = Card(text("first " * 100), text("second " * 1000), text("third"))
    assert card.content_length() <= 4000
    first, second, third = card.to_components()[0]["components"]
    assert first["content"].startswith("first")
    assert second["content"].endswith("second…")
    assert third["content"]


def test_paragraphs_that_are_not_there_leave_no_gap() -> None:
    assert text(None, "a", "", "b").content == "a\n\nb"


def test_options_are_cut_to_what_discord_shows() -> None:
    made = option("word " * 50, "id", "description " * 50)
    assert isinstance(made, discord.SelectOption)
    assert len(made.label) <= 100
    assert len(made.description or "") <= 100
    assert option("a", "id").description is None
