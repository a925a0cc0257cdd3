"""Unmodified discord.py in the sandbox's threads: requests, events, and its own cache."""

import asyncio
from collections.abc import AsyncIterator

import discord as discord_py
import pytest
from yarl import URL

from tests.wire.person import Person
from tests.wire.process import PATIENCE, Discord


@pytest.fixture
async def client(
    discord: Discord, fresh: None, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[discord_py.Client]:
    """A client that is connected and knows the guild."""
    monkeypatch.setattr(discord_py.http.Route, "BASE", discord.api_url)
    monkeypatch.setattr(
        discord_py.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", URL(discord.gateway_url)
    )
    intents = discord_py.Intents(guilds=True, members=True, guild_messages=True)
    async with discord_py.Client(intents=intents, guild_ready_timeout=0.2) as client:
        running = asyncio.create_task(client.start(discord.bot_token))
        async with asyncio.timeout(PATIENCE):
            await client.wait_until_ready()
        yield client
        await client.close()
        await running


async def test_a_private_thread_from_beginning_to_end(
    client: discord_py.Client, nora: Person
) -> None:
    channel = client.get_channel(nora.channels["biz-talk"])
    assert isinstance(channel, discord_py.TextChannel)
    thread = await channel.create_thread(name="the gig", invitable=False)
    assert thread.is_private()
    assert thread.invitable is False
    await thread.add_user(discord_py.Object(nora.id))
    said = await thread.send("Only the two of us read this.")
    heard = await nora.hears("MESSAGE_CREATE", lambda one: one["type"] == 0)
    assert (heard["id"], heard["channel_id"]) == (str(said.id), str(thread.id))
    assert {one.id for one in await thread.fetch_members()} == {nora.id, client.application_id}
    [active] = await channel.guild.active_threads()
    assert (active.id, active.member_count, active.message_count) == (thread.id, 2, 2)

    nora.channels["the gig"] = thread.id
    answer = client.wait_for("message", check=lambda m: not m.author.bot, timeout=PATIENCE)
    await nora.say("the gig", "thank you")
    message = await answer
    assert isinstance(message.channel, discord_py.Thread)
    assert message.channel.parent == channel

    closed = await thread.edit(archived=True, locked=True)
    assert closed.archived
    assert await channel.guild.active_threads() == []
    found = [one.id async for one in channel.archived_threads(private=True)]
    assert found == [thread.id]
    await thread.delete()
    with pytest.raises(discord_py.NotFound):
        await client.fetch_channel(thread.id)


async def test_discord_py_learns_of_others_threads(client: discord_py.Client, nora: Person) -> None:
    message = await nora.say("biz-talk", "mixed my first record")
    path = f"/channels/{message['channel_id']}/messages/{message['id']}/threads"
    created = client.wait_for("thread_create", timeout=PATIENCE)
    joined = client.wait_for("thread_member_join", timeout=PATIENCE)
    await nora.request("POST", path, {"name": "first record"})
    thread, member = await created, await joined
    assert (thread.id, thread.owner_id) == (int(message["id"]), nora.id)
    assert member.id == nora.id
    source = await thread.parent.fetch_message(thread.id)
    assert source.flags.has_thread
    starter, *_ = [one async for one in thread.history(oldest_first=True)]
    assert starter.type is discord_py.MessageType.thread_starter_message
    assert starter.system_content == "mixed my first record"
