"""While an offer is gone through: numbers asked back, steps back and on, two presses at once."""

import pytest

from tests.wire.connection import Json
from tests.wire.evaluating import (
    OFFER,
    PLAIN,
    answer_body,
    answered,
    asked,
    begun,
    card_of,
    cards_at,
    labels,
    started,
    turned,
    unanswered,
    verdict,
    weighed,
)
from tests.wire.forms import fields
from tests.wire.person import Person, text
from tests.wire.process import Discord

pytestmark = pytest.mark.usefixtures("new_bot")

EPHEMERAL = 1 << 6
STALE = "That card was older than your latest answers"


def typed(form: Json) -> dict[str, str]:
    """What stands in a form already."""
    return {one["custom_id"]: one.get("value", "") for one in fields(form)}


async def current(person: Person, card: Json) -> Json:
    """The card as it stands."""
    [found] = await cards_at(person, int(card["channel_id"]))
    return found


@pytest.mark.parametrize(
    ("field", "unclear", "clear"),
    [
        ("usual", "50 an hour", "400"),
        ("offered", "300-400", "350"),
        ("usual", "1.500,5,0", "1500"),
        ("hours", "0", "8"),
        ("offered", "-20", "20"),
        ("usual", "a billion billion", "1000"),
        ("costs", "some", "40"),
    ],
)
async def test_an_unclear_number_is_asked_back_with_all_that_was_typed(
    nora: Person, field: str, unclear: str, clear: str
) -> None:
    offer = OFFER | {"costs": "", field: unclear}
    answer = await begun(nora, offer=offer)
    assert "Nothing is lost" in text(answer)
    assert unclear in text(answer)
    assert labels(answer) == ["Correct it"]
    form = await nora.opens(nora.press_body(answer, "Correct it"))
    assert typed(form) == offer
    told = await turned(nora, answer, nora.submit_body(form, **{field: unclear}))
    assert labels(told) == ["Correct it"]
    form = await nora.opens(nora.press_body(told, "Correct it"))
    told = await turned(nora, answer, nora.submit_body(form, **{field: clear}))
    assert asked(await card_of(nora, told))


async def test_a_correction_that_comes_after_another_is_said_back(nora: Person) -> None:
    answer = await begun(nora, offer=OFFER | {"usual": "300-400"})
    late = await nora.opens(nora.press_body(answer, "Correct it"))
    again = await nora.command("biz-talk", "evaluate")
    other = await turned(nora, again, nora.press_body(again, "Go on with it"))
    form = await nora.opens(nora.press_body(other, "Correct it"))
    told = await turned(nora, other, nora.submit_body(form, usual="400"))
    await nora.send(nora.submit_body(late, usual="777"))
    stale = await nora.hears(
        "MESSAGE_CREATE", lambda one: STALE in one["content"] and "777" in one["content"]
    )
    assert stale["flags"] & EPHEMERAL
    assert "usual 400" in text(await card_of(nora, told))


async def test_unclear_details_wait_on_the_card(nora: Person) -> None:
    card = await started(nora)
    form = await nora.opens(nora.press_body(card, "Add details"))
    card = await nora.submit(form, floor="20-25", share="7 of 6", points="101")
    for one in ("20-25", "7 of 6", "101"):
        assert one in text(card)
    assert not asked(card)
    assert labels(card) == ["Leave it out", "Change the offer", "Add details", "Cancel"]
    form = await nora.opens(nora.press_body(card, "Add details"))
    assert typed(form) == {
        "floor": "20-25",
        "share": "7 of 6",
        "points": "101",
        "plays": "",
        "next_job": "",
    }
    card = await nora.submit(form, floor="20", points="1")
    assert "7 of 6" in text(card)
    assert "20-25" not in text(card)

    again = await nora.command("biz-talk", "evaluate")
    told = await turned(nora, again, nora.press_body(again, "Go on with it"))
    card = await card_of(nora, told)
    assert "7 of 6" in text(card)
    card = await nora.press(card, "Leave it out")
    assert "1 points" in text(card)
    assert verdict(await weighed(nora, card, PLAIN)) == "Negotiate"


async def test_what_no_verdict_can_do_without_is_not_left_out(nora: Person) -> None:
    card = await started(nora)
    form = await nora.opens(nora.press_body(card, "Change the offer"))
    assert typed(form)["usual"] == "400"
    card = await nora.submit(form, usual="50 an hour")
    assert labels(card) == ["Change the offer", "Add details", "Cancel"]
    form = await nora.opens(nora.press_body(card, "Change the offer"))
    assert typed(form) == OFFER | {"usual": "50 an hour", "costs": ""}
    card = await nora.submit(form, usual="500")
    assert "36%" in text(card)


async def test_costs_that_lower_what_is_kept_bring_the_reasons_back(nora: Person) -> None:
    card = await started(nora, offer=OFFER | {"usual": "600", "offered": "600"})
    assert asked(card) == ["terms"]
    form = await nora.opens(nora.press_body(card, "Change the offer"))
    card = await nora.submit(form, costs="150")
    assert asked(card) == ["more", "port", "learn", "want"]
    form = await nora.opens(nora.press_body(card, "Change the offer"))
    card = await nora.submit(form, costs="")
    assert asked(card) == ["terms"]
    form = await nora.opens(nora.press_body(card, "Add details"))
    card = await nora.submit(form, floor="100")
    assert asked(card)[:2] == ["afford", "terms"]


async def test_back_next_cancel_and_up_again(nora: Person) -> None:
    card = await started(nora)
    assert "Back" not in labels(card)
    card = await answered(nora, card, more="1", port="0", learn="0", want="0")
    assert asked(card) == ["afford", "terms"]
    card = await nora.press(card, "Back")
    assert asked(card) == ["more", "port", "learn", "want"]
    assert not unanswered(card)
    card = await answered(nora, card, more="0")
    assert asked(card) == ["more", "port", "learn", "want"]
    card = await nora.press(card, "Next")
    card = await answered(nora, card, afford="yes")
    card = await nora.press(card, "Cancel")
    assert "Put aside" in text(card)
    assert labels(card) == ["Take it up again"]
    card = await nora.press(card, "Take it up again")
    assert unanswered(card) == ["terms"]
    card = await answered(nora, card, terms="written")
    assert verdict(card) == "Negotiate"
    card = await nora.press(card, "Change answers")
    assert asked(card) == ["afford", "terms"]
    card = await answered(nora, card, terms="refused")
    assert verdict(await nora.press(card, "Next")) == "Negotiate"


async def both(person: Person, discord: Discord, *bodies: Json) -> None:
    """Send interactions so that each is on its way before the card has shown the one before."""
    slow = {"method": "POST", "path": "/interactions/*/callback"}
    await discord.order("faults", **slow, kind="rate_limit", retry_after=1)
    for body in bodies:
        await person.send(body)


async def test_an_old_card_changes_nothing_and_says_so(discord: Discord, nora: Person) -> None:
    old = await started(nora)
    form = await nora.opens(nora.press_body(old, "Change the offer"))
    await both(nora, discord, answer_body(nora, old, "more", "1"), nora.press_body(old, "Cancel"))
    told = await nora.hears("MESSAGE_CREATE", lambda one: STALE in one["content"])
    assert told["flags"] & EPHEMERAL
    assert unanswered(await current(nora, old)) == ["port", "learn", "want"]

    await nora.send(nora.submit_body(form, job="A waltz", offered="399"))
    told = await nora.hears(
        "MESSAGE_CREATE", lambda one: STALE in one["content"] and "399" in one["content"]
    )
    assert "A waltz" in told["content"]
    assert told["flags"] & EPHEMERAL
    assert "399" not in text(await current(nora, old))


async def test_two_answers_at_once_to_two_questions_both_count(
    discord: Discord, nora: Person
) -> None:
    card = await started(nora)
    answers = [answer_body(nora, card, question, "1") for question in ("more", "want")]
    await both(nora, discord, *answers)
    shown = await nora.hears(
        "MESSAGE_UPDATE",
        lambda one: one["id"] == card["id"] and unanswered(one) == ["port", "learn"],
    )
    assert not [one for one in nora.heard("MESSAGE_CREATE") if STALE in one["content"]]
    card = await weighed(nora, shown, PLAIN)
    assert "More work 1 · Portfolio 0 · Learning 0 · Wanting it 1" in text(card)


async def test_of_two_answers_at_once_to_one_question_one_counts(
    discord: Discord, nora: Person
) -> None:
    card = await started(nora)
    await both(nora, discord, *(answer_body(nora, card, "more", value) for value in "10"))
    told = await nora.hears("MESSAGE_CREATE", lambda one: STALE in one["content"])
    assert told["flags"] & EPHEMERAL
    assert len([one for one in nora.heard("MESSAGE_CREATE") if STALE in one["content"]]) == 1
    card = await weighed(nora, await current(nora, card), PLAIN)
    assert "More work 1 " in text(card)


async def test_others_are_told_kindly(nora: Person, mara: Person) -> None:
    card = await started(nora, thread="public")
    place = int(card["channel_id"])
    [seen] = await cards_at(mara, place)
    for told in (
        await mara.interact(answer_body(mara, seen, "more", "1")),
        await mara.press(seen, "Cancel"),
        await mara.press(seen, "Change the offer"),
        await mara.press(seen, "My numbers"),
    ):
        assert (
            told["content"] == f"Only <@{nora.id}> answers here. `/evaluate` opens one of your own."
        )
        assert told["flags"] & EPHEMERAL
        assert not told["mentions"]
    assert await cards_at(mara, place) == [seen]
