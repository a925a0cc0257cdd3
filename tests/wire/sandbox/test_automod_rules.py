"""AutoMod's rules themselves: making, changing and deleting them, and what is refused."""

from typing import Any

import pytest

from tests.wire.person import Person
from tests.wire.puppet import EVERYTHING, Puppet
from tests.wire.sandbox.automod_rules import (
    BLOCKING,
    CONFIGURATION,
    GUILD,
    LOG_CHANNEL,
    RULES,
    keywords,
    made,
)

ALERTING = {"type": 2, "metadata": {"channel_id": str(LOG_CHANNEL)}}
TIMING_OUT = {"type": 3, "metadata": {"duration_seconds": 60}}
UNKNOWN = {"type": 2, "metadata": {"channel_id": "5"}}


async def test_from_beginning_to_end(puppet: Puppet, mara: Person) -> None:
    await puppet.connect(EVERYTHING | CONFIGURATION)
    rule = await made(puppet, keywords("cat", "dog", enabled=None))
    assert (rule["enabled"], rule["creator_id"]) == (False, str(puppet.bot_id))
    assert await puppet.hears("AUTO_MODERATION_RULE_CREATE") == rule
    one = f"{RULES}/{rule['id']}"
    change = {"enabled": True, "trigger_metadata": {"keyword_filter": ["dog", "owl"]}}
    changed = await puppet.request("PATCH", one, change)
    assert changed.body == rule | {
        "enabled": True,
        "trigger_metadata": {
            "keyword_filter": ["dog", "owl"],
            "regex_patterns": [],
            "allow_list": [],
        },
    }
    assert await puppet.hears("AUTO_MODERATION_RULE_UPDATE") == changed.body
    assert (await puppet.request("GET", one)).body == changed.body
    assert (await puppet.request("GET", RULES)).body == [changed.body]
    assert (await puppet.request("DELETE", one)).status == 204
    assert (await puppet.hears("AUTO_MODERATION_RULE_DELETE"))["id"] == rule["id"]
    assert (await puppet.request("GET", one)).status == 404
    _, log = await mara.request("GET", f"/guilds/{GUILD}/audit-logs?target_id={rule['id']}")
    deleted, updated, created = log["audit_log_entries"]
    assert [one["action_type"] for one in (created, updated, deleted)] == [140, 141, 142]
    assert {"key": "name", "new_value": "No promotion"} in created["changes"]
    assert {"key": "name", "old_value": "No promotion"} in deleted["changes"]
    assert updated["changes"] == [
        {"key": "enabled", "new_value": True, "old_value": False},
        {"key": "$add_keyword_filter", "new_value": ["owl"]},
        {"key": "$remove_keyword_filter", "new_value": ["cat"]},
    ]


@pytest.mark.parametrize(
    "body",
    [
        {"trigger_type": 3, "actions": [BLOCKING, ALERTING]},
        {"trigger_type": 4, "trigger_metadata": {"presets": [1, 3], "allow_list": ["*ass*"]}},
        {"trigger_type": 5, "trigger_metadata": {"mention_total_limit": 50}},
        {
            "trigger_type": 6,
            "event_type": 2,
            "trigger_metadata": {"keyword_filter": ["cat"]},
            "actions": [{"type": 4, "metadata": {}}],
        },
    ],
)
async def test_every_other_kind_once(puppet: Puppet, body: dict[str, Any]) -> None:
    whole = keywords() | {"trigger_metadata": {}} | body
    await made(puppet, whole)
    answer = await puppet.request("POST", RULES, whole)
    [error] = answer.body["errors"]["_errors"]
    assert error["code"] == "AUTO_MODERATION_MAX_RULES_OF_TYPE_EXCEEDED"


async def test_six_rules_with_keywords(puppet: Puppet) -> None:
    for number in range(6):
        await made(puppet, keywords("cat", name=f"rule {number}"))
    answer = await puppet.request("POST", RULES, keywords("cat"))
    assert answer.refusal == (400, 50035)
    assert answer.body["errors"]["_errors"][0]["message"].endswith("trigger type 1 is 6")


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"name": "x" * 101}, "name"),
        ({"name": None}, "name"),
        ({"trigger_type": 2}, "trigger_type"),
        ({"event_type": 2}, "event_type"),
        ({"actions": []}, "actions"),
        ({"actions": [BLOCKING] * 6}, "actions"),
        ({"actions": [{"type": 4}]}, "actions.0.type"),
        ({"actions": [{"type": 2}]}, "actions.0.metadata"),
        ({"actions": [BLOCKING, UNKNOWN]}, "actions.1.metadata.channel_id"),
        (
            {"trigger_metadata": {"keyword_filter": ["cat"] * 1001}},
            "trigger_metadata.keyword_filter",
        ),
        ({"trigger_metadata": {"keyword_filter": ["x" * 61]}}, "trigger_metadata.keyword_filter.0"),
        ({"trigger_metadata": {"keyword_filter": ["a", ""]}}, "trigger_metadata.keyword_filter.1"),
        ({"trigger_metadata": {"allow_list": ["x"] * 101}}, "trigger_metadata.allow_list"),
        ({"trigger_metadata": {"regex_patterns": ["x"] * 11}}, "trigger_metadata.regex_patterns"),
        (
            {"trigger_metadata": {"regex_patterns": ["x" * 261]}},
            "trigger_metadata.regex_patterns.0",
        ),
        ({"trigger_metadata": {"regex_patterns": ["(?=a)b"]}}, "trigger_metadata.regex_patterns.0"),
        ({"exempt_roles": [str(one) for one in range(21)]}, "exempt_roles"),
        ({"exempt_channels": [str(one) for one in range(51)]}, "exempt_channels"),
        ({"enabled": "yes"}, "enabled"),
    ],
)
async def test_what_is_refused(puppet: Puppet, change: dict[str, Any], path: str) -> None:
    answer = await puppet.request("POST", RULES, keywords("cat") | change)
    assert answer.refusal == (400, 50035)
    node = answer.body["errors"]
    for step in path.split("."):
        node = node[step]
    assert node["_errors"], answer.body


@pytest.mark.parametrize(
    ("action", "path"),
    [
        ({"type": 1, "metadata": {"custom_message": "x" * 151}}, "custom_message"),
        ({"type": 3, "metadata": {"duration_seconds": 2_419_201}}, "duration_seconds"),
        ({"type": 3, "metadata": {}}, "duration_seconds"),
    ],
)
async def test_limits_of_actions(puppet: Puppet, action: dict[str, Any], path: str) -> None:
    answer = await puppet.request("POST", RULES, keywords("cat", actions=[action]))
    assert answer.body["errors"]["actions"]["0"]["metadata"][path]["_errors"]


async def test_who_may(puppet: Puppet, olive: Person, mara: Person) -> None:
    for method, body in (("GET", None), ("POST", keywords("cat"))):
        status, answer = await mara.request(method, RULES, body)
        assert (status, answer["code"]) == (403, 50013)
    status, rule = await olive.request("POST", RULES, keywords("cat", actions=[TIMING_OUT]))
    assert status == 200
    await olive.set_overwrite(LOG_CHANNEL, puppet.bot_id, of_member=True, deny=1 << 11)
    answer = await puppet.request("PATCH", f"{RULES}/{rule['id']}", {"actions": [ALERTING]})
    [error] = answer.body["errors"]["actions"]["0"]["metadata"]["channel_id"]["_errors"]
    assert error["code"] == "INVALID_AUTO_MODERATION_CHANNEL_FLAG_ACTION_ACCESS"
