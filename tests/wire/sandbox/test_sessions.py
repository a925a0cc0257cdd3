"""The gateway: who gets in, what each may hear, and how a lost connection is taken up again."""

from typing import Any

import pytest

from tests.wire.connection import Connection
from tests.wire.person import Person
from tests.wire.process import Discord
from tests.wire.puppet import (
    DIRECT_MESSAGES,
    EVERYTHING,
    GUILD_MEMBERS,
    GUILD_MESSAGES,
    GUILDS,
    MESSAGE_CONTENT,
    Puppet,
)

HEARTBEAT, IDENTIFY, RESUME, MEMBERS = 1, 2, 6, 8
RECONNECT, INVALID, HELLO, ACK = 7, 9, 10, 11
WITHOUT_CONTENT = GUILDS | GUILD_MESSAGES | DIRECT_MESSAGES


async def resume(puppet: Puppet, discord: Discord, **claim: Any) -> Connection:
    gateway = await puppet.open()
    await gateway.send(RESUME, {"token": discord.bot_token} | claim)
    return gateway


async def test_hello_then_ready_then_the_guild(puppet: Puppet) -> None:
    gateway = await puppet.connect()
    await gateway.hears("GUILD_CREATE")
    assert gateway.frames[0]["op"] == HELLO
    assert gateway.frames[0]["d"]["heartbeat_interval"] > 0
    ready, guild = (one for one in gateway.frames if one["op"] == 0)
    assert (ready["t"], ready["s"]) == ("READY", 1)
    assert ready["d"]["guilds"] == [{"id": guild["d"]["id"], "unavailable": True}]
    assert (guild["t"], guild["s"]) == ("GUILD_CREATE", 2)
    assert len(guild["d"]["members"]) == guild["d"]["member_count"] == 7
    await gateway.send(HEARTBEAT, gateway.sequence)
    await gateway.frame(lambda one: one["op"] == ACK)


@pytest.mark.parametrize(
    ("intents", "token", "code"),
    [
        (GUILDS, "wrong", 4004),
        (EVERYTHING | 1 << 8, None, 4014),  # presences are not granted
        (1 << 40, None, 4013),
        (-1, None, 4013),
    ],
)
async def test_who_may_not_identify_is_told_by_the_close_code(
    puppet: Puppet, intents: int, token: str | None, code: int
) -> None:
    gateway = await puppet.open()
    await puppet.identify(gateway, intents, token)
    assert await gateway.closed() == code


@pytest.mark.parametrize(
    ("granted", "asked", "accepted"),
    [
        (0, GUILDS | GUILD_MESSAGES, True),
        (0, MESSAGE_CONTENT, False),
        (MESSAGE_CONTENT, MESSAGE_CONTENT, True),
        (MESSAGE_CONTENT, MESSAGE_CONTENT | GUILD_MEMBERS, False),
    ],
)
async def test_a_privileged_intent_must_be_granted(
    discord: Discord, puppet: Puppet, granted: int, asked: int, accepted: bool
) -> None:
    await discord.order("gateway", do="grant", intents=granted)
    gateway = await puppet.open()
    await puppet.identify(gateway, asked)
    if accepted:
        await gateway.hears("READY")
        await gateway.close()
    else:
        assert await gateway.closed() == 4014


@pytest.mark.parametrize(
    ("op", "data", "code"),
    [
        (99, None, 4001),
        (MEMBERS, {"guild_id": "5"}, 4003),
        (RESUME, {"token": "wrong", "session_id": "x", "seq": 0}, 4004),
    ],
)
async def test_frames_out_of_place_end_the_connection(
    puppet: Puppet, op: int, data: Any, code: int
) -> None:
    gateway = await puppet.open()
    await gateway.send(op, data)
    assert await gateway.closed() == code


async def test_identifying_twice_ends_the_connection(puppet: Puppet) -> None:
    gateway = await puppet.connect()
    await puppet.identify(gateway, EVERYTHING)
    assert await gateway.closed() == 4005


@pytest.mark.parametrize(
    ("where", "content", "readable"),
    [
        ("biz-talk", "between people", False),
        ("biz-talk", "<@{bot}> hello", True),
        ("dm", "hello", True),
    ],
)
async def test_without_the_intent_only_what_concerns_the_bot_has_content(
    *, discord: Discord, puppet: Puppet, nora: Person, where: str, content: str, readable: bool
) -> None:
    gateway = await puppet.connect(WITHOUT_CONTENT)
    await nora.open_dm()
    said = await nora.say(where, content.format(bot=discord.application_id))
    heard = await gateway.hears("MESSAGE_CREATE")
    assert heard["id"] == said["id"]
    assert heard["content"] == (said["content"] if readable else "")
    await discord.order("gateway", do="grant", intents=0)
    path = f"/channels/{said['channel_id']}/messages"
    fetched = await puppet.request("GET", f"{path}/{said['id']}")
    history = await puppet.request("GET", path)
    assert fetched.body["content"] == history.body[0]["content"] == heard["content"]
    _, as_a_person = await nora.request("GET", f"{path}/{said['id']}")
    assert as_a_person["content"] == said["content"]


async def test_a_bot_always_reads_itself_and_a_reply_to_it(puppet: Puppet, nora: Person) -> None:
    gateway = await puppet.connect(WITHOUT_CONTENT)
    own = await puppet.post(nora.channels["biz-talk"], content="mine")
    body = {"content": "thanks", "message_reference": {"message_id": own["id"]}}
    await nora.request("POST", f"/channels/{own['channel_id']}/messages", body)
    reply = await gateway.hears("MESSAGE_CREATE", lambda one: one["author"]["id"] == str(nora.id))
    assert reply["content"] == "thanks"
    assert (await gateway.hears("MESSAGE_CREATE"))["content"] == "mine"


@pytest.mark.parametrize(
    ("intents", "expected"), [(GUILD_MESSAGES, ["guild"]), (DIRECT_MESSAGES, ["dm"]), (GUILDS, [])]
)
async def test_messages_come_by_the_intent_for_their_place(
    puppet: Puppet, nora: Person, intents: int, expected: list[str]
) -> None:
    gateway = await puppet.connect(intents | MESSAGE_CONTENT)
    await nora.open_dm()
    await nora.say("biz-talk", "guild")
    await nora.say("dm", "dm")
    await gateway.send(HEARTBEAT, None)
    await gateway.frame(lambda one: one["op"] == ACK)  # everything before it has arrived
    assert [one["content"] for one in gateway.heard("MESSAGE_CREATE")] == expected


async def test_a_resumed_session_hears_what_it_missed(
    discord: Discord, puppet: Puppet, nora: Person
) -> None:
    before = await puppet.connect()
    await nora.say("biz-talk", "heard")
    await before.hears("MESSAGE_CREATE")
    ready, last = before.heard("READY")[0], before.sequence
    await discord.order("gateway", do="drop")
    await before.closed()
    await nora.say("biz-talk", "missed")
    await nora.say("biz-talk", "missed too")
    after = await resume(puppet, discord, session_id=ready["session_id"], seq=last)
    await after.hears("RESUMED")
    events = [one for one in after.frames if one["op"] == 0]
    assert [one["s"] for one in events] == [last + 1, last + 2, last + 3]
    assert [one["d"].get("content") for one in events] == ["missed", "missed too", None]
    await nora.say("biz-talk", "live again")
    await after.hears("MESSAGE_CREATE", lambda one: one["content"] == "live again")
    await after.close()


@pytest.mark.parametrize("claim", [{"session_id": "unknown"}, {"seq": 999}])
async def test_what_cannot_be_resumed_begins_anew(
    discord: Discord, puppet: Puppet, claim: dict[str, Any]
) -> None:
    gateway = await puppet.connect()
    session_id = gateway.heard("READY")[0]["session_id"]
    again = await resume(puppet, discord, **({"session_id": session_id, "seq": 1} | claim))
    refused = await again.frame(lambda one: one["op"] == INVALID)
    assert refused["d"] is False
    await puppet.identify(again, EVERYTHING)  # on the same socket, as clients do
    await again.hears("READY")
    await again.close()


async def test_a_person_cannot_take_up_the_bots_session(discord: Discord, puppet: Puppet) -> None:
    gateway = await puppet.connect()
    session_id = gateway.heard("READY")[0]["session_id"]
    claim = {"session_id": session_id, "seq": 1, "token": "sandbox.nora.token"}
    again = await resume(puppet, discord, **claim)
    assert (await again.frame(lambda one: one["op"] == INVALID))["d"] is False
    await again.close()


@pytest.mark.parametrize(
    ("trouble", "op", "data"),
    [
        ({"do": "reconnect"}, RECONNECT, None),
        ({"do": "invalidate", "resumable": True}, INVALID, True),
        ({"do": "invalidate"}, INVALID, False),
    ],
)
async def test_the_gateway_may_ask_for_a_new_connection(
    discord: Discord, puppet: Puppet, trouble: dict[str, Any], op: int, data: Any
) -> None:
    gateway = await puppet.connect()
    await discord.order("gateway", **trouble)
    assert (await gateway.frame(lambda one: one["op"] == op))["d"] is data


async def test_members_come_on_request(puppet: Puppet, nora: Person) -> None:
    gateway = await puppet.connect()
    await gateway.send(MEMBERS, {"guild_id": str(nora.guild_id), "query": "", "nonce": "n"})
    chunk = await gateway.hears("GUILD_MEMBERS_CHUNK")
    assert (len(chunk["members"]), chunk["nonce"]) == (7, "n")
    assert (chunk["chunk_index"], chunk["chunk_count"]) == (0, 1)
