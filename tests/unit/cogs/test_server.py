from typing import Any

import discord
import pytest

from bot.interactions.zones import zones_like

MODERATOR = discord.Permissions(manage_messages=True).value
ROLE = 77


def group(name: str, *options: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "type": 1, "options": list(options)}


def zone(value: str) -> dict[str, Any]:
    return {"name": "zone", "type": 3, "value": value}


def channel(option: str, channel_id: int) -> dict[str, Any]:
    return {"name": option, "type": 7, "value": str(channel_id)}


def resolved(kind: int) -> dict[str, Any]:
    return {"channels": {"200": {"id": "200", "type": kind, "name": "x", "permissions": "0"}}}


async def test_a_moderator_sets_and_sees_the_zone(fake_discord: Any) -> None:
    saved = await fake_discord.command(
        "config", group("set", zone("Europe/Berlin")), permissions=MODERATOR
    )
    assert "### Saved" in saved.text
    shown = await fake_discord.command("config", group("show"), permissions=MODERATOR)
    assert "- Time zone: Europe/Berlin" in shown.text
    assert "- Biz-talk channel: not set" in shown.text
    assert shown.data["flags"] & 64


async def test_the_configured_role_counts_as_moderator(fake_discord: Any) -> None:
    told = await fake_discord.command("config", group("show"), roles=(ROLE,))
    assert "for moderators" in told.text
    await fake_discord.bot.store.guild_settings.set(100, moderator_role_id=ROLE)
    role = {"id": str(ROLE), "name": "Mods", "permissions": "0", "position": 1, "color": 0}
    role |= {"hoist": False, "managed": False, "mentionable": False}
    fake_discord.bot._connection.parsers["GUILD_ROLE_CREATE"]({"guild_id": "100", "role": role})
    shown = await fake_discord.command("config", group("show"), roles=(ROLE,))
    assert f"<@&{ROLE}>" in shown.text


async def test_a_setting_is_taken_back(fake_discord: Any) -> None:
    await fake_discord.bot.store.guild_settings.set(100, log_channel_id=200, zone="Asia/Tokyo")
    option = {"name": "setting", "type": 3, "value": "Moderators' log"}
    told = await fake_discord.command("config", group("clear", option), permissions=MODERATOR)
    assert "- Moderators' log: not set" in told.text
    assert "- Time zone: Asia/Tokyo" in told.text


@pytest.mark.parametrize("setting", ["biz_talk", "log"])
async def test_a_channel_the_bot_cannot_post_in_is_refused(fake_discord: Any, setting: str) -> None:
    options = group("set", channel(setting, 200), zone("UTC"))
    told = await fake_discord.command(
        "config", options, permissions=MODERATOR, resolved=resolved(0)
    )
    assert "I lack Send Messages in <#200>" in told.text
    assert (await fake_discord.bot.store.guild_settings.get(100)).biz_talk_channel_id is None


async def test_a_show_your_work_channel_need_only_be_seen(fake_discord: Any) -> None:
    options = group("set", channel("show_work", 200))
    saved = await fake_discord.command(
        "config", options, permissions=MODERATOR, resolved=resolved(0)
    )
    assert "- Show-your-work channel: <#200>" in saved.text


@pytest.mark.parametrize(
    ("options", "sentence"),
    [((), "at least one setting"), ((zone("Mars/Olympus"),), "do not know that time zone")],
)
async def test_what_cannot_be_set_gets_a_sentence(
    fake_discord: Any, options: tuple[dict[str, Any], ...], sentence: str
) -> None:
    told = await fake_discord.command("config", group("set", *options), permissions=MODERATOR)
    assert sentence in told.text


def test_zones_that_begin_with_what_was_typed_come_first() -> None:
    assert zones_like("europe/ber") == ["Europe/Berlin"]
    assert zones_like("new york") == ["America/New_York"]
    assert len(zones_like("a")) == 25
    assert zones_like("")[0] == "UTC"


async def test_the_commands_are_offered_on_servers_to_moderators(bot: Any) -> None:
    offered = bot.tree.get_command("config").to_dict(bot.tree)
    assert offered["contexts"] == [0]
    assert int(offered["default_member_permissions"]) == MODERATOR
