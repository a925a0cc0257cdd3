import asyncio

import pytest

from bot.store import Store


async def test_a_key_is_kept_once_and_for_ever(path, migrations, clock):
    async with Store.open(path, migrations, clock) as store:
        assert await store.keys.get_or_add("posts", b"a" * 32) == b"a" * 32
        assert await store.keys.get_or_add("other", b"b" * 32) == b"b" * 32
    async with Store.open(path, migrations, clock) as store:
        assert await store.keys.get_or_add("posts", b"c" * 32) == b"a" * 32


async def test_of_many_that_bring_a_key_all_get_the_same(store, other):
    keys = await asyncio.gather(
        *(
            rooms.keys.get_or_add("posts", bytes([number]) * 32)
            for number, rooms in enumerate([store, other] * 4)
        )
    )
    assert len(set(keys)) == 1


@pytest.mark.parametrize("length", [0, 31, 33])
async def test_a_key_of_another_length_is_an_error(store, length):
    with pytest.raises(ValueError, match="32"):
        await store.keys.get_or_add("posts", b"a" * length)
