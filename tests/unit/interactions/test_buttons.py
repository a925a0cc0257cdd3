from typing import Any

from discord import ui

from bot.interactions.cards import Card


async def test_no_view_of_a_feature_is_ever_stored(fake_discord: Any) -> None:
    """A stored view could time out and take the dynamic items of the client with it."""
    store = fake_discord.bot._connection._view_store
    templates = set(store._dynamic_items)
    option = {"name": "question", "type": 3, "value": "open mics"}
    shown = await fake_discord.command("advice", option)
    await fake_discord.press(shown, "advice:show:open-mics")
    await fake_discord.press(shown, "advice:browse")
    assert store._views == {}
    assert store._synced_message_views == {}
    assert set(store._dynamic_items) == templates


async def test_a_pressed_card_keeps_everything_but_its_button(fake_discord: Any) -> None:
    option = {"name": "question", "type": 3, "value": "open mics"}
    shown = await fake_discord.command("advice", option)
    spent = await fake_discord.press(shown, "advice:show:open-mics")
    assert spent.text == shown.text
    assert spent.custom_ids == shown.custom_ids
    menu = "advice:related:open-mics"
    assert spent.component(menu)["options"] == shown.component(menu)["options"]


def test_a_card_is_a_layout_of_components_v2() -> None:
    assert issubclass(Card, ui.LayoutView)
