from types import SimpleNamespace

import discord

from bot.interactions.cards import option
from bot.interactions.forms import channel_menu, field, menu, role_menu, typed_in


def submitted(*components):
    rows = [{"type": 18, "component": one} for one in components]
    return SimpleNamespace(data={"components": rows})


def test_a_menu_is_a_labelled_select_that_has_to_be_answered():
    made = menu("reason", "What is it?", [option("Politics", "politics")]).to_component_dict()
    assert made["label"] == "What is it?"
    select = made["component"]
    assert (select["type"], select["custom_id"], select["required"]) == (3, "reason", True)
    assert [one["value"] for one in select["options"]] == ["politics"]


def test_what_was_chosen_comes_back_as_text_beside_what_was_typed():
    answer = submitted(
        {"type": 3, "custom_id": "reason", "values": ["politics"]},
        {"type": 4, "custom_id": "words", "value": "An election"},
        {"type": 3, "custom_id": "none", "values": []},
    )
    assert typed_in(answer) == {"reason": "politics", "words": "An election"}


def test_a_text_field_stays_as_it_was():
    made = field("words", "In your words", most=150, needed=False).to_component_dict()
    assert made["component"]["max_length"] == 150
    assert made["component"]["required"] is False


def test_a_channel_or_a_role_may_be_chosen_or_none():
    kinds = [discord.ChannelType.text]
    channel = channel_menu("log", "Log", kinds, chosen=7).to_component_dict()["component"]
    assert (channel["type"], channel["min_values"], channel["required"]) == (8, 0, False)
    assert channel["channel_types"] == [0]
    assert channel["default_values"] == [{"id": 7, "type": "channel"}]
    role = role_menu("role", "Role").to_component_dict()["component"]
    assert (role["type"], role["min_values"], role["required"]) == (6, 0, False)
    assert not role.get("default_values")
