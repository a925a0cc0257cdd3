"""Threads fall asleep and wake, are locked, and what may happen in them meanwhile."""

from typing import Any

import pytest

from tests.wire.person import Person
from tests.wire.process import Discord
from tests.wire.puppet import MESSAGE, Puppet

MANAGE_THREADS, MANAGE_MESSAGES = 1 << 34, 1 << 13
BOT_ROLE = 804_000_000_000_000_003
PUBLIC, PRIVATE = 11, 12
HOUR = 3600
THUMB = "%F0%9F%91%8D"
COMMAND = {"type": 1, "name": "ask", "description": "Ask."}


async def started(nora: Person, **body: Any) -> str:
    """The id of Nora's thread in #biz-talk, which her client then calls "the gig"."""
    path = f"/channels/{nora.channels['biz-talk']}/threads"
    wish = {"name": "the gig", "type": PUBLIC, "auto_archive_duration": 60}
    status, thread = await nora.request("POST", path, wish | body)
    assert status == 201, thread
    nora.channels["the gig"] = int(thread["id"])
    return str(thread["id"])


async def metadata(who: Person, thread_id: str) -> dict[str, Any]:
    _, thread = await who.request("GET", f"/channels/{thread_id}")
    return dict(thread["thread_metadata"])


async def close(mara: Person, thread_id: str, **more: Any) -> None:
    status, answer = await mara.request(
        "PATCH", f"/channels/{thread_id}", {"archived": True} | more
    )
    assert status == 200, answer


async def test_a_quiet_thread_is_archived_and_no_longer_active(
    discord: Discord, nora: Person
) -> None:
    thread_id = await started(nora)
    await discord.order("clock", advance_seconds=HOUR - 60)
    await nora.say("the gig", "still here")
    await discord.order("clock", advance_seconds=HOUR - 60)
    assert (await metadata(nora, thread_id))["archived"] is False
    await discord.order("clock", advance_seconds=120)
    updated = await nora.hears("THREAD_UPDATE")
    assert updated["thread_metadata"]["archived"] is True
    assert (await nora.request("GET", f"/guilds/{nora.guild_id}/threads/active"))[1][
        "threads"
    ] == []
    path = f"/channels/{nora.channels['biz-talk']}/threads/archived/public"
    _, archived = await nora.request("GET", path)
    assert [one["id"] for one in archived["threads"]] == [thread_id]
    assert [one["user_id"] for one in archived["members"]] == [str(nora.id)]


async def test_another_time_to_archive_counts_from_its_change(
    discord: Discord, nora: Person
) -> None:
    thread_id = await started(nora, auto_archive_duration=1440)
    path = f"/channels/{thread_id}"
    await nora.request("PATCH", path, {"auto_archive_duration": 60})
    await discord.order("clock", advance_seconds=HOUR + 1)
    assert (await metadata(nora, thread_id))["archived"] is True


async def test_the_world_before_a_reset_archives_nothing(discord: Discord, nora: Person) -> None:
    await started(nora)
    await discord.order("reset")
    await discord.order("clock", advance_seconds=2 * HOUR)
    assert not nora.heard("THREAD_UPDATE")


@pytest.mark.parametrize("who", ["nora", "bot"])
async def test_a_message_wakes_an_archived_thread(
    nora: Person, mara: Person, puppet: Puppet, who: str
) -> None:
    thread_id = await started(nora)
    await close(mara, thread_id)
    if who == "bot":
        await puppet.post(int(thread_id), content="hello")
    else:
        await nora.say("the gig", "hello")
    woken = await nora.hears(
        "THREAD_UPDATE", lambda one: one["thread_metadata"]["archived"] is False
    )
    assert woken["id"] == thread_id
    member = await nora.hears("THREAD_MEMBER_UPDATE")
    assert (member["id"], member["user_id"]) == (thread_id, str(nora.id))
    assert (await nora.hears("MESSAGE_CREATE", lambda one: one["type"] == 0))["content"] == "hello"


async def test_nothing_else_happens_in_an_archived_thread(
    nora: Person, mara: Person, puppet: Puppet
) -> None:
    thread_id = await started(nora)
    said = await nora.say("the gig", "before")
    own = await puppet.post(int(thread_id), content="mine")
    await close(mara, thread_id)
    path = f"/channels/{thread_id}"
    message, mine = f"{path}/messages/{said['id']}", f"{path}/messages/{own['id']}"
    for method, place, body in (
        ("PATCH", mine, {"content": "changed"}),
        ("DELETE", mine, None),
        ("PUT", f"{message}/reactions/{THUMB}/@me", None),
        ("DELETE", f"{message}/reactions/{THUMB}/@me", None),
        ("POST", f"{path}/messages/bulk-delete", {"messages": [said["id"], own["id"]]}),
        ("PUT", f"{path}/thread-members/@me", None),
        ("PUT", f"{path}/thread-members/{mara.id}", None),
        ("DELETE", f"{path}/thread-members/@me", None),
        ("DELETE", f"{path}/thread-members/{nora.id}", None),
        ("PATCH", path, {"name": "other"}),
        ("PATCH", path, {"locked": True}),
        ("PATCH", path, {"archived": True, "name": "other"}),
    ):
        answer = await puppet.request(method, place, body)
        assert answer.refusal == (400, 50083), (method, place)
    assert (await puppet.request("GET", message)).status == 200
    named = await puppet.request("PATCH", path, {"archived": False, "name": "other"})
    assert (named.status, named.body["name"]) == (200, "other")


async def test_in_a_locked_thread_moderators_alone_write(nora: Person, mara: Person) -> None:
    thread_id = await started(nora)
    said = await nora.say("the gig", "before")
    path = f"/channels/{thread_id}"
    assert (await mara.request("PATCH", path, {"locked": True}))[0] == 200
    for method, place, body in (
        ("POST", f"{path}/messages", {"content": "a"}),
        ("PATCH", f"{path}/messages/{said['id']}", {"content": "a"}),
        ("PATCH", path, {"name": "other"}),
        ("PUT", f"{path}/thread-members/{mara.id}", None),
    ):
        status, answer = await nora.request(method, place, body)
        assert (status, answer["code"]) == (403, 160005), (method, place)
    assert (await nora.request("PUT", f"{path}/messages/{said['id']}/reactions/{THUMB}/@me"))[
        0
    ] == 204
    mara.channels["the gig"] = int(thread_id)
    await mara.say("the gig", "closed for now")


async def test_a_thread_that_is_archived_and_locked_stays_so_for_members(
    nora: Person, mara: Person
) -> None:
    thread_id = await started(nora)
    await close(mara, thread_id, locked=True)
    path = f"/channels/{thread_id}"
    for method, place, body in (
        ("POST", f"{path}/messages", {"content": "a"}),
        ("PATCH", path, {"archived": False}),
    ):
        status, answer = await nora.request(method, place, body)
        assert (status, answer["code"]) == (403, 50083)
    mara.channels["the gig"] = int(thread_id)
    await mara.say("the gig", "one more thing")
    assert (await metadata(nora, thread_id))["archived"] is False


async def test_a_bot_that_moderates_nothing_is_refused_like_everybody(
    olive: Person, nora: Person, mara: Person, puppet: Puppet
) -> None:
    thread_id = await started(nora)
    await olive.set_overwrite("biz-talk", BOT_ROLE, deny=MANAGE_THREADS)
    path = f"/channels/{thread_id}"
    assert (await mara.request("PATCH", path, {"locked": True}))[0] == 200
    posted = await puppet.request("POST", f"{path}/messages", {"content": "a"})
    assert posted.refusal == (403, 160005)
    await close(mara, thread_id)
    posted = await puppet.request("POST", f"{path}/messages", {"content": "a"})
    assert posted.refusal == (403, 50083)


async def test_what_discord_wrote_in_a_thread_stays(
    nora: Person, mara: Person, puppet: Puppet
) -> None:
    thread_id = await started(nora)
    path = f"/channels/{thread_id}"
    await nora.request("PATCH", path, {"name": "the fee"})
    renamed = await mara.hears("MESSAGE_CREATE", lambda one: one["type"] == 4)
    line = f"{path}/messages/{renamed['id']}"
    for who, method, body in ((mara, "DELETE", None), (nora, "PATCH", {"content": "a"})):
        status, answer = await who.request(method, line, body)
        assert (status, answer["code"]) == (403, 50021)
    reply = {"content": "a", "message_reference": {"message_id": renamed["id"]}}
    assert (await nora.request("POST", f"{path}/messages", reply))[1]["code"] == 50035
    announced = await mara.hears("MESSAGE_CREATE", lambda one: one["type"] == 18)
    place = f"/channels/{announced['channel_id']}/messages/{announced['id']}"
    assert (await puppet.request("DELETE", place)).status == 204


async def test_an_answer_to_a_command_in_a_thread_that_is_gone(
    nora: Person, mara: Person, puppet: Puppet
) -> None:
    await puppet.register(COMMAND)
    thread_id = await started(nora)
    await nora.send(await nora.command_body("the gig", "ask"))
    told = await puppet.hears("INTERACTION_CREATE")
    await mara.request("DELETE", f"/channels/{thread_id}")
    assert (await puppet.answer(told, MESSAGE, content="here")).refusal == (404, 10003)


async def test_waking_takes_no_more_than_to_write(nora: Person, mara: Person) -> None:
    path = f"/channels/{nora.channels['biz-talk']}/threads"
    _, thread = await mara.request("POST", path, {"name": "a", "type": PUBLIC})
    await close(mara, thread["id"])
    assert (await nora.request("PATCH", f"/channels/{thread['id']}", {"archived": False}))[0] == 200


async def test_archived_threads_are_listed_in_pages(
    discord: Discord, nora: Person, puppet: Puppet
) -> None:
    made = []
    for name in ("one", "two", "three"):
        body = {"name": name, "type": PRIVATE}
        path = f"/channels/{nora.channels['biz-talk']}/threads"
        made.append((await puppet.request("POST", path, body)).body["id"])
    for thread_id in reversed(made):  # the newest is archived first
        await puppet.request("PATCH", f"/channels/{thread_id}", {"archived": True})
        await discord.order("clock", advance_seconds=60)
    path = f"/channels/{nora.channels['biz-talk']}"
    first = (await puppet.request("GET", f"{path}/threads/archived/private?limit=2")).body
    assert [one["name"] for one in first["threads"]] == ["one", "two"]
    assert first["has_more"] is True
    before = first["threads"][-1]["thread_metadata"]["archive_timestamp"].replace("+", "%2B")
    rest = await puppet.request("GET", f"{path}/threads/archived/private?before={before}")
    assert [one["name"] for one in rest.body["threads"]] == ["three"]
    assert rest.body["has_more"] is False
    joined = f"{path}/users/@me/threads/archived/private"
    by_id = (await puppet.request("GET", joined)).body["threads"]
    assert [one["name"] for one in by_id] == ["three", "two", "one"]
    older = (await puppet.request("GET", f"{joined}?before={made[1]}")).body["threads"]
    assert [one["name"] for one in older] == ["one"]


@pytest.mark.parametrize(
    ("query", "refusal"),
    [("limit=1", (400, 50035)), ("before=yesterday", (400, 50035)), ("limit=101", (400, 50035))],
)
async def test_lists_that_are_asked_for_wrongly(
    puppet: Puppet, nora: Person, query: str, refusal: Any
) -> None:
    path = f"/channels/{nora.channels['biz-talk']}/threads/archived/public?{query}"
    assert (await puppet.request("GET", path)).refusal == refusal


async def test_archived_private_threads_are_listed_for_moderators(nora: Person) -> None:
    path = f"/channels/{nora.channels['biz-talk']}"
    status, answer = await nora.request("GET", f"{path}/threads/archived/private")
    assert (status, answer["code"]) == (403, 50013)
    assert (await nora.request("GET", f"{path}/users/@me/threads/archived/private"))[0] == 200


async def test_a_command_in_a_thread_brings_the_thread_along(
    olive: Person, nora: Person, puppet: Puppet
) -> None:
    await puppet.register(COMMAND)
    thread_id = await started(nora, type=PRIVATE)
    await olive.set_overwrite("biz-talk", BOT_ROLE, deny=MANAGE_MESSAGES)
    nonce = await nora.send(await nora.command_body("the gig", "ask"))
    told = await puppet.hears("INTERACTION_CREATE")
    assert told["channel_id"] == told["channel"]["id"] == thread_id
    assert told["channel"]["type"] == PRIVATE
    assert told["channel"]["parent_id"] == str(nora.channels["biz-talk"])
    assert told["channel"]["thread_metadata"]["locked"] is False
    assert not int(told["app_permissions"]) & MANAGE_MESSAGES
    assert int(told["app_permissions"]) & MANAGE_THREADS
    assert told["member"]["permissions"] == told["channel"]["permissions"]
    assert (await puppet.answer(told, MESSAGE, content="here")).status == 204
    await nora.hears("INTERACTION_SUCCESS", lambda one: one["nonce"] == nonce)
    answer = await nora.hears("MESSAGE_CREATE", lambda one: one["content"] == "here")
    assert answer["channel_id"] == thread_id
    _, members = await nora.request("GET", f"/channels/{thread_id}/thread-members")
    assert [one["user_id"] for one in members] == [str(nora.id)]  # an answer makes nobody join


async def test_an_archived_thread_takes_no_command(
    nora: Person, mara: Person, puppet: Puppet
) -> None:
    await puppet.register(COMMAND)
    thread_id = await started(nora)
    await close(mara, thread_id)
    refusal = await nora.refused(await nora.command_body("the gig", "ask"))
    assert refusal["code"] == 50083
