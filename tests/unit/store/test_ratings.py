import asyncio
from contextlib import closing
from sqlite3 import connect

from bot.store import Rating, Store


async def test_answers_are_counted_for_each_guild_and_entry(store):
    await store.ratings.rate(1, 10, "venues", helpful=True)
    await store.ratings.rate(2, 10, "venues", helpful=False)
    await store.ratings.rate(3, 10, "rates", helpful=False)
    await store.ratings.rate(4, 11, "venues", helpful=False)
    await store.ratings.rate(5, None, "venues", helpful=False)
    assert await store.ratings.of(10, "venues") == Rating("venues", helpful=1, unhelpful=1)
    assert await store.ratings.of(11, "venues") == Rating("venues", helpful=0, unhelpful=1)
    assert await store.ratings.of(None, "venues") == Rating("venues", helpful=0, unhelpful=1)
    assert await store.ratings.of(10, "other") == Rating("other", helpful=0, unhelpful=0)


async def test_one_card_counts_once_and_its_first_answer_stands(store):
    answers = await asyncio.gather(
        *(store.ratings.rate(1, 10, "venues", helpful=n % 2 == 0) for n in range(6))
    )
    assert len(set(answers)) == 1
    counted = await store.ratings.of(10, "venues")
    assert counted.helpful + counted.unhelpful == 1
    assert counted.helpful == answers[0]
    await store.ratings.rate(1, 10, "rates", helpful=True)  # the card has turned to another entry
    assert (await store.ratings.of(10, "rates")).helpful == 1


async def test_what_was_found_unhelpful_comes_most_often_first(store):
    for card, (entry_id, helpful) in enumerate(
        [("a", False), ("b", False), ("b", False), ("c", True), ("d", False), ("d", True)]
    ):
        await store.ratings.rate(card, 10, entry_id, helpful=helpful)
    found = await store.ratings.unhelpful(10, 3)
    assert [one.entry_id for one in found] == ["b", "a", "d"]
    assert found[0] == Rating("b", helpful=0, unhelpful=2)
    assert await store.ratings.unhelpful(11, 3) == []


async def test_counts_stay_when_the_cards_are_forgotten(store, tmp_path):
    await store.ratings.rate(1, 10, "venues", helpful=True)
    (tmp_path / "clock").write_text(str(31 * 86_400))
    assert await store.purge() == {"advice_rated_cards": 1}
    assert (await store.ratings.of(10, "venues")).helpful == 1


async def test_counts_survive_the_end_of_the_bot_and_name_nobody(path, migrations, clock):
    async with Store.open(path, migrations, clock) as store:
        await store.ratings.rate(123456, 10, "venues", helpful=True)
    async with Store.open(path, migrations, clock) as store:
        assert await store.ratings.rate(123456, 10, "venues", helpful=False)
        assert (await store.ratings.of(10, "venues")).unhelpful == 0
    with closing(connect(path)) as connection:
        assert "123456" not in "\n".join(connection.iterdump())
