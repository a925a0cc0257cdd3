"""/gigs history, as a member sees it."""

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot import limits
from bot.gigs import Afford, Known, Reason, Room, Terms, Verdict, Weight

MEMBER, OTHER, GUILD = 300, 301, 100
OFFER = Known(
    job="Mix of *four* songs",
    usual=Decimal(1000),
    offered=Decimal(650),
    costs=Decimal(0),
    hours=Decimal(20),
    points=Decimal(2),
    discounted=0,
    jobs=4,
    reasons={
        Reason.MORE: Weight.MAYBE,
        Reason.PORTFOLIO: Weight.MAYBE,
        Reason.LEARN: Weight.NONE,
        Reason.WANT: Weight.MAYBE,
    },
    named="",
    afford=Afford.YES,
    terms=Terms.WRITTEN,
    room=Room.UNKNOWN,
    motive=False,
)


@pytest.fixture
def keep(fake_discord: Any) -> Any:
    """Keep an offer as if it had been gone through: with a verdict, unless `values` say else."""
    evaluations = fake_discord.bot.store.evaluations

    async def kept(
        known: Known = OFFER, user_id: int = MEMBER, place: Any = "private", **values: Any
    ) -> Any:
        begun = await evaluations.begin(
            user_id=user_id,
            guild_id=None if place == "dm" else GUILD,
            channel_id=200,
            place=place,
            currency="EUR",
            known=known,
            typed={},
        )
        given = {"state": "weighed", "verdict": Verdict.NEGOTIATE, "discounted": True}
        given |= {"home_id": 7001, "card_id": 7002}
        return await evaluations.change(begun.id, user_id, revision=0, **(given | values))

    return kept


async def gigs(fake_discord: Any, what: str, **where: Any) -> Any:
    inner = {"name": what, "type": 1, "options": []}
    return await fake_discord.command("gigs", inner, **where)


async def opened(fake_discord: Any, evaluation: Any, **where: Any) -> Any:
    listed = await gigs(fake_discord, "history", **where)
    return await fake_discord.press(listed, "gigs:open", str(evaluation.id), **where)


def forged(shown: Any, custom_id: str) -> Any:
    """Put a button into a message that the bot never sent so."""
    button = {"type": 2, "style": 2, "label": "?", "custom_id": custom_id}
    shown.body["data"] = {"components": [{"type": 1, "components": [button]}]}
    return shown


def labels(shown: Any) -> list[str]:
    def walk(nodes: list[Any]) -> list[Any]:
        return [one for node in nodes for one in (node, *walk(node.get("components", [])))]

    return [one["label"] for one in walk(shown.data["components"]) if one["type"] == 2]


async def test_an_empty_list_says_what_to_do(fake_discord: Any) -> None:
    shown = await gigs(fake_discord, "history", in_dm=True)
    assert shown.data["flags"] & 64
    assert "`/evaluate` goes through an offer with you" in shown.text
    assert "new amounts without a currency" in shown.text
    assert shown.custom_ids == ["gigs:stop-asking"]


async def test_ones_own_are_listed_in_words_and_nobody_elses(fake_discord: Any, keep: Any) -> None:
    store = fake_discord.bot.store
    await keep(outcome="changed")
    await keep(replace(OFFER, job="@everyone <b>"), state="asking", verdict=None)
    await keep(Known(job=""), state="cancelled", verdict=None)
    asked_about = await keep(replace(OFFER, offered=Decimal(1000)), verdict=Verdict.TAKE)
    await keep(replace(OFFER, job="Not mine"), user_id=OTHER)
    await store.members.set_currency(MEMBER, "MYR")
    follow_up = await store.follow_ups.plan(
        asked_about.id, MEMBER, GUILD, 30, fake_discord.bot.clock.now()
    )
    await store.follow_ups.list_instead(follow_up.id)
    shown = await gigs(fake_discord, "history")
    lines = [line for line in shown.text.splitlines() if line[:2] in ("1.", "2.", "3.", "4.")]
    assert "take it, at the usual fee or above, begun <t:" in lines[0]
    assert lines[0].endswith("**A question waits.**")
    assert lines[1].startswith("2. A gig offer: put aside, begun <t:")
    assert r"\@everyone \<b>" in lines[2]
    assert "being answered, 35% below usual" in lines[2]
    assert r"Mix of \*four\* songs" in lines[3]
    assert "negotiate, 35% below usual, taken on changed terms" in lines[3]
    assert "Not mine" not in shown.text
    assert "I take new amounts as MYR" in shown.text
    menu = shown.component("gigs:open")["options"]
    assert menu[3]["label"] == "4. Mix of *four* songs"
    assert menu[3]["description"] == "Negotiate, 35% below usual, taken on changed terms"


async def test_the_list_is_turned_page_by_page_and_every_page_fits(
    fake_discord: Any, keep: Any
) -> None:
    for number in range(20):
        await keep(replace(OFFER, job=f"{number} " + "*" * 76), outcome="changed")
    first = await gigs(fake_discord, "history")
    assert len(first.text) < limits.CARD_TEXT - 500
    assert "1 to 8 of 20, the newest first" in first.text
    second = await fake_discord.press(first, "gigs:history:1")
    assert "9 to 16 of 20" in second.text
    last = await fake_discord.press(second, "gigs:history:2")
    assert "17 to 20 of 20" in last.text
    assert labels(last) == ["Newer ones", "Stop asking"]


@pytest.mark.parametrize("place", ["private", "public", "here", "dm"])
async def test_an_opened_one_shows_its_member_everything(
    fake_discord: Any, keep: Any, place: str
) -> None:
    one = await keep(place=place, outcome="talking")
    shown = await opened(fake_discord, one)
    assert r"Mix of \*four\* songs" in shown.text
    assert "Negotiate" in shown.text
    assert "usual €1,000 · offered €650 · 20 hours · 2 points" in shown.text
    assert "€32.50" in shown.text
    assert "still talking, said <t:" in shown.text
    assert not [custom_id for custom_id in shown.custom_ids if custom_id.startswith("gig:")]
    where = "@me" if place == "dm" else "100"
    assert f"https://discord.com/channels/{where}/7001/7002" in json.dumps(shown.data)


async def test_an_unfinished_one_is_gone_on_with(fake_discord: Any, keep: Any) -> None:
    one = await keep(state="asking", verdict=None, card_id=None)
    shown = await opened(fake_discord, one)
    assert labels(shown)[0] == "Go on with it"
    assert "being answered" in shown.text


async def test_amending_takes_it_back_to_its_answers_where_its_card_stands(
    fake_discord: Any, keep: Any
) -> None:
    one = await keep()
    shown = await opened(fake_discord, one)
    told = await fake_discord.press(shown, f"gigs:amend:{one.id}")
    assert "It goes on in <#7001>" in told.text
    amended = await fake_discord.bot.store.evaluations.get(one.id)
    assert (amended.state, amended.back_to) == ("asking", "situation")
    [edit] = [each for each in fake_discord.exchanges if each.path.endswith("/messages/7002")]
    assert "Still to answer" in edit.text or "All questions are answered" in edit.text
    again = await fake_discord.press(shown, f"gigs:amend:{one.id}")
    assert "It goes on in <#7001>" in again.text
    assert (await fake_discord.bot.store.evaluations.get(one.id)).back_to == "situation"


async def test_what_was_put_aside_is_taken_up_where_it_was(fake_discord: Any, keep: Any) -> None:
    one = await keep(replace(OFFER, terms=None), state="cancelled", verdict=None)
    shown = await opened(fake_discord, one)
    assert "Take it up again" in labels(shown)
    await fake_discord.press(shown, f"gigs:amend:{one.id}")
    again = await fake_discord.bot.store.evaluations.get(one.id)
    assert (again.state, again.back_to) == ("asking", None)


async def test_a_draft_and_a_question_come_beside_the_offer(fake_discord: Any, keep: Any) -> None:
    one = await keep(outcome="took", draft="Dear Ana")
    follow_ups = fake_discord.bot.store.follow_ups
    asked = await follow_ups.plan(one.id, MEMBER, GUILD, 30, fake_discord.bot.clock.now())
    await follow_ups.list_instead(asked.id)
    shown = await opened(fake_discord, one)
    draft = await fake_discord.press(shown, f"gigs:draft:{one.id}")
    assert "Dear Ana" in draft.text
    assert draft.body["type"] == 4
    question = await fake_discord.press(shown, f"gigs:ask:{asked.id}")
    assert "Did it lead to more work?" in question.text
    assert question.body["type"] == 4
    await follow_ups.answer(asked.id, MEMBER, done=True, again="yes")
    shown = await opened(fake_discord, one)
    assert "What you answered: 30 days after" in labels(shown)


async def test_deleting_asks_first_and_says_what_goes(fake_discord: Any, keep: Any) -> None:
    store = fake_discord.bot.store
    one = await keep()
    await store.votes.cast(one.id, OTHER, Verdict.PASS, "Too low")
    shown = await opened(fake_discord, one)
    sure = await fake_discord.press(shown, f"gigs:delete:{one.id}")
    assert "the votes on it" in sure.text
    assert "Nothing of this can be taken back" in sure.text
    kept = await fake_discord.press(sure, f"gigs:open:{one.id}")
    assert "Amend" in labels(kept)
    gone = await fake_discord.press(sure, f"gigs:delete:{one.id}:sure")
    assert gone.text.startswith("\nDeleted.")
    assert await store.evaluations.get(one.id) is None
    assert await store.votes.of(one.id) == []
    job = await store.jobs.get(f"deleted-gig:{one.id}:7002")
    assert job.payload == {"channel": 7001, "message": 7002}
    again = await fake_discord.press(sure, f"gigs:delete:{one.id}:sure")
    assert "Deleted." in again.text
    told = await fake_discord.press(shown, f"gigs:amend:{one.id}")
    assert "That one was deleted" in told.text


@pytest.mark.parametrize(
    "custom_id",
    ["gigs:open:{}", "gigs:amend:{}", "gigs:draft:{}", "gigs:delete:{}", "gigs:delete:{}:sure"],
)
async def test_anothers_offer_is_out_of_reach(fake_discord: Any, keep: Any, custom_id: str) -> None:
    theirs = await keep(user_id=OTHER)
    pressed = custom_id.format(theirs.id)
    shown = forged(await gigs(fake_discord, "history"), pressed)
    told = await fake_discord.press(shown, pressed)
    assert f"Only <@{OTHER}> answers here" in told.text
    assert await fake_discord.bot.store.evaluations.get(theirs.id) == theirs


async def test_another_cannot_be_chosen_in_the_menu(fake_discord: Any, keep: Any) -> None:
    theirs, mine = await keep(user_id=OTHER), await keep()
    shown = await opened(fake_discord, mine)
    listed = await fake_discord.press(shown, "gigs:history:0")
    told = await fake_discord.press(listed, "gigs:open", str(theirs.id))
    assert f"Only <@{OTHER}> answers here" in told.text


async def test_anothers_question_is_out_of_reach(fake_discord: Any, keep: Any) -> None:
    theirs = await keep(user_id=OTHER, outcome="took")
    now = fake_discord.bot.clock.now()
    asked = await fake_discord.bot.store.follow_ups.plan(theirs.id, OTHER, GUILD, 30, now)
    for follow_up_id, told in ((asked.id, "answers here"), (999, "nothing left to answer")):
        pressed = f"gigs:ask:{follow_up_id}"
        shown = forged(await gigs(fake_discord, "history"), pressed)
        assert told in (await fake_discord.press(shown, pressed)).text


async def test_asking_is_stopped_and_taken_up_again(fake_discord: Any, keep: Any) -> None:
    store = fake_discord.bot.store
    one = await keep(outcome="took")
    due = fake_discord.bot.clock.now() + timedelta(days=30)
    planned = await store.follow_ups.plan(one.id, MEMBER, GUILD, 30, due)
    shown = await gigs(fake_discord, "history")
    stopped = await fake_discord.press(shown, "gigs:stop-asking")
    assert "You said that I should not ask" in stopped.text
    assert not await store.members.may_ask(MEMBER)
    assert (await store.follow_ups.get(planned.id)).state == "stopped"
    on = await fake_discord.press(stopped, "gigs:ask-again")
    assert await store.members.may_ask(MEMBER)
    assert labels(on)[-1] == "Stop asking"
