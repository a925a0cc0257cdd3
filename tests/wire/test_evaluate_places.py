"""Where an offer is gone through: who sees it, what they see, and what if it cannot be there."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from tests.wire.evaluating import (
    PLAIN,
    answered,
    begun,
    card_of,
    cards_at,
    labels,
    place_in,
    turned,
    verdict,
    weighed,
)
from tests.wire.person import Person, text
from tests.wire.process import Discord, Process

pytestmark = pytest.mark.usefixtures("new_bot")

EPHEMERAL = 1 << 6
PUBLIC, PRIVATE = 11, 12
BOT_ROLE = 804_000_000_000_000_003
MAY_OPEN_PRIVATE = 1 << 36
THREADS = {"method": "POST", "path": "/channels/*/threads"}
ODD = {"job": "Hermione's EP", "usual": "977", "offered": "651", "hours": "21", "costs": "13"}


@asynccontextmanager
async def overwritten(olive: Person, channel: str, one: int, **bits: Any) -> AsyncIterator[None]:
    await olive.set_overwrite(channel, one, **bits)
    yield
    await olive.clear_overwrite(channel, one)


async def channel(person: Person, one: int) -> tuple[int, dict[str, Any]]:
    return await person.request("GET", f"/channels/{one}")


async def members(person: Person, thread: int) -> set[int]:
    status, found = await person.request("GET", f"/channels/{thread}/thread-members")
    assert status == 200, found
    return {int(one["user_id"]) for one in found}


def said(told: Any) -> Iterator[str]:
    """All that stands in a payload in words; ids hold any digits."""
    for key, inside in told.items() if isinstance(told, dict) else enumerate(told):
        if isinstance(inside, dict | list):
            yield from said(inside)
        elif key in ("content", "label", "description", "placeholder", "name", "topic", "title"):
            yield str(inside)


async def test_a_private_thread_is_seen_by_its_member_and_by_moderators(
    nora: Person, rafi: Person, mara: Person
) -> None:
    answer = await begun(nora, offer=ODD)
    assert answer["flags"] & EPHEMERAL
    assert "moderators who hold Manage Threads can read private threads" in text(answer)
    thread = place_in(answer)
    status, seen = await channel(nora, thread)
    assert (status, seen["type"], seen["parent_id"]) == (
        200,
        PRIVATE,
        str(nora.channels["biz-talk"]),
    )
    assert seen["name"].startswith("Gig offer ")
    assert nora.id in await members(nora, thread)
    assert (await channel(rafi, thread))[0] in (403, 404)
    assert (await channel(mara, thread))[0] == 200
    [card] = await cards_at(mara, thread)
    assert "Hermione's EP" in text(card)
    assert not [one for one in rafi.heard("MESSAGE_CREATE") if one["channel_id"] == str(thread)]


async def test_in_a_public_thread_others_read_no_amount_and_no_word(
    nora: Person, rafi: Person, mara: Person
) -> None:
    answer = await begun(nora, offer=ODD, thread="public")
    assert "never amounts" in text(answer)
    thread = place_in(answer)
    status, seen = await channel(rafi, thread)
    assert (status, seen["type"]) == (200, PUBLIC)
    card = await card_of(nora, answer)
    own = await nora.press(card, "My numbers")
    assert own["flags"] & EPHEMERAL
    assert "977" in text(own)
    form = await nora.opens(nora.press_body(card, "Add details"))
    told = await nora.submit(form, floor="31,7 to 33.3", points="3")
    [card] = await cards_at(nora, thread)
    assert "could not read" in text(card)
    hint = await nora.hears("MESSAGE_CREATE", lambda one: "31,7 to 33" in text(one))
    assert hint["flags"] & EPHEMERAL
    assert told["id"] in (card["id"], hint["id"])
    form = await nora.opens(nora.press_body(card, "Add details"))
    card = await nora.submit(form, floor="32.17")
    card = await answered(nora, card, more="2", port="0", learn="1", want="1")
    form = await nora.opens(nora.press_body(card, "Name them"))
    card = await nora.submit(form, named="Ginevra's single")

    told = [one for name in ("MESSAGE_CREATE", "MESSAGE_UPDATE") for one in rafi.heard(name)]
    told += [seen, *rafi.heard("THREAD_CREATE"), *rafi.heard("THREAD_UPDATE")]
    words = "\n".join(said(told))
    assert "below the usual fee" in words
    private = ("977", "651", "638", "339", "31,7", "32.17", "Hermione", "Ginevra", "30.38")
    assert not [one for one in private if one in words]


async def test_in_a_thread_it_goes_on_there_or_in_a_private_one_beside_it(
    nora: Person, rafi: Person
) -> None:
    status, thread = await rafi.request(
        "POST", f"/channels/{rafi.channels['biz-talk']}/threads", {"name": "Rates", "type": PUBLIC}
    )
    assert status == 201, thread
    place = int(thread["id"])
    await nora.hears("THREAD_CREATE", lambda one: one["id"] == thread["id"])
    asked_where = await begun(nora, place, ODD)
    assert labels(asked_where) == ["In a private thread", "Here, for all to see"]
    assert "Manage Threads" in text(asked_where)
    told = await turned(nora, asked_where, nora.press_body(asked_where, "Here, for all to see"))
    assert place_in(told) == place
    [card] = await cards_at(rafi, place)
    assert "977" not in text(card)
    assert verdict(await weighed(nora, card, {**PLAIN, "motive": "false"})) == "Pass"

    asked_where = await begun(nora, place, ODD)
    told = await turned(nora, asked_where, nora.press_body(asked_where, "In a private thread"))
    status, beside = await channel(nora, place_in(told))
    assert (beside["type"], beside["parent_id"]) == (PRIVATE, thread["parent_id"])
    assert (await channel(rafi, place_in(told)))[0] in (403, 404)
    assert len(await cards_at(rafi, place)) == 1


async def test_when_the_thread_it_was_in_is_gone_another_place_is_offered(
    nora: Person, rafi: Person, mara: Person
) -> None:
    status, thread = await rafi.request(
        "POST", f"/channels/{rafi.channels['biz-talk']}/threads", {"name": "Fees", "type": PUBLIC}
    )
    assert status == 201, thread
    await nora.hears("THREAD_CREATE", lambda one: one["id"] == thread["id"])
    where = await begun(nora, int(thread["id"]), ODD)
    await turned(nora, where, nora.press_body(where, "Here, for all to see"))
    status, _ = await mara.request("DELETE", f"/channels/{thread['id']}")
    assert status == 200
    again = await nora.command("biz-talk", "evaluate")
    told = await turned(nora, again, nora.press_body(again, "Go on with it"))
    assert "The place for it is gone" in text(told)
    assert labels(told) == ["In a private thread", "In direct messages"]
    told = await turned(nora, told, nora.press_body(told, "In a private thread"))
    status, anew = await channel(nora, place_in(told))
    assert (status, anew["type"], anew["parent_id"]) == (200, PRIVATE, thread["parent_id"])
    assert "977" in text(await card_of(nora, told))


async def test_in_direct_messages_it_stays_there(nora: Person) -> None:
    await nora.open_dm()
    answer = await begun(nora, "dm")
    assert "It goes on in our direct messages" in text(answer)
    assert place_in(answer) == nora.channels["dm"]
    card = (await cards_at(nora, nora.channels["dm"]))[0]
    assert verdict(await weighed(nora, card, PLAIN)) == "Negotiate"


async def test_without_the_permission_it_goes_on_by_direct_message_if_agreed(
    nora: Person, olive: Person
) -> None:
    await nora.open_dm()
    before = len(await cards_at(nora, nora.channels["dm"]))
    async with overwritten(olive, "biz-talk", BOT_ROLE, deny=MAY_OPEN_PRIVATE):
        answer = await begun(nora, offer=ODD)
        assert "I lack Create Private Threads" in text(answer)
        assert len(await cards_at(nora, nora.channels["dm"])) == before
        told = await turned(nora, answer, nora.press_body(answer, "In direct messages"))
    assert place_in(told) == nora.channels["dm"]
    card = (await cards_at(nora, nora.channels["dm"]))[0]
    assert "Hermione's EP" in text(card)
    assert "977" in text(card)


async def test_closed_direct_messages_lose_nothing(dee: Person, olive: Person) -> None:
    async with overwritten(olive, "biz-talk", BOT_ROLE, deny=MAY_OPEN_PRIVATE):
        answer = await begun(dee, offer=ODD)
        told = await turned(dee, answer, dee.press_body(answer, "In direct messages"))
        assert "Your direct messages are closed to me" in text(told)
        again = await dee.command("biz-talk", "evaluate")
        assert "Hermione's EP" in text(again)
        offered = await turned(dee, again, dee.press_body(again, "Go on with it"))
        assert "I lack Create Private Threads" in text(offered)
        elsewhere = await dee.command("general-talk", "evaluate")
        told = await turned(dee, elsewhere, dee.press_body(elsewhere, "Go on with it"))
    status, thread = await channel(dee, place_in(told))
    assert (status, thread["parent_id"]) == (200, str(dee.channels["general-talk"]))
    card = await card_of(dee, told)
    assert "977" in text(card)
    assert verdict(await weighed(dee, card, {**PLAIN, "motive": "false"})) == "Pass"

    async with overwritten(olive, "biz-talk", BOT_ROLE, deny=MAY_OPEN_PRIVATE):
        answer = await begun(dee)
        await turned(dee, answer, dee.press_body(answer, "In direct messages"))
    again = await dee.command("biz-talk", "evaluate")
    told = await turned(dee, again, dee.press_body(again, "Go on with it"))
    assert "320" in text(await card_of(dee, told))


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ({"kind": "rate_limit", "retry_after": 300}, "less often"),
        ({"kind": "status", "status": 403, "code": 50013}, "Discord did not let me"),
        ({"kind": "status", "status": 400, "code": 160006}, "less often"),
    ],
)
async def test_when_discord_refuses_threads_direct_messages_are_offered(
    new_bot: Process, discord: Discord, nora: Person, fault: dict[str, Any], why: str
) -> None:
    await nora.open_dm()
    await discord.order("faults", **THREADS, **fault)
    answer = await begun(nora, "show-your-work", ODD)
    assert why in text(answer)
    assert await discord.met() == 1
    await discord.calm()
    told = await turned(nora, answer, nora.press_body(answer, "In direct messages"))
    assert place_in(told) == nora.channels["dm"]
    assert "Hermione's EP" in text((await cards_at(nora, nora.channels["dm"]))[0])


async def test_who_left_the_thread_is_brought_back_to_it(nora: Person) -> None:
    answer = await begun(nora)
    thread = place_in(answer)
    status, _ = await nora.request("DELETE", f"/channels/{thread}/thread-members/@me")
    assert status == 204
    assert (await channel(nora, thread))[0] in (403, 404)
    again = await nora.command("biz-talk", "evaluate")
    told = await turned(nora, again, nora.press_body(again, "Go on with it"))
    assert place_in(told) == thread
    assert len(await cards_at(nora, thread)) == 1
