"""Asking, with the real store and runner; Discord refuses, cuts off and loses answers."""

import asyncio
from datetime import timedelta

import pytest

from bot.jobs.runner import TRIES
from bot.workflows.follow_up import KIND, agree, stop
from bot.workflows.port import Busy, Closed, Gone, NotAllowed
from tests.unit.workflows.asking import MEMBER, NOON, Killed, drawn, opened

CALLS = ("open_direct", "find_post", "post")


@pytest.fixture
async def bot(tmp_path):
    async with opened(tmp_path) as bot:
        yield bot


async def test_asked_after_30_and_90_days_once_each(bot):
    taken = await bot.take()
    bot.at(days=29, hours=23)
    assert await bot.run() == 0
    bot.at(days=30)
    assert await bot.run() == 1
    assert [one[:2] for one in bot.port.sent] == [(7300, drawn(None, await bot.day(taken, 30)))]
    asked = await bot.day(taken, 30)
    assert (asked.state, asked.channel_id, asked.message_id) == ("asked", 7300, 0)
    bot.at(days=89)
    assert await bot.run() == 0
    bot.at(days=90)
    assert await bot.run() == 1
    bot.at(days=400)
    assert await bot.run() == 0
    assert await bot.states(taken) == {30: "asked", 90: "asked"}
    assert len(bot.port.sent) == 2


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("away", [timedelta(0), timedelta(days=2)], ids=["at once", "days later"])
async def test_killed_at_any_call_it_asks_once(bot, call, after, away):
    taken = await bot.take()
    bot.at(days=30)
    bot.port.trouble(call, Killed(), after=after)
    with pytest.raises(Killed):
        await bot.runner.run_due()
    assert await bot.states(taken) == {30: "sending", 90: "planned"}
    bot.begin()
    await bot.store.jobs.take_up_again()
    bot.at(days=30 + away.days)
    await bot.run()
    assert (await bot.states(taken))[30] == "asked"
    assert len(bot.port.sent) == 1


async def test_killed_again_and_again_it_asks_once(bot):
    taken = await bot.take()
    bot.at(days=30)
    for call in CALLS:
        bot.port.trouble(call, Killed())
        bot.port.trouble(call, Killed(), after=True)
    await bot.run()
    assert (await bot.states(taken))[30] == "asked"
    assert len(bot.port.sent) == 1


async def test_killed_before_the_job_was_noted_as_done_it_asks_once(bot):
    await bot.take()
    bot.at(days=30)
    job = await bot.store.jobs.claim([KIND])
    await bot.follow_ups.ask(job)
    bot.begin()
    await bot.store.jobs.take_up_again()
    assert await bot.run() == 1
    assert len(bot.port.sent) == 1


async def test_two_runs_at_once_ask_once(bot):
    await bot.take()
    bot.at(days=30)
    job = await bot.store.jobs.claim([KIND])
    bot.port.gate.clear()
    runs = [asyncio.create_task(bot.follow_ups.ask(job)) for _ in range(2)]
    while not bot.port.calls:
        await bot.store.evaluations.count(MEMBER)
    for _ in range(10):  # writes take turns, so the other run goes as far as it can
        await bot.store.members.set_currency(MEMBER, "EUR")
    assert bot.port.calls == ["open_direct"]
    bot.port.gate.set()
    await asyncio.gather(*runs)
    assert bot.port.calls == list(CALLS)


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("after", [False, True], ids=["refused", "answer lost"])
@pytest.mark.parametrize("error", [Busy("wait"), ConnectionResetError("gone")], ids=["busy", "cut"])
async def test_trouble_that_passes_is_tried_again(bot, call, after, error):
    taken = await bot.take()
    bot.at(days=30)
    bot.port.trouble(call, error, after=after)
    await bot.run()
    assert (await bot.states(taken))[30] == "sending"
    bot.at(days=30, hours=1)
    await bot.run()
    assert (await bot.states(taken))[30] == "asked"
    assert len(bot.port.sent) == 1


async def test_after_the_last_try_it_waits_in_the_list(bot):
    taken = await bot.take()
    bot.port.trouble("post", ConnectionResetError("gone"), times=TRIES)
    for hours in range(0, 12 * TRIES, 6):
        bot.at(days=30, hours=hours)
        await bot.run()
    assert (await bot.store.jobs.get(f"gig:{taken.id}:ask:30")).state == "failed"
    assert (await bot.states(taken))[30] == "listed"
    assert bot.port.sent == []


@pytest.mark.parametrize("refusal", [Closed("no"), Gone("no"), NotAllowed("no")])
@pytest.mark.parametrize("call", CALLS)
async def test_without_a_way_to_the_member_it_waits_in_the_list(bot, call, refusal):
    taken = await bot.take()
    bot.at(days=30)
    bot.port.trouble(call, refusal)
    await bot.run()
    assert await bot.states(taken) == {30: "listed", 90: "planned"}
    bot.at(days=90)
    await bot.run()
    assert await bot.states(taken) == {30: "listed", 90: "asked"}
    assert len(bot.port.sent) == 1


async def test_who_wants_only_the_list_gets_no_message(bot):
    taken = await bot.take(consent="list")
    bot.at(days=30)
    await bot.run()
    assert await bot.states(taken) == {30: "listed", 90: "planned"}
    await agree(bot.store, taken.id, MEMBER, "yes")
    bot.at(days=90)
    await bot.run()
    assert await bot.states(taken) == {30: "listed", 90: "asked"}
    assert len(bot.port.sent) == 1


@pytest.mark.parametrize("consent", [None, "no"])
async def test_without_consent_nothing_is_planned(bot, consent):
    taken = await bot.take(consent=consent)
    assert await bot.states(taken) == {}
    bot.at(days=100)
    assert await bot.run() == 0


async def test_away_for_long_the_earlier_question_gives_way(bot):
    taken = await bot.take()
    bot.at(days=200)
    assert await bot.run() == 2
    assert await bot.states(taken) == {30: "listed", 90: "asked"}
    assert [shown for _, shown, _, _ in bot.port.sent] == [drawn(None, await bot.day(taken, 90))]


async def test_a_clock_that_ran_ahead_hides_no_message(bot):
    taken = await bot.take()
    bot.port.now = NOON + timedelta(minutes=1)
    bot.at(days=30, discord=False)
    bot.port.trouble("post", Killed(), after=True)
    with pytest.raises(Killed):
        await bot.runner.run_due()
    bot.begin()
    await bot.store.jobs.take_up_again()
    bot.at(minutes=10)
    assert await bot.run() == 0
    bot.at(days=30)
    await bot.run()
    assert (await bot.states(taken))[30] == "asked"
    assert len(bot.port.sent) == 1


async def test_deleted_it_is_not_asked(bot):
    taken = await bot.take()
    bot.at(days=30)
    job = await bot.store.jobs.claim([KIND])
    assert await bot.store.evaluations.delete(taken.id, MEMBER)
    await bot.follow_ups.ask(job)
    bot.at(days=100)
    assert await bot.run() == 0
    assert bot.port.sent == []


async def test_after_stop_nothing_is_asked_about_any_job(bot):
    first, second = await bot.take(), await bot.take()
    bot.at(days=30)
    await bot.run()
    assert len(bot.port.sent) == 2
    await stop(bot.store, MEMBER)
    third = await bot.take()
    assert third is None
    bot.at(days=100)
    await bot.run()
    assert len(bot.port.sent) == 2
    for one in (first, second):
        assert await bot.states(one) == {30: "stopped", 90: "stopped"}


async def test_who_wants_no_questions_when_they_fall_due_is_not_asked(bot):
    await bot.take()
    await bot.store.members.stop_asking(MEMBER)
    bot.at(days=30)
    await bot.run()
    assert bot.port.calls == []


async def test_stopped_between_two_tries_it_is_not_asked(bot):
    taken = await bot.take()
    bot.at(days=30)
    bot.port.trouble("post", Busy("wait"))
    await bot.run()
    await stop(bot.store, MEMBER)
    bot.at(days=31)
    await bot.run()
    assert (await bot.states(taken))[30] == "stopped"
    assert bot.port.sent == []


async def test_allowed_again_the_next_job_is_asked_about(bot):
    before = await bot.take()
    await stop(bot.store, MEMBER)
    await bot.store.members.ask_again(MEMBER)
    after = await bot.take()
    bot.at(days=30)
    await bot.run()
    assert await bot.states(before) == {30: "stopped", 90: "stopped"}
    assert await bot.states(after) == {30: "asked", 90: "planned"}
    assert len(bot.port.sent) == 1
