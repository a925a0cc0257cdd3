from datetime import timedelta

import pytest

HOUR = timedelta(hours=1)


async def test_scheduling_twice_is_scheduling_once(store, clock):
    first = await store.jobs.schedule("tip", "tip:1", clock.now(), {"n": 1}, guild_id=5, user_id=6)
    again = await store.jobs.schedule("tip", "tip:1", clock.now() + HOUR, {"n": 2})
    assert again == first
    assert (first.state, first.payload, first.guild_id, first.user_id) == (
        "waiting",
        {"n": 1},
        5,
        6,
    )


async def test_a_waiting_job_can_be_moved(store, clock):
    first = await store.jobs.schedule("tip", "tip:1", clock.now(), {"n": 1})
    moved = await store.jobs.schedule("tip", "tip:1", clock.now() + HOUR, {"n": 2}, move=True)
    assert (moved.id, moved.due, moved.payload) == (first.id, clock.now() + HOUR, {"n": 2})
    assert await store.jobs.next_due(["tip"]) == clock.now() + HOUR


@pytest.mark.parametrize("move", [False, True])
async def test_what_is_done_or_under_way_is_not_scheduled_again(store, clock, move):
    await store.jobs.schedule("tip", "tip:1", clock.now())
    claimed = await store.jobs.claim(["tip"])
    for state in ("running", "done"):
        if state == "done":
            assert await store.jobs.finish(claimed)
        again = await store.jobs.schedule("tip", "tip:1", clock.now() + HOUR, move=move)
        assert (again.state, again.due) == (state, clock.now())


async def test_a_waiting_job_can_be_cancelled_and_a_running_one_cannot(store, clock):
    await store.jobs.schedule("tip", "tip:1", clock.now())
    assert await store.jobs.cancel("tip:1")
    assert not await store.jobs.cancel("tip:1")
    assert await store.jobs.get("tip:1") is None

    await store.jobs.schedule("tip", "tip:1", clock.now())
    await store.jobs.claim(["tip"])
    assert not await store.jobs.cancel("tip:1")


async def test_an_id_is_never_given_twice(store, clock):
    first = await store.jobs.schedule("tip", "tip:1", clock.now())
    await store.jobs.cancel("tip:1")
    assert (await store.jobs.schedule("tip", "tip:1", clock.now())).id > first.id


@pytest.mark.parametrize("move", [False, True])
async def test_a_key_belongs_to_one_kind(store, clock, move):
    job = await store.jobs.schedule("tip", "key", clock.now())
    with pytest.raises(ValueError, match="another kind"):
        await store.jobs.schedule("reminder", "key", clock.now() + HOUR, move=move)
    assert await store.jobs.get("key") == job


async def test_a_payload_is_small(store, clock):
    with pytest.raises(ValueError, match="too long"):
        await store.jobs.schedule("tip", "tip:1", clock.now(), {"text": "x" * 1_000})


async def test_what_was_claimed_anew_is_no_longer_the_first_claimers(store, clock):
    await store.jobs.schedule("tip", "tip:1", clock.now())
    first = await store.jobs.claim(["tip"])
    await store.jobs.take_up_again()
    second = await store.jobs.claim(["tip"])
    assert not await store.jobs.finish(first)
    assert (await store.jobs.get("tip:1")).state == "running"
    assert await store.jobs.finish(second)
