"""What is agreed, taken back and answered about the questions, and what follows from it."""

import asyncio
from datetime import timedelta
from decimal import Decimal

import pytest

from bot.workflows.follow_up import KIND, agree, decide, end, is_complete, keep, stop
from tests.unit.workflows.asking import MEMBER, NOON, opened


@pytest.fixture
async def bot(tmp_path):
    async with opened(tmp_path) as bot:
        yield bot


@pytest.mark.parametrize("outcome", ["passed", "talking"])
async def test_not_taken_after_all_nothing_is_asked(bot, outcome):
    taken = await bot.take()
    assert await bot.waiting(taken) == [30, 90]
    back = await decide(bot.store, taken, taken.revision, outcome)
    assert (back.outcome, back.follow_ups) == (outcome, None)
    assert await bot.states(back) == {}
    assert await bot.waiting(taken) == []
    assert await agree(bot.store, taken.id, MEMBER, "yes") is None
    bot.at(days=100)
    assert await bot.run() == 0
    assert bot.port.sent == []


async def test_taken_back_while_it_is_under_way_it_is_not_asked_but_can_be_planned_anew(bot):
    taken = await bot.take()
    bot.at(days=30)
    job = await bot.store.jobs.claim([KIND])
    back = await decide(bot.store, taken, taken.revision, "passed")
    await bot.follow_ups.ask(job)
    await bot.store.jobs.finish(job)
    assert bot.port.sent == []
    again = await decide(bot.store, back, back.revision, "took")
    again = await agree(bot.store, again.id, MEMBER, "yes")
    bot.at(days=59)
    assert await bot.run() == 0
    bot.at(days=60)
    await bot.run()
    assert await bot.states(again) == {30: "asked", 90: "planned"}


async def test_put_right_to_changed_terms_the_consent_and_the_days_stay(bot):
    taken = await bot.take()
    bot.at(days=3)
    changed = await decide(bot.store, taken, taken.revision, "changed")
    assert (changed.outcome, changed.follow_ups) == ("changed", "yes")
    bot.at(days=30)
    await bot.run()
    assert await bot.states(taken) == {30: "asked", 90: "planned"}


async def test_consent_taken_back_and_given_again(bot):
    taken = await bot.take()
    no = await agree(bot.store, taken.id, MEMBER, "no")
    assert (no.follow_ups, await bot.states(taken), await bot.waiting(taken)) == ("no", {}, [])
    bot.at(days=10)
    await agree(bot.store, taken.id, MEMBER, "list")
    assert (await bot.day(taken, 30)).due == NOON + timedelta(days=30)
    assert await bot.waiting(taken) == [30, 90]


async def test_a_stale_card_decides_nothing(bot):
    taken = await bot.take()
    assert await decide(bot.store, taken, taken.revision - 1, "passed") is None
    assert await bot.states(taken) == {30: "planned", 90: "planned"}
    assert await bot.waiting(taken) == [30, 90]


async def test_nobody_agrees_for_another(bot):
    taken = await bot.take(consent=None)
    assert await agree(bot.store, taken.id, MEMBER + 1, "yes") is None
    assert await bot.states(taken) == {}


async def asked(bot, **chosen):
    taken = await bot.take(**chosen)
    bot.at(days=30)
    await bot.run()
    return taken, (await bot.day(taken, 30)).id


async def test_with_the_last_answer_the_asking_ends(bot):
    taken, one = await asked(bot)
    await keep(bot.store, taken, one, more_work="same")
    await keep(bot.store, taken, one, real_hours=Decimal(22), received=Decimal(650))
    assert (await bot.day(taken, 30)).state == "asked"
    last = await keep(bot.store, taken, one, again="yes")
    assert last.state == "answered"
    assert is_complete(taken, last)
    assert await bot.store.follow_ups.waiting_of(MEMBER) == []


async def test_points_ask_for_a_statement_too(bot):
    taken, one = await asked(bot, points=Decimal(2))
    answers = {"more_work": "none", "again": "no", "real_hours": Decimal(9), "received": Decimal(0)}
    assert (await keep(bot.store, taken, one, **answers)).state == "asked"
    assert (await keep(bot.store, taken, one, statement=False)).state == "answered"


async def test_answers_on_two_devices_end_it_too(bot):
    taken, one = await asked(bot)
    await keep(bot.store, taken, one, real_hours=Decimal(22), received=Decimal(650))
    await asyncio.gather(
        keep(bot.store, taken, one, more_work="new"), keep(bot.store, taken, one, again="yes")
    )
    assert (await bot.day(taken, 30)).state == "answered"


async def test_answered_it_can_still_be_changed(bot):
    taken, one = await asked(bot)
    first = await end(bot.store, taken, one)
    bot.at(days=31)
    kept = await keep(bot.store, taken, one, again="maybe")
    assert (kept.again, kept.state, kept.answered_at) == ("maybe", "answered", first.answered_at)


async def test_the_later_answers_end_the_earlier_question_too(bot):
    taken, one = await asked(bot)
    bot.at(days=90)
    await bot.run()
    late = await bot.day(taken, 90)
    await keep(bot.store, taken, late.id, again="yes")
    assert len(await bot.store.follow_ups.waiting_of(MEMBER)) == 2
    assert (await end(bot.store, taken, late.id)).state == "answered"
    assert await bot.store.follow_ups.waiting_of(MEMBER) == []
    assert (await bot.store.follow_ups.get(one)).again is None


async def test_stopped_it_takes_no_answer(bot):
    taken, one = await asked(bot)
    await stop(bot.store, MEMBER)
    assert await keep(bot.store, taken, one, again="yes") is None
    assert await end(bot.store, taken, one) is None
