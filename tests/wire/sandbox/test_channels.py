"""Channels: what overwrites hide and forbid, and reactions."""

from typing import Any

import pytest

from tests.wire.person import Person
from tests.wire.puppet import GUILD_MESSAGES, Puppet

VIEW, SEND, EMBED, HISTORY, REACT = 1 << 10, 1 << 11, 1 << 14, 1 << 16, 1 << 6
MANAGE_MESSAGES = 1 << 13
THUMB = "%F0%9F%91%8D"
BOT_ROLE = 804_000_000_000_000_003


@pytest.mark.parametrize(
    ("denied", "method", "path", "body", "expected"),
    [
        (SEND, "POST", "messages", {"content": "a"}, (403, 50013)),
        (SEND, "POST", "typing", None, (403, 50013)),
        (SEND, "GET", "messages", None, 200),
        (EMBED, "POST", "messages", {"embeds": [{"title": "a"}]}, (403, 50013)),
        (EMBED, "POST", "messages", {"content": "a"}, 200),
        (VIEW, "POST", "messages", {"content": "a"}, (403, 50001)),
        (VIEW, "GET", "messages", None, (403, 50001)),
        (VIEW, "GET", "", None, (403, 50001)),
        (HISTORY, "GET", "messages/{message}", None, (403, 50013)),
        (HISTORY, "PUT", f"messages/{{message}}/reactions/{THUMB}/@me", None, (403, 50013)),
        (REACT, "PUT", f"messages/{{message}}/reactions/{THUMB}/@me", None, (403, 50013)),
    ],
)
async def test_what_an_overwrite_takes_away(
    *, olive: Person, nora: Person, denied: int, method: str, path: str, body: Any, expected: Any
) -> None:
    message = await nora.say("general-talk", "before")
    await olive.set_overwrite("general-talk", nora.id, of_member=True, deny=denied)
    place = f"/channels/{message['channel_id']}/{path}".rstrip("/").format(message=message["id"])
    status, answer = await nora.request(method, place, body)
    assert (status if expected == 200 else (status, answer["code"])) == expected


async def test_without_read_message_history_the_past_is_empty(olive: Person, nora: Person) -> None:
    message = await olive.say("general-talk", "before")
    await olive.set_overwrite("general-talk", nora.guild_id, deny=HISTORY)
    path = f"/channels/{message['channel_id']}/messages"
    assert await nora.request("GET", path) == (200, [])
    reply = {"content": "a", "message_reference": {"message_id": message["id"]}}
    status, answer = await nora.request("POST", path, reply)
    assert (status, answer["code"]) == (400, 160002)


async def test_a_members_overwrite_stands_above_a_roles(olive: Person, nora: Person) -> None:
    await olive.set_overwrite("general-talk", olive.guild_id, deny=SEND)
    await olive.set_overwrite("general-talk", nora.id, of_member=True, allow=SEND)
    await nora.say("general-talk", "I may")


async def test_a_channel_appears_and_disappears(olive: Person, nora: Person, mara: Person) -> None:
    log = mara.channels["moderators-log"]
    await olive.set_overwrite("moderators-log", nora.id, of_member=True, allow=VIEW)
    assert (await nora.hears("CHANNEL_CREATE"))["id"] == str(log)
    await mara.hears("CHANNEL_UPDATE")
    await olive.clear_overwrite("moderators-log", nora.id)
    assert (await nora.hears("CHANNEL_DELETE"))["id"] == str(log)
    _, again = await olive.request("DELETE", f"/channels/{log}/permissions/{nora.id}")
    assert again["code"] == 10009
    await mara.say("moderators-log", "between us")
    await mara.hears("MESSAGE_CREATE")
    assert not nora.heard("MESSAGE_CREATE")


@pytest.mark.parametrize("who", ["nora", "puppet"])
async def test_overwrites_are_for_those_who_manage_roles(
    nora: Person, puppet: Puppet, who: str
) -> None:
    path = f"/channels/{nora.channels['biz-talk']}/permissions/{nora.id}"
    body = {"type": 1, "allow": str(MANAGE_MESSAGES)}
    if who == "puppet":
        assert (await puppet.request("PUT", path, body)).refusal == (403, 50013)
    else:
        status, answer = await nora.request("PUT", path, body)
        assert (status, answer["code"]) == (403, 50013)


async def test_a_bot_knows_a_hidden_channel_and_hears_nothing_of_it(
    olive: Person, nora: Person, puppet: Puppet
) -> None:
    await olive.set_overwrite("show-your-work", BOT_ROLE, deny=VIEW)
    gateway = await puppet.connect()
    guild = await gateway.hears("GUILD_CREATE")
    assert {one["name"] for one in guild["channels"]} >= {"show-your-work", "moderators-log"}
    await nora.say("show-your-work", "hidden")
    await nora.say("biz-talk", "seen")
    assert (await gateway.hears("MESSAGE_CREATE"))["content"] == "seen"


async def test_reactions_are_counted_and_taken_back(
    nora: Person, mara: Person, puppet: Puppet
) -> None:
    message = await nora.say("biz-talk", "mixed my first record")
    path = f"/channels/{message['channel_id']}/messages/{message['id']}"
    mine = f"{path}/reactions/{THUMB}/@me"
    assert (await puppet.request("PUT", mine)).status == 204
    await mara.request("PUT", mine)
    await mara.request("PUT", mine)  # twice is once
    added = await nora.hears("MESSAGE_REACTION_ADD", lambda one: one["user_id"] == str(mara.id))
    assert added["emoji"] == {"id": None, "name": "👍"}
    assert added["member"]["user"]["id"] == str(mara.id)
    _, seen = await mara.request("GET", path)
    assert [(one["count"], one["me"]) for one in seen["reactions"]] == [(2, True)]
    _, who = await nora.request("GET", f"{path}/reactions/{THUMB}")
    assert len(who) == 2
    await mara.request("DELETE", mine)
    _, seen = await mara.request("GET", path)
    assert [(one["count"], one["me"]) for one in seen["reactions"]] == [(1, False)]
    assert (await nora.hears("MESSAGE_REACTION_REMOVE"))["user_id"] == str(mara.id)


@pytest.mark.parametrize(
    ("method", "path", "refusal"),
    [
        ("PUT", "{message}/reactions/nothing/@me", (400, 10014)),
        ("PUT", f"5/reactions/{THUMB}/@me", (404, 10008)),
        ("DELETE", f"{{message}}/reactions/{THUMB}/{{mara}}", (403, 50013)),
    ],
)
async def test_reactions_that_are_refused(
    nora: Person, mara: Person, method: str, path: str, refusal: Any
) -> None:
    message = await mara.say("biz-talk", "hello")
    filled = path.format(message=message["id"], mara=mara.id)
    place = f"/channels/{message['channel_id']}/messages/{filled}"
    status, answer = await nora.request(method, place)
    assert (status, answer["code"]) == refusal


async def test_a_message_takes_twenty_different_reactions(nora: Person) -> None:
    message = await nora.say("biz-talk", "react")
    path = f"/channels/{message['channel_id']}/messages/{message['id']}/reactions"
    for number in range(20):
        assert (await nora.request("PUT", f"{path}/{chr(0x1F600 + number)}/@me"))[0] == 204
    status, answer = await nora.request("PUT", f"{path}/{THUMB}/@me")
    assert (status, answer["code"]) == (400, 30010)
    assert (await nora.request("PUT", f"{path}/{chr(0x1F600)}/@me"))[0] == 204


async def test_without_the_intent_reactions_and_typing_are_not_told(
    nora: Person, puppet: Puppet
) -> None:
    gateway = await puppet.connect(GUILD_MESSAGES)
    message = await nora.say("biz-talk", "first")
    path = f"/channels/{message['channel_id']}"
    await nora.request("PUT", f"{path}/messages/{message['id']}/reactions/{THUMB}/@me")
    assert (await nora.request("POST", f"{path}/typing"))[0] == 204
    await nora.say("biz-talk", "last")
    await gateway.hears("MESSAGE_CREATE", lambda one: one["id"] != message["id"])
    assert {one["t"] for one in gateway.frames if one["op"] == 0} == {"READY", "MESSAGE_CREATE"}
