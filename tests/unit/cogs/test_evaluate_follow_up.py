"""The card that asks what became of a job, and what its controls do."""

from decimal import Decimal

import pytest

from bot.store.evaluations import Evaluation
from tests.unit.cogs.taken_offers import (
    EPHEMERAL,
    GUILD,
    PERSON,
    STRANGER,
    asked,
    begin,
    chosen,
    decide,
    fill_in,
    labels,
    press,
    question,
)


@pytest.fixture
async def offer(bot) -> Evaluation:
    return await begin(bot)


async def test_the_card_that_asks(bot, fake_discord, offer):
    shown = await question(bot, await asked(bot, fake_discord, offer))
    for said in ("Mix of four songs", "offered €650", "20 hours", "€30 an hour expected"):
        assert said in shown.text
    assert labels(shown) == ["Hours, money, leads", "Stop asking me"]
    assert "statement" not in shown.text


async def test_a_statement_is_asked_for_where_points_were_offered(bot, fake_discord):
    follow_up = await asked(bot, fake_discord, await begin(bot, points="2"))
    shown = await question(bot, follow_up)
    assert "Has a statement for your points come?" in shown.text
    (answer,) = await press(bot, fake_discord, follow_up, "statement", "1")
    assert chosen(answer, f"gigask:{follow_up.id}:statement") == "Not yet"
    assert (await bot.store.follow_ups.get(follow_up.id)).statement is False


async def test_each_answer_is_kept_as_it_is_given(bot, fake_discord, offer):
    follow_up = await asked(bot, fake_discord, offer)
    (answer,) = await press(bot, fake_discord, follow_up, "more_work", "1")
    assert chosen(answer, f"gigask:{follow_up.id}:more_work") == "The same client again"
    assert labels(answer) == ["Hours, money, leads", "That is all", "Stop asking me"]
    (answer,) = await fill_in(
        bot, fake_discord, follow_up, real_hours="22", received="€650", leads="two"
    )
    assert "22 hours · €650 received · 2 leads" in answer.text
    assert "So far it came to €27.27 an hour after costs; the offer promised €30." in answer.text
    assert "Thank you" not in answer.text
    (answer,) = await press(bot, fake_discord, follow_up, "again", "0")
    assert "Thank you" in answer.text
    kept = await bot.store.follow_ups.get(follow_up.id)
    assert (kept.state, kept.more_work, kept.leads, kept.again) == ("answered", "same", 2, "yes")


async def test_what_was_answered_can_still_be_changed(bot, fake_discord, offer):
    follow_up = await asked(bot, fake_discord, offer)
    await press(bot, fake_discord, follow_up, "more_work", "1")
    await press(bot, fake_discord, follow_up, "enough")
    (answer,) = await press(bot, fake_discord, follow_up, "more_work", "2")
    assert chosen(answer, f"gigask:{follow_up.id}:more_work") == "Someone new"
    assert labels(answer) == ["Hours, money, leads", "Stop asking me"]


async def test_what_is_unclear_is_asked_back_and_the_rest_kept(bot, fake_discord, offer):
    follow_up = await asked(bot, fake_discord, offer)
    await fill_in(bot, fake_discord, follow_up, real_hours="20", received="", leads="")
    shown, back = await fill_in(
        bot, fake_discord, follow_up, real_hours="two days", received="$650", leads="3"
    )
    assert "20 hours · 3 leads" in shown.text
    for said in ("two days", "How many hours is that", "$650", "received in EUR too"):
        assert said in back.text
    assert back.data["flags"] & EPHEMERAL
    kept = await bot.store.follow_ups.get(follow_up.id)
    assert (kept.real_hours, kept.received, kept.leads) == (Decimal(20), None, 3)
    await fake_discord.press(back, f"gigask:{follow_up.id}:again-numbers")
    form = fake_discord.exchanges[-1].data
    boxes = [label["component"] for label in form["components"]]
    assert [(one["custom_id"], one.get("value")) for one in boxes] == [
        ("real_hours", "20"),
        ("received", None),
        ("leads", "3"),
    ]


async def test_nothing_certain_in_the_form_changes_nothing(bot, fake_discord, offer):
    follow_up = await asked(bot, fake_discord, offer)
    _, back = await fill_in(bot, fake_discord, follow_up, real_hours="0")
    assert "above 0" in back.text
    assert await bot.store.follow_ups.get(follow_up.id) == follow_up


async def test_an_emptied_box_takes_its_answer_away(bot, fake_discord, offer):
    follow_up = await asked(bot, fake_discord, offer)
    await fill_in(bot, fake_discord, follow_up, real_hours="20", received="0", leads="1")
    (shown,) = await fill_in(bot, fake_discord, follow_up, real_hours="20", received="0", leads="")
    assert "20 hours · €0 received" in shown.text
    assert "-€2.50 an hour" in shown.text
    assert (await bot.store.follow_ups.get(follow_up.id)).leads is None


async def test_stop_asking_ends_it_for_every_job(bot, fake_discord, offer):
    follow_up = await asked(bot, fake_discord, offer)
    other = await asked(bot, fake_discord, await begin(bot))
    await press(bot, fake_discord, other, "more_work", "1")
    old = await question(bot, other)
    (shown,) = await press(bot, fake_discord, follow_up, "stop")
    assert "about this job or any other" in shown.text
    assert labels(shown) == ["You may ask again"]
    assert not await bot.store.members.may_ask(PERSON)
    for what, values in (("again", ["1"]), ("enough", []), ("numbers", [])):
        closed, told = await press(bot, fake_discord, other, what, *values, on=old)
        assert labels(closed) == ["You may ask again"]
        assert "changed nothing" in told.text
    (told,) = await press(bot, fake_discord, follow_up, "on")
    assert await bot.store.members.may_ask(PERSON)
    assert "stays stopped" in told.text


async def test_stop_after_the_last_answer_says_so_beside_the_answers(bot, fake_discord, offer):
    follow_up = await asked(bot, fake_discord, offer)
    await press(bot, fake_discord, follow_up, "again", "1")
    await press(bot, fake_discord, follow_up, "enough")
    shown, told = await press(bot, fake_discord, follow_up, "stop")
    assert chosen(shown, f"gigask:{follow_up.id}:again") == "Perhaps"
    assert "ask nothing more" in told.text


async def test_not_taken_after_all_the_question_is_closed(bot, fake_discord, offer):
    follow_up = await asked(bot, fake_discord, offer)
    old = await question(bot, follow_up)
    taken = await bot.store.evaluations.get(offer.id)
    await decide(fake_discord, taken, "passed")
    shown, told = await press(bot, fake_discord, follow_up, "again", "1", on=old)
    assert labels(shown) == []
    assert "changed nothing" in told.text
    assert await bot.store.follow_ups.get(follow_up.id) == follow_up


async def test_deleted_the_question_says_so(bot, fake_discord, offer):
    follow_up = await asked(bot, fake_discord, offer)
    shown = await question(bot, follow_up)
    await bot.store.evaluations.delete(offer.id, PERSON)
    (told,) = await press(bot, fake_discord, follow_up, "again", "1", on=shown)
    assert "was deleted" in told.text


async def test_only_its_member_answers(bot, fake_discord):
    theirs = await begin(bot, user_id=STRANGER)
    await bot.store.evaluations.change(theirs.id, STRANGER, revision=None, outcome="took")
    planned = await bot.store.follow_ups.plan(theirs.id, STRANGER, GUILD, 30, theirs.began_at)
    (told,) = await press(bot, fake_discord, planned, "stop")
    assert "was deleted" in told.text  # nobody is named away from their server
    assert await bot.store.members.may_ask(STRANGER)
