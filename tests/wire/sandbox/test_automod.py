"""AutoMod at work: what it finds, what it then does, whom it leaves alone, and who hears of it."""

from typing import Any

import pytest

from tests.wire.person import Person
from tests.wire.process import Discord
from tests.wire.puppet import EVERYTHING, MESSAGE_CONTENT, Puppet
from tests.wire.sandbox.automod_rules import (
    ALERT,
    BLOCKING,
    CONFIGURATION,
    EXECUTION,
    GUILD,
    LOG_CHANNEL,
    REGULAR_ROLE,
    RULES,
    TIME_OUT,
    keywords,
    made,
)
from tests.wire.sandbox.sandbox_time import at

INTENTS = EVERYTHING | CONFIGURATION | EXECUTION
WORDS = "Hire me, beats at discord.gg/pax"
EVENT = "AUTO_MODERATION_ACTION_EXECUTION"


async def tried(person: Person, content: str, channel: str = "biz-talk") -> tuple[int, Any]:
    path = f"/channels/{person.channels[channel]}/messages"
    return await person.request("POST", path, {"content": content})


async def test_a_blocked_message_is_refused_and_never_appears(
    puppet: Puppet, nora: Person, mara: Person
) -> None:
    await puppet.connect(INTENTS)
    rule = await made(puppet, keywords("*discord.gg/*"))
    status, answer = await tried(nora, WORDS)
    assert (status, answer["code"]) == (400, 200000)
    assert answer["errors"]["content"]["_errors"][0]["message"] == "Not in this channel."
    heard = await puppet.hears(EVENT)
    assert heard == {
        "guild_id": str(GUILD),
        "action": BLOCKING,
        "rule_id": rule["id"],
        "rule_trigger_type": 1,
        "user_id": str(nora.id),
        "channel_id": str(nora.channels["biz-talk"]),
        "content": WORDS,
        "matched_keyword": "*discord.gg/*",
        "matched_content": "discord.gg/",
    }
    assert mara.heard("MESSAGE_CREATE") == []
    _, log = await mara.request("GET", f"/guilds/{GUILD}/audit-logs?action_type=143")
    [entry] = log["audit_log_entries"]
    assert entry["target_id"] == str(nora.id)
    assert entry["options"] == {
        "auto_moderation_rule_name": "No promotion",
        "auto_moderation_rule_trigger_type": "1",
        "channel_id": str(nora.channels["biz-talk"]),
    }


@pytest.mark.parametrize(
    ("keyword", "matching", "other"),
    [
        ("cat*", "Catapult it", "a wildcat"),
        ("*cat", "a copyCat", "category"),
        ("*cat*", "eduCation", "dog"),
        ("the mat", "on the mat now", "breathe matter"),
        ("*c++*", "I like C++.", "I like c+"),
    ],
)
async def test_where_the_asterisk_stands(
    puppet: Puppet, nora: Person, keyword: str, matching: str, other: str
) -> None:
    await made(puppet, keywords(keyword))
    assert (await tried(nora, matching))[0] == 400
    assert (await tried(nora, other))[0] == 200


async def test_patterns_and_what_is_allowed(puppet: Puppet, nora: Person) -> None:
    trigger = {
        "regex_patterns": [r"(?i)\$\d+ (?:per|a) song", r"discord\.(?:gg|com)/\w+"],
        "allow_list": ["*discord.gg/better*"],
    }
    await made(puppet, keywords(trigger_metadata=trigger))
    for words, expected in (
        ("only $50 A SONG", 400),
        ("$50 each", 200),
        ("discord.gg/pax", 400),
        ("see discord.gg/better", 200),
        ("see discord.gg/better or discord.gg/pax", 400),
    ):
        assert (await tried(nora, words))[0] == expected, words


async def test_whom_and_where_it_leaves_alone(
    puppet: Puppet, olive: Person, mara: Person, rafi: Person, nora: Person
) -> None:
    work = str(nora.channels["show-your-work"])
    rule = keywords("*hire me*", exempt_roles=[str(REGULAR_ROLE)], exempt_channels=[work])
    await made(puppet, rule)
    for person, channel, expected in (
        (nora, "biz-talk", 400),
        (mara, "biz-talk", 400),
        (rafi, "biz-talk", 200),
        (olive, "biz-talk", 200),
        (nora, "show-your-work", 200),
    ):
        assert (await tried(person, "hire me", channel))[0] == expected, person.id
    thread = {"name": "my work", "type": 11}
    _, begun = await nora.request("POST", f"/channels/{work}/threads", thread)
    await nora.say(int(begun["id"]), "hire me")
    await puppet.post(nora.channels["biz-talk"], content="hire me")
    await nora.open_dm()
    await nora.say("dm", "hire me")


async def test_alerts_and_time_outs_without_a_block(
    discord: Discord, puppet: Puppet, mara: Person, nora: Person
) -> None:
    await puppet.connect(INTENTS)
    alert = {"type": ALERT, "metadata": {"channel_id": str(LOG_CHANNEL)}}
    time_out = {"type": TIME_OUT, "metadata": {"duration_seconds": 60}}
    await made(puppet, keywords("*hire me*", actions=[alert, time_out]))
    said = await nora.say("biz-talk", "hire me")
    told = await mara.hears("MESSAGE_CREATE", lambda one: one["type"] == 24)
    assert (told["channel_id"], told["author"]["id"]) == (str(LOG_CHANNEL), str(nora.id))
    fields = {one["name"]: one["value"] for one in told["embeds"][0]["fields"]}
    assert (fields["rule_name"], fields["flagged_message_id"]) == ("No promotion", said["id"])
    heard = await puppet.hears(EVENT, lambda one: one["action"]["type"] == ALERT)
    assert (heard["message_id"], heard["alert_system_message_id"]) == (said["id"], told["id"])
    assert (await puppet.hears("GUILD_MEMBER_UPDATE"))["user"]["id"] == str(nora.id)
    await puppet.hears(EVENT, lambda one: one["action"]["type"] == TIME_OUT)
    assert (await tried(nora, "sorry"))[0] == 403
    await discord.order("clock", advance_seconds=61)
    assert (await tried(nora, "sorry"))[0] == 200
    await mara.delete(told)


async def test_a_longer_time_out_stays(discord: Discord, puppet: Puppet, nora: Person) -> None:
    path, until = f"/guilds/{GUILD}/members/{nora.id}", at(discord, hours=1)
    time_out = {"type": TIME_OUT, "metadata": {"duration_seconds": 60}}
    await made(puppet, keywords("*hire me*", actions=[BLOCKING, time_out]))
    said = await nora.say("biz-talk", "hello")
    await puppet.request("PATCH", path, {"communication_disabled_until": until})
    one = f"/channels/{said['channel_id']}/messages/{said['id']}"
    assert (await nora.request("PATCH", one, {"content": "hire me"}))[1]["code"] == 200000
    member = (await puppet.request("GET", path)).body
    assert member["communication_disabled_until"] == until


async def test_edits_and_titles_are_looked_at_too(
    puppet: Puppet, discord: Discord, nora: Person
) -> None:
    await made(puppet, keywords("*hire me*"))
    said = await nora.say("biz-talk", "hello")
    one = f"/channels/{said['channel_id']}/messages/{said['id']}"
    status, answer = await nora.request("PATCH", one, {"content": "hire me"})
    assert (status, answer["code"]) == (400, 200000)
    assert (await nora.request("GET", one))[1]["content"] == "hello"
    forum = await discord.made("channels", name="feedback", type=15)
    place = f"/channels/{said['channel_id']}"
    post = {"name": "my song", "message": {"content": "hire me"}}
    for path, body, code in (
        (f"{place}/threads", {"name": "Hire me now", "type": 11}, 200001),
        (f"{one}/threads", {"name": "Hire me now"}, 200001),
        (f"/channels/{forum['id']}/threads", post | {"name": "hire me"}, 200001),
        (f"/channels/{forum['id']}/threads", post, 200000),
    ):
        status, answer = await nora.request("POST", path, body)
        assert (status, answer["code"]) == (400, code), path
    _, thread = await nora.request("POST", f"{place}/threads", {"name": "a song", "type": 11})
    path = f"/channels/{thread['id']}"
    assert (await nora.request("PATCH", path, {"name": "hire me"}))[1]["code"] == 200001
    assert (await nora.request("PATCH", path, {"name": "b song"}))[0] == 200


async def test_too_many_mentions(puppet: Puppet, nora: Person, mara: Person) -> None:
    trigger = {"mention_total_limit": 1, "mention_raid_protection_enabled": False}
    await made(puppet, keywords() | {"trigger_type": 5, "trigger_metadata": trigger})
    assert (await tried(nora, f"<@{mara.id}> <@{mara.id}>"))[0] == 200
    assert (await tried(nora, f"<@{mara.id}> <@{nora.id}>"))[0] == 400


async def test_without_the_intents_nothing_or_less_is_heard(puppet: Puppet, nora: Person) -> None:
    await puppet.connect(EVERYTHING)
    await made(puppet, keywords("*hire me*"))
    await tried(nora, "hire me")
    await puppet.request("GET", RULES)
    names = ("AUTO_MODERATION_RULE_CREATE", EVENT)
    assert [puppet.heard(one) for one in names] == [[], []]
    await puppet.connect(INTENTS & ~MESSAGE_CONTENT)
    await tried(nora, "hire me")
    heard = await puppet.hears(EVENT)
    assert (heard["content"], heard["matched_content"]) == ("", "")
    assert heard["matched_keyword"] == "*hire me*"
