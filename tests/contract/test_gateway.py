"""Events are checked against the component schemas of their parts."""

import pytest

from tests.contract import samples
from tests.contract.check import check
from tests.contract.deviations import DIFFERENCES, MayLack
from tests.contract.gateway import PARTS
from tests.contract.openapi import GATEWAY, Document, locate
from tests.contract.traffic import Json, JsonObject, Payload


def event(name: str, data: Json) -> Payload:
    return Payload("bot", "out", 0, name, data)


def without(value: JsonObject, *keys: str) -> JsonObject:
    return {name: member for name, member in value.items() if name not in keys}


def as_dispatched() -> list[Payload]:
    """The samples, less what the gateway leaves out."""
    author = without(samples.user(), "flags")
    ready_user = without(samples.own_user(), "public_flags", "locale")
    guild = without(samples.guild_create(), "max_presences", "widget_enabled", "widget_channel_id")
    guild["channels"] = [without(samples.channel(), "guild_id")]
    own = without(samples.thread_member(), "id", "user_id")
    guild["threads"] = [without(samples.thread(), "guild_id") | {"member": own}]
    return [
        event("READY", {"user": ready_user, "guilds": [{"id": "200", "unavailable": True}]}),
        event("GUILD_CREATE", guild),
        event("MESSAGE_CREATE", samples.message(author=author, guild_id="200")),
    ]


MEMBER = samples.thread_member()

RIGHT = {
    "MESSAGE_CREATE": samples.message(guild_id="200", member=samples.basic_member()),
    "MESSAGE_UPDATE": samples.message(components=[samples.container()], flags=32768),
    "MESSAGE_DELETE": {"id": "7", "channel_id": "300", "guild_id": "200"},
    "MESSAGE_DELETE_BULK": {"ids": ["7", "8"], "channel_id": "300", "guild_id": "200"},
    "MESSAGE_REACTION_ADD": {
        "user_id": "101",
        "channel_id": "300",
        "message_id": "7",
        "emoji": {"id": None, "name": "👍"},
        "type": 0,
        "member": samples.member(),
    },
    "CHANNEL_CREATE": samples.dm(),
    "CHANNEL_UPDATE": samples.channel(),
    "THREAD_CREATE": samples.thread() | {"newly_created": True},
    "THREAD_UPDATE": samples.thread(),
    "THREAD_DELETE": {"id": "302", "guild_id": "200", "parent_id": "300", "type": 11},
    "THREAD_MEMBER_UPDATE": MEMBER | {"guild_id": "200"},
    "THREAD_MEMBERS_UPDATE": {
        "id": "302",
        "guild_id": "200",
        "member_count": 2,
        "added_members": [MEMBER | {"member": samples.member(), "presence": None}],
    },
    "THREAD_LIST_SYNC": {
        "guild_id": "200",
        "channel_ids": ["300"],
        "threads": [samples.thread()],
        "members": [MEMBER],
    },
    "GUILD_CREATE": samples.guild_create(),
    "GUILD_ROLE_CREATE": {"guild_id": "200", "role": samples.role()},
    "GUILD_MEMBER_ADD": samples.member() | {"guild_id": "200"},
    "AUTO_MODERATION_RULE_CREATE": samples.rule(),
}

WRONG = {
    "a message without its type": (
        event("MESSAGE_CREATE", without(samples.message(), "type")),
        "to bot · MESSAGE_CREATE · gateway · the whole: expected the key 'type'",
    ),
    "a thread that is null": (
        event("MESSAGE_CREATE", samples.message(thread=None)),
        "/thread: expected object, got null",
    ),
    "a guild that is null": (
        event("MESSAGE_CREATE", samples.message(guild_id=None)),
        "/guild_id: expected string, got null",
    ),
    "a deletion by integer": (
        event("MESSAGE_DELETE_BULK", {"ids": ["7", 8], "channel_id": "300"}),
        "/ids/1: expected string, got 8",
    ),
    "a role as an object of a member": (
        event("GUILD_MEMBER_ADD", samples.member() | {"roles": [samples.role()]}),
        "/roles/0: expected string",
    ),
    "a member of a guild without its roles": (
        event(
            "GUILD_CREATE",
            samples.guild_create() | {"members": [without(samples.member(), "roles")]},
        ),
        "/members/0: expected the key 'roles'",
    ),
    "a thread without its metadata": (
        event("THREAD_UPDATE", without(samples.thread(), "thread_metadata")),
        "THREAD_UPDATE · gateway · the whole: expected the key 'thread_metadata'",
    ),
    "a member who joined a thread at no time": (
        event("THREAD_MEMBERS_UPDATE", {"added_members": [without(MEMBER, "join_timestamp")]}),
        "/added_members/0: expected the key 'join_timestamp'",
    ),
    "a channel without its position": (
        event("CHANNEL_CREATE", without(samples.channel(), "position")),
        "CHANNEL_CREATE · gateway · the whole: expected the key 'position'",
    ),
    "a channel of no type": (
        event("CHANNEL_CREATE", samples.channel() | {"type": 99}),
        "/type: expected one of",
    ),
    "a reaction without its emoji's id": (
        event("MESSAGE_REACTION_ADD", {"emoji": {"name": "👍"}}),
        "/emoji: expected the key 'id'",
    ),
    "an interaction of no context": (
        event("INTERACTION_CREATE", samples.interaction() | {"context": 3}),
        "/context: expected one of 0, 1, 2, got 3",
    ),
    "a resolved member with its user alone": (
        event(
            "INTERACTION_CREATE",
            samples.interaction() | {"data": {"resolved": {"users": {"101": {"id": "101"}}}}},
        ),
        "/data/resolved/users/101: expected the key 'username'",
    ),
}


@pytest.mark.parametrize(("name", "data"), RIGHT.items(), ids=RIGHT.keys())
def test_accepts(document: Document, name: str, data: JsonObject) -> None:
    report = check([event(name, data)], document)
    assert not report.violations, report
    assert report.payloads == 1


@pytest.mark.parametrize("kind", [2, 3, 4, 5])
def test_accepts_interactions(document: Document, kind: int) -> None:
    report = check([event("INTERACTION_CREATE", samples.interaction(kind))], document)
    assert not report.violations, report


@pytest.mark.parametrize(("payload", "expected"), WRONG.values(), ids=WRONG.keys())
def test_reports(document: Document, payload: Payload, expected: str) -> None:
    found = [str(violation) for violation in check([payload], document).violations]
    assert any(expected in violation for violation in found), found


def test_counts_events_without_a_schema(document: Document) -> None:
    report = check([event("RESUMED", {}), event("INTERACTION_SUCCESS", {"id": "1"})], document)
    assert report.events_without_schema == {"RESUMED": 1, "INTERACTION_SUCCESS": 1}
    assert report.payloads == 0


def test_every_part_names_components_of_the_document(document: Document) -> None:
    for parts in PARTS.values():
        for part in parts:
            document.component(GATEWAY, *part.components)


def test_accepts_what_the_gateway_leaves_out(document: Document) -> None:
    report = check(as_dispatched(), document)
    assert not report.violations, report


@pytest.mark.parametrize("difference", DIFFERENCES, ids=lambda each: each.component)
def test_no_difference_is_one_too_many(difference: MayLack) -> None:
    fewer = tuple(each for each in DIFFERENCES if each is not difference)
    report = check(as_dispatched(), Document(locate().read_bytes(), differences=fewer))
    lacking = {
        key
        for violation in report.violations
        for key in difference.keys
        if violation.fault.expected == f"the key {key!r}"
    }
    assert lacking == difference.keys
