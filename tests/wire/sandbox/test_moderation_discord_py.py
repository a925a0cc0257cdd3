"""Unmodified discord.py moderating in the sandbox."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from datetime import datetime
from typing import Any

import discord as discord_py
import pytest
from yarl import URL

from tests.wire.person import Person
from tests.wire.process import PATIENCE, Discord
from tests.wire.sandbox.automod_rules import GUILD
from tests.wire.sandbox.sandbox_time import at


@pytest.fixture
async def guild(
    discord: Discord, fresh: None, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[discord_py.Guild]:
    """The guild, as a connected client with every intent knows it."""
    monkeypatch.setattr(discord_py.http.Route, "BASE", discord.api_url)
    monkeypatch.setattr(
        discord_py.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", URL(discord.gateway_url)
    )
    intents = discord_py.Intents.all()
    intents.presences = False
    async with discord_py.Client(intents=intents) as client:
        running = asyncio.create_task(client.start(discord.bot_token))
        async with asyncio.timeout(PATIENCE):
            await client.wait_until_ready()
        found = client.get_guild(GUILD)
        assert found is not None
        yield found
        await client.close()
        await running


def heard(guild: discord_py.Guild, event: str) -> Awaitable[Any]:
    """The event's details, from now on."""
    return guild._state._get_client().wait_for(event, timeout=PATIENCE)


async def test_a_time_out_and_its_entry(
    discord: Discord, guild: discord_py.Guild, nora: Person, olive: Person
) -> None:
    member = guild.get_member(nora.id)
    assert member is not None
    until = datetime.fromisoformat(at(discord, hours=1))
    changed = heard(guild, "member_update")
    written = heard(guild, "audit_log_entry_create")
    await member.edit(timed_out_until=until, reason="Case #7: promotion")
    _, after = await changed
    assert after.timed_out_until == until
    entry = await written
    assert (entry.action, entry.user_id) == (
        discord_py.AuditLogAction.member_update,
        guild.me.id,
    )
    assert (entry.reason, entry.target) == ("Case #7: promotion", member)
    assert entry.after.timed_out_until == until
    await member.edit(timed_out_until=None)
    entries = [one async for one in guild.audit_logs(limit=10, oldest_first=True)]
    assert [one.before.timed_out_until for one in entries] == [None, until]
    owner = guild.get_member(olive.id)
    assert owner is not None
    with pytest.raises(discord_py.Forbidden) as refusal:
        await owner.edit(timed_out_until=until)
    assert refusal.value.code == 50013


async def test_a_rule_from_beginning_to_end(guild: discord_py.Guild, nora: Person) -> None:
    log = discord_py.utils.get(guild.text_channels, name="moderators-log")
    assert log is not None
    created = heard(guild, "automod_rule_create")
    rule = await guild.create_automod_rule(
        name="No promotion",
        event_type=discord_py.AutoModRuleEventType.message_send,
        trigger=discord_py.AutoModTrigger(
            keyword_filter=["*hire me*"], regex_patterns=[r"(?i)\$\d+ a song"]
        ),
        actions=[
            discord_py.AutoModRuleAction(custom_message="Not here."),
            discord_py.AutoModRuleAction(channel_id=log.id),
        ],
        enabled=True,
        exempt_channels=[log],
        reason="Native rules on",
    )
    assert (await created).id == rule.id
    assert (rule.enabled, rule.exempt_channel_ids) == (True, {log.id})
    acted = heard(guild, "automod_action")
    path = f"/channels/{nora.channels['biz-talk']}/messages"
    status, answer = await nora.request("POST", path, {"content": "$50 A SONG"})
    assert (status, answer["code"]) == (400, 200000)
    action = await acted
    assert (action.rule_id, action.user_id, action.message_id) == (rule.id, nora.id, None)
    assert (action.matched_keyword, action.matched_content) == (r"(?i)\$\d+ a song", "$50 A SONG")

    changed = await rule.edit(
        enabled=False, trigger=discord_py.AutoModTrigger(keyword_filter=["x"])
    )
    assert not changed.enabled
    [known] = await guild.fetch_automod_rules()
    assert known.trigger.keyword_filter == ["x"]
    await known.delete(reason="Native rules off")
    kinds = [one.action.name async for one in guild.audit_logs(limit=10)]
    assert kinds == [
        "automod_rule_delete",
        "automod_rule_update",
        "automod_flag_message",
        "automod_block_message",
        "automod_rule_create",
    ]


async def test_a_closed_conversation_opens_and_refuses(
    guild: discord_py.Guild, dee: Person
) -> None:
    member = guild.get_member(dee.id)
    assert member is not None
    conversation = await member.create_dm()
    with pytest.raises(discord_py.Forbidden) as refusal:
        await conversation.send("hello")
    assert refusal.value.code == 50007
