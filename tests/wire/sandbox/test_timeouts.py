"""Time-outs: who imposes them on whom, what they keep from doing, and how they end."""

from typing import Any

import pytest

from tests.wire.person import Person
from tests.wire.process import Discord
from tests.wire.puppet import GUILD_MEMBERS, GUILD_MESSAGES, GUILDS, Puppet
from tests.wire.sandbox.sandbox_time import at

UNTIL = "communication_disabled_until"
GUILD = 804_000_000_000_000_000
POLL = {"question": {"text": "Half up front?"}, "answers": [{"poll_media": {"text": "Yes"}}]}


def place(user_id: int) -> str:
    return f"/guilds/{GUILD}/members/{user_id}"


async def timed_out(discord: Discord, puppet: Puppet, person: Person, **ahead: float) -> None:
    answer = await puppet.request("PATCH", place(person.id), {UNTIL: at(discord, **ahead)})
    assert answer.status == 200, answer


async def refused(person: Person, method: str, path: str, body: Any = None) -> None:
    status, answer = await person.request(method, path, body)
    assert (status, answer["code"]) == (403, 50013), path


async def test_whoever_is_timed_out_reads_and_nothing_else(
    discord: Discord, puppet: Puppet, nora: Person, mara: Person
) -> None:
    message = await mara.post("biz-talk", poll=POLL)
    one = f"/channels/{message['channel_id']}/messages/{message['id']}"
    await mara.request("PUT", f"{one}/reactions/👍/@me")
    await timed_out(discord, puppet, nora, hours=1)
    heard = await nora.hears("GUILD_MEMBER_UPDATE")
    assert (heard["user"]["id"], heard["guild_id"]) == (str(nora.id), str(GUILD))
    assert heard[UNTIL] > at(discord)
    channel = f"/channels/{nora.channels['biz-talk']}"
    await refused(nora, "POST", f"{channel}/messages", {"content": "hello?"})
    await refused(nora, "PUT", f"{one}/reactions/👍/@me")
    await refused(nora, "POST", f"{channel}/threads", {"name": "aside", "type": 11})
    await refused(
        nora, "PUT", f"/channels/{message['channel_id']}/polls/{message['id']}/answers/@me"
    )
    assert (await nora.request("GET", one))[0] == 200
    await nora.open_dm()
    await nora.say("dm", "What have I done?")

    await discord.order("clock", advance_seconds=3601)
    await nora.say("biz-talk", "I am back")
    assert (await puppet.request("GET", place(nora.id))).body[UNTIL] is not None


@pytest.mark.parametrize("until", [None, "2024-01-01T00:00:00.000000+00:00"])
async def test_nothing_and_a_moment_that_has_passed_lift_it(
    discord: Discord, puppet: Puppet, nora: Person, until: str | None
) -> None:
    await timed_out(discord, puppet, nora, days=1)
    answer = await puppet.request("PATCH", place(nora.id), {UNTIL: until})
    assert (answer.status, answer.body[UNTIL]) == (200, until)
    await nora.say("biz-talk", "thank you")


async def test_rank_decides_and_the_owner_is_out_of_reach(
    discord: Discord, puppet: Puppet, olive: Person, mara: Person, nora: Person
) -> None:
    body = {UNTIL: at(discord, hours=1)}
    for who, whom, expected in (
        (mara, nora, 200),
        (mara, mara, 403),
        (mara, olive, 403),
        (nora, mara, 403),
        (olive, mara, 200),
        (olive, olive, 403),
    ):
        status, answer = await who.request("PATCH", place(whom.id), body)
        assert status == expected, (who.id, whom.id, answer)
    assert (await mara.request("PATCH", place(puppet.bot_id), body))[0] == 403
    assert (await puppet.request("PATCH", place(mara.id), body)).status == 200
    assert (await puppet.request("PATCH", place(olive.id), body)).refusal == (403, 50013)


async def test_what_is_refused(discord: Discord, puppet: Puppet, nora: Person) -> None:
    for until, code in (
        ("soon", "DATE_TIME_TYPE_PARSE"),
        (at(discord, days=28, minutes=5), "INVALID_COMMUNICATION_DISABLED_TIMESTAMP"),
    ):
        answer = await puppet.request("PATCH", place(nora.id), {UNTIL: until})
        assert answer.refusal == (400, 50035)
        assert answer.body["errors"][UNTIL]["_errors"][0]["code"] == code
    answer = await puppet.request("PATCH", place(nora.id), {"nick": "Somebody"})
    assert answer.refusal == (404, 0)


async def test_strangers_and_nobody(puppet: Puppet) -> None:
    assert (await puppet.request("PATCH", place(5), {UNTIL: None})).refusal == (404, 10013)


async def test_a_bot_hears_of_others_only_with_the_intent(
    discord: Discord, puppet: Puppet, nora: Person
) -> None:
    await puppet.connect(GUILDS | GUILD_MESSAGES)
    await timed_out(discord, puppet, nora, hours=1)
    await nora.hears("GUILD_MEMBER_UPDATE")
    assert puppet.heard("GUILD_MEMBER_UPDATE") == []
    await puppet.connect(GUILDS | GUILD_MEMBERS)
    await timed_out(discord, puppet, nora, hours=2)
    assert (await puppet.hears("GUILD_MEMBER_UPDATE"))["user"]["id"] == str(nora.id)


async def test_the_app_is_out_of_reach_except_in_its_dm(
    discord: Discord, puppet: Puppet, nora: Person
) -> None:
    await puppet.register({"name": "appeal", "description": "Ask", "type": 1})
    row = {"type": 1, "components": [{"type": 2, "style": 1, "label": "Ask", "custom_id": "a"}]}
    await nora.open_dm()
    here = await puppet.post(nora.channels["biz-talk"], content="removed", components=[row])
    there = await puppet.post(nora.channels["dm"], content="removed", components=[row])
    body = await nora.command_body("biz-talk", "appeal")
    await timed_out(discord, puppet, nora, hours=1)
    assert (await nora.refused(body))["code"] == 50013
    assert (await nora.refused(nora.press_body(here, "Ask")))["code"] == 50013
    await nora.send(nora.press_body(there, "Ask"))
    await nora.send(await nora.command_body("dm", "appeal"))
