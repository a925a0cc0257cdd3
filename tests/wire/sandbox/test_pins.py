"""Pins: who may pin what, what everybody hears of it, and reading them page by page."""

import asyncio
from urllib.parse import quote

import pytest

from tests.wire.connection import Json
from tests.wire.person import Person
from tests.wire.process import Discord
from tests.wire.puppet import DIRECT_MESSAGES, GUILD_MESSAGES, GUILDS, Puppet
from tests.wire.writer import place_of

GUILD, BIZ_TALK = 804_000_000_000_000_000, 804_000_000_000_000_020
MODERATOR, BOT = 804_000_000_000_000_001, 804_000_000_000_000_003
MANAGE_MESSAGES, PIN_MESSAGES, READ_HISTORY = 1 << 13, 1 << 51, 1 << 16
PINNED_MESSAGE = 6
PINS, OLD_PINS = f"/channels/{BIZ_TALK}/messages/pins", f"/channels/{BIZ_TALK}/pins"


def pin_of(message: Json) -> str:
    return f"/channels/{message['channel_id']}/messages/pins/{message['id']}"


async def pins(who: Person, query: str = "") -> Json:
    status, answer = await who.request("GET", PINS + query)
    assert status == 200, answer
    return answer


async def pinned(who: Person) -> list[str]:
    return [one["message"]["id"] for one in (await pins(who))["items"]]


async def test_a_pin_is_told_and_leaves_a_line_that_can_be_deleted(
    puppet: Puppet, nora: Person
) -> None:
    message = await nora.say("biz-talk", "a tip")
    answer = await puppet.request("PUT", pin_of(message))
    assert (answer.status, answer.body) == (204, None)
    changed = await nora.hears("MESSAGE_UPDATE", lambda one: one["id"] == message["id"])
    assert (changed["pinned"], changed["edited_timestamp"]) == (True, None)
    told = await puppet.hears("CHANNEL_PINS_UPDATE")
    line = await nora.hears("MESSAGE_CREATE", lambda one: one["type"] == PINNED_MESSAGE)
    assert line["author"]["id"] == str(puppet.bot_id)
    assert line["message_reference"] == {
        "type": 0,
        "message_id": message["id"],
        "channel_id": str(BIZ_TALK),
        "guild_id": told["guild_id"],
    }
    assert "referenced_message" not in line
    [item] = (await pins(nora))["items"]
    assert item["pinned_at"] == told["last_pin_timestamp"]
    assert (item["message"]["id"], item["message"]["pinned"]) == (message["id"], True)
    _, channel = await nora.request("GET", f"/channels/{BIZ_TALK}")
    assert channel["last_pin_timestamp"] == item["pinned_at"]
    assert (await puppet.request("DELETE", place_of(line))).status == 204
    assert await pinned(nora) == [message["id"]]


async def test_unpinning_says_when_the_newest_of_the_others_was_pinned(
    puppet: Puppet, nora: Person
) -> None:
    first, second = [await nora.say("biz-talk", words) for words in ("one", "two")]
    for message in (second, first):
        await puppet.request("PUT", pin_of(message))
    newest, older = (await pins(nora))["items"]
    assert newest["message"]["id"] == first["id"]
    for message in (first, second):
        assert (await puppet.request("DELETE", pin_of(message))).status == 204
    await nora.hears("MESSAGE_UPDATE", lambda one: one["id"] == second["id"] and not one["pinned"])
    assert await pinned(nora) == []
    await puppet.hears("CHANNEL_PINS_UPDATE", lambda one: one["last_pin_timestamp"] is None)
    told = [one["last_pin_timestamp"] for one in puppet.heard("CHANNEL_PINS_UPDATE")]
    assert told == [older["pinned_at"], newest["pinned_at"], older["pinned_at"], None]


async def test_asking_twice_changes_nothing_more(puppet: Puppet, nora: Person) -> None:
    message = await nora.say("biz-talk", "a tip")
    for method in ("PUT", "PUT", "DELETE", "DELETE"):
        assert (await puppet.request(method, pin_of(message))).status == 204
    await nora.say("biz-talk", "and now?")
    await puppet.hears("MESSAGE_CREATE", lambda one: one["content"] == "and now?")
    lines = [one for one in puppet.heard("MESSAGE_CREATE") if one["type"] == PINNED_MESSAGE]
    assert (len(lines), len(puppet.heard("CHANNEL_PINS_UPDATE"))) == (1, 2)


async def test_the_older_paths_do_the_same(puppet: Puppet, nora: Person) -> None:
    message = await nora.say("biz-talk", "a tip")
    assert (await puppet.request("PUT", f"{OLD_PINS}/{message['id']}")).status == 204
    listed = await puppet.request("GET", OLD_PINS)
    assert [(one["id"], one["pinned"]) for one in listed.body] == [(message["id"], True)]
    assert (await puppet.request("DELETE", f"{OLD_PINS}/{message['id']}")).status == 204
    assert await pinned(nora) == []


async def test_managing_messages_is_not_pinning_them(
    puppet: Puppet, olive: Person, mara: Person, nora: Person
) -> None:
    message = await nora.say("biz-talk", "mine")
    status, answer = await nora.request("PUT", pin_of(message))
    assert (status, answer["code"]) == (403, 50013)
    await olive.set_overwrite("biz-talk", MODERATOR, allow=MANAGE_MESSAGES, deny=PIN_MESSAGES)
    await olive.set_overwrite("biz-talk", BOT, deny=PIN_MESSAGES)
    status, answer = await mara.request("PUT", pin_of(message))
    assert (status, answer["code"]) == (403, 50013)
    assert (await puppet.request("PUT", pin_of(message))).refusal == (403, 50013)
    await olive.set_overwrite("biz-talk", BOT, allow=PIN_MESSAGES, deny=MANAGE_MESSAGES)
    assert (await puppet.request("PUT", pin_of(message))).status == 204
    assert (await mara.request("DELETE", pin_of(message)))[0] == 403


async def test_without_the_history_there_are_no_pins_to_read(
    puppet: Puppet, olive: Person, nora: Person
) -> None:
    message = await nora.say("biz-talk", "a tip")
    await puppet.request("PUT", pin_of(message))
    await olive.set_overwrite("biz-talk", nora.id, of_member=True, deny=READ_HISTORY)
    assert await pins(nora) == {"items": [], "has_more": False}
    assert (await nora.request("GET", OLD_PINS))[1] == []
    hidden = olive.channels["moderators-log"]
    status, answer = await nora.request("GET", f"/channels/{hidden}/messages/pins")
    assert (status, answer["code"]) == (403, 50001)


async def test_a_deleted_message_is_no_pin_any_more_and_nobody_is_told(
    puppet: Puppet, mara: Person, nora: Person
) -> None:
    said = [await nora.say("biz-talk", words) for words in ("one", "two", "three", "four")]
    for message in said:
        await puppet.request("PUT", pin_of(message))
    await mara.delete(said[0])
    ids = {"messages": [one["id"] for one in said[1:3]]}
    await mara.request("POST", f"/channels/{BIZ_TALK}/messages/bulk-delete", ids)
    assert await pinned(nora) == [said[3]["id"]]
    await nora.say("biz-talk", "and now?")
    await puppet.hears("MESSAGE_CREATE", lambda one: one["content"] == "and now?")
    assert len(puppet.heard("CHANNEL_PINS_UPDATE")) == 4
    assert (await puppet.request("DELETE", pin_of(said[0]))).refusal == (404, 10008)


async def test_what_cannot_be_pinned(puppet: Puppet, mara: Person, nora: Person) -> None:
    message = await nora.say("biz-talk", "a tip")
    await mara.request("PUT", pin_of(message))
    line = await mara.hears("MESSAGE_CREATE", lambda one: one["type"] == PINNED_MESSAGE)
    assert (await puppet.request("PUT", pin_of(line))).refusal == (403, 50021)
    assert (await puppet.request("PUT", f"{PINS}/7")).refusal == (404, 10008)
    assert (await puppet.request("PUT", "/channels/7/messages/pins/7")).refusal == (404, 10003)
    body = {"name": "fees", "type": 11}
    thread = (await puppet.request("POST", f"/channels/{BIZ_TALK}/threads", body)).body
    inside = await puppet.post(thread["id"], content="in the thread")
    await puppet.request("PATCH", f"/channels/{thread['id']}", {"archived": True})
    assert (await puppet.request("PUT", pin_of(inside))).refusal == (400, 50083)


async def test_250_and_no_more_and_reading_them_all(
    puppet: Puppet, mara: Person, nora: Person
) -> None:
    said = [await nora.say("biz-talk", f"number {number}") for number in range(251)]
    for message in said[:250]:
        assert (await mara.request("PUT", pin_of(message)))[0] == 204
    status, answer = await mara.request("PUT", pin_of(said[250]))
    assert (status, answer["code"]) == (400, 30003)
    read: list[str] = []
    before, more = "", True
    while more:
        page = await pins(nora, f"?limit=45{before}")
        read += [one["message"]["id"] for one in page["items"]]
        before = f"&before={quote(page['items'][-1]['pinned_at'])}"
        more = page["has_more"]
    assert read == [one["id"] for one in reversed(said[:250])]
    assert len((await nora.request("GET", OLD_PINS))[1]) == 50
    await mara.request("DELETE", pin_of(said[100]))
    assert (await mara.request("PUT", pin_of(said[250])))[0] == 204


@pytest.mark.parametrize("query", ["?limit=0", "?limit=51", "?limit=x", "?before=yesterday"])
async def test_a_page_that_cannot_be(nora: Person, query: str) -> None:
    status, answer = await nora.request("GET", PINS + query)
    assert (status, answer["code"]) == (400, 50035)


async def test_in_a_conversation_both_may_pin(
    discord: Discord, puppet: Puppet, dee: Person
) -> None:
    await dee.open_dm()
    message = await dee.say("dm", "note to self")
    assert (await dee.request("PUT", pin_of(message)))[0] == 204
    told = await puppet.hears("CHANNEL_PINS_UPDATE")
    assert (told["channel_id"], "guild_id" in told) == (message["channel_id"], False)


@pytest.mark.parametrize(
    ("intents", "expected"),
    [(GUILDS, 1), (GUILD_MESSAGES | DIRECT_MESSAGES, 0)],
)
async def test_the_intent_that_pins_need(
    puppet: Puppet, mara: Person, nora: Person, intents: int, expected: int
) -> None:
    gateway = await puppet.connect(intents)
    await mara.request("PUT", pin_of(await nora.say("biz-talk", "a tip")))
    await gateway.send(1, None)
    async with asyncio.timeout(5):
        await gateway.frame(lambda one: one.get("op") == 11)
    assert len(puppet.heard("CHANNEL_PINS_UPDATE")) == expected


async def test_the_audit_log_tells_who_pinned_what(
    puppet: Puppet, mara: Person, nora: Person
) -> None:
    message = await nora.say("biz-talk", "a tip")
    for method in ("PUT", "PUT", "DELETE"):
        await puppet.request(method, pin_of(message))
    _, log = await mara.request("GET", f"/guilds/{GUILD}/audit-logs")
    unpinned, pinned_ = log["audit_log_entries"]
    assert (pinned_["action_type"], unpinned["action_type"]) == (74, 75)
    assert (pinned_["user_id"], pinned_["target_id"]) == (str(puppet.bot_id), str(nora.id))
    assert pinned_["options"] == {"channel_id": str(BIZ_TALK), "message_id": message["id"]}
