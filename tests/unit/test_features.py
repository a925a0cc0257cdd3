import importlib
from collections.abc import Iterable
from urllib.parse import parse_qs, urlsplit

import discord
import pytest

from bot.features import (
    ALWAYS_ON,
    BY_DEFAULT,
    OPTIONAL,
    Feature,
    extensions_for,
    intents_for,
    invite_url,
    tools_for,
)
from bot.guidance import Tool


def test_the_invite_asks_for_what_the_features_use_and_no_more() -> None:
    asked = parse_qs(urlsplit(invite_url(123, BY_DEFAULT)).query)
    assert asked["client_id"] == ["123"]
    assert asked["scope"] == ["bot applications.commands"]
    permissions = discord.Permissions(int(asked["permissions"][0]))
    assert permissions.send_messages
    assert not permissions.manage_guild
    assert not permissions.administrator


def test_only_who_wants_discord_itself_to_block_is_asked_for_manage_server() -> None:
    asked = parse_qs(urlsplit(invite_url(123, {*BY_DEFAULT, "native"})).query)
    assert discord.Permissions(int(asked["permissions"][0])).manage_guild
    assert intents_for({"moderation", "native"}).auto_moderation_execution
    assert not intents_for(BY_DEFAULT).auto_moderation_execution


def test_only_moderation_asks_for_what_acting_takes() -> None:
    def asked(features: Iterable[str]) -> discord.Permissions:
        query = parse_qs(urlsplit(invite_url(123, features)).query)
        return discord.Permissions(int(query["permissions"][0]))

    acting = discord.Permissions(
        manage_messages=True, manage_threads=True, moderate_members=True, view_audit_log=True
    )
    assert asked(BY_DEFAULT) >= acting
    assert not asked(BY_DEFAULT - {"moderation"}).value & acting.value
    assert intents_for({"moderation"}).moderation
    assert not intents_for(BY_DEFAULT - {"moderation"}).moderation


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
