from datetime import timedelta

import pytest

JOIN = timedelta(minutes=10)


@pytest.fixture
async def jobs(store, clock):
    """Jobs that are done, failed, late, and due later."""
    for number, kind in enumerate(["tip", "tip", "card", "card"]):
        await store.jobs.schedule(kind, f"{kind}:{number}", clock.now())
    tip = await store.jobs.claim(["tip"])
    await store.jobs.finish(tip)
    card = await store.jobs.claim(["card"])
    await store.jobs.fail(card, "no such channel")
    await store.jobs.schedule("tip", "later", clock.now() + timedelta(days=1))
    return clock.now()


async def test_an_empty_store_has_nothing_waiting(store):
    levels = await store.levels.read()
    assert (levels.open_cases, levels.late_jobs) == (0, 0)
    assert not levels.jobs
    assert not levels.last_done


async def test_jobs_are_counted_by_kind_and_state(store, jobs, move):
    levels = await store.levels.read()
    assert levels.jobs == {
        ("tip", "done"): 1,
        ("tip", "waiting"): 2,
        ("card", "failed"): 1,
        ("card", "waiting"): 1,
    }
    assert levels.last_done == {"tip": jobs}


async def test_a_job_is_late_a_minute_after_it_fell_due(store, jobs, move):
    for seconds, late in ((0, 0), (60, 0), (61, 2), (86_400 + 61, 3)):
        move(seconds)
        assert (await store.levels.read()).late_jobs == late


async def test_open_cases_of_all_servers_count(store, sighting):
    await store.cases.open(sighting(1, guild_id=100), join_within=JOIN)
    case, _ = await store.cases.open(sighting(2, guild_id=101), join_within=JOIN)
    assert (await store.levels.read()).open_cases == 2
    await store.cases.decide(case.id, 101, 7, "not_promotion")
    assert (await store.levels.read()).open_cases == 1
