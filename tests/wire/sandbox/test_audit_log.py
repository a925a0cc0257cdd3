"""The audit log: what leaves an entry, who reads it, and whom an event tells of it."""

from typing import Any
from urllib.parse import quote

import aiohttp
import pytest

from tests.wire.person import Person
from tests.wire.process import Discord
from tests.wire.puppet import EVERYTHING, GUILDS, Puppet
from tests.wire.sandbox.sandbox_time import at
from tests.wire.writer import place_of

GUILD = 804_000_000_000_000_000
GUILD_MODERATION = 1 << 2
LOG = f"/guilds/{GUILD}/audit-logs"
MEMBER_UPDATE, DELETED, BULK_DELETED, THREAD_DELETED = 24, 72, 73, 112


async def entries(reader: Person, query: str = "") -> list[dict[str, Any]]:
    status, log = await reader.request("GET", LOG + query)
    assert status == 200, log
    return log["audit_log_entries"]


async def with_reason(
    discord: Discord, method: str, path: str, reason: str, body: Any = None
) -> tuple[int, Any]:
    headers = {"Authorization": f"Bot {discord.bot_token}", "X-Audit-Log-Reason": quote(reason)}
    async with (
        aiohttp.ClientSession() as http,
        http.request(method, discord.api_url + path, headers=headers, json=body) as answer,
    ):
        return answer.status, await answer.json() if answer.status != 204 else None


async def test_deletions_by_somebody_else_join_one_entry(
    discord: Discord, puppet: Puppet, mara: Person, nora: Person
) -> None:
    await puppet.connect(EVERYTHING | GUILD_MODERATION)
    said = [await nora.say("biz-talk", f"offer {number}") for number in range(4)]
    await nora.delete(said[0])
    for message in said[1:3]:
        await mara.delete(message)
    [entry] = await entries(mara)
    place = said[0]["channel_id"]
    assert (entry["action_type"], entry["user_id"], entry["target_id"], entry["options"]) == (
        DELETED,
        str(mara.id),
        str(nora.id),
        {"channel_id": place, "count": "2"},
    )
    heard = await puppet.hears("GUILD_AUDIT_LOG_ENTRY_CREATE")
    assert (heard["id"], heard["guild_id"]) == (entry["id"], str(GUILD))
    assert heard["options"]["count"] == "1"
    await discord.order("clock", advance_seconds=301)
    await mara.delete(said[3])
    newest, _ = await entries(mara)
    assert newest["options"]["count"] == "1"
    await puppet.hears("GUILD_AUDIT_LOG_ENTRY_CREATE", lambda one: one["id"] == newest["id"])
    assert len(puppet.heard("GUILD_AUDIT_LOG_ENTRY_CREATE")) == 2


async def test_reasons_are_kept_word_for_word(
    discord: Discord, puppet: Puppet, mara: Person, nora: Person
) -> None:
    for number in (1, 2):
        message = await nora.say("biz-talk", "hire me")
        reason = f"Case #{number}: “hire me”, naïve"
        assert (await with_reason(discord, "DELETE", place_of(message), reason))[0] == 204
    kept = await entries(mara, f"?user_id={puppet.bot_id}")
    assert [one["reason"][:8] for one in kept] == ["Case #2:", "Case #1:"]
    assert kept[0]["reason"].endswith("“hire me”, naïve")
    message = await nora.say("biz-talk", "still here")
    status, answer = await with_reason(discord, "DELETE", place_of(message), "x" * 513)
    assert (status, answer["code"]) == (400, 50035)
    assert (await nora.request("GET", place_of(message)))[0] == 200


async def test_a_time_out_says_what_changed(
    discord: Discord, puppet: Puppet, mara: Person, nora: Person
) -> None:
    member, key = f"/guilds/{GUILD}/members/{nora.id}", "communication_disabled_until"
    until = at(discord, hours=1)
    await puppet.request("PATCH", member, {key: until})
    await puppet.request("PATCH", member, {key: until})
    await mara.request("PATCH", member, {key: None})
    lifted, imposed = await entries(mara, f"?action_type={MEMBER_UPDATE}")
    assert (imposed["user_id"], imposed["target_id"]) == (str(puppet.bot_id), str(nora.id))
    assert imposed["changes"] == [{"key": key, "new_value": until}]
    assert (lifted["user_id"], lifted["changes"]) == (
        str(mara.id),
        [{"key": key, "old_value": until}],
    )


async def test_many_at_once_and_whole_threads(puppet: Puppet, mara: Person, nora: Person) -> None:
    said = [await nora.say("biz-talk", f"offer {number}") for number in range(2)]
    place = said[0]["channel_id"]
    ids = {"messages": [one["id"] for one in said]}
    await puppet.request("POST", f"/channels/{place}/messages/bulk-delete", ids)
    _, thread = await nora.request("POST", f"/channels/{place}/threads", {"name": "a", "type": 11})
    await mara.request("DELETE", f"/channels/{thread['id']}")
    gone, purged = await entries(mara)
    assert (purged["action_type"], purged["target_id"]) == (BULK_DELETED, place)
    assert purged["options"] == {"count": "2"}
    assert (gone["action_type"], gone["target_id"]) == (THREAD_DELETED, thread["id"])
    assert {"key": "name", "old_value": "a"} in gone["changes"]


async def test_reading_it_page_by_page(mara: Person, nora: Person, rafi: Person) -> None:
    for author in (nora, rafi):
        for channel in ("biz-talk", "general-talk"):
            await mara.delete(await author.say(channel, "hm"))
    newest_first = [one["id"] for one in await entries(mara)]
    assert newest_first == sorted(newest_first, key=int, reverse=True)
    assert len(newest_first) == 4
    oldest = [one["id"] for one in await entries(mara, "?after=0&limit=3")]
    assert oldest == newest_first[:0:-1]
    rest = await entries(mara, f"?before={newest_first[1]}&limit=1")
    assert [one["id"] for one in rest] == [newest_first[2]]
    about = await entries(mara, f"?target_id={rafi.id}&user_id={mara.id}&action_type={DELETED}")
    assert [one["id"] for one in about] == newest_first[:2]
    _, log = await mara.request("GET", LOG)
    assert {one["id"] for one in log["users"]} == {str(one.id) for one in (mara, nora, rafi)}
    assert (await mara.request("GET", LOG + "?limit=101"))[0] == 400


async def test_entries_are_kept_for_45_days(discord: Discord, mara: Person, nora: Person) -> None:
    await mara.delete(await nora.say("biz-talk", "hm"))
    await discord.order("clock", advance_seconds=45 * 24 * 3600 + 1)
    assert await entries(mara) == []


@pytest.mark.parametrize("intents", [GUILDS, GUILDS | GUILD_MODERATION])
async def test_who_sees_it_and_who_is_told(
    puppet: Puppet, olive: Person, mara: Person, nora: Person, intents: int
) -> None:
    status, answer = await nora.request("GET", LOG)
    assert (status, answer["code"]) == (403, 50013)
    assert (await puppet.request("GET", LOG)).status == 200
    await puppet.connect(intents)
    await mara.delete(await nora.say("biz-talk", "hm"))
    if intents & GUILD_MODERATION:
        await puppet.hears("GUILD_AUDIT_LOG_ENTRY_CREATE")
    else:
        await puppet.request("GET", LOG)
        assert puppet.heard("GUILD_AUDIT_LOG_ENTRY_CREATE") == []
