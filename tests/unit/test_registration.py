from typing import Any

import discord
import pytest
from discord import app_commands

from bot.registration import register

APPLICATION = 900


@pytest.fixture
def remote(bot: Any, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What Discord has: its commands, and how often they were sent."""
    has: dict[str, Any] = {"commands": [], "sent": 0, "refuses": None}

    async def get(_application: int) -> Any:
        return has["commands"]

    async def send(_application: int, payload: Any) -> Any:
        if has["refuses"] is not None:
            raise has["refuses"]
        has["sent"] += 1
        ids = {"application_id": str(APPLICATION), "version": str(has["sent"])}
        has["commands"] = [
            {"description": ""} | command | ids | {"id": str(number)}  # message commands have none
            for number, command in enumerate(payload)
        ]
        return has["commands"]

    bot._connection.application_id = APPLICATION
    monkeypatch.setattr(bot.http, "get_global_commands", get)
    monkeypatch.setattr(bot.http, "bulk_upsert_global_commands", send)
    return has


async def sent(bot: Any) -> bool:
    return await register(bot.tree, APPLICATION, bot.store.command_sync)


async def test_commands_are_sent_once_and_not_again(bot: Any, remote: dict[str, Any]) -> None:
    assert await sent(bot)
    assert not await sent(bot)
    assert remote["sent"] == 1


async def test_a_changed_command_is_sent(bot: Any, remote: dict[str, Any]) -> None:
    await sent(bot)
    bot.tree.remove_command("advice")
    assert await sent(bot)


async def test_a_list_changed_behind_our_back_is_sent_again(
    bot: Any, remote: dict[str, Any]
) -> None:
    await sent(bot)
    remote["commands"] = []
    assert await sent(bot)


async def test_a_refused_list_does_not_keep_the_bot_from_starting(
    bot: Any, remote: dict[str, Any]
) -> None:
    remote["refuses"] = discord.RateLimited(500)
    assert not await sent(bot)
    remote["refuses"] = None
    assert await sent(bot)


async def test_loading_order_does_not_count(bot: Any, remote: dict[str, Any]) -> None:
    await sent(bot)
    first: Any = bot.tree.remove_command("config")
    assert isinstance(first, app_commands.Group)
    bot.tree.add_command(first)
    assert not await sent(bot)
