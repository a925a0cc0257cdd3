"""Modals: what opens one, how often it is sent, and how the bot may answer that."""

import pytest

from tests.wire.forms import fields
from tests.wire.person import Person
from tests.wire.process import Discord
from tests.wire.puppet import (
    CHOICES,
    DEFERRED,
    DEFERRED_UPDATE,
    EPHEMERAL,
    MESSAGE,
    MODAL,
    UPDATE,
    Puppet,
)
from tests.wire.sandbox.offers import COMMAND, FEE, form, opened, opened_by_press, sent, shown


async def test_the_person_gets_the_modal(
    discord: Discord, puppet: Puppet, nora: Person, mara: Person
) -> None:
    await puppet.register(COMMAND)
    nonce = await nora.send(await nora.command_body("biz-talk", "weigh"))
    asked = await puppet.hears("INTERACTION_CREATE")
    path = f"/interactions/{asked['id']}/{asked['token']}/callback?with_response=true"
    answer = await puppet.request("POST", path, {"type": MODAL, "data": form()})
    assert answer.status == 200
    assert answer.body == {
        "interaction": {
            "id": asked["id"],
            "type": 2,
            "channel_id": asked["channel_id"],
            "guild_id": asked["guild_id"],
        }
    }
    modal = await nora.hears("INTERACTION_MODAL_CREATE")
    assert (modal["id"], modal["nonce"]) == (asked["id"], nonce)
    assert (modal["custom_id"], modal["title"]) == ("offer:7", "Offer")
    assert modal["application"]["id"] == str(discord.application_id)
    assert modal["channel_id"] == asked["channel_id"]
    assert fields(modal) == [FEE | {"id": 2, "required": True}]
    await nora.hears("INTERACTION_SUCCESS", lambda one: one["nonce"] == nonce)
    await discord.order("clock", advance_seconds=4)
    assert not nora.heard("INTERACTION_FAILURE")
    assert not mara.heard("INTERACTION_MODAL_CREATE")


async def test_the_bot_learns_what_was_written_and_by_whom(puppet: Puppet, nora: Person) -> None:
    modal = await opened(puppet, nora)
    command = puppet.heard("INTERACTION_CREATE")[0]
    told = await sent(puppet, nora, modal, fee="50 dollars")
    assert told["type"] == 5
    assert told["id"] != command["id"]
    assert told["token"] != command["token"]
    assert told["data"] == {
        "custom_id": "offer:7",
        "components": [
            {
                "type": 18,
                "id": 1,
                "component": {"type": 4, "id": 2, "custom_id": "fee", "value": "50 dollars"},
            }
        ],
    }
    assert told["member"] == command["member"]
    assert told.keys() == command.keys()


async def test_in_a_dm_there_is_a_user_and_no_guild(puppet: Puppet, nora: Person) -> None:
    await puppet.register(COMMAND)
    await nora.open_dm()
    nonce = await nora.send(await nora.command_body("dm", "weigh"))
    told = await sent(puppet, nora, await shown(puppet, nora, nonce), fee="5")
    assert told["user"]["id"] == str(nora.id)
    assert not {"guild_id", "member"} & told.keys()


@pytest.mark.parametrize("kind", [MESSAGE, DEFERRED])
async def test_the_answer_stands_under_the_command(
    puppet: Puppet, nora: Person, mara: Person, kind: int
) -> None:
    modal = await opened(puppet, nora)
    told = await sent(puppet, nora, modal, fee="5")
    text = {} if kind == DEFERRED else {"content": "low"}
    assert (await puppet.answer(told, kind, flags=EPHEMERAL, **text)).status == 204
    if kind == DEFERRED:
        assert (await puppet.follow_up(told, content="low")).status == 200
    event = "MESSAGE_UPDATE" if kind == DEFERRED else "MESSAGE_CREATE"
    answer = await nora.hears(event)
    assert (answer["content"], answer["type"], answer["flags"]) == ("low", 20, EPHEMERAL)
    metadata = answer["interaction_metadata"]
    assert (metadata["id"], metadata["type"]) == (told["id"], 5)
    assert metadata["user"]["id"] == str(nora.id)
    command = metadata["triggering_interaction_metadata"]
    assert (command["id"], command["type"], command["name"]) == (modal["id"], 2, "weigh")
    assert not mara.heard("MESSAGE_CREATE")


async def test_from_a_button_the_bot_gets_its_message_and_may_change_it(
    puppet: Puppet, nora: Person
) -> None:
    modal, message = await opened_by_press(puppet, nora)
    told = await sent(puppet, nora, modal, fee="5")
    assert told["message"]["id"] == message["id"]
    await puppet.answer(told, UPDATE, content="weighed", components=[])
    changed = await nora.hears("MESSAGE_UPDATE")
    assert (changed["id"], changed["content"]) == (message["id"], "weighed")


async def test_from_a_button_the_change_may_be_deferred(puppet: Puppet, nora: Person) -> None:
    modal, message = await opened_by_press(puppet, nora)
    told = await sent(puppet, nora, modal, fee="5")
    await puppet.answer(told, DEFERRED_UPDATE)
    path = f"{puppet.webhook(told)}/messages/@original"
    edited = await puppet.request("PATCH", path, {"content": "weighed"})
    assert edited.body["id"] == message["id"]


async def test_from_a_button_an_answer_is_a_reply(puppet: Puppet, nora: Person) -> None:
    modal, message = await opened_by_press(puppet, nora)
    told = await sent(puppet, nora, modal, fee="5")
    await puppet.answer(told, MESSAGE, content="low")
    answer = await nora.hears("MESSAGE_CREATE", lambda one: one["content"] == "low")
    assert (answer["type"], answer["message_reference"]["message_id"]) == (19, message["id"])
    pressed = answer["interaction_metadata"]["triggering_interaction_metadata"]
    assert (pressed["type"], pressed["interacted_message_id"]) == (3, message["id"])


async def test_a_modal_outlives_the_message_of_its_button(puppet: Puppet, nora: Person) -> None:
    modal, message = await opened_by_press(puppet, nora)
    path = f"/channels/{message['channel_id']}/messages/{message['id']}"
    await puppet.request("DELETE", path)
    told = await sent(puppet, nora, modal, fee="5")
    assert "message" not in told
    assert (await puppet.answer(told, UPDATE, content="a")).refusal == (404, 10008)
    assert (await puppet.answer(told, MESSAGE, content="low")).status == 204


async def test_from_a_command_there_is_no_message_to_change(puppet: Puppet, nora: Person) -> None:
    told = await sent(puppet, nora, await opened(puppet, nora), fee="5")
    assert (await puppet.answer(told, UPDATE, content="a")).refusal == (400, 50035)
    assert (await puppet.answer(told, DEFERRED_UPDATE)).status == 204
    original = await puppet.request("GET", f"{puppet.webhook(told)}/messages/@original")
    assert original.refusal == (404, 10008)
    assert not nora.heard("MESSAGE_CREATE")


async def test_a_modal_answers_no_modal_and_no_typing(puppet: Puppet, nora: Person) -> None:
    told = await sent(puppet, nora, await opened(puppet, nora), fee="5")
    for kind, data in ((MODAL, form()), (CHOICES, {"choices": []})):
        assert (await puppet.answer(told, kind, **data)).refusal == (400, 50035)
    body = await nora.command_body("biz-talk", "weigh", word="a")
    body["data"]["options"][0]["focused"] = True
    await nora.send(body | {"type": 4})
    typing = await puppet.hears("INTERACTION_CREATE", lambda one: one["type"] == 4)
    assert (await puppet.answer(typing, MODAL, **form())).refusal == (400, 50035)


async def test_a_modal_that_is_wrong_is_refused_and_another_may_follow(
    puppet: Puppet, nora: Person
) -> None:
    await puppet.register(COMMAND)
    await nora.send(await nora.command_body("biz-talk", "weigh"))
    asked = await puppet.hears("INTERACTION_CREATE")
    wrong = await puppet.answer(asked, MODAL, **form() | {"title": "t" * 46})
    assert wrong.refusal == (400, 50035)
    assert wrong.body["errors"]["data"].keys() == {"title"}
    assert (await puppet.answer(asked, MODAL, **form())).status == 204
    assert (await puppet.answer(asked, MODAL, **form())).refusal == (400, 40060)
    assert len(nora.heard("INTERACTION_MODAL_CREATE")) == 1


async def test_a_modal_may_stay_open_and_outlive_the_bot(
    discord: Discord, puppet: Puppet, nora: Person
) -> None:
    modal = await opened(puppet, nora)
    await discord.order("clock", advance_seconds=3 * 60 * 60)
    await puppet.connect()
    told = await sent(puppet, nora, modal, fee="5")
    assert (await puppet.answer(told, MESSAGE, content="low")).status == 204


async def test_what_failed_may_be_sent_again_and_what_was_taken_may_not(
    discord: Discord, puppet: Puppet, nora: Person
) -> None:
    modal = await opened(puppet, nora)
    body = nora.submit_body(modal, fee="5")
    first = await nora.send(body)
    assert (await nora.refused(body))["code"] == 50035  # it is on its way
    await discord.order("clock", advance_seconds=4)
    await nora.hears("INTERACTION_FAILURE", lambda one: one["nonce"] == first)
    told = await sent(puppet, nora, modal, fee="6")
    assert told["data"]["components"][0]["component"]["value"] == "6"
    await puppet.answer(told, MESSAGE, content="low")
    assert (await nora.refused(body))["code"] == 50035


async def test_an_answer_that_does_not_fit_is_refused_and_another_may_follow(
    puppet: Puppet, nora: Person
) -> None:
    modal = await opened(puppet, nora)
    for wrong in ("", "x" * 21):
        refusal = await nora.refused(nora.submit_body(modal, fee=wrong))
        assert refusal["code"] == 50035
        assert "data" in refusal["errors"]
    await sent(puppet, nora, modal, fee="5")


async def test_nobody_sends_what_was_not_shown_to_them_there(
    puppet: Puppet, nora: Person, mara: Person
) -> None:
    modal = await opened(puppet, nora)
    assert (await mara.refused(mara.submit_body(modal, fee="5")))["code"] == 10062
    elsewhere = modal | {"channel_id": str(nora.channels["general-talk"])}
    assert (await nora.refused(nora.submit_body(elsewhere, fee="5")))["code"] == 10062
    assert (await nora.refused(nora.submit_body(modal | {"id": "5"}, fee="5")))["code"] == 10062
    other = nora.submit_body(modal | {"custom_id": "offer:8"}, fee="5")
    assert (await nora.refused(other))["code"] == 50035
    assert len(puppet.heard("INTERACTION_CREATE")) == 1
