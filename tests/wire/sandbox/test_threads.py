"""Threads: how they start and change, who may, and what is told of it."""

from typing import Any

import pytest

from tests.wire.person import Person
from tests.wire.process import Discord
from tests.wire.puppet import GUILD_MESSAGES, GUILDS, Puppet

VIEW, CREATE_PUBLIC, CREATE_PRIVATE = 1 << 10, 1 << 35, 1 << 36
BOT_ROLE = 804_000_000_000_000_003
PUBLIC, PRIVATE = 11, 12
HAS_THREAD = 1 << 5


async def start(puppet: Puppet, nora: Person, **body: Any) -> dict[str, Any]:
    """A thread of the bot in #biz-talk."""
    path = f"/channels/{nora.channels['biz-talk']}/threads"
    answer = await puppet.request("POST", path, {"name": "the gig"} | body)
    assert answer.status == 201, answer
    return answer.body


async def test_a_thread_is_private_unless_it_says_otherwise(puppet: Puppet, nora: Person) -> None:
    thread = await start(puppet, nora)
    assert thread["type"] == PRIVATE
    assert thread["thread_metadata"]["auto_archive_duration"] == 1440
    assert thread["thread_metadata"]["invitable"] is True
    assert (thread["member_count"], thread["message_count"]) == (1, 0)
    assert thread["member"]["user_id"] == thread["owner_id"]
    assert (await nora.request("GET", f"/channels/{thread['id']}"))[1]["code"] == 50001


async def test_a_public_thread_is_announced_in_its_channel(puppet: Puppet, nora: Person) -> None:
    thread = await start(puppet, nora, type=PUBLIC, auto_archive_duration=60)
    assert "invitable" not in thread["thread_metadata"]
    told = await nora.hears("THREAD_CREATE")
    assert (told["id"], told["newly_created"]) == (thread["id"], True)
    assert "member" not in told
    announced = await nora.hears("MESSAGE_CREATE", lambda one: one["type"] == 18)
    assert (announced["content"], announced["channel_id"]) == ("the gig", thread["parent_id"])
    place = {"type": 0, "channel_id": thread["id"], "guild_id": thread["guild_id"]}
    assert announced["message_reference"] == place
    assert "referenced_message" not in announced


async def test_a_thread_from_a_message_has_its_id(puppet: Puppet, nora: Person) -> None:
    message = await nora.say("biz-talk", "mixed my first record")
    path = f"/channels/{message['channel_id']}/messages/{message['id']}/threads"
    thread = (await puppet.request("POST", path, {"name": "first record"})).body
    assert (thread["id"], thread["type"]) == (message["id"], PUBLIC)
    changed = await nora.hears("MESSAGE_UPDATE")
    assert changed["thread"]["name"] == "first record"
    assert changed["flags"] & HAS_THREAD
    first = await nora.hears("MESSAGE_CREATE", lambda one: one["type"] == 21)
    assert first["channel_id"] == thread["id"]
    assert first["referenced_message"]["content"] == "mixed my first record"
    again = await puppet.request("POST", path, {"name": "again"})
    assert again.refusal == (400, 160004)


async def test_what_a_thread_counts(puppet: Puppet, nora: Person) -> None:
    message = await nora.say("biz-talk", "hello")
    path = f"/channels/{message['channel_id']}/messages/{message['id']}/threads"
    thread_id = (await puppet.request("POST", path, {"name": "hello"})).body["id"]
    said = await puppet.post(thread_id, content="one")
    await puppet.post(thread_id, content="two")
    await puppet.request("DELETE", f"/channels/{thread_id}/messages/{said['id']}")
    thread = (await puppet.request("GET", f"/channels/{thread_id}")).body
    assert (thread["message_count"], thread["total_message_sent"]) == (1, 2)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "   "},
        {"name": "x" * 101},
        {"name": None},
        {"auto_archive_duration": 61},
        {"type": 5},
        {"rate_limit_per_user": 21_601},
        {"invitable": "no"},
    ],
)
async def test_starts_that_are_no_form(puppet: Puppet, nora: Person, wrong: Any) -> None:
    path = f"/channels/{nora.channels['biz-talk']}/threads"
    answer = await puppet.request("POST", path, {"name": "a", "type": PUBLIC} | wrong)
    assert answer.refusal == (400, 50035)
    assert list(answer.body["errors"]) == list(wrong)


async def test_threads_begin_in_text_channels_and_from_what_somebody_wrote(
    puppet: Puppet, nora: Person
) -> None:
    await nora.open_dm()
    thread = await start(puppet, nora, type=PUBLIC)
    body = {"name": "a", "type": PUBLIC}
    for place in (thread["id"], nora.channels["dm"]):
        refused = await puppet.request("POST", f"/channels/{place}/threads", body)
        assert refused.refusal == (400, 50024)
    path = f"/channels/{thread['parent_id']}"
    news = await puppet.request("POST", f"{path}/threads", body | {"type": 10})
    assert news.refusal == (400, 50024)
    announced = await puppet.hears("MESSAGE_CREATE", lambda one: one["type"] == 18)
    refused = await puppet.request("POST", f"{path}/messages/{announced['id']}/threads", body)
    assert refused.refusal == (403, 50021)
    assert (await puppet.request("POST", f"{path}/messages/5/threads", body)).refusal[1] == 10008


@pytest.mark.parametrize(
    ("denied", "kind", "code"),
    [
        (CREATE_PUBLIC, PUBLIC, 50013),
        (CREATE_PUBLIC, PRIVATE, None),
        (CREATE_PRIVATE, PRIVATE, 50013),
        (CREATE_PRIVATE, PUBLIC, None),
        (VIEW, PUBLIC, 50001),
    ],
)
async def test_who_may_start_a_thread(
    olive: Person, nora: Person, denied: int, kind: int, code: int | None
) -> None:
    await olive.set_overwrite("biz-talk", nora.id, of_member=True, deny=denied)
    path = f"/channels/{nora.channels['biz-talk']}/threads"
    status, answer = await nora.request("POST", path, {"name": "a", "type": kind})
    assert status == (201 if code is None else 403)
    assert code is None or answer["code"] == code


async def test_a_guild_holds_so_many_active_threads(
    discord: Discord, puppet: Puppet, nora: Person
) -> None:
    await discord.order("limits", active_threads=2)
    first = await start(puppet, nora)
    await start(puppet, nora)
    path = f"/channels/{first['parent_id']}/threads"
    assert (await puppet.request("POST", path, {"name": "third"})).refusal == (400, 160006)
    await puppet.request("PATCH", f"/channels/{first['id']}", {"archived": True})
    await start(puppet, nora)
    woken = await puppet.request("PATCH", f"/channels/{first['id']}", {"archived": False})
    assert woken.refusal == (400, 160006)
    posted = await puppet.request("POST", f"/channels/{first['id']}/messages", {"content": "a"})
    assert posted.refusal == (400, 160006)


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        ({"kind": "rate_limit", "retry_after": 280}, 429),
        ({"kind": "status", "status": 403, "code": 50013}, 403),
    ],
)
@pytest.mark.parametrize("from_message", [False, True])
async def test_starting_a_thread_can_be_made_to_fail(
    *,
    discord: Discord,
    puppet: Puppet,
    nora: Person,
    fault: dict[str, Any],
    status: int,
    from_message: bool,
) -> None:
    message = await nora.say("biz-talk", "hello")
    await discord.order("faults", method="POST", path="/channels/*/threads", **fault)
    below = f"messages/{message['id']}/threads" if from_message else "threads"
    path = f"/channels/{message['channel_id']}/{below}"
    answer = await puppet.request("POST", path, {"name": "a"})
    assert answer.status == status
    assert (await puppet.request("POST", path, {"name": "a"})).status == 201


async def test_a_rename_is_told_in_the_thread(puppet: Puppet, nora: Person) -> None:
    thread = await start(puppet, nora, type=PUBLIC)
    path = f"/channels/{thread['id']}"
    changed = await puppet.request("PATCH", path, {"name": "the fee", "rate_limit_per_user": 5})
    assert (changed.body["name"], changed.body["rate_limit_per_user"]) == ("the fee", 5)
    assert (await nora.hears("THREAD_UPDATE"))["name"] == "the fee"
    told = await nora.hears("MESSAGE_CREATE", lambda one: one["type"] == 4)
    assert (told["content"], told["channel_id"]) == ("the fee", thread["id"])


@pytest.mark.parametrize(
    ("owner", "change", "refusal"),
    [
        (True, {"name": "b"}, None),
        (True, {"archived": True}, None),
        (True, {"auto_archive_duration": 60}, None),
        (True, {"locked": True}, (403, 50013)),
        (True, {"rate_limit_per_user": 5}, (403, 50013)),
        (False, {"name": "b"}, (403, 50013)),
        (False, {"archived": True}, (403, 50013)),
        (True, {"name": ""}, (400, 50035)),
        (True, {"auto_archive_duration": 61}, (400, 50035)),
    ],
)
async def test_who_may_change_what(
    *, nora: Person, puppet: Puppet, owner: bool, change: Any, refusal: Any
) -> None:
    path = f"/channels/{nora.channels['biz-talk']}/threads"
    body = {"name": "a", "type": PUBLIC}
    if owner:
        _, thread = await nora.request("POST", path, body)
    else:
        thread = await start(puppet, nora, **body)
    status, answer = await nora.request("PATCH", f"/channels/{thread['id']}", change)
    assert status == (refusal[0] if refusal else 200)
    assert not refusal or answer["code"] == refusal[1]


async def test_moderators_delete_threads(puppet: Puppet, nora: Person, mara: Person) -> None:
    message = await nora.say("biz-talk", "hello")
    path = f"/channels/{message['channel_id']}/messages/{message['id']}/threads"
    _, thread = await nora.request("POST", path, {"name": "hello"})
    place = f"/channels/{thread['id']}"
    assert (await nora.request("DELETE", place))[1]["code"] == 50013
    status, gone = await mara.request("DELETE", place)
    assert (status, gone["id"]) == (200, thread["id"])
    told = {key: thread[key] for key in ("id", "guild_id", "parent_id", "type")}
    assert await puppet.hears("THREAD_DELETE") == told
    assert (await puppet.request("GET", place)).refusal == (404, 10003)
    _, source = await nora.request("GET", path.removesuffix("/threads"))
    assert "thread" not in source
    assert not source["flags"] & HAS_THREAD


async def test_a_threads_permissions_are_its_channels(olive: Person, puppet: Puppet) -> None:
    thread = await start(puppet, olive, type=PUBLIC)
    path = f"/channels/{thread['id']}/permissions/{olive.guild_id}"
    status, answer = await olive.request("PUT", path, {"type": 0, "deny": "1024"})
    assert (status, answer["code"]) == (400, 50024)
    _, channels = await olive.request("GET", f"/guilds/{olive.guild_id}/channels")
    assert thread["id"] not in [one["id"] for one in channels]
    await olive.set_overwrite("biz-talk", BOT_ROLE, deny=VIEW)
    assert (await puppet.request("GET", f"/channels/{thread['id']}")).refusal == (403, 50001)


async def test_connecting_brings_the_active_threads_one_can_see(
    discord: Discord, puppet: Puppet, nora: Person
) -> None:
    public = await start(puppet, nora, type=PUBLIC)
    private = await start(puppet, nora)
    asleep = await start(puppet, nora, type=PUBLIC, name="asleep")
    await puppet.request("PATCH", f"/channels/{asleep['id']}", {"archived": True})
    guild = await (await puppet.connect()).hears("GUILD_CREATE")
    assert {one["id"] for one in guild["threads"]} == {public["id"], private["id"]}
    assert all(one["member"].keys() == {"join_timestamp", "flags"} for one in guild["threads"])
    again = await Person.join(discord, "Rafi")
    ready = await again.hears("READY")
    assert [one["id"] for one in ready["guilds"][0]["threads"]] == [public["id"]]
    await again.leave()


async def test_gaining_a_channel_brings_its_threads(
    olive: Person, nora: Person, puppet: Puppet
) -> None:
    await olive.set_overwrite("biz-talk", nora.id, of_member=True, deny=VIEW)
    await nora.hears("CHANNEL_DELETE")
    thread = await start(puppet, nora, type=PUBLIC)
    private = await start(puppet, nora, name="between us")
    await olive.clear_overwrite("biz-talk", nora.id)
    synced = await nora.hears("THREAD_LIST_SYNC")
    assert synced["channel_ids"] == [thread["parent_id"]]
    assert [one["id"] for one in synced["threads"]] == [thread["id"]]
    assert private["id"] not in [one["id"] for one in nora.heard("THREAD_CREATE")]


async def test_without_guilds_a_bot_hears_messages_alone(puppet: Puppet, nora: Person) -> None:
    gateway = await puppet.connect(GUILD_MESSAGES)
    thread = await start(puppet, nora, type=PUBLIC)
    nora.channels["the gig"] = int(thread["id"])
    said = await nora.say("the gig", "hello")
    await gateway.hears("MESSAGE_CREATE", lambda one: one["id"] == said["id"])
    assert {one["t"] for one in gateway.frames if one["op"] == 0} == {"READY", "MESSAGE_CREATE"}


async def test_without_guild_members_a_bot_learns_of_itself_alone(
    puppet: Puppet, nora: Person
) -> None:
    gateway = await puppet.connect(GUILDS | GUILD_MESSAGES)
    thread = await start(puppet, nora, type=PUBLIC)
    await gateway.hears("THREAD_MEMBERS_UPDATE")
    nora.channels["the gig"] = int(thread["id"])
    said = await nora.say("the gig", "hello")
    await gateway.hears("MESSAGE_CREATE", lambda one: one["id"] == said["id"])
    assert [one["member_count"] for one in gateway.heard("THREAD_MEMBERS_UPDATE")] == [1]
    assert (await nora.hears("THREAD_CREATE", lambda one: "member" in one))["member_count"] == 2
