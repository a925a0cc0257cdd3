"""An offer that was left, gone on with later; its thread or card gone, or asleep by then."""

import pytest

from tests.wire.evaluating import (
    OFFER,
    PLAIN,
    answered,
    card_of,
    opened,
    place_in,
    sent,
    started,
    turned,
    unanswered,
    verdict,
    weighed,
)
from tests.wire.forms import is_modal
from tests.wire.person import Person, text
from tests.wire.process import Discord

pytestmark = pytest.mark.usefixtures("new_bot")

WEEK = 7 * 24 * 3600


async def gone_on_with(person: Person) -> dict[str, object]:
    again = await person.command("biz-talk", "evaluate")
    assert "Mix of four songs" in text(again)
    return await turned(person, again, person.press_body(again, "Go on with it"))


async def test_evaluate_offers_to_go_on_or_to_begin_another(nora: Person, mara: Person) -> None:
    first = await started(nora)
    first = await answered(nora, first, more="1")
    assert is_modal(await mara.command("biz-talk", "evaluate"))
    told = await gone_on_with(nora)
    assert place_in(told) == int(first["channel_id"])
    assert unanswered(await card_of(nora, told)) == ["port", "learn", "want"]

    again = await nora.command("biz-talk", "evaluate", thread="public")
    form = await nora.opens(nora.press_body(again, "Begin another"))
    other = await sent(nora, form, **OFFER)
    assert "for everybody to see" in text(other)
    assert place_in(other) != place_in(told)
    assert unanswered(await card_of(nora, other)) == ["more", "port", "learn", "want"]


async def test_a_thread_that_was_deleted_is_opened_anew(nora: Person, mara: Person) -> None:
    card = await answered(nora, await started(nora), more="1", port="0")
    status, _ = await mara.request("DELETE", f"/channels/{card['channel_id']}")
    assert status == 200
    told = await gone_on_with(nora)
    assert place_in(told) != int(card["channel_id"])
    anew = await card_of(nora, told)
    assert unanswered(anew) == ["learn", "want"]
    assert verdict(await weighed(nora, anew, PLAIN | {"more": "1"})) == "Take it, with terms"


async def test_a_card_that_was_deleted_is_posted_anew(nora: Person, mara: Person) -> None:
    card = await answered(nora, await started(nora), more="1")
    path = f"/channels/{card['channel_id']}/messages/{card['id']}"
    status, _ = await mara.request("DELETE", path)
    assert status == 204
    told = await gone_on_with(nora)
    assert place_in(told) == int(card["channel_id"])
    anew = await card_of(nora, told)
    assert anew["id"] != card["id"]
    assert verdict(await weighed(nora, anew, PLAIN)) is not None


async def test_after_a_week_the_sleeping_thread_wakes_and_the_card_goes_on(
    discord: Discord, nora: Person
) -> None:
    card = await answered(nora, await started(nora), more="1", port="0")
    await discord.order("clock", advance_seconds=WEEK + 1)
    thread = int(card["channel_id"])
    await nora.hears(
        "THREAD_UPDATE",
        lambda one: one["id"] == card["channel_id"] and one["thread_metadata"]["archived"],
    )
    told = await gone_on_with(nora)
    assert place_in(told) == thread
    woken = await card_of(nora, told)
    assert woken["id"] == card["id"]
    status, seen = await nora.request("GET", f"/channels/{thread}")
    assert (status, seen["thread_metadata"]["archived"]) == (200, False)
    assert verdict(await weighed(nora, woken, PLAIN)) is not None


@pytest.mark.parametrize(
    ("trouble", "event"), [("reset", "MESSAGE_CREATE"), ("lost_answer", "MESSAGE_UPDATE")]
)
async def test_what_was_typed_is_kept_when_its_acknowledgement_is_lost(
    discord: Discord, rafi: Person, trouble: str, event: str
) -> None:
    form = await opened(rafi)
    await discord.order(
        "faults", method="POST", path="/interactions/*/callback", kind=trouble, times=5
    )
    await rafi.send(rafi.submit_body(form, **OFFER))
    told = await rafi.hears(event, lambda one: "try again" in one["content"])
    assert told["flags"] & 1 << 6
    card = await card_of(rafi, await gone_on_with(rafi))
    assert verdict(await weighed(rafi, card, PLAIN)) == "Negotiate"
    assert is_modal(await rafi.command("biz-talk", "evaluate"))
