"""Messages: who may write, change and remove which, and what everybody hears of it."""

from typing import Any

import pytest

from tests.wire.person import Person
from tests.wire.process import Discord
from tests.wire.puppet import V2, Puppet

DAY = 24 * 3600
NOBODY = 804_000_000_000_999_999
REGULARS, PAX_ID = 804_000_000_000_000_002, 804_000_000_000_000_015  # always the same

TEXT = {"type": 10, "content": "words"}


@pytest.mark.parametrize(
    ("channel", "message", "refusal"),
    [
        ("biz-talk", {"content": "x" * 2000}, None),
        ("biz-talk", {"content": "x" * 2001}, (400, 50035)),
        ("biz-talk", {"content": ""}, (400, 50006)),
        ("biz-talk", {"content": " \n "}, (400, 50006)),
        ("biz-talk", {}, (400, 50006)),
        ("biz-talk", {"content": 5}, (400, 50035)),
        ("biz-talk", {"content": "a", "nonce": "n" * 26}, (400, 50035)),
        ("biz-talk", {"content": "a", "embeds": [{}] * 11}, (400, 50035)),
        ("biz-talk", {"content": "a", "message_reference": {"message_id": "5"}}, (400, 50035)),
        ("biz-talk", {"components": [TEXT], "flags": V2}, None),
        ("biz-talk", {"components": [TEXT], "content": "a", "flags": V2}, (400, 50035)),
        ("biz-talk", {"components": [TEXT] * 41, "flags": V2}, (400, 50035)),
        ("biz-talk", {"components": [TEXT]}, (400, 50035)),
        ("moderators-log", {"content": "a"}, (403, 50001)),
        (NOBODY, {"content": "a"}, (404, 10003)),
        ("not-an-id", {"content": "a"}, (400, 50035)),
    ],
)
async def test_what_may_be_written_where(
    nora: Person, mara: Person, channel: str | int, message: dict[str, Any], refusal: Any
) -> None:
    channel_id = mara.channels.get(str(channel), channel)
    status, answer = await nora.request("POST", f"/channels/{channel_id}/messages", message)
    if refusal is None:
        assert status == 200
        assert (await mara.hears("MESSAGE_CREATE"))["id"] == answer["id"]
    else:
        assert (status, answer["code"]) == refusal
        assert not mara.heard("MESSAGE_CREATE")


@pytest.mark.parametrize(
    ("who", "method", "refusal"),
    [
        ("Nora", "PATCH", None),
        ("Nora", "DELETE", None),
        ("Mara", "PATCH", (403, 50005)),  # not even a moderator changes another's words
        ("Mara", "DELETE", None),
        ("Pax", "PATCH", (403, 50005)),
        ("Pax", "DELETE", (403, 50013)),
    ],
)
async def test_whose_message_may_be_changed_and_removed_by_whom(
    discord: Discord, nora: Person, who: str, method: str, refusal: Any
) -> None:
    person = await Person.join(discord, who)
    message = await nora.say("biz-talk", "before")
    path = f"/channels/{message['channel_id']}/messages/{message['id']}"
    body = {"content": "after"} if method == "PATCH" else None
    status, answer = await person.request(method, path, body)
    if refusal is not None:
        assert (status, answer["code"]) == refusal
    elif method == "PATCH":
        assert (status, answer["content"]) == (200, "after")
        assert (await person.hears("MESSAGE_UPDATE"))["edited_timestamp"]
    else:
        assert status == 204
        assert (await person.hears("MESSAGE_DELETE"))["id"] == message["id"]
    await person.leave()


async def test_a_message_that_is_gone_is_unknown(nora: Person) -> None:
    message = await nora.say("biz-talk", "soon gone")
    path = f"/channels/{message['channel_id']}/messages/{message['id']}"
    assert (await nora.request("DELETE", path))[0] == 204
    for method, body in (("GET", None), ("PATCH", {"content": "a"}), ("DELETE", None)):
        status, answer = await nora.request(method, path, body)
        assert (status, answer["code"]) == (404, 10008)


@pytest.mark.parametrize(
    ("name", "refusal"), [("Nora", None), ("Dee", (403, 50007)), ("nobody", (404, 10013))]
)
async def test_whom_a_bot_may_write_to(
    discord: Discord, puppet: Puppet, mara: Person, name: str, refusal: Any
) -> None:
    person = None if name == "nobody" else await Person.join(discord, name)
    recipient = {"recipient_id": str(person.id if person else NOBODY)}
    opened = await puppet.request("POST", "/users/@me/channels", recipient)
    if person is None:
        assert opened.refusal == refusal
        return
    path = f"/channels/{opened.body['id']}/messages"
    answer = await puppet.request("POST", path, {"content": "hello"})
    if refusal is None:
        assert (await person.hears("MESSAGE_CREATE"))["content"] == "hello"
        assert not mara.heard("MESSAGE_CREATE")
    else:
        assert answer.refusal == refusal
    again = await puppet.request("POST", "/users/@me/channels", recipient)
    assert again.body["id"] == opened.body["id"]
    await person.leave()


@pytest.mark.parametrize("pings", [True, False])
async def test_a_reply_names_what_it_answers_and_whom_it_notifies(
    nora: Person, mara: Person, pings: bool
) -> None:
    asked = await nora.say("biz-talk", "who mixes this?")
    path = f"/channels/{asked['channel_id']}/messages"
    body = {"content": "I do", "message_reference": {"message_id": asked["id"]}}
    if not pings:
        body["allowed_mentions"] = {"parse": []}
    await mara.request("POST", path, body)
    reply = await nora.hears("MESSAGE_CREATE", lambda one: one["content"] == "I do")
    assert reply["type"] == 19
    assert reply["referenced_message"]["content"] == "who mixes this?"
    assert [one["id"] for one in reply["mentions"]] == ([str(nora.id)] if pings else [])


async def test_a_reply_to_nothing_goes_out_alone_if_that_is_allowed(nora: Person) -> None:
    path = f"/channels/{nora.channels['biz-talk']}/messages"
    reference = {"message_id": str(NOBODY), "fail_if_not_exists": False}
    _, message = await nora.request("POST", path, {"content": "a", "message_reference": reference})
    assert message["type"] == 0
    assert "message_reference" not in message


async def test_an_enforced_nonce_posts_once(puppet: Puppet, nora: Person) -> None:
    channel_id = nora.channels["biz-talk"]
    first = await puppet.post(channel_id, content="one", nonce="n", enforce_nonce=True)
    again = await puppet.post(channel_id, content="two", nonce="n", enforce_nonce=True)
    other = await puppet.post(channel_id, content="three", nonce="n")
    assert again["id"] == first["id"] != other["id"]
    await nora.hears("MESSAGE_CREATE", lambda one: one["content"] == "three")
    assert [one["content"] for one in nora.heard("MESSAGE_CREATE")] == ["one", "three"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [5, 4, 3, 2, 1, 0]),
        ("limit=2", [5, 4]),
        ("before={2}", [1, 0]),
        ("before={4}&limit=2", [3, 2]),
        ("after={2}", [5, 4, 3]),
        ("after={0}&limit=2", [2, 1]),
        ("around={3}&limit=3", [4, 3, 2]),
        ("around={3}&limit=1", [3]),
        ("around={0}&limit=3", [2, 1, 0]),
        ("after={5}", []),
        ("limit=0", None),
        ("limit=101", None),
        ("before=soon", None),
        ("after=-1", None),
        ("around=", None),
    ],
)
async def test_history_is_read_newest_first_in_pages(
    nora: Person, mara: Person, query: str, expected: list[int] | None
) -> None:
    said = [await mara.say("biz-talk", f"{number}") for number in range(6)]
    path = f"/channels/{nora.channels['biz-talk']}/messages?"
    status, answer = await nora.request(
        "GET", path + query.format(*(message["id"] for message in said))
    )
    if expected is None:
        assert (status, answer["code"]) == (400, 50035)
    else:
        assert [int(one["content"]) for one in answer] == expected


@pytest.mark.parametrize(
    ("how_many", "days_later", "refusal"),
    [
        (2, 0, None),
        (2, 13, None),
        (2, 15, (400, 50034)),
        (1, 0, (400, 50035)),
        (101, 0, (400, 50035)),
    ],
)
async def test_a_bot_deletes_many_at_once_while_they_are_new(
    *, discord: Discord, puppet: Puppet, nora: Person, how_many: int, days_later: int, refusal: Any
) -> None:
    ids = [(await nora.say("biz-talk", "soon gone"))["id"] for _ in range(min(how_many, 2))]
    ids += [str(NOBODY + number) for number in range(how_many - 2)]
    await discord.order("clock", advance_seconds=days_later * DAY)
    path = f"/channels/{nora.channels['biz-talk']}/messages/bulk-delete"
    answer = await puppet.request("POST", path, {"messages": ids})
    if refusal is not None:
        assert answer.refusal == refusal
    else:
        assert answer.status == 204
        assert (await nora.hears("MESSAGE_DELETE_BULK"))["ids"] == ids


async def test_deleting_many_needs_manage_messages(nora: Person) -> None:
    ids = [(await nora.say("biz-talk", "mine"))["id"] for _ in range(2)]
    path = f"/channels/{nora.channels['biz-talk']}/messages/bulk-delete"
    status, answer = await nora.request("POST", path, {"messages": ids})
    assert (status, answer["code"]) == (403, 50013)


NONE, EVERYONE, ROLE, PAX = (False, 0, 0), (True, 0, 0), (False, 1, 0), (False, 0, 1)


@pytest.mark.parametrize(
    ("who", "content", "allowed", "mentioned"),
    [
        ("Nora", "@everyone", None, NONE),
        ("Mara", "@everyone", None, EVERYONE),
        ("Mara", "@everyone", {"parse": ["users"]}, NONE),
        ("Nora", "<@&{role}>", None, NONE),
        ("Mara", "<@&{role}>", None, ROLE),
        ("Nora", "<@{pax}>", None, PAX),
        ("Nora", "<@{pax}>", {"parse": []}, NONE),
        ("Nora", "<@{pax}>", {"users": [str(PAX_ID)]}, PAX),
    ],
)
async def test_who_is_mentioned(
    discord: Discord, who: str, content: str, allowed: Any, mentioned: Any
) -> None:
    person, pax = await Person.join(discord, who), await Person.join(discord, "Pax")
    body = {"content": content.format(pax=PAX_ID, role=REGULARS)}
    body |= {} if allowed is None else {"allowed_mentions": allowed}
    await person.request("POST", f"/channels/{person.channels['biz-talk']}/messages", body)
    message = await pax.hears("MESSAGE_CREATE")
    told = (message["mention_everyone"], len(message["mention_roles"]), len(message["mentions"]))
    assert told == mentioned
    await person.leave()
    await pax.leave()
