import asyncio

GUILD = 100


async def test_each_channel_is_read_up_to_its_newest_message(store, other):
    await asyncio.gather(
        *(
            rooms.seen.seen(GUILD, 200, message_id)
            for message_id, rooms in zip([3, 9, 1, 7], [store, other] * 2, strict=True)
        ),
        store.seen.seen(GUILD, 201, 5),
        store.seen.seen(101, 202, 6),
    )
    assert await store.seen.of(GUILD) == {200: 9, 201: 5}
    assert await store.seen.of(102) == {}


async def test_a_channel_that_was_deleted_is_forgotten(store):
    await store.seen.seen(GUILD, 200, 3)
    await store.seen.forget(200)
    await store.seen.forget(200)
    assert await store.seen.of(GUILD) == {}
