import asyncio
from decimal import Decimal

from bot.planning.audience import Point
from bot.planning.sessions import Answer, Question
from bot.store import Store

MEMBER, OTHER = 300, 301
TYPED = {"need": "30000", "hours": "20"}


async def test_a_floor_stays_until_it_is_forgotten(path, migrations, clock):
    async with Store.open(path, migrations, clock) as store:
        assert await store.floors.of(MEMBER) is None
        await store.floors.keep(MEMBER, TYPED, Decimal("34.10"), "EUR")
    async with Store.open(path, migrations, clock) as store:
        kept = await store.floors.of(MEMBER)
        assert (str(kept.hourly), kept.currency, kept.typed) == ("34.10", "EUR", TYPED)
        assert await store.floors.of(OTHER) is None
        await store.floors.forget(MEMBER)
        assert await store.floors.of(MEMBER) is None


async def test_a_floor_is_offered_only_to_whom_agreed(store):
    assert await store.floors.offer(MEMBER, is_offered=True) is None
    await store.floors.keep(MEMBER, TYPED, Decimal(34), None)
    assert await store.floors.offered(MEMBER) is None
    await store.floors.offer(MEMBER, is_offered=True)
    assert (await store.floors.offered(MEMBER)).hourly == 34
    await store.floors.keep(MEMBER, TYPED, Decimal(35), None)  # worked out anew: still agreed to
    assert (await store.floors.offered(MEMBER)).hourly == 35
    await store.floors.offer(MEMBER, is_offered=False)
    assert await store.floors.offered(MEMBER) is None


async def test_what_could_not_be_taken_is_kept_beside_what_was_worked_out(store):
    await store.floors.keep_typed(MEMBER, {"need": "some"})
    await store.floors.offer(MEMBER, is_offered=True)
    assert await store.floors.offered(MEMBER) is None
    await store.floors.keep(MEMBER, TYPED, Decimal(34), "EUR")
    kept = await store.floors.keep_typed(MEMBER, {"need": "lots"})
    assert (kept.hourly, kept.currency, kept.typed) == (34, "EUR", {"need": "lots"})


async def test_answers_about_the_audience_are_kept_one_by_one(store):
    assert await store.audience_checks.of(MEMBER) == {}
    await asyncio.gather(
        store.audience_checks.answer(MEMBER, Point.MERCH, is_there=True),
        store.audience_checks.answer(MEMBER, Point.REACH, is_there=False),
    )
    changed = await store.audience_checks.answer(MEMBER, Point.MERCH, is_there=False)
    assert changed == {Point.MERCH: False, Point.REACH: False}
    assert await store.audience_checks.of(MEMBER) == changed
    assert await store.audience_checks.of(OTHER) == {}
    await store.audience_checks.forget(MEMBER)
    assert await store.audience_checks.of(MEMBER) == {}


async def test_a_session_left_open_is_gone_on_with(store, move, clock):
    kept = store.session_checks
    first = await kept.begin(MEMBER)
    move(3600)
    again = await kept.begin(MEMBER)
    assert (again.id, again.began_at) == (first.id, clock.now())  # nothing was answered yet
    await kept.answer(first.id, MEMBER, Question.HEARD, Answer.PARTLY)
    move(7200)
    assert await kept.begin(MEMBER) == await kept.begin(MEMBER)
    assert (await kept.begin(MEMBER)).began_at == again.began_at
    assert (await kept.begin(MEMBER)).answers == {Question.HEARD: Answer.PARTLY}
    assert (await kept.begin(OTHER)).id != first.id
    assert await kept.last(MEMBER, 10) == []


async def test_the_last_ten_are_the_newest_that_were_answered(store):
    kept = store.session_checks
    for number in range(12):
        check = await kept.begin(MEMBER)
        for question in Question:
            answer = Answer.NO if number == 11 else Answer.YES
            await kept.answer(check.id, MEMBER, question, answer)
    await kept.begin(MEMBER)
    last = await kept.last(MEMBER, 10)
    assert [one.id for one in last] == list(range(12, 2, -1))
    assert set(last[0].answers.values()) == {Answer.NO}
    assert await kept.last(OTHER, 10) == []


async def test_a_session_belongs_to_its_member_alone(store):
    kept = store.session_checks
    check = await kept.begin(MEMBER)
    assert await kept.answer(check.id, OTHER, Question.EASE, Answer.NO) is None
    await kept.delete(check.id, OTHER)
    assert (await kept.answer(check.id, MEMBER, Question.EASE, Answer.NO)).answers
    await kept.delete(check.id, MEMBER)
    assert await kept.answer(check.id, MEMBER, Question.EASE, Answer.NO) is None
    assert (await kept.begin(MEMBER)).id != check.id
