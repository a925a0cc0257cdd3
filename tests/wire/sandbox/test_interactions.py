"""Interactions: when and how a bot may answer, and who sees it."""

from typing import Any

import pytest

from tests.wire.person import Person, components, text
from tests.wire.process import Discord
from tests.wire.puppet import (
    CHOICES,
    DEFERRED,
    DEFERRED_UPDATE,
    EPHEMERAL,
    MESSAGE,
    UPDATE,
    V2,
    Puppet,
)

COMMAND = {
    "type": 1,
    "name": "ask",
    "description": "Ask.",
    "options": [{"type": 3, "name": "word", "description": "w", "autocomplete": True}],
}
BUTTON = {"type": 2, "style": 2, "label": "More", "custom_id": "more"}
MENU = {
    "type": 3,
    "custom_id": "menu",
    "options": [{"label": "One", "value": "one"}, {"label": "Two", "value": "two"}],
}
LOADING = 1 << 7


def card(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"type": 1, "components": [one]} for one in rows]


async def asked(puppet: Puppet, nora: Person) -> tuple[dict[str, Any], str]:
    """A command that the bot has received and not yet answered; with its nonce."""
    await puppet.register(COMMAND)
    nonce = await nora.send(await nora.command_body("biz-talk", "ask"))
    return await puppet.hears("INTERACTION_CREATE"), nonce


async def pressed(puppet: Puppet, nora: Person, label: str = "More") -> dict[str, Any]:
    """A press of a button under the bot's message, not yet answered."""
    await puppet.post(nora.channels["biz-talk"], content="question", components=card(BUTTON))
    message = await nora.hears("MESSAGE_CREATE")
    await nora.send(nora.press_body(message, label))
    return await puppet.hears("INTERACTION_CREATE", lambda one: one["type"] == 3)


async def test_the_bot_learns_who_did_what_where(puppet: Puppet, nora: Person) -> None:
    told, nonce = await asked(puppet, nora)
    assert told["member"]["user"]["id"] == str(nora.id)
    assert told["channel"]["id"] == told["channel_id"] == str(nora.channels["biz-talk"])
    assert told["data"]["name"] == "ask"
    assert int(told["member"]["permissions"]) & 1 << 11  # Send Messages
    assert (await nora.hears("INTERACTION_CREATE"))["nonce"] == nonce


async def test_in_a_dm_there_is_a_user_and_no_guild(puppet: Puppet, nora: Person) -> None:
    await puppet.register(COMMAND)
    await nora.open_dm()
    await nora.send(await nora.command_body("dm", "ask"))
    told = await puppet.hears("INTERACTION_CREATE")
    assert told["user"]["id"] == str(nora.id)
    assert told["context"] == 1
    assert not {"guild_id", "member"} & told.keys()


async def test_an_answer_comes_once(puppet: Puppet, nora: Person) -> None:
    told, nonce = await asked(puppet, nora)
    assert (await puppet.answer(told, MESSAGE, content="first")).status == 204
    assert (await nora.hears("INTERACTION_SUCCESS"))["nonce"] == nonce
    for kind in (MESSAGE, DEFERRED):
        assert (await puppet.answer(told, kind, content="a")).refusal == (400, 40060)
    answer = await nora.hears("MESSAGE_CREATE")
    assert answer["type"] == 20
    assert answer["interaction_metadata"]["user"]["id"] == str(nora.id)
    assert len(nora.heard("MESSAGE_CREATE")) == 1


@pytest.mark.parametrize("change", [{"id": "5"}, {"token": "wrong"}])
async def test_an_unknown_interaction_has_no_answer(
    puppet: Puppet, nora: Person, change: dict[str, str]
) -> None:
    told, _ = await asked(puppet, nora)
    assert (await puppet.answer(told | change, MESSAGE, content="a")).refusal == (404, 10062)


async def test_an_answer_after_a_second_is_in_time(
    discord: Discord, puppet: Puppet, nora: Person
) -> None:
    told, _ = await asked(puppet, nora)
    await discord.order("clock", advance_seconds=1)
    assert (await puppet.answer(told, MESSAGE, content="in time")).status == 204
    await discord.order("clock", advance_seconds=4)
    await nora.hears("MESSAGE_CREATE")
    assert not nora.heard("INTERACTION_FAILURE")


async def test_three_seconds_without_an_answer_are_a_failure(
    discord: Discord, puppet: Puppet, nora: Person
) -> None:
    told, nonce = await asked(puppet, nora)
    await discord.order("clock", advance_seconds=4)
    assert (await nora.hears("INTERACTION_FAILURE"))["nonce"] == nonce
    assert (await puppet.answer(told, MESSAGE, content="late")).refusal == (404, 10062)
    assert (await puppet.follow_up(told, content="later")).refusal == (404, 10015)


async def test_follow_ups_wait_for_the_first_answer_and_end_after_fifteen_minutes(
    discord: Discord, puppet: Puppet, nora: Person
) -> None:
    told, _ = await asked(puppet, nora)
    assert (await puppet.follow_up(told, content="early")).refusal == (404, 10015)
    await puppet.answer(told, MESSAGE, content="first")
    await discord.order("clock", advance_seconds=14 * 60)
    second = await puppet.follow_up(told, content="second")
    assert second.body["message_reference"]["message_id"]
    await discord.order("clock", advance_seconds=61)
    assert (await puppet.follow_up(told, content="third")).refusal == (401, 50027)
    path = f"{puppet.webhook(told)}/messages/@original"
    assert (await puppet.request("PATCH", path, {"content": "a"})).refusal == (401, 50027)


async def test_a_wrong_token_opens_no_webhook(puppet: Puppet, nora: Person) -> None:
    told, _ = await asked(puppet, nora)
    await puppet.answer(told, MESSAGE, content="first")
    assert (await puppet.follow_up(told | {"token": "x"}, content="a")).refusal == (404, 10015)


@pytest.mark.parametrize("way", ["follow-up", "edit"])
async def test_what_follows_a_deferral_takes_the_place_of_thinking(
    puppet: Puppet, nora: Person, way: str
) -> None:
    told, _ = await asked(puppet, nora)
    await puppet.answer(told, DEFERRED, flags=EPHEMERAL | V2)
    thinking = await nora.hears("MESSAGE_CREATE")
    assert thinking["flags"] == EPHEMERAL | LOADING  # a deferral knows no other flag
    if way == "follow-up":
        done = await puppet.follow_up(told, content="thought")
    else:
        path = f"{puppet.webhook(told)}/messages/@original"
        done = await puppet.request("PATCH", path, {"content": "thought"})
    assert done.body["id"] == thinking["id"]
    shown = await nora.hears("MESSAGE_UPDATE")
    assert (shown["content"], shown["flags"], shown["edited_timestamp"]) == (
        "thought",
        EPHEMERAL,
        None,
    )


async def test_an_ephemeral_answer_is_one_persons_alone(
    discord: Discord, puppet: Puppet, nora: Person, mara: Person
) -> None:
    told, _ = await asked(puppet, nora)
    await puppet.answer(
        told, MESSAGE, content="between us", flags=EPHEMERAL, components=card(BUTTON)
    )
    private = await nora.hears("MESSAGE_CREATE")
    assert private["flags"] & EPHEMERAL
    path = f"/channels/{private['channel_id']}/messages"
    for person in (nora, mara):
        assert await person.request("GET", path) == (200, [])
    status, answer = await mara.request("GET", f"{path}/{private['id']}")
    assert (status, answer["code"]) == (404, 10008)
    assert (await mara.refused(mara.press_body(private, "More")))["code"] == 10008
    await puppet.request("DELETE", f"{puppet.webhook(told)}/messages/@original")
    assert (await nora.hears("MESSAGE_DELETE"))["id"] == private["id"]
    await nora.say("biz-talk", "for all")
    await mara.hears("MESSAGE_CREATE", lambda one: one["content"] == "for all")
    assert len(mara.heard("MESSAGE_CREATE")) == 1
    assert not mara.heard("MESSAGE_DELETE")


async def test_a_press_updates_the_message_or_leaves_it(puppet: Puppet, nora: Person) -> None:
    told = await pressed(puppet, nora)
    assert told["message"]["content"] == "question"
    assert told["data"]["custom_id"] == "more"
    await puppet.answer(told, UPDATE, content="answer", components=[])
    turned = await nora.hears("MESSAGE_UPDATE")
    assert (turned["id"], turned["content"]) == (told["message"]["id"], "answer")
    assert not turned["components"]


async def test_a_deferred_update_shows_nothing_and_may_be_edited_later(
    puppet: Puppet, nora: Person
) -> None:
    told = await pressed(puppet, nora)
    await puppet.answer(told, DEFERRED_UPDATE)
    await nora.hears("INTERACTION_SUCCESS")
    assert not nora.heard("MESSAGE_UPDATE")
    path = f"{puppet.webhook(told)}/messages/@original"
    edited = await puppet.request("PATCH", path, {"content": "answer"})
    assert edited.body["id"] == told["message"]["id"]
    assert (await nora.hears("MESSAGE_UPDATE"))["content"] == "answer"


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (MESSAGE, {"content": "x" * 2001}),
        (MESSAGE, {"content": "a", "components": card(BUTTON) * 6}),
        (MESSAGE, {"content": "a", "components": card(BUTTON, BUTTON)}),  # one custom_id twice
        (UPDATE, {"content": "a"}),  # of what, for a command?
        (CHOICES, {"choices": []}),
        (99, {}),
    ],
)
async def test_an_answer_that_does_not_fit_is_refused_and_another_may_follow(
    puppet: Puppet, nora: Person, kind: int, data: dict[str, Any]
) -> None:
    told, _ = await asked(puppet, nora)
    assert (await puppet.answer(told, kind, **data)).refusal == (400, 50035)
    assert (await puppet.answer(told, MESSAGE, content="better")).status == 204


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"custom_id": "other"}, 50035),
        ({"component_type": 3}, 50035),
        ({"custom_id": "spent"}, 50035),  # disabled
        ({"custom_id": "menu", "component_type": 3, "values": ["three"]}, 50035),
        ({"custom_id": "menu", "component_type": 3, "values": ["one", "two"]}, 50035),
        ({"custom_id": "menu", "component_type": 3, "values": []}, 50035),
    ],
)
async def test_what_is_not_under_the_message_cannot_be_pressed(
    puppet: Puppet, nora: Person, change: dict[str, Any], code: int
) -> None:
    spent = BUTTON | {"label": "Spent", "custom_id": "spent", "disabled": True}
    rows = card(BUTTON, spent, MENU)
    await puppet.post(nora.channels["biz-talk"], content="question", components=rows)
    message = await nora.hears("MESSAGE_CREATE")
    body = nora.press_body(message, "More")
    body["data"] |= change
    assert (await nora.refused(body))["code"] == code
    assert (await nora.refused(nora.press_body(message, "Spent")))["code"] == 50035
    assert not puppet.heard("INTERACTION_CREATE")


async def test_choices_reach_the_one_who_types(puppet: Puppet, nora: Person) -> None:
    await puppet.register(COMMAND)
    body = await nora.command_body("biz-talk", "ask", word="ra")
    body["data"]["options"][0]["focused"] = True
    nonce = await nora.send(body | {"type": 4})
    told = await puppet.hears("INTERACTION_CREATE")
    assert told["data"]["options"][0] == {
        "type": 3,
        "name": "word",
        "value": "ra",
        "focused": True,
    }
    too_many = [{"name": str(number), "value": "a"} for number in range(26)]
    assert (await puppet.answer(told, CHOICES, choices=too_many)).refusal == (400, 50035)
    await puppet.answer(told, CHOICES, choices=[{"name": "Rates", "value": "rates"}])
    offered = await nora.hears("APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE")
    assert offered["nonce"] == nonce
    assert offered["choices"] == [{"name": "Rates", "value": "rates"}]


async def test_a_v2_card_is_kept_whole(puppet: Puppet, nora: Person) -> None:
    told, _ = await asked(puppet, nora)
    words = {"type": 10, "content": "# Rates"}
    container = {"type": 17, "components": [words, *card(BUTTON)]}
    await puppet.answer(told, MESSAGE, flags=V2, components=[container])
    shown = await nora.hears("MESSAGE_CREATE")
    assert shown["flags"] == V2
    assert [one["type"] for one in components(shown)] == [17, 10, 1, 2]
    assert "# Rates" in text(shown)
