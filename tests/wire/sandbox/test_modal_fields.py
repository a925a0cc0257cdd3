"""The fields of modals: what a person may put in, and what the bot learns of it."""

from typing import Any

import pytest

from tests.wire.forms import fields
from tests.wire.person import Person
from tests.wire.puppet import Puppet
from tests.wire.sandbox.offers import labelled, opened, sent

OPTIONS = [{"label": "One", "value": "one"}, {"label": "Two", "value": "two", "default": True}]
OLDER = {"type": 4, "custom_id": "older", "label": "Older", "style": 2, "value": "as it was"}


async def test_fields_of_choice_bring_what_was_chosen_or_stood_there(
    puppet: Puppet, nora: Person
) -> None:
    rows = [
        labelled({"type": 3, "custom_id": "menu", "options": OPTIONS, "max_values": 2}),
        labelled({"type": 21, "custom_id": "radio", "options": OPTIONS}),
        labelled({"type": 22, "custom_id": "boxes", "options": OPTIONS}),
        labelled({"type": 23, "custom_id": "box"}),
        {"type": 1, "components": [OLDER]},
    ]
    modal = await opened(puppet, nora, *rows)
    assert [one["custom_id"] for one in fields(modal)] == ["menu", "radio", "boxes", "box", "older"]
    kept = nora.submit_body(modal)["data"]["components"]
    told = await sent(puppet, nora, modal, menu=["one", "two"], boxes="one", box=True)
    rows_told = told["data"]["components"]
    answers = [one.get("component", one.get("components")) for one in rows_told]
    assert [one["values"] for one in (answers[0], answers[2])] == [["one", "two"], ["one"]]
    assert [one["value"] for one in (answers[1], answers[3])] == ["two", True]
    assert answers[4][0]["value"] == "as it was"
    assert [one["component"].get("values") for one in kept[:4]] == [["two"], None, ["two"], None]
    assert "resolved" not in told["data"]


async def test_people_roles_and_channels_come_with_what_they_are(
    puppet: Puppet, nora: Person
) -> None:
    place, role = str(nora.channels["biz-talk"]), str(nora.guild_id)
    rows = [
        {"type": 10, "content": "Who was there?"},
        labelled({"type": 5, "custom_id": "who", "max_values": 2}),
        labelled({"type": 6, "custom_id": "role", "required": False}),
        labelled({"type": 7, "custom_id": "either", "max_values": 2}),
        labelled({"type": 8, "custom_id": "place", "channel_types": [0]}),
    ]
    modal = await opened(puppet, nora, *rows)
    either = [role, str(nora.id)]
    told = await sent(puppet, nora, modal, who=str(nora.id), either=either, place=place)
    resolved = told["data"]["resolved"]
    assert {kind: set(found) for kind, found in resolved.items()} == {
        "users": {str(nora.id)},
        "members": {str(nora.id)},
        "roles": {role},
        "channels": {place},
    }
    assert told["data"]["components"][0] == {"type": 10, "id": 1}
    assert told["data"]["components"][2]["component"]["values"] == []


@pytest.mark.parametrize(
    ("component", "chosen"),
    [
        ({"type": 5, "custom_id": "one"}, "5"),
        ({"type": 6, "custom_id": "one"}, "5"),
        ({"type": 7, "custom_id": "one"}, "5"),
        ({"type": 8, "custom_id": "one"}, "5"),
        ({"type": 8, "custom_id": "one", "channel_types": [11]}, "biz-talk"),
    ],
)
async def test_what_is_not_there_cannot_be_chosen(
    puppet: Puppet, nora: Person, component: dict[str, Any], chosen: str
) -> None:
    modal = await opened(puppet, nora, labelled(component))
    value = str(nora.channels.get(chosen, chosen))
    assert (await nora.refused(nora.submit_body(modal, one=value)))["code"] == 50035
