"""Application commands: registering them, and who is offered which."""

from typing import Any

import pytest

from tests.wire.person import Person
from tests.wire.process import Discord
from tests.wire.puppet import Puppet

DAY = 24 * 3600
MANAGE_MESSAGES = 1 << 13


def chat(name: str, *options: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": 1, "name": name, "description": "A command.", "options": list(options)} | more


def many(first: int, how_many: int = 100) -> list[dict[str, Any]]:
    return [chat(f"c{number}") for number in range(first, first + how_many)]


async def test_a_command_keeps_its_id_and_changes_its_version_when_it_changes(
    puppet: Puppet,
) -> None:
    before = {one["name"]: one for one in await puppet.register(chat("a"), chat("b"), chat("c"))}
    changed = chat("b", description="Another.")
    after = {one["name"]: one for one in await puppet.register(chat("a"), changed)}
    assert after["a"] == before["a"]
    assert after["b"]["id"] == before["b"]["id"]
    assert after["b"]["version"] != before["b"]["version"]
    listed = await puppet.request("GET", puppet.commands_path)
    assert [one["name"] for one in listed.body] == ["a", "b"]
    gone = await puppet.request("GET", f"{puppet.commands_path}/{before['c']['id']}")
    assert gone.refusal == (404, 10063)


async def test_two_hundred_new_commands_a_day_and_none_of_the_last(
    discord: Discord, puppet: Puppet
) -> None:
    await puppet.register(*many(0))
    await puppet.register(*many(100))
    changed = await puppet.register(*many(100, 99), chat("c199", description="Another."))
    assert len(changed) == 100  # a change is not counted
    one_more = await puppet.request("PUT", puppet.commands_path, many(101))
    assert one_more.refusal == (400, 30034)
    listed = await puppet.request("GET", puppet.commands_path)
    assert [one["name"] for one in listed.body] == [one["name"] for one in changed]
    await discord.order("clock", advance_seconds=DAY)
    await puppet.register(*many(101))


@pytest.mark.parametrize(
    ("method", "body", "refusal"),
    [
        ("PUT", many(0, 101), (400, 30032)),
        ("POST", chat("c100"), (400, 30032)),
        ("POST", chat("c99", description="Another."), None),
        ("POST", {"type": 3, "name": "Save"}, None),
        ("POST", chat("Upper"), (400, 50035)),
        ("POST", chat("two words"), (400, 50035)),
        ("PUT", [chat("a"), chat("a")], (400, 50035)),
        ("POST", chat("a", description=""), (400, 50035)),
    ],
)
async def test_what_can_be_registered_beside_a_hundred_commands(
    puppet: Puppet, method: str, body: Any, refusal: Any
) -> None:
    await puppet.register(*many(0))
    answer = await puppet.request(method, puppet.commands_path, body)
    if refusal is None:
        assert answer.status == 201
    else:
        assert answer.refusal == refusal


async def test_a_guilds_commands_stand_beside_the_global_ones(puppet: Puppet, nora: Person) -> None:
    await puppet.register(chat("everywhere"))
    in_guild = puppet.commands_path.replace("/commands", f"/guilds/{nora.guild_id}/commands")
    answer = await puppet.request("PUT", in_guild, [chat("here")])
    assert [one["guild_id"] for one in answer.body] == [str(nora.guild_id)]
    assert [one["name"] for one in await nora.commands()] == ["everywhere", "here"]
    await nora.open_dm()
    for name, usable in (("everywhere", True), ("here", False)):
        body = await nora.command_body("dm", name)
        if usable:
            await nora.send(body)
        else:
            assert (await nora.refused(body))["code"] == 10063
    await puppet.request("PUT", in_guild, [])
    assert [one["name"] for one in await nora.commands()] == ["everywhere"]


@pytest.mark.parametrize(
    ("needed", "offered_to"),
    [
        (None, {"Nora", "Mara", "Olive"}),
        (str(MANAGE_MESSAGES), {"Mara", "Olive"}),
        ("0", {"Olive"}),  # administrators alone
    ],
)
async def test_a_command_is_offered_to_those_who_may_use_it(
    discord: Discord, puppet: Puppet, needed: str | None, offered_to: set[str]
) -> None:
    await puppet.register(chat("tool", default_member_permissions=needed))
    for name in ("Nora", "Mara", "Olive"):
        person = await Person.join(discord, name)
        assert bool(await person.commands()) == (name in offered_to)
        await person.leave()


async def test_a_command_that_is_not_offered_cannot_be_used(
    puppet: Puppet, nora: Person, mara: Person
) -> None:
    await puppet.register(chat("tool", default_member_permissions=str(MANAGE_MESSAGES)))
    body = await mara.command_body("biz-talk", "tool")
    assert (await nora.refused(body))["code"] == 10063


WORD = {"type": 3, "name": "word", "description": "w", "min_length": 2, "max_length": 4}
SIZE = {"type": 4, "name": "size", "description": "s", "min_value": 1, "max_value": 9}
KIND = {
    "type": 3,
    "name": "kind",
    "description": "k",
    "choices": [{"name": "Low", "value": "low"}],
}
WHO = {"type": 6, "name": "who", "description": "w"}
MUST = {"type": 5, "name": "must", "description": "m", "required": True}


@pytest.mark.parametrize(
    ("given", "accepted"),
    [
        ({"must": True}, True),
        ({}, False),
        ({"must": "yes"}, False),
        ({"must": True, "word": "ab"}, True),
        ({"must": True, "word": "a"}, False),
        ({"must": True, "word": "abcde"}, False),
        ({"must": True, "word": 5}, False),
        ({"must": True, "size": 9}, True),
        ({"must": True, "size": 0}, False),
        ({"must": True, "size": 10}, False),
        ({"must": True, "size": 1.5}, False),
        ({"must": True, "kind": "low"}, True),
        ({"must": True, "kind": "high"}, False),
        ({"must": True, "who": "804000000000000015"}, True),
        ({"must": True, "who": "5"}, False),
    ],
)
async def test_options_are_held_against_the_command(
    puppet: Puppet, nora: Person, given: dict[str, Any], accepted: bool
) -> None:
    await puppet.register(chat("tool", MUST, WORD, SIZE, KIND, WHO))
    body = await nora.command_body("biz-talk", "tool", **given)
    if accepted:
        await nora.send(body)
        told = await puppet.hears("INTERACTION_CREATE")
        assert {one["name"]: one["value"] for one in told["data"]["options"]} == given
        assert ("users" in told["data"]["resolved"]) == ("who" in given)
    else:
        assert (await nora.refused(body))["code"] == 50035
        assert not puppet.heard("INTERACTION_CREATE")


@pytest.mark.parametrize(
    "change",
    [
        {"name": "other"},
        {"id": "5"},
        {"type": 3},
        {"options": [{"type": 3, "name": "unknown", "value": "a"}]},
        {"options": [{"type": 4, "name": "word", "value": 1}]},
    ],
)
async def test_a_command_that_is_not_the_registered_one_is_refused(
    puppet: Puppet, nora: Person, change: dict[str, Any]
) -> None:
    await puppet.register(chat("tool", WORD))
    body = await nora.command_body("biz-talk", "tool")
    body["data"] |= change
    assert (await nora.refused(body))["code"] in (10063, 50035)
