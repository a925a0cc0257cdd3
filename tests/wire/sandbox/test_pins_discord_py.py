"""Unmodified discord.py pinning in the sandbox."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from itertools import pairwise

import discord as discord_py
import pytest
from yarl import URL

from tests.wire.person import Person
from tests.wire.process import PATIENCE, Discord

GUILD, BIZ_TALK = 804_000_000_000_000_000, 804_000_000_000_000_020
BOT = 804_000_000_000_000_003
PIN_MESSAGES = 1 << 51


@pytest.fixture
async def channel(
    discord: Discord, fresh: None, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[discord_py.TextChannel]:
    """The channel, as a connected client knows it."""
    monkeypatch.setattr(discord_py.http.Route, "BASE", discord.api_url)
    monkeypatch.setattr(
        discord_py.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", URL(discord.gateway_url)
    )
    intents = discord_py.Intents.default()
    async with discord_py.Client(intents=intents) as client:
        running = asyncio.create_task(client.start(discord.bot_token))
        async with asyncio.timeout(PATIENCE):
            await client.wait_until_ready()
        found = client.get_channel(BIZ_TALK)
        assert isinstance(found, discord_py.TextChannel)
        yield found
        await client.close()
        await running


async def test_pinning_reading_and_tidying_away(
    channel: discord_py.TextChannel, nora: Person
) -> None:
    client = channel._state._get_client()
    sent = [await channel.send(f"tip {number}") for number in range(3)]
    updated = client.wait_for("guild_channel_pins_update", timeout=PATIENCE)
    told = client.wait_for(
        "message",
        check=lambda one: one.type is discord_py.MessageType.pins_add,
        timeout=PATIENCE,
    )
    await sent[0].pin(reason="The tip of the week")
    (place, when), line = await updated, await told
    assert place == channel
    assert when is not None
    assert (line.reference.message_id, line.is_system()) == (sent[0].id, True)
    await line.delete()

    for message in sent[1:]:
        await channel.get_partial_message(message.id).pin()
    read = [one async for one in channel.pins(limit=None)]
    assert [one.id for one in read] == [one.id for one in reversed(sent)]
    assert all(one.pinned for one in read)
    moments = [one.pinned_at for one in read]
    assert all(later > earlier for later, earlier in pairwise(moments))
    assert moments[-1] == when
    assert [one.id async for one in channel.pins(limit=2)] == [sent[2].id, sent[1].id]
    before = [one.id async for one in channel.pins(before=moments[1])]
    assert before == [sent[0].id]
    assert [one async for one in channel.pins(before=datetime(2021, 1, 1, tzinfo=UTC))] == []

    await sent[1].unpin()
    assert [one.id async for one in channel.pins()] == [sent[2].id, sent[0].id]
    assert (await channel.fetch_message(sent[1].id)).pinned is False


async def test_a_refusal_by_its_code(channel: discord_py.TextChannel, olive: Person) -> None:
    message = await channel.send("a tip")
    await olive.set_overwrite("biz-talk", BOT, deny=PIN_MESSAGES)
    with pytest.raises(discord_py.Forbidden) as refusal:
        await message.pin()
    assert refusal.value.code == 50013
