"""Webhooks: who makes them, what comes through them, and as whom it shows."""

from typing import Any

import aiohttp
import pytest

from tests.wire.person import Person
from tests.wire.process import Discord
from tests.wire.puppet import GUILDS, Puppet

MANAGE_WEBHOOKS = 1 << 29
GUILD_WEBHOOKS = 1 << 5
NOTES = ("notes.txt", b"half up front")
ROW = {"type": 1, "components": [{"type": 2, "style": 5, "label": "a", "url": "https://e.org"}]}


async def made(olive: Person, channel: str = "biz-talk", name: str = "News") -> dict[str, Any]:
    path = f"/channels/{olive.channels[channel]}/webhooks"
    status, webhook = await olive.request("POST", path, {"name": name})
    assert status == 200, webhook
    return webhook


def through(webhook: dict[str, Any], query: str = "?wait=1") -> str:
    return f"/webhooks/{webhook['id']}/{webhook['token']}{query}"


async def test_a_message_shows_the_webhook_as_its_author(
    olive: Person, nora: Person, puppet: Puppet
) -> None:
    webhook = await made(olive)
    body = {"content": "Out now", "username": "Pax", "avatar_url": "https://e.org/a.png"}
    status, sent = await nora.request("POST", through(webhook), body, NOTES)
    assert status == 200
    for heard in (await nora.hears("MESSAGE_CREATE"), await puppet.hears("MESSAGE_CREATE")):
        assert heard["webhook_id"] == webhook["id"] == heard["author"]["id"]
        author = heard["author"]
        assert (author["username"], author["bot"], author["discriminator"]) == (
            "Pax",
            True,
            "0000",
        )
        assert author["avatar"]
        assert "member" not in heard
        assert "application_id" not in heard
        assert heard["attachments"] == sent["attachments"] != []
    _, plain = await nora.request("POST", through(webhook), {"content": "b"})
    assert (plain["author"]["username"], plain["author"]["avatar"]) == ("News", None)


async def test_it_answers_only_if_asked_to_and_needs_no_account(
    discord: Discord, olive: Person
) -> None:
    webhook = await made(olive)
    async with aiohttp.ClientSession() as http:
        for query, expected in (("", 204), ("?wait=false", 204), ("?wait=true", 200)):
            url = discord.api_url + through(webhook, query)
            async with http.post(url, json={"content": f"by{query}"}) as answer:
                assert answer.status == expected
            await olive.hears("MESSAGE_CREATE", lambda one, q=query: one["content"] == f"by{q}")


async def test_it_reaches_threads_of_its_channel_alone(olive: Person, nora: Person) -> None:
    webhook = await made(olive)
    thread = {"name": "gig", "type": 11}
    for channel, expected in (("biz-talk", 200), ("general-talk", 404)):
        path = f"/channels/{nora.channels[channel]}/threads"
        _, begun = await nora.request("POST", path, thread)
        query = f"?wait=1&thread_id={begun['id']}"
        status, sent = await nora.request("POST", through(webhook, query), {"content": "a"})
        assert status == expected
        assert sent.get("channel_id", begun["id"]) == begun["id"]


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        ({}, (400, 50006)),
        ({"content": "x" * 2001}, (400, 50035)),
        ({"content": "a", "username": "Clydesdale"}, (400, 50035)),
        ({"content": "a", "username": "x" * 81}, (400, 50035)),
        ({"content": "a", "avatar_url": "ftp://e.org"}, (400, 50035)),
        ({"components": [ROW]}, (400, 50006)),
    ],
)
async def test_what_is_refused(olive: Person, body: Any, refusal: Any) -> None:
    status, answer = await olive.request("POST", through(await made(olive)), body)
    assert (status, answer["code"]) == refusal


async def test_components_and_mentions_have_to_be_asked_for(olive: Person, nora: Person) -> None:
    webhook = await made(olive)
    body = {"content": f"@everyone <@{nora.id}>", "components": [ROW]}
    _, plain = await olive.request("POST", through(webhook), body)
    _, asked = await olive.request("POST", through(webhook, "?wait=1&with_components=1"), body)
    assert (plain["components"], len(asked["components"])) == ([], 1)
    assert (plain["mention_everyone"], len(plain["mentions"])) == (False, 1)


async def test_whoever_has_the_token_changes_and_removes_its_messages(olive: Person) -> None:
    webhook = await made(olive)
    _, sent = await olive.request("POST", through(webhook), {"content": "a"})
    path = through(webhook, f"/messages/{sent['id']}")
    assert (await olive.request("GET", path))[1]["content"] == "a"
    status, changed = await olive.request("PATCH", path, {"content": "b"})
    assert (status, changed["content"]) == (200, "b")
    assert (await olive.hears("MESSAGE_UPDATE"))["webhook_id"] == webhook["id"]
    assert (await olive.request("DELETE", path))[0] == 204
    status, answer = await olive.request("PATCH", path, {"content": "c"})
    assert (status, answer["code"]) == (404, 10008)


async def test_who_makes_reads_and_removes_webhooks(
    olive: Person, nora: Person, puppet: Puppet
) -> None:
    place = olive.channels["biz-talk"]
    path = f"/channels/{place}/webhooks"
    status, answer = await nora.request("POST", path, {"name": "News"})
    assert (status, answer["code"]) == (403, 50013)
    assert (await puppet.request("POST", path, {"name": "Bot"})).refusal == (403, 50013)
    await olive.set_overwrite("biz-talk", puppet.bot_id, of_member=True, allow=MANAGE_WEBHOOKS)
    own = await puppet.request("POST", path, {"name": "Bot"})
    assert own.body["application_id"] == own.body["user"]["id"] == str(puppet.bot_id)
    await puppet.connect(GUILDS | GUILD_WEBHOOKS)
    webhook = await made(olive)
    assert (await puppet.hears("WEBHOOKS_UPDATE"))["channel_id"] == str(place)
    _, listed = await olive.request("GET", path)
    assert [one["name"] for one in listed] == ["Bot", "News"]
    _, bare = await nora.request("GET", through(webhook, ""))
    assert (bare["name"], "user" in bare) == ("News", False)
    status, answer = await nora.request("GET", through(webhook | {"token": "wrong"}, ""))
    assert (status, answer["code"]) == (401, 50027)
    status, answer = await nora.request("DELETE", f"/webhooks/{webhook['id']}")
    assert (status, answer["code"]) == (403, 50013)
    assert (await olive.request("DELETE", f"/webhooks/{webhook['id']}"))[0] == 204
    status, answer = await nora.request("POST", through(webhook), {"content": "a"})
    assert (status, answer["code"]) == (404, 10015)
    sent = await puppet.request("POST", through(own.body), {"content": "a", "components": [ROW]})
    assert sent.body["application_id"] == str(puppet.bot_id)
    assert sent.body["components"]


@pytest.mark.parametrize("name", ["", "x" * 81, "my discord", "CLYDE", "everyone"])
async def test_names_that_are_refused(olive: Person, name: str) -> None:
    path = f"/channels/{olive.channels['biz-talk']}/webhooks"
    status, answer = await olive.request("POST", path, {"name": name})
    assert (status, answer["code"]) == (400, 50035)


async def test_a_channel_has_fifteen_at_most(olive: Person) -> None:
    for number in range(15):
        await made(olive, name=f"News {number}")
    path = f"/channels/{olive.channels['biz-talk']}/webhooks"
    status, answer = await olive.request("POST", path, {"name": "One more"})
    assert (status, answer["code"]) == (400, 30007)
