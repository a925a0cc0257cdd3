"""Unmodified discord.py reads everything that a message can carry."""

import asyncio
import io
from collections.abc import AsyncIterator

import discord as discord_py
import pytest
from yarl import URL

from tests.wire.person import Person
from tests.wire.process import PATIENCE, Discord

WAVE = "749054660769218631"
LINK = "https://example.org/my-mixes"
NOTES = ("my notes.txt", b"half up front")


@pytest.fixture
async def client(
    discord: Discord, fresh: None, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[discord_py.Client]:
    """A client that is connected and reads what people write."""
    monkeypatch.setattr(discord_py.http.Route, "BASE", discord.api_url)
    monkeypatch.setattr(
        discord_py.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", URL(discord.gateway_url)
    )
    intents = discord_py.Intents.default()
    intents.message_content = True
    async with discord_py.Client(intents=intents, guild_ready_timeout=0.2) as client:
        running = asyncio.create_task(client.start(discord.bot_token))
        async with asyncio.timeout(PATIENCE):
            await client.wait_until_ready()
        yield client
        await client.close()
        await running


async def heard(client: discord_py.Client, message_id: str) -> discord_py.Message:
    """The message as the gateway brought it, from the client's own cache."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found = [one for one in client.cached_messages if one.id == int(message_id)]
            if found:
                return found[0]
            await client.wait_for("message")


async def test_attachments_and_stickers(client: discord_py.Client, nora: Person) -> None:
    described = [{"id": "0", "description": "the terms"}]
    sent = await nora.attach("biz-talk", "", NOTES, attachments=described, sticker_ids=[WAVE])
    message = await heard(client, sent["id"])
    [attachment], [sticker] = message.attachments, message.stickers
    assert (attachment.filename, attachment.title) == ("my_notes.txt", "my notes")
    assert (attachment.description, attachment.size) == ("the terms", len(NOTES[1]))
    assert await attachment.read() == NOTES[1]
    assert (sticker.name, (await sticker.fetch()).description) == ("Wave", "Wumpus waves hello")


async def test_what_the_bot_attaches(client: discord_py.Client, nora: Person) -> None:
    channel = client.get_channel(nora.channels["biz-talk"])
    assert isinstance(channel, discord_py.TextChannel)
    file = discord_py.File(io.BytesIO(NOTES[1]), "notes.txt", description="the terms")
    sent = await channel.send("here", file=file)
    assert (await nora.hears("MESSAGE_CREATE"))["attachments"][0]["description"] == "the terms"
    kept = await sent.edit(attachments=[*sent.attachments, discord_py.File(io.BytesIO(b"b"), "b")])
    assert [one.filename for one in kept.attachments] == ["notes.txt", "b"]
    view = discord_py.ui.LayoutView()
    view.add_item(discord_py.ui.File("attachment://notes.txt"))
    view.add_item(discord_py.ui.MediaGallery(discord_py.MediaGalleryItem("attachment://b.png")))
    files = [discord_py.File(io.BytesIO(b"b"), name) for name in ("notes.txt", "b.png")]
    card = await channel.send(view=view, files=files)
    shown = (await channel.fetch_message(card.id)).components[0]
    assert isinstance(shown, discord_py.FileComponent)
    assert (shown.name, shown.size) == ("notes.txt", 1)
    large = discord_py.File(io.BytesIO(bytes(11 * 1024 * 1024)), "large.bin")
    with pytest.raises(discord_py.HTTPException) as refused:
        await channel.send(file=large)
    assert (refused.value.status, refused.value.code) == (413, 40005)


async def test_forwards(client: discord_py.Client, nora: Person) -> None:
    source = await nora.attach("biz-talk", "book me", NOTES)
    sent = await nora.forward(source, "general-talk")
    message = await heard(client, sent["id"])
    [snapshot] = message.message_snapshots
    assert message.reference is not None
    assert message.reference.type is discord_py.MessageReferenceType.forward
    assert (message.content, snapshot.content) == ("", "book me")
    assert snapshot.attachments[0].filename == "my_notes.txt"
    assert message.flags.forwarded
    again = await message.forward(message.channel)
    assert again.message_snapshots[0].content == "book me"


async def test_polls(client: discord_py.Client, nora: Person) -> None:
    answers = [{"poll_media": {"text": one}} for one in ("Yes", "No")]
    question = {"text": "Hire me?"}
    sent = await nora.post("biz-talk", poll={"question": question, "answers": answers})
    message = await heard(client, sent["id"])
    assert message.poll is not None
    assert message.poll.question == "Hire me?"
    assert [one.text for one in message.poll.answers] == ["Yes", "No"]
    voted = client.wait_for("raw_poll_vote_add", timeout=PATIENCE)
    path = f"/channels/{sent['channel_id']}/polls/{sent['id']}"
    await nora.request("PUT", f"{path}/answers/@me", {"answer_ids": [2]})
    assert ((vote := await voted).answer_id, vote.user_id) == (2, nora.id)
    fetched = await message.fetch()
    assert fetched.poll is not None
    assert [one.vote_count for one in fetched.poll.answers] == [0, 1]
    ended = client.wait_for("message", timeout=PATIENCE)
    await nora.request("POST", f"{path}/expire")
    assert (await ended).type is discord_py.MessageType.poll_result


async def test_webhooks_and_user_apps(
    client: discord_py.Client, discord: Discord, olive: Person
) -> None:
    place = olive.channels["biz-talk"]
    _, hook = await olive.request("POST", f"/channels/{place}/webhooks", {"name": "News"})
    path = f"/webhooks/{hook['id']}/{hook['token']}?wait=1"
    _, sent = await olive.request("POST", path, {"content": "out now", "username": "Pax"})
    message = await heard(client, sent["id"])
    assert message.webhook_id == int(hook["id"]) == message.author.id
    assert (message.author.name, message.author.bot) == ("Pax", True)
    assert isinstance(message.author, discord_py.User)
    made = await discord.made("user-app", person="Pax", channel_id=str(place), content="hire me")
    message = await heard(client, made["id"])
    told = message.interaction_metadata
    assert told is not None
    assert (message.author.bot, told.user.name, told.is_user_integration()) == (True, "pax", True)
    assert message.type is discord_py.MessageType.chat_input_command


async def test_embeds_of_links_come_later(
    client: discord_py.Client, discord: Discord, nora: Person
) -> None:
    embed = {"title": "My mixes", "description": "book me"}
    await discord.order("embeds", url=LINK, embed=embed)
    updated = client.wait_for("raw_message_edit", timeout=PATIENCE)
    sent = await nora.say("biz-talk", LINK)
    message = (await updated).message
    assert message.id == int(sent["id"])
    assert (message.content, message.embeds[0].description) == (LINK, "book me")
    assert message.edited_at is None
    assert message.author.name == "nora"


async def test_forum_posts_and_catching_up(
    client: discord_py.Client, discord: Discord, nora: Person
) -> None:
    made = await discord.made("channels", name="feedback", type=15)
    await nora.hears("CHANNEL_CREATE")
    created = client.wait_for("thread_create", timeout=PATIENCE)
    body = {"name": "Hire me", "message": {"content": "book me"}}
    _, post = await nora.request("POST", f"/channels/{made['id']}/threads", body)
    thread = await created
    assert isinstance(thread.parent, discord_py.ForumChannel)
    assert (thread.name, thread.id) == ("Hire me", int(post["id"]))
    assert (await heard(client, post["id"])).content == "book me"
    told = await thread.parent.create_thread(name="Reply", content="from the bot")
    assert told.message.id == told.thread.id
    for number in range(120):
        await nora.say(thread.id, f"{number}")
    after = discord_py.Object(thread.id)
    read = [one.content async for one in thread.history(after=after, limit=None)]
    assert read == [f"{number}" for number in range(120)]
    await thread.delete()
    await nora.hears("THREAD_DELETE")
