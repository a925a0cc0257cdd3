"""Who is in a thread: private ones, joining, adding, mentioning, and who learns of it."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.wire.person import Person
from tests.wire.process import Discord
from tests.wire.puppet import GUILDS, Puppet

VIEW, MANAGE_THREADS, SEND_IN_THREADS = 1 << 10, 1 << 34, 1 << 38
BOT_ROLE = 804_000_000_000_000_003
PUBLIC = 11


@pytest.fixture
async def rafi(discord: Discord) -> AsyncIterator[Person]:
    """A regular."""
    person = await Person.join(discord, "Rafi")
    yield person
    await person.leave()


async def started(who: Person, **body: Any) -> str:
    """The id of a thread that a person started in #biz-talk, private unless the body says."""
    path = f"/channels/{who.channels['biz-talk']}/threads"
    status, thread = await who.request("POST", path, {"name": "the gig"} | body)
    assert status == 201, thread
    return str(thread["id"])


async def add(who: Person, thread_id: str, other: Person) -> tuple[int, Any]:
    return await who.request("PUT", f"/channels/{thread_id}/thread-members/{other.id}")


async def members(who: Person, thread_id: str) -> set[int]:
    _, listed = await who.request("GET", f"/channels/{thread_id}/thread-members")
    return {int(one["user_id"]) for one in listed}


async def test_a_private_thread_is_for_its_members_and_for_moderators(
    nora: Person, rafi: Person, mara: Person
) -> None:
    thread_id = await started(nora)
    assert (await mara.hears("THREAD_CREATE"))["newly_created"] is True
    for path in ("", "/messages", "/thread-members", "/thread-members/@me"):
        method = "PUT" if path.endswith("@me") else "GET"
        status, answer = await rafi.request(method, f"/channels/{thread_id}{path}")
        assert (status, answer["code"]) == (403, 50001)
    assert (await mara.request("GET", f"/channels/{thread_id}"))[0] == 200
    nora.channels["the gig"] = int(thread_id)
    await nora.say("the gig", "between us")
    await nora.say("biz-talk", "for all")
    assert (await rafi.hears("MESSAGE_CREATE"))["content"] == "for all"
    assert not rafi.heard("THREAD_CREATE")
    assert not rafi.heard("THREAD_MEMBERS_UPDATE")
    assert (await mara.hears("MESSAGE_CREATE"))["content"] == "between us"
    assert mara.id not in await members(nora, thread_id)


async def test_whoever_is_added_learns_of_the_thread(
    nora: Person, rafi: Person, puppet: Puppet
) -> None:
    thread_id = await started(nora)
    assert (await add(nora, thread_id, rafi))[0] == 204
    shown = await rafi.hears("THREAD_CREATE")
    assert (shown["id"], shown["member"]["user_id"]) == (thread_id, str(rafi.id))
    assert "newly_created" not in shown
    joined = await rafi.hears("THREAD_MEMBERS_UPDATE")
    assert joined["member_count"] == 2
    assert joined["added_members"][0]["member"]["user"]["id"] == str(rafi.id)
    told = await rafi.hears("MESSAGE_CREATE")
    assert (told["type"], told["author"]["id"]) == (1, str(nora.id))
    assert [one["id"] for one in told["mentions"]] == [str(rafi.id)]
    assert (await add(nora, thread_id, rafi))[0] == 204  # twice is once
    assert len(rafi.heard("MESSAGE_CREATE")) == 1
    heard = await puppet.hears("THREAD_MEMBERS_UPDATE", lambda one: one["member_count"] == 2)
    assert heard["id"] == thread_id


async def test_whoever_is_removed_hears_that_and_then_nothing(nora: Person, rafi: Person) -> None:
    thread_id = await started(nora)
    await add(nora, thread_id, rafi)
    place = f"/channels/{thread_id}/thread-members/{rafi.id}"
    assert (await nora.request("GET", place))[0] == 200
    assert (await nora.request("DELETE", place))[0] == 204
    gone = await rafi.hears("THREAD_MEMBERS_UPDATE", lambda one: "removed_member_ids" in one)
    assert gone["removed_member_ids"] == [str(rafi.id)]
    told = await nora.hears("MESSAGE_CREATE", lambda one: one["type"] == 2)
    assert [one["id"] for one in told["mentions"]] == [str(rafi.id)]
    for method in ("GET", "DELETE"):
        status, answer = await nora.request(method, place)
        assert (status, answer["code"]) == (404, 10007)
    assert (await rafi.request("GET", f"/channels/{thread_id}"))[1]["code"] == 50001


async def test_only_moderators_remove_people_from_a_public_thread(
    nora: Person, rafi: Person, mara: Person
) -> None:
    thread_id = await started(nora, type=PUBLIC)
    place = f"/channels/{thread_id}/thread-members"
    assert (await rafi.request("PUT", f"{place}/@me"))[0] == 204
    assert (await nora.request("DELETE", f"{place}/{rafi.id}"))[1]["code"] == 50013
    assert (await mara.request("DELETE", f"{place}/{rafi.id}"))[0] == 204
    assert (await nora.request("DELETE", f"{place}/@me"))[0] == 204
    assert await members(nora, thread_id) == set()


async def test_without_invitable_only_moderators_add_people(
    nora: Person, rafi: Person, mara: Person
) -> None:
    thread_id = await started(nora, invitable=False)
    assert (await add(nora, thread_id, rafi))[1]["code"] == 50013
    assert (await add(nora, thread_id, mara))[0] == 204
    nora.channels["the gig"] = mara.channels["the gig"] = int(thread_id)
    await nora.say("the gig", f"<@{rafi.id}> come in")
    assert await members(nora, thread_id) == {nora.id, mara.id}
    await mara.say("the gig", f"<@{rafi.id}> come in")
    assert await members(nora, thread_id) == {nora.id, mara.id, rafi.id}


async def test_a_mention_adds_and_writing_joins(nora: Person, rafi: Person, mara: Person) -> None:
    thread_id = await started(nora)
    nora.channels["the gig"] = mara.channels["the gig"] = int(thread_id)
    await mara.say("the gig", "what is it about?")
    await nora.say("the gig", f"<@{rafi.id}> knows")
    heard = await rafi.hears("MESSAGE_CREATE")
    assert heard["content"] == f"<@{rafi.id}> knows"
    assert await members(nora, thread_id) == {nora.id, rafi.id, mara.id}


@pytest.mark.parametrize(("mentions", "count"), [({"parse": []}, 1), (None, 2)])
async def test_a_mention_that_is_not_allowed_adds_nobody(
    puppet: Puppet, nora: Person, mentions: Any, count: int
) -> None:
    path = f"/channels/{nora.channels['biz-talk']}/threads"
    thread = (await puppet.request("POST", path, {"name": "a"})).body
    body = {} if mentions is None else {"allowed_mentions": mentions}
    await puppet.post(thread["id"], content=f"<@{nora.id}> hello", **body)
    listed = await puppet.request("GET", f"/channels/{thread['id']}/thread-members")
    assert len(listed.body) == count


async def test_nobody_is_added_who_cannot_see_the_channel(
    olive: Person, nora: Person, rafi: Person
) -> None:
    await olive.set_overwrite("biz-talk", rafi.id, of_member=True, deny=VIEW)
    thread_id = await started(nora)
    assert (await add(nora, thread_id, rafi))[1]["code"] == 50013
    path = f"/channels/{thread_id}/thread-members"
    assert (await nora.request("PUT", f"{path}/5"))[1]["code"] == 10013


async def test_writing_and_adding_take_the_permission_to_write_in_threads(
    olive: Person, nora: Person, rafi: Person
) -> None:
    thread_id = await started(nora, type=PUBLIC)
    await olive.set_overwrite("biz-talk", nora.id, of_member=True, deny=SEND_IN_THREADS)
    path = f"/channels/{thread_id}/messages"
    assert (await nora.request("POST", path, {"content": "a"}))[1]["code"] == 50013
    assert (await nora.request("POST", f"/channels/{thread_id}/typing"))[1]["code"] == 50013
    assert (await add(nora, thread_id, rafi))[1]["code"] == 50013
    await nora.say("biz-talk", "but here I may")
    await olive.set_overwrite("biz-talk", nora.id, of_member=True, deny=1 << 11)
    assert (await nora.request("POST", path, {"content": "a"}))[0] == 200


async def test_a_bot_sees_private_threads_as_a_moderator_or_a_member(
    olive: Person, nora: Person, puppet: Puppet
) -> None:
    thread_id = await started(nora)
    active = f"/guilds/{nora.guild_id}/threads/active"
    assert [one["id"] for one in (await puppet.request("GET", active)).body["threads"]] == [
        thread_id
    ]
    await olive.set_overwrite("biz-talk", BOT_ROLE, deny=MANAGE_THREADS)
    assert (await puppet.request("GET", active)).body["threads"] == []
    assert (await puppet.request("GET", f"/channels/{thread_id}")).refusal == (403, 50001)
    bot_id = puppet.commands_path.split("/")[2]
    await nora.request("PUT", f"/channels/{thread_id}/thread-members/{bot_id}")
    shown = await puppet.hears("THREAD_CREATE", lambda one: "newly_created" not in one)
    assert shown["member"]["user_id"] == bot_id
    listed = (await puppet.request("GET", active)).body
    assert [one["user_id"] for one in listed["members"]] == [bot_id]


async def test_the_list_of_members_takes_the_privileged_intent(
    discord: Discord, puppet: Puppet, nora: Person, rafi: Person
) -> None:
    thread_id = await started(nora, type=PUBLIC)
    await rafi.request("PUT", f"/channels/{thread_id}/thread-members/@me")
    path = f"/channels/{thread_id}/thread-members"
    page = await puppet.request("GET", f"{path}?with_member=true&limit=1")
    assert [one["member"]["user"]["username"] for one in page.body] == ["rafi"]
    after = await puppet.request("GET", f"{path}?with_member=true&after={rafi.id}")
    assert [one["user_id"] for one in after.body] == [str(nora.id)]
    await discord.order("gateway", do="grant", intents=0)
    assert (await puppet.request("GET", path)).refusal == (403, 50001)
    assert (await puppet.request("GET", f"{path}/{nora.id}")).status == 200


async def test_without_guild_members_others_joining_is_not_told(
    puppet: Puppet, nora: Person, rafi: Person
) -> None:
    gateway = await puppet.connect(GUILDS)
    thread_id = await started(nora, type=PUBLIC)
    await add(nora, thread_id, rafi)
    await puppet.request("PUT", f"/channels/{thread_id}/thread-members/@me")
    heard = await gateway.hears("THREAD_MEMBERS_UPDATE")
    assert heard["member_count"] == 3
    bot_id = puppet.commands_path.split("/")[2]
    assert [one["user_id"] for one in heard["added_members"]] == [bot_id]
