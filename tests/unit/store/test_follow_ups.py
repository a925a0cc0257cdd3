import asyncio
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy.exc import IntegrityError

from bot.gigs.answers import Known
from bot.store import Store
from bot.store.engine import Database

MEMBER, GUILD = 300, 100


@pytest.fixture
async def other(store, path, clock):
    """Give the same database over connections of its own."""
    database = Database(path)
    yield Store(database, clock)
    await database.close()


async def begin(store, user_id=MEMBER):
    offer = await store.evaluations.begin(
        user_id=user_id,
        guild_id=GUILD,
        channel_id=200,
        place="dm",
        currency=None,
        known=Known(),
        typed={},
    )
    return offer.id


async def plan(store, clock, evaluation_id=None, day=30, user_id=MEMBER):
    if evaluation_id is None:
        evaluation_id = await begin(store, user_id)
    due = clock.now() + timedelta(days=day)
    return await store.follow_ups.plan(evaluation_id, user_id, GUILD, day, due)


async def ask(store, clock, **chosen):
    planned = await plan(store, clock, **chosen)
    await store.follow_ups.take_to_ask(planned.id)
    return await store.follow_ups.asked(planned.id, 7, 8)


async def test_each_day_is_planned_once(store, other, clock):
    evaluation_id = await begin(store)
    planned = await asyncio.gather(
        *(plan(rooms, clock, evaluation_id, day) for rooms in (store, other) for day in (30, 90))
    )
    early, late = await store.follow_ups.of(evaluation_id)
    assert {one.id for one in planned} == {early.id, late.id}
    assert (early.day, early.due) == (30, clock.now() + timedelta(days=30))
    assert (late.day, late.state, late.tries) == (90, "planned", 0)
    assert (early.user_id, early.guild_id, early.message_id) == (MEMBER, GUILD, None)
    assert await store.follow_ups.get(early.id) == early
    assert await store.follow_ups.get(late.id + 1) is None


async def test_planned_again_it_stays_as_it_is(store, clock):
    planned = await plan(store, clock)
    await store.follow_ups.stop(MEMBER)
    again = await store.follow_ups.plan(
        planned.evaluation_id, MEMBER, GUILD, 30, planned.due + timedelta(days=1)
    )
    assert again == replace(planned, state="stopped")


async def test_nothing_is_planned_for_what_was_deleted(store, clock):
    evaluation_id = await begin(store)
    await store.evaluations.delete(evaluation_id, MEMBER)
    assert await plan(store, clock, evaluation_id) is None


async def test_a_member_in_direct_messages_has_no_guild(store, clock):
    evaluation_id = await begin(store)
    planned = await store.follow_ups.plan(evaluation_id, MEMBER, None, 90, clock.now())
    assert planned.guild_id is None


async def test_there_is_no_third_day(store, clock):
    with pytest.raises(IntegrityError, match="CHECK"):
        await plan(store, clock, day=60)


async def test_it_is_asked_once(store, clock, tmp_path):
    planned = await plan(store, clock)
    (tmp_path / "clock").write_text("60")
    sending = await store.follow_ups.take_to_ask(planned.id)
    assert sending == replace(planned, state="sending", tries=1)
    asked = await store.follow_ups.asked(planned.id, 7, 8)
    assert asked == replace(
        sending, state="asked", channel_id=7, message_id=8, asked_at=clock.now()
    )
    assert await store.follow_ups.take_to_ask(planned.id) is None
    assert await store.follow_ups.asked(planned.id, 7, 9) is None
    assert await store.follow_ups.list_instead(planned.id) is None
    assert await store.follow_ups.get(planned.id) == asked


async def test_who_takes_one_that_may_be_out_already_is_told(store, other, clock):
    planned = await plan(store, clock)
    taken = await asyncio.gather(
        *(rooms.follow_ups.take_to_ask(planned.id) for rooms in (store, other, store))
    )
    assert sorted(one.tries for one in taken) == [1, 2, 3]
    given = await asyncio.gather(
        *(rooms.follow_ups.asked(planned.id, 7, n) for n, rooms in enumerate((store, other)))
    )
    assert given.count(None) == 1


async def test_without_a_private_place_it_waits_in_the_list(store, clock):
    planned, refused = await plan(store, clock), await plan(store, clock)
    await store.follow_ups.take_to_ask(refused.id)
    assert (await store.follow_ups.list_instead(planned.id)).state == "listed"
    assert (await store.follow_ups.list_instead(refused.id)).state == "listed"
    assert await store.follow_ups.list_instead(planned.id) is None
    assert await store.follow_ups.take_to_ask(planned.id) is None
    assert [one.id for one in await store.follow_ups.waiting_of(MEMBER)] == [
        planned.id,
        refused.id,
    ]


async def test_answers_come_one_by_one_until_it_is_done(store, clock, tmp_path):
    asked = await ask(store, clock)
    answer = store.follow_ups.answer
    one = await answer(asked.id, MEMBER, more_work="new", leads=2)
    assert one == replace(asked, more_work="new", leads=2)
    two = await answer(
        asked.id, MEMBER, real_hours=Decimal("22.50"), received=Decimal("650.00"), statement=False
    )
    assert await store.follow_ups.waiting_of(MEMBER) == [two]
    (tmp_path / "clock").write_text("60")
    last = await answer(asked.id, MEMBER, again="maybe", done=True)
    assert last == replace(two, again="maybe", state="answered", answered_at=clock.now())
    assert (str(last.real_hours), str(last.received)) == ("22.50", "650.00")
    assert await store.follow_ups.waiting_of(MEMBER) == []
    (tmp_path / "clock").write_text("120")
    changed = await answer(asked.id, MEMBER, again="yes", done=True)
    assert changed == replace(last, again="yes")
    assert await store.follow_ups.get(asked.id) == changed


async def test_different_answers_at_once_all_stand_and_it_ends(store, other, clock):
    asked = await ask(store, clock)
    await asyncio.gather(
        store.follow_ups.answer(asked.id, MEMBER, more_work="same"),
        other.follow_ups.answer(asked.id, MEMBER, again="yes"),
    )
    ended = await asyncio.gather(
        *(
            rooms.follow_ups.answer(asked.id, MEMBER, leads=n, done=True)
            for n, rooms in enumerate([store, other])
        )
    )
    kept = await store.follow_ups.get(asked.id)
    assert kept in ended
    assert (kept.more_work, kept.again, kept.state) == ("same", "yes", "answered")


async def test_an_answer_counts_though_the_bot_was_killed_before_it_noted_the_message(store, clock):
    planned = await plan(store, clock)
    await store.follow_ups.take_to_ask(planned.id)
    assert (await store.follow_ups.answer(planned.id, MEMBER, again="yes")).state == "sending"
    assert (await store.follow_ups.take_to_ask(planned.id)).tries == 2
    assert (await store.follow_ups.asked(planned.id, 7, 8)).again == "yes"


async def test_only_its_member_answers_and_only_once_it_is_asked(store, clock):
    planned, asked = await plan(store, clock), await ask(store, clock)
    assert await store.follow_ups.answer(planned.id, MEMBER, again="yes") is None
    assert await store.follow_ups.answer(asked.id, 301, again="yes") is None
    with pytest.raises(TypeError, match="state"):
        await store.follow_ups.answer(asked.id, MEMBER, state="planned")
    for wrong in ({"more_work": "lots"}, {"again": "never"}):
        with pytest.raises(IntegrityError, match="CHECK"):
            await store.follow_ups.answer(asked.id, MEMBER, **wrong)


async def test_stop_asking_ends_everything_unanswered(store, clock):
    planned, sending, listed = [await plan(store, clock) for _ in range(3)]
    asked, answered = [await ask(store, clock) for _ in range(2)]
    theirs = await ask(store, clock, user_id=301)
    await store.follow_ups.take_to_ask(sending.id)
    await store.follow_ups.list_instead(listed.id)
    await store.follow_ups.answer(asked.id, MEMBER, again="no")
    await store.follow_ups.answer(answered.id, MEMBER, again="no", done=True)

    assert await store.follow_ups.stop(MEMBER) == 4
    assert await store.follow_ups.stop(MEMBER) == 0

    for one in (planned, sending, listed, asked):
        assert (await store.follow_ups.get(one.id)).state == "stopped"
    assert (await store.follow_ups.get(answered.id)).state == "answered"
    assert await store.follow_ups.waiting_of(301) == [theirs]
    assert await store.follow_ups.take_to_ask(planned.id) is None
    assert await store.follow_ups.asked(sending.id, 7, 8) is None
    assert await store.follow_ups.answer(asked.id, MEMBER, again="yes") is None


async def test_a_job_not_taken_after_all_is_not_asked_about(store, clock):
    asked = await ask(store, clock)
    late = await plan(store, clock, asked.evaluation_id, day=90)
    assert await store.follow_ups.unplan(asked.evaluation_id) == 1
    assert await store.follow_ups.of(asked.evaluation_id) == [asked]
    anew = await plan(store, clock, asked.evaluation_id, day=90)
    assert anew.id > late.id
