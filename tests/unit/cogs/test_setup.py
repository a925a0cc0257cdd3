"""/setup for those whom it is not open to, and with what was set before it."""

from typing import Any

import discord

MODERATOR = discord.Permissions(manage_messages=True).value
OWNER = discord.Permissions(manage_messages=True, manage_guild=True).value
GUILD, CHANNEL = 100, 200


def save_button(shown: Any) -> str:
    return next(one for one in shown.custom_ids if one.startswith("setup:save:"))


async def test_members_are_refused_command_and_buttons(fake_discord: Any) -> None:
    told = await fake_discord.command("setup")
    assert "for moderators" in told.text
    shown = await fake_discord.command("setup", permissions=OWNER)
    assert f"<#{CHANNEL}>, found by its name" in shown.text
    for custom_id in shown.custom_ids:
        assert "for moderators" in (await fake_discord.press(shown, custom_id)).text
    settings = await fake_discord.bot.store.guild_settings.get(GUILD)
    assert settings.biz_talk_channel_id is None


async def test_what_is_gone_counts_as_not_set(fake_discord: Any) -> None:
    await fake_discord.bot.store.guild_settings.set(
        GUILD, biz_talk_channel_id=12345, zone="Asia/Tokyo"
    )
    shown = await fake_discord.command("setup", permissions=MODERATOR)
    assert f"<#{CHANNEL}>, found by its name" in shown.text
    assert "**Time zone**: Asia/Tokyo, where it is" in shown.text


async def test_what_is_set_wins_over_what_would_be_found(fake_discord: Any) -> None:
    channel = {"id": "201", "type": 0, "name": "lounge", "position": 1, "guild_id": str(GUILD)}
    fake_discord.bot._connection.parsers["CHANNEL_CREATE"](channel | {"permission_overwrites": []})
    await fake_discord.bot.store.guild_settings.set(GUILD, biz_talk_channel_id=201)
    shown = await fake_discord.command("setup", permissions=MODERATOR)
    assert "<#201>, set already" in shown.text
    assert f"<#{CHANNEL}>" not in shown.text


async def test_a_card_that_is_outdated_is_shown_anew_and_saves_nothing(fake_discord: Any) -> None:
    shown = await fake_discord.command("setup", permissions=OWNER)
    await fake_discord.bot.store.guild_settings.set(GUILD, zone="Asia/Tokyo")
    anew = await fake_discord.press(shown, save_button(shown), permissions=OWNER)
    assert "Something changed here" in anew.text
    assert save_button(anew) != save_button(shown)
    settings = await fake_discord.bot.store.guild_settings.get(GUILD)
    assert settings.biz_talk_channel_id is None


async def test_it_is_offered_on_servers_to_moderators(bot: Any) -> None:
    offered = bot.tree.get_command("setup").to_dict(bot.tree)
    assert offered["contexts"] == [0]
    assert int(offered["default_member_permissions"]) == MODERATOR
