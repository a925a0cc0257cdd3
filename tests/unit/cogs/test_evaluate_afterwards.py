"""What became of an offer: the row on the verdict's card, and the consent to be asked later."""

from dataclasses import replace
from datetime import timedelta

import discord
import pytest

from bot.store.evaluations import Evaluation
from cogs.evaluate.afterwards import outcome_row
from tests.unit.cogs.taken_offers import (
    EPHEMERAL,
    GUILD,
    PERSON,
    STRANGER,
    agree,
    begin,
    decide,
    labels,
    later,
    verdict,
)

DIRECT, LIST, NO = "By direct message", "Only in /gigs history", "No"
TOOK, CHANGED, PASSED, TALKING = (
    "Took it",
    "Took it on changed terms",
    "Passed",
    "Still talking",
)
DAY = timedelta(days=1)


@pytest.fixture
async def offer(bot) -> Evaluation:
    return await begin(bot)


def test_without_a_verdict_there_is_nothing_to_ask(offer):
    assert outcome_row(replace(offer, state="asking")) is None


async def test_what_became_of_it_is_marked_and_can_be_changed(bot, fake_discord, offer):
    assert labels(verdict(offer)) == [TOOK, CHANGED, PASSED, TALKING]
    await decide(fake_discord, offer, "talking")
    talking = await bot.store.evaluations.get(offer.id)
    assert labels(verdict(talking)) == [TOOK, CHANGED, PASSED, f"(✓ {TALKING})"]
    await decide(fake_discord, talking, "passed")
    passed = await bot.store.evaluations.get(offer.id)
    assert (passed.outcome, labels(verdict(passed))[2]) == ("passed", f"(✓ {PASSED})")


@pytest.mark.parametrize("outcome", ["passed", "talking"])
async def test_not_taken_nothing_more_is_asked(fake_discord, offer, outcome):
    followed = await decide(fake_discord, offer, outcome)
    assert not [one for one in followed if "webhooks" in one.path]


@pytest.mark.parametrize("place", ["dm", "private", "public"])
@pytest.mark.parametrize("outcome", ["took", "changed"])
async def test_taken_it_asks_for_consent_in_private(bot, fake_discord, place, outcome):
    offer = await begin(bot, place=place)
    *_, question = await decide(fake_discord, offer, outcome)
    assert question.data["flags"] & EPHEMERAL
    assert "in 30 and 90 days" in question.text
    assert labels(question) == [DIRECT, LIST, NO]
    taken = await bot.store.evaluations.get(offer.id)
    assert (taken.outcome, taken.follow_ups) == (outcome, None)
    assert await bot.store.follow_ups.of(offer.id) == []


async def test_a_stale_card_changes_nothing_and_says_so(bot, fake_discord, offer):
    await decide(fake_discord, offer, "passed")
    *_, told = await decide(fake_discord, offer, "took")
    assert "older than your latest answers" in told.text
    assert (await bot.store.evaluations.get(offer.id)).outcome == "passed"


async def test_only_its_member_says_what_became_of_it(bot, fake_discord):
    theirs = await begin(bot, user_id=STRANGER)
    *_, told = await decide(fake_discord, theirs, "took")
    assert f"Only <@{STRANGER}> answers here" in told.text
    assert (await bot.store.evaluations.get(theirs.id)).outcome is None


@pytest.mark.parametrize(("consent", "label"), [("yes", DIRECT), ("list", LIST)])
async def test_agreed_both_questions_are_planned(bot, fake_discord, offer, consent, label):
    *_, question = await decide(fake_discord, offer, "took")
    answer = await agree(fake_discord, question, offer, consent)
    assert f"(✓ {label})" in labels(answer)
    taken = await bot.store.evaluations.get(offer.id)
    assert taken.follow_ups == consent
    planned = await bot.store.follow_ups.of(offer.id)
    assert [one.due - taken.outcome_at for one in planned] == [DAY * 30, DAY * 90]
    for one in planned:
        job = await bot.store.jobs.get(f"gig:{offer.id}:ask:{one.day}")
        assert (job.due, job.user_id, job.guild_id) == (one.due, PERSON, GUILD)
        assert discord.utils.format_dt(one.due, "D") in answer.text


async def test_agreeing_can_be_taken_back_and_given_again(bot, fake_discord, offer):
    *_, question = await decide(fake_discord, offer, "took")
    answer = await agree(fake_discord, question, offer, "yes")
    answer = await agree(fake_discord, answer, offer, "no")
    assert labels(answer) == [DIRECT, LIST, "(✓ No)"]
    assert await bot.store.follow_ups.of(offer.id) == []
    assert await bot.store.jobs.get(f"gig:{offer.id}:ask:30") is None
    taken = await bot.store.evaluations.get(offer.id)
    card = await later(fake_discord, taken)
    assert labels(card) == [DIRECT, LIST, "(✓ No)"]
    await agree(fake_discord, card, offer, "list")
    assert len(await bot.store.follow_ups.of(offer.id)) == 2


async def test_the_question_that_was_missed_can_be_called_up(bot, fake_discord, offer):
    await decide(fake_discord, offer, "took")
    taken = await bot.store.evaluations.get(offer.id)
    assert labels(verdict(taken))[-1] == "Look back later"
    assert "in 30 and 90 days" in (await later(fake_discord, taken)).text


async def test_put_right_it_does_not_ask_for_consent_again(bot, fake_discord, offer):
    *_, question = await decide(fake_discord, offer, "took")
    await agree(fake_discord, question, offer, "yes")
    taken = await bot.store.evaluations.get(offer.id)
    followed = await decide(fake_discord, taken, "changed")
    assert not [one for one in followed if "webhooks" in one.path]
    assert len(await bot.store.follow_ups.of(offer.id)) == 2


async def test_passed_after_all_an_old_question_for_consent_is_closed(bot, fake_discord, offer):
    *_, question = await decide(fake_discord, offer, "took")
    await agree(fake_discord, question, offer, "yes")
    taken = await bot.store.evaluations.get(offer.id)
    await decide(fake_discord, taken, "passed")
    assert await bot.store.follow_ups.of(offer.id) == []
    told = await agree(fake_discord, question, offer, "yes")
    assert "changed nothing" in told.text
    assert await bot.store.follow_ups.of(offer.id) == []


async def test_who_said_stop_is_not_asked_for_consent(bot, fake_discord, offer):
    await bot.store.members.stop_asking(PERSON)
    *_, card = await decide(fake_discord, offer, "took")
    assert labels(card) == ["You may ask again"]
    await fake_discord.press(card, f"evaluate:may-ask:{offer.id}")
    assert await bot.store.members.may_ask(PERSON)
    assert labels(fake_discord.exchanges[-1]) == [DIRECT, LIST, NO]


async def test_consent_from_an_old_card_does_not_undo_a_stop(bot, fake_discord, offer):
    *_, question = await decide(fake_discord, offer, "took")
    await bot.store.members.stop_asking(PERSON)
    answer = await agree(fake_discord, question, offer, "yes")
    assert labels(answer) == ["You may ask again"]
    assert await bot.store.follow_ups.of(offer.id) == []


async def test_on_a_public_card_nothing_of_it_is_an_amount_or_a_word(bot, fake_discord):
    offer = await begin(bot, place="public")
    await decide(fake_discord, offer, "took")
    taken = await bot.store.evaluations.get(offer.id)
    assert labels(verdict(taken)) == [f"(✓ {TOOK})", CHANGED, PASSED, TALKING, "Look back later"]
    assert verdict(taken).text == ""
