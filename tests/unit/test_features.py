import importlib
from urllib.parse import parse_qs, urlsplit

import discord
import pytest

from bot.features import (
    ALWAYS_ON,
    OPTIONAL,
    Feature,
    extensions_for,
    intents_for,
    invite_url,
    tools_for,
)
from bot.guidance import Tool


def test_the_invite_asks_for_what_the_features_use_and_no_more() -> None:
    asked = parse_qs(urlsplit(invite_url(123, OPTIONAL)).query)
    assert asked["client_id"] == ["123"]
    assert asked["scope"] == ["bot applications.commands"]
    permissions = discord.Permissions(int(asked["permissions"][0]))
    assert permissions.send_messages
    assert not permissions.manage_guild
    assert not permissions.administrator


def test_a_feature_that_is_off_asks_for_nothing() -> None:
    asked = parse_qs(urlsplit(invite_url(123, ())).query)
    assert not discord.Permissions(int(asked["permissions"][0])).send_messages


def test_of_privileged_intents_only_moderation_asks_and_only_for_content() -> None:
    intents = intents_for(OPTIONAL)
    assert intents.guilds
    assert intents.message_content
    assert not intents_for(OPTIONAL.keys() - {"moderation"}).message_content
    assert not intents.members
    assert not intents.presences


def test_a_tool_is_there_when_its_feature_is_on(monkeypatch: pytest.MonkeyPatch) -> None:
    made_up = Feature("cogs.evaluate", tools={"evaluate": "/evaluate"})
    monkeypatch.setitem(OPTIONAL, "evaluate", made_up)
    assert tools_for({"advice"}) == {}
    assert tools_for({"advice", "evaluate"}) == {"evaluate": "/evaluate"}


def test_every_tool_is_one_that_entries_can_lead_to() -> None:
    assert set(tools_for(OPTIONAL)) <= set(Tool)


def test_every_extension_exists_and_names_real_permissions() -> None:
    for extension in extensions_for(OPTIONAL):
        assert callable(importlib.import_module(extension).setup)
    for feature in (*ALWAYS_ON.values(), *OPTIONAL.values()):
        discord.Permissions(**dict.fromkeys(feature.permissions, True))
