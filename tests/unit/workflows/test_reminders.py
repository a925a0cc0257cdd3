"""Reminding, with the real store and runner; Discord refuses, cuts off and loses answers."""

from datetime import timedelta

import pytest

from bot.jobs.runner import TRIES
from bot.workflows import met as doing
from bot.workflows import network
from bot.workflows.port import Busy, Closed, Gone, NotAllowed
from tests.unit.workflows.asking import MEMBER, NOON, Killed
from tests.unit.workflows.reminding import opened

CALLS = ("open_direct", "find_post", "post")
STRANGER = 301


@pytest.fixture
async def bot(tmp_path):
    async with opened(tmp_path) as bot:
        yield bot


async def states(bot, met):
    return [one.state for one in await bot.store.reminders.of_met(met.id)]


async def test_reminded_on_the_day_and_once(bot):
    met = await bot.meet(days=10)
    bot.at(days=9, hours=23)
    assert await bot.run() == 0
    bot.at(days=10)
    assert await bot.run() == 1
    bot.at(days=400)
    assert await bot.run() == 0
    assert bot.said == ["Ana"]
    assert await states(bot, met) == ["sent"]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("away", [0, 2], ids=["at once", "days later"])
async def test_killed_at_any_call_it_reminds_once(bot, call, after, away):
    met, _ = await bot.meet(days=10), await bot.plan("Ben", days=10)
    bot.at(days=10)
    bot.port.trouble(call, Killed(), after=after, times=2)
    for _ in range(2):
        with pytest.raises(Killed):
            await bot.runner.run_due()
        bot.begin()
    await bot.store.jobs.take_up_again()
    bot.at(days=10 + away)
    await bot.run()
    assert sorted(bot.said) == ["Ana", "Ben"]
    assert await states(bot, met) == ["sent"]


@pytest.mark.parametrize("after", [False, True], ids=["refused", "answer lost"])
@pytest.mark.parametrize("error", [Busy("wait"), ConnectionResetError("gone")], ids=["busy", "cut"])
async def test_trouble_that_passes_is_tried_again(bot, after, error):
    await bot.meet(days=10)
    await bot.plan("Ben", days=10)
    bot.at(days=10)
    bot.port.trouble("post", error, after=after, times=2)
    await bot.run()
    bot.at(days=10, hours=1)
    await bot.run()
    assert sorted(bot.said) == ["Ana", "Ben"]


@pytest.mark.parametrize("refusal", [Closed("no"), Gone("no"), NotAllowed("no")])
@pytest.mark.parametrize("call", CALLS)
async def test_without_a_way_to_the_member_it_waits_in_the_list(bot, call, refusal):
    met, plan = await bot.meet(days=10), await bot.plan("Ben", days=10)
    bot.at(days=10)
    bot.port.trouble(call, refusal, times=2)
    await bot.run()
    assert await states(bot, met) == ["listed"]
    listed = await bot.store.reminders.listed_of(plan.id)
    assert listed.person_id is not None
    assert bot.said == []


async def test_after_the_last_try_it_waits_in_the_list(bot):
    met = await bot.meet(days=10)
    bot.port.trouble("post", ConnectionResetError("gone"), times=TRIES)
    for hours in range(0, 12 * TRIES, 6):
        bot.at(days=10, hours=hours)
        await bot.run()
    assert await states(bot, met) == ["listed"]


@pytest.mark.parametrize("by_message", [None, False], ids=["never asked", "said no"])
async def test_without_consent_nothing_is_sent(bot, by_message):
    met = await bot.meet(days=10, by_message=by_message)
    bot.at(days=10)
    await bot.run()
    assert await states(bot, met) == ["listed"]
    assert bot.port.calls == []


async def test_put_off_it_comes_on_the_other_day_alone(bot):
    met = await bot.meet(days=10)
    later = NOON + timedelta(days=20)
    await doing.put_off(bot.store, met, later.date(), later)
    bot.at(days=19)
    await bot.run()
    assert bot.said == []
    bot.at(days=20)
    await bot.run()
    assert bot.said == ["Ana"]
    assert await states(bot, met) == ["over", "sent"]


async def test_done_nothing_is_sent_until_another_day_is_named(bot):
    met = await bot.meet(days=10)
    assert (await doing.finish(bot.store, met)).state == "done"
    bot.at(days=11)
    await bot.run()
    assert bot.said == []
    due = NOON + timedelta(days=30)
    assert (await doing.put_off(bot.store, met, due.date(), due)).state == "open"
    bot.at(days=30)
    await bot.run()
    assert bot.said == ["Ana"]


async def test_another_name_alone_is_no_other_reminder(bot):
    met = await bot.meet(days=10)
    await doing.change(bot.store, met, {"name": "Anna", "day": met.day, "due": met.due})
    bot.at(days=10)
    await bot.run()
    assert bot.said == ["Anna"]
    assert await states(bot, met) == ["sent"]


async def test_deleted_the_message_says_no_name_any_more(bot):
    met = await bot.meet(days=10)
    bot.at(days=10)
    await bot.run()
    assert await doing.delete(bot.store, met, bot.clock.now())
    assert not await doing.delete(bot.store, met, bot.clock.now())
    await bot.run()
    assert bot.port.edited == {0: "cleared"}


async def test_deleted_while_it_was_being_sent_the_message_is_cleared(bot):
    met = await bot.meet(days=10)
    bot.at(days=10)
    post = bot.port.post

    async def and_delete(*sent):
        message_id = await post(*sent)
        await doing.delete(bot.store, met, bot.clock.now())
        return message_id

    bot.port.post = and_delete
    await bot.run()
    assert bot.port.edited == {0: "cleared"}


async def test_nudges_name_one_person_at_a_time_who_has_waited_longest(bot):
    plan = await bot.plan("Ana", "Ben", "Cy", days=10)
    ana, ben, _ = await bot.store.network.people(plan.id, MEMBER)
    bot.at(days=1)
    await network.set_state(bot.store, ana.id, MEMBER, "contacted")
    await network.set_state(bot.store, ben.id, MEMBER, "yes")
    bot.at(days=10)
    await bot.run()
    bot.at(days=20)
    await bot.run()
    assert bot.said == ["Cy", "Cy"]
    [cy] = [one for one in await bot.store.network.people(plan.id, MEMBER) if one.name == "Cy"]
    await network.set_state(bot.store, cy.id, MEMBER, "no")
    bot.at(days=30)
    await bot.run()
    await network.set_state(bot.store, ana.id, MEMBER, "yes")
    bot.at(days=60)
    await bot.run()
    assert bot.said == ["Cy", "Cy", "Ana"]


async def test_away_over_several_intervals_one_nudge_comes(bot):
    plan = await bot.plan("Ana", days=10)
    bot.at(days=45)
    await bot.run()
    assert bot.said == ["Ana"]
    ahead = [one for one in await bot.store.reminders.of_plan(plan.id) if one.state == "planned"]
    assert [one.due for one in ahead] == [NOON + timedelta(days=50)]


async def test_in_the_list_one_nudge_waits_and_goes_once_something_was_said(bot):
    plan = await bot.plan("Ana", "Ben", where="list", days=10)
    for days in (10, 20):
        bot.at(days=days)
        await bot.run()
    every = [one.state for one in await bot.store.reminders.of_plan(plan.id)]
    assert every == ["over", "listed", "planned"]
    listed = await bot.store.reminders.listed_of(plan.id)
    await network.set_state(bot.store, listed.person_id, MEMBER, "contacted")
    assert await bot.store.reminders.listed_of(plan.id) is None
    assert bot.port.calls == []


@pytest.mark.parametrize("how", ["stop", "close", "delete", "off", "other"])
async def test_nudges_end_with_what_they_are_for(bot, how):
    plan = await bot.plan("Ana", days=10)
    match how:
        case "stop":
            await network.stop_nudges(bot.store, plan.id, MEMBER)
        case "close":
            await network.close(bot.store, plan, "done", "It happened")
        case "delete":
            await network.delete(bot.store, plan, bot.clock.now())
        case "off":
            await network.set_nudges(bot.store, plan, 10, None, bot.clock.now())
        case "other":
            await bot.store.plans.begin(MEMBER, goals=("Another",))
    bot.at(days=40)
    await bot.run()
    assert bot.said == []


async def test_a_parked_plan_nudges_again_once_it_is_taken_up(bot):
    plan = await bot.plan("Ana", days=10)
    await network.close(bot.store, plan, "parked", "")
    bot.at(days=40)
    await bot.run()
    taken = await network.take_up(bot.store, plan.id, MEMBER, NOON + timedelta(days=50))
    assert (taken.state, taken.active, taken.closed_at) == ("open", True, None)
    bot.at(days=50)
    await bot.run()
    assert bot.said == ["Ana"]


async def test_a_name_that_is_deleted_goes_from_its_nudges_too(bot):
    plan = await bot.plan("Ana", days=10)
    bot.at(days=10)
    await bot.run()
    [ana] = await bot.store.network.people(plan.id, MEMBER)
    assert await network.forget_person(bot.store, ana, MEMBER, bot.clock.now())
    await bot.run()
    assert bot.port.edited == {0: "cleared"}
    assert await bot.store.network.people(plan.id, MEMBER) == []


async def test_one_plan_is_active_and_another_is_chosen_back(bot):
    first = await bot.store.plans.begin(MEMBER, goals=("a",))
    second = await bot.store.plans.begin(MEMBER, goals=("b",))
    others = await bot.store.plans.begin(STRANGER, goals=("c",))
    assert (await bot.store.plans.active_of(MEMBER)).id == second.id
    await network.take_up(bot.store, first.id, MEMBER, NOON)
    assert (await bot.store.plans.active_of(MEMBER)).id == first.id
    assert (await bot.store.plans.active_of(STRANGER)).id == others.id
    assert [one.active for one in await bot.store.plans.of(MEMBER)] == [False, True]


async def test_what_is_anothers_is_not_there(bot):
    met, plan = await bot.meet(), await bot.plan("Ana")
    store = bot.store
    [ana] = await store.network.people(plan.id, MEMBER)
    assert await store.met.get(met.id, STRANGER) is None
    assert await store.plans.get(plan.id, STRANGER) is None
    assert await store.network.people(plan.id, STRANGER) == []
    assert await store.network.person(ana.id, STRANGER) is None
    assert await store.network.add_people(plan.id, STRANGER, None, ["Eve"]) == []
    role = {"name": "Host", "least": 1, "most": 1, "origin": None}
    assert await store.network.add_role(plan.id, STRANGER, **role) is None
    assert await network.set_state(store, ana.id, STRANGER, "yes") is None
    assert not await store.network.delete_person(ana.id, STRANGER)
    assert not await store.plans.delete(plan.id, STRANGER)
    typed_id = await store.typed_forms.keep(MEMBER, "met:new", {"who": "Ana"})
    assert await store.typed_forms.get(typed_id, STRANGER) is None
