import asyncio
from dataclasses import replace
from decimal import Decimal

import pytest

from bot.gigs.answers import Afford, Known, Question, Reason, Room, Terms, Weight
from bot.store import Store
from bot.store.engine import Database

MEMBER = 300
OFFER = Known(job="Mix an EP", usual=Decimal(1000), offered=Decimal(650), hours=Decimal(20))
AMENDED = Known(usual=Decimal(900), jobs=6, discounted=1, room=Room.FLEXIBLE)


@pytest.fixture
async def other(store, path, clock):
    """Give the same database over connections of its own."""
    database = Database(path)
    yield Store(database, clock)
    await database.close()


async def begin(store):
    return await store.evaluations.begin(
        user_id=MEMBER,
        guild_id=100,
        channel_id=200,
        place="private",
        currency="EUR",
        known=OFFER,
        typed={},
    )


async def test_a_change_raises_the_revision_and_leaves_the_rest(store, tmp_path, clock):
    begun = await begin(store)
    (tmp_path / "clock").write_text("60")
    changed = await store.evaluations.change(
        begun.id,
        MEMBER,
        revision=0,
        state="asking",
        known=AMENDED,
        typed={"floor": "enough"},
        back_to="reasons",
        currency="JPY",
        words_shown=True,
        draft="Thanks for asking me.",
        home_id=7,
        card_id=8,
        place="dm",
    )
    assert changed == replace(
        begun,
        state="asking",
        known=AMENDED,
        typed={"floor": "enough"},
        back_to="reasons",
        currency="JPY",
        words_shown=True,
        draft="Thanks for asking me.",
        home_id=7,
        card_id=8,
        place="dm",
        revision=1,
        changed_at=clock.now(),
    )
    assert await store.evaluations.get(begun.id) == changed
    emptied = await store.evaluations.change(begun.id, MEMBER, revision=1, back_to=None, typed={})
    assert emptied == replace(changed, back_to=None, typed={}, revision=2)


async def test_a_stale_card_and_somebody_else_change_nothing(store):
    begun = await begin(store)
    first = await store.evaluations.change(begun.id, MEMBER, revision=0, back_to="numbers")
    assert await store.evaluations.change(begun.id, MEMBER, revision=0, state="cancelled") is None
    assert await store.evaluations.change(begun.id, 301, revision=1, state="cancelled") is None
    assert await store.evaluations.change(begun.id, 301, revision=None, state="cancelled") is None
    assert await store.evaluations.get(begun.id) == first
    anyway = await store.evaluations.change(begun.id, MEMBER, revision=None, words_shown=True)
    assert (anyway.revision, anyway.words_shown) == (2, True)


async def test_of_two_presses_at_once_one_takes_effect(store, other):
    begun = await begin(store)
    presses = [
        rooms.evaluations.change(begun.id, MEMBER, revision=0, back_to=f"{n}")
        for n, rooms in enumerate([store, other] * 5)
    ]
    taken = [change for change in await asyncio.gather(*presses) if change is not None]
    assert len(taken) == 1
    assert await other.evaluations.get(begun.id) == taken[0]
    assert taken[0].revision == 1


async def test_answers_to_different_questions_at_once_all_stand(store, other):
    begun = await begin(store)
    answers = {
        **{Question(reason): Known(reasons={reason: Weight.MAYBE}) for reason in Reason},
        Question.AFFORD: Known(afford=Afford.YES),
        Question.TERMS: Known(terms=Terms.WRITTEN),
        Question.ROOM: Known(room=Room.FIXED),
        Question.MOTIVE: Known(motive=False),
    }
    given = await asyncio.gather(
        *(
            rooms.evaluations.change(
                begun.id, MEMBER, revision=0, unless_answered=question, known=known
            )
            for rooms, (question, known) in zip([store, other] * 4, answers.items(), strict=True)
        )
    )
    assert None not in given
    after = await store.evaluations.get(begun.id)
    assert after.revision == 8
    assert after.known == replace(
        OFFER,
        reasons=dict.fromkeys(Reason, Weight.MAYBE),
        afford=Afford.YES,
        terms=Terms.WRITTEN,
        room=Room.FIXED,
        motive=False,
    )


async def test_of_two_answers_to_one_question_the_first_stands(store, other):
    begun = await begin(store)
    given = await asyncio.gather(
        *(
            rooms.evaluations.change(
                begun.id,
                MEMBER,
                revision=0,
                unless_answered=Question.AFFORD,
                known=Known(afford=afford),
            )
            for rooms, afford in [(store, Afford.YES), (other, Afford.NO)]
        )
    )
    [first] = [change for change in given if change is not None]
    assert (await store.evaluations.get(begun.id)) == first

    again = Known(afford=Afford.TIGHT)
    put_right = await store.evaluations.change(
        begun.id, MEMBER, revision=1, unless_answered=Question.AFFORD, known=again
    )
    assert put_right.known == replace(OFFER, afford=Afford.TIGHT)


async def test_a_stale_answer_does_not_reach_one_that_is_no_longer_open(store):
    begun = await begin(store)
    weighed = await store.evaluations.change(begun.id, MEMBER, revision=0, state="weighed")
    late = {"unless_answered": Question.MOTIVE, "known": Known(motive=True)}
    assert await store.evaluations.change(weighed.id, MEMBER, revision=0, **late) is None
    assert await store.evaluations.change(weighed.id, MEMBER, revision=None, **late) is None
    assert (await store.evaluations.get(weighed.id)).known.motive is None


async def test_what_an_evaluation_does_not_have_is_an_error(store):
    begun = await begin(store)
    with pytest.raises(TypeError, match="colour"):
        await store.evaluations.change(begun.id, MEMBER, revision=0, colour="blue")
    with pytest.raises(TypeError, match="began_at"):
        await store.evaluations.change(begun.id, MEMBER, revision=0, began_at=None)
    assert await store.evaluations.get(begun.id) == begun


async def test_several_changes_from_many_sides_lose_nothing(store, other):
    begun = await begin(store)

    async def press(rooms):
        while True:
            now = await rooms.evaluations.get(begun.id)
            known = replace(now.known, plays=(now.known.plays or 0) + 1)
            if await rooms.evaluations.change(begun.id, MEMBER, revision=now.revision, known=known):
                return

    await asyncio.gather(*(press(rooms) for rooms in [store, other] * 4))
    assert (await store.evaluations.get(begun.id)).known.plays == 8
