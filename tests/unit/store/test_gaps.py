import asyncio

import pytest

DAY = 86_400


async def ask(store, text, guild_id=10, pointer_id=None):
    return await store.gaps.note(guild_id, text, text.lower(), pointer_id)


async def test_the_same_question_is_counted_and_not_kept_twice(store, clock):
    first = await ask(store, "Visa?")
    again = await ask(store, "visa?", pointer_id="pointer-rates")
    assert again.id == first.id
    assert (again.text, again.times, again.pointer_id) == ("visa?", 2, "pointer-rates")
    assert again.asked_at == clock.now()
    assert await store.gaps.listed(10, 5) == [again]


async def test_questions_asked_at_once_are_all_counted(store):
    await asyncio.gather(*(ask(store, "Visa?") for _ in range(10)))
    [gap] = await store.gaps.listed(10, 5)
    assert gap.times == 10


async def test_most_often_comes_first_and_the_newest_among_equals(store, tmp_path):
    for day, text in enumerate(["old", "twice", "new", "twice"]):
        (tmp_path / "clock").write_text(str(day * DAY))
        await ask(store, text)
    assert [gap.text for gap in await store.gaps.listed(10, 5)] == ["twice", "new", "old"]
    assert [gap.text for gap in await store.gaps.listed(10, 1, offset=1)] == ["new"]
    assert await store.gaps.count(10) == 3


async def test_guilds_see_and_settle_their_own_questions_only(store):
    ours, theirs = await ask(store, "Visa?", 10), await ask(store, "Visa?", 11)
    assert ours.id != theirs.id
    assert await store.gaps.get(10, theirs.id) is None
    assert not await store.gaps.settle(10, theirs.id)
    assert await store.gaps.settle(10, ours.id)
    assert not await store.gaps.settle(10, ours.id)
    assert await store.gaps.count(10) == 0
    assert (await store.gaps.get(11, theirs.id)) == theirs


async def test_a_settled_question_that_is_asked_again_comes_back_under_another_id(store):
    first = await ask(store, "Visa?")
    await store.gaps.settle(10, first.id)
    again = await ask(store, "Visa?")
    assert again.times == 1
    assert again.id > first.id


async def test_a_question_goes_90_days_after_it_was_last_asked(store, tmp_path):
    await ask(store, "Visa?")
    (tmp_path / "clock").write_text(str(90 * DAY))
    assert await store.purge() == {}
    assert (await ask(store, "Visa?")).times == 2
    (tmp_path / "clock").write_text(str(180 * DAY))
    assert await store.purge() == {}
    (tmp_path / "clock").write_text(str(180 * DAY + 1))
    assert (await ask(store, "Visa?")).times == 1  # not purged yet, but it was forgotten
    (tmp_path / "clock").write_text(str(271 * DAY))
    assert await store.purge() == {"advice_gaps": 1}


@pytest.mark.parametrize("text", ["", "x" * 301])
async def test_a_text_that_cannot_be_kept_is_an_error(store, text):
    with pytest.raises(ValueError, match="can be kept"):
        await ask(store, text)
