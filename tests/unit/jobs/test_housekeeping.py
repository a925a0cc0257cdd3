from datetime import UTC, datetime, timedelta

import pytest

from bot.jobs.housekeeping import KIND, Housekeeping, next_round


@pytest.fixture
async def housekeeping(store, clock, runner):
    housekeeping = Housekeeping(store, clock)
    runner.handle(KIND, housekeeping.do)
    await housekeeping.plan()
    return housekeeping


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2026, 11, 22, 3, 59, tzinfo=UTC), datetime(2026, 11, 22, 4, tzinfo=UTC)),
        (datetime(2026, 11, 22, 4, tzinfo=UTC), datetime(2026, 11, 23, 4, tzinfo=UTC)),
        (datetime(2026, 12, 31, 23, tzinfo=UTC), datetime(2027, 1, 1, 4, tzinfo=UTC)),
    ],
)
def test_the_next_round_is_at_four(now, expected):
    assert next_round(now) == expected


async def test_one_round_a_day_however_often_the_bot_starts(store, clock, runner, housekeeping):
    for _ in range(3):
        await housekeeping.plan()
    assert await runner.run_due() == 0
    rounds = 0
    for _ in range(5):
        clock.move(days=1)
        rounds += await runner.run_due()
    assert rounds == 5


async def test_after_a_week_away_there_is_one_round_and_the_next_is_planned(
    store, clock, runner, housekeeping
):
    clock.move(days=7)
    assert await runner.run_due() == 1
    assert await store.jobs.next_due([KIND]) == next_round(clock.now())


async def test_a_server_that_was_left_a_month_ago_is_forgotten(store, clock, runner, housekeeping):
    await store.guild_settings.set(7, zone="Europe/Berlin")
    await store.departures.note(7)
    clock.move(days=29)
    await runner.run_due()
    assert (await store.guild_settings.get(7)).zone == "Europe/Berlin"
    clock.move(days=2)
    await runner.run_due()
    assert (await store.guild_settings.get(7)).zone == "UTC"


async def test_jobs_that_ended_a_month_ago_are_gone_and_waiting_ones_stay(
    store, clock, runner, diary, housekeeping
):
    runner.handle("tip", diary.write)
    await store.jobs.schedule("tip", "done", clock.now())
    await store.jobs.schedule("tip", "next year", clock.now() + timedelta(days=365))
    await runner.run_due()

    clock.move(days=29)
    await runner.run_due()
    assert await store.jobs.get("done") is not None

    clock.move(days=2)
    await runner.run_due()
    assert await store.jobs.get("done") is None
    assert await store.jobs.get("next year") is not None


async def test_a_round_that_fails_is_not_the_last(store, clock, runner, housekeeping, monkeypatch):
    async def fail():
        raise OSError("disk full")

    monkeypatch.setattr(store, "purge", fail)
    clock.move(days=1)
    await runner.run_due()
    assert await store.jobs.next_due([KIND]) < next_round(clock.now())  # a retry
    clock.move(days=1)
    monkeypatch.undo()
    assert await runner.run_due() == 2  # the retry and the next round
