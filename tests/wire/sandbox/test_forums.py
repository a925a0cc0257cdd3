"""Forums: a post is a thread and the message that began it."""

from typing import Any

import pytest

from tests.wire.person import Person
from tests.wire.process import Discord
from tests.wire.puppet import Puppet

SEND_MESSAGES, EMBED_LINKS = 1 << 11, 1 << 14
NOTES = ("notes.txt", b"half up front")


async def forum(discord: Discord) -> int:
    return int((await discord.made("channels", name="feedback", type=15))["id"])


async def test_everybody_hears_of_a_new_channel(
    discord: Discord, puppet: Puppet, nora: Person
) -> None:
    one = await forum(discord)
    for heard in (await puppet.hears("CHANNEL_CREATE"), await nora.hears("CHANNEL_CREATE")):
        assert (heard["id"], heard["type"], heard["name"]) == (str(one), 15, "feedback")
    assert nora.channels["feedback"] == one
    plain = await discord.made("channels", name="lounge", type=0)
    assert (await nora.say(int(plain["id"]), "a"))["channel_id"] == plain["id"]


async def test_a_post_is_a_thread_with_a_message_of_its_id(
    discord: Discord, puppet: Puppet, nora: Person
) -> None:
    one = await forum(discord)
    body = {"name": "Master my song", "message": {"content": "hear it"}}
    status, post = await nora.request("POST", f"/channels/{one}/threads", body, NOTES)
    assert (status, post["type"], post["message"]["id"]) == (201, 11, post["id"])
    thread = await puppet.hears("THREAD_CREATE")
    message = await puppet.hears("MESSAGE_CREATE")
    assert (thread["name"], thread["parent_id"]) == ("Master my song", str(one))
    assert thread["newly_created"]
    assert (message["id"], message["channel_id"]) == (post["id"], post["id"])
    assert (message["content"], len(message["attachments"])) == ("hear it", 1)
    assert "thread" not in message
    await nora.say(int(post["id"]), "please")
    _, found = await nora.request("GET", f"/channels/{post['id']}")
    assert (found["message_count"], found["total_message_sent"]) == (1, 1)
    _, place = await nora.request("GET", f"/channels/{one}")
    assert place["last_message_id"] == post["id"]


async def test_a_post_is_renamed_and_removed_as_a_thread(
    discord: Discord, puppet: Puppet, nora: Person
) -> None:
    one = await forum(discord)
    body = {"name": "Master my song", "message": {"content": "hear it"}}
    _, post = await nora.request("POST", f"/channels/{one}/threads", body)
    await nora.request("PATCH", f"/channels/{post['id']}", {"name": "Hire me"})
    assert (await puppet.hears("THREAD_UPDATE"))["name"] == "Hire me"
    told = await puppet.hears("MESSAGE_CREATE", lambda one: one["type"] == 4)
    assert (told["content"], told["channel_id"]) == ("Hire me", post["id"])
    assert (await puppet.request("DELETE", f"/channels/{post['id']}")).status == 200
    assert (await nora.hears("THREAD_DELETE"))["parent_id"] == str(one)
    status, answer = await nora.request("GET", f"/channels/{post['id']}/messages")
    assert (status, answer["code"]) == (404, 10003)


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        ({"name": "a"}, (400, 50035)),
        ({"name": "a", "message": {}}, (400, 50006)),
        ({"name": "", "message": {"content": "a"}}, (400, 50035)),
        ({"name": "a", "message": {"content": "x" * 2001}}, (400, 50035)),
    ],
)
async def test_what_no_post_is(discord: Discord, nora: Person, body: Any, refusal: Any) -> None:
    status, answer = await nora.request("POST", f"/channels/{await forum(discord)}/threads", body)
    assert (status, answer["code"]) == refusal


async def test_a_forum_takes_posts_alone_and_of_those_who_may_write(
    discord: Discord, nora: Person, olive: Person
) -> None:
    one = await forum(discord)
    status, answer = await nora.request("POST", f"/channels/{one}/messages", {"content": "a"})
    assert (status, answer["code"]) == (400, 40058)
    await olive.set_overwrite(one, olive.guild_id, deny=SEND_MESSAGES)
    body = {"name": "a", "message": {"content": "a"}}
    status, answer = await nora.request("POST", f"/channels/{one}/threads", body)
    assert (status, answer["code"]) == (403, 50013)
    status, webhook = await olive.request("POST", f"/channels/{one}/webhooks", {"name": "News"})
    path = f"/webhooks/{webhook['id']}/{webhook['token']}"
    status, answer = await olive.request("POST", path, {"content": "a"})
    assert (status, answer["code"]) == (400, 220001)
