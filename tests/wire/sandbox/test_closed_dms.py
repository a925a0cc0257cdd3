"""Closed direct messages: the conversation opens, the message is refused, a thread still works."""

from tests.wire.person import Person
from tests.wire.process import Discord
from tests.wire.puppet import Puppet


async def dm_with(puppet: Puppet, person: Person) -> int:
    body = {"recipient_id": str(person.id)}
    answer = await puppet.request("POST", "/users/@me/channels", body)
    assert answer.status == 200, answer
    return int(answer.body["id"])


async def test_the_bot_is_refused_only_when_it_writes(puppet: Puppet, dee: Person) -> None:
    dm = await dm_with(puppet, dee)
    answer = await puppet.request("POST", f"/channels/{dm}/messages", {"content": "hello"})
    assert answer.refusal == (403, 50007)
    assert dee.heard("MESSAGE_CREATE") == []


async def test_people_close_and_open_them(discord: Discord, puppet: Puppet, nora: Person) -> None:
    dm = await dm_with(puppet, nora)
    first = await puppet.post(dm, content="hello")
    await discord.order("dms", person="Nora", open=False)
    answer = await puppet.request("POST", f"/channels/{dm}/messages", {"content": "are you there?"})
    assert answer.refusal == (403, 50007)
    changed = await puppet.request(
        "PATCH", f"/channels/{dm}/messages/{first['id']}", {"content": "good bye"}
    )
    assert changed.status == 200
    await discord.order("dms", person="Nora", open=True)
    await puppet.post(dm, content="and again")


async def test_a_private_thread_reaches_them_all_the_same(puppet: Puppet, dee: Person) -> None:
    path = f"/channels/{dee.channels['biz-talk']}/threads"
    thread = await puppet.request("POST", path, {"name": "About your post", "type": 12})
    members = f"/channels/{thread.body['id']}/thread-members/{dee.id}"
    assert (await puppet.request("PUT", members)).status == 204
    note = await puppet.post(thread.body["id"], content="Here is your text back.")
    assert (await dee.hears("MESSAGE_CREATE", lambda one: one["type"] == 0))["id"] == note["id"]


async def test_a_reset_opens_and_closes_them_as_they_were(
    discord: Discord, puppet: Puppet, dee: Person
) -> None:
    await discord.order("dms", person="Dee", open=True)
    await puppet.post(await dm_with(puppet, dee), content="hello")
    await discord.order("reset")
    again = Puppet.of(discord)
    dm = await dm_with(again, dee)
    answer = await again.request("POST", f"/channels/{dm}/messages", {"content": "hello"})
    assert answer.refusal == (403, 50007)
    await again.leave()
