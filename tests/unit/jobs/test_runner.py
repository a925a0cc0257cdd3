import asyncio
import logging
from collections import Counter
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from sqlite3 import connect

import pytest

from bot.clock import MovableClock
from bot.jobs import Runner
from bot.jobs.runner import TRIES, delay_after
from bot.store import Store


@asynccontextmanager
async def running(runner):
    task = asyncio.create_task(runner.run())
    yield task
    runner.stop()
    async with asyncio.timeout(10):
        await task


async def test_jobs_run_when_due_and_once(store, clock, runner, diary):
    runner.handle("tip", diary.write)
    await store.jobs.schedule("tip", "later", clock.now() + timedelta(hours=1))
    await store.jobs.schedule("tip", "now", clock.now())

    assert await runner.run_due() == 1
    assert await runner.run_due() == 0
    clock.move(hours=1)
    assert await runner.run_due() == 1

    assert diary.keys == ["now", "later"]
    assert (await store.jobs.get("later")).state == "done"


async def test_moving_the_clock_wakes_the_runner(store, clock, runner, diary):
    runner.handle("tip", diary.write)
    await store.jobs.schedule("tip", "tip:1", clock.now() + timedelta(days=7))
    async with running(runner):
        await clock.somebody_waits()
        assert diary.keys == []
        clock.move(days=7)
        await diary.has(1)


async def test_another_process_can_move_the_clock(path, migrations, diary, clock, tmp_path):
    movable = MovableClock(tmp_path / "clock", wall=clock.now)
    async with Store.open(path, migrations, movable) as store:
        runner = Runner(store.jobs, movable)
        runner.handle("tip", diary.write)
        await store.jobs.schedule("tip", "tip:1", movable.now() + timedelta(days=7))
        async with running(runner):
            (tmp_path / "new").write_text("604800")
            (tmp_path / "new").replace(tmp_path / "clock")
            await diary.has(1)


async def test_a_job_scheduled_earlier_wakes_the_runner(store, clock, runner, diary):
    runner.handle("tip", diary.write)
    await store.jobs.schedule("tip", "next week", clock.now() + timedelta(days=7))
    async with running(runner):
        await clock.somebody_waits()
        await store.jobs.schedule("tip", "now", clock.now())
        await diary.has(1)
        async with store.together() as rooms:
            await rooms.jobs.schedule("tip", "now, with other things", clock.now())
        await diary.has(2)
    assert diary.keys == ["now", "now, with other things"]


async def test_a_job_moved_to_an_earlier_time_wakes_the_runner(store, clock, runner, diary):
    runner.handle("tip", diary.write)
    await store.jobs.schedule("tip", "tip:1", clock.now() + timedelta(days=7))
    async with running(runner):
        await clock.somebody_waits()
        await store.jobs.schedule("tip", "tip:1", clock.now(), move=True)
        await diary.has(1)


async def test_a_failing_job_is_tried_again_later_and_its_trace_logged(
    store, clock, runner, diary, caplog
):
    runner.handle("tip", diary.write)
    diary.failures = [ConnectionError("Discord is away")]
    await store.jobs.schedule("tip", "tip:1", clock.now())

    assert await runner.run_due() == 1
    job = await store.jobs.get("tip:1")
    assert (job.state, job.last_error) == ("waiting", "ConnectionError: Discord is away")
    assert "ConnectionError" in caplog.text

    clock.move(seconds=29)
    assert await runner.run_due() == 0
    clock.move(seconds=1)
    assert await runner.run_due() == 1
    job = await store.jobs.get("tip:1")
    assert (job.state, job.attempts, job.last_error) == ("done", 2, None)


async def test_a_job_that_never_works_is_failed_and_said_so(store, clock, runner, diary, caplog):
    runner.handle("tip", diary.write)
    diary.failures = [ValueError("no such channel")] * (TRIES + 5)
    start = clock.now()
    await store.jobs.schedule("tip", "tip:1", start)
    while (due := await store.jobs.next_due(["tip"])) is not None:
        clock.move(seconds=(due - clock.now()).total_seconds())
        await runner.run_due()

    assert len(diary.keys) == TRIES
    assert timedelta(days=1) < clock.now() - start < timedelta(days=2)
    job = await store.jobs.get("tip:1")
    assert (job.state, job.last_error) == ("failed", "ValueError: no such channel")
    assert "tip:1 is given up" in caplog.text


def test_delays_grow_to_a_limit():
    delays = [delay_after(attempts) for attempts in range(1, 100)]
    assert delays == sorted(delays)
    assert delays[:3] == [timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=8)]
    assert delays[-1] == timedelta(hours=6)


async def test_a_failing_job_does_not_stop_the_others(store, clock, runner, diary):
    runner.handle("tip", diary.write)
    diary.failures = [ValueError("broken")]
    for key in ("first", "second"):
        await store.jobs.schedule("tip", key, clock.now())
    async with running(runner):
        await diary.has(2)
    assert (await store.jobs.get("second")).state == "done"


async def test_a_job_of_unknown_kind_waits_and_is_mentioned_once(
    store, clock, runner, diary, caplog
):
    caplog.set_level(logging.WARNING)
    await store.jobs.schedule("juggle", "juggle:1", clock.now())
    for _ in range(3):
        assert await runner.run_due() == 0
    assert caplog.text.count("juggle") == 1
    assert (await store.jobs.get("juggle:1")).state == "waiting"

    runner.handle("juggle", diary.write)
    assert await runner.run_due() == 1


async def test_a_handler_added_while_running_finds_its_jobs(store, clock, runner, diary):
    await store.jobs.schedule("tip", "tip:1", clock.now())
    async with running(runner):
        runner.handle("tip", diary.write)
        await diary.has(1)


def test_a_kind_has_one_handler(runner, diary):
    runner.handle("tip", diary.write)
    with pytest.raises(ValueError, match="tip"):
        runner.handle("tip", diary.write)


async def test_what_a_killed_bot_was_doing_is_taken_up_at_the_next_start(
    path, migrations, clock, diary
):
    async def hang(_):
        begun.set()
        await asyncio.Event().wait()

    begun = asyncio.Event()
    async with Store.open(path, migrations, clock) as store:
        await store.jobs.schedule("tip", "tip:1", clock.now())
        runner = Runner(store.jobs, clock)
        runner.handle("tip", hang)
        task = asyncio.create_task(runner.run())
        await begun.wait()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert (await store.jobs.get("tip:1")).state == "running"

    async with Store.open(path, migrations, clock) as store:
        runner = Runner(store.jobs, clock)
        runner.handle("tip", diary.write)
        assert await runner.run_due() == 1
        assert (await store.jobs.get("tip:1")).state == "done"


async def test_a_job_that_always_ends_the_process_is_given_up(path, migrations, clock, diary):
    for start in range(TRIES + 1):
        async with Store.open(path, migrations, clock) as store:
            if start == 0:
                await store.jobs.schedule("tip", "tip:1", clock.now())
            if start < TRIES:
                assert await store.jobs.claim(["tip"])  # and then the bot dies
                continue
            runner = Runner(store.jobs, clock)
            runner.handle("tip", diary.write)
            await runner.run_due()
            assert (await store.jobs.get("tip:1")).state == "failed"
    assert diary.keys == []


async def test_two_runners_share_the_work_without_doing_it_twice(store, clock, diary):
    runners = [Runner(store.jobs, clock) for _ in range(2)]
    for runner in runners:
        runner.handle("tip", diary.write)
    for number in range(30):
        await store.jobs.schedule("tip", f"tip:{number}", clock.now())
    async with running(runners[0]), running(runners[1]):
        await diary.has(30)
    assert Counter(diary.keys) == {f"tip:{number}": 1 for number in range(30)}


async def test_a_second_runner_leaves_alone_what_the_first_is_doing(store, clock, diary):
    await store.jobs.schedule("tip", "tip:1", clock.now())
    assert await store.jobs.claim(["tip"])
    second = Runner(store.jobs, clock)
    second.handle("tip", diary.write)
    assert await second.run_due() == 0


async def test_a_slow_job_does_not_hold_up_the_others(store, clock, diary):
    async def slow(_):
        await diary.has(1)

    runner = Runner(store.jobs, clock, hands=2)
    runner.handle("slow", slow)
    runner.handle("tip", diary.write)
    await store.jobs.schedule("slow", "slow", clock.now() - timedelta(hours=1))
    await store.jobs.schedule("tip", "tip:1", clock.now())
    async with running(runner):
        await diary.has(1)
    assert (await store.jobs.get("slow")).state == "done"


async def test_stopping_lets_what_is_under_way_end_and_begins_nothing(store, clock, runner):
    async def work(_):
        begun.set()
        await may_end.wait()

    begun, may_end = asyncio.Event(), asyncio.Event()
    runner.handle("tip", work)
    for key in ("first", "second"):
        await store.jobs.schedule("tip", key, clock.now())
    task = asyncio.create_task(runner.run())
    await begun.wait()
    runner.stop()
    may_end.set()
    async with asyncio.timeout(10):
        await task
    states = [(await store.jobs.get(key)).state for key in ("first", "second")]
    assert states == ["done", "waiting"]


async def test_a_store_that_cannot_be_written_is_waited_for(store, clock, path, diary, caplog):
    def change(statement):
        with closing(connect(path)) as somebody_else:
            somebody_else.execute(statement)

    async def work(job):
        change("CREATE TRIGGER full BEFORE UPDATE ON jobs BEGIN SELECT RAISE(ABORT, 'full'); END")
        await diary.write(job)

    runner = Runner(store.jobs, clock)
    runner.handle("tip", work)
    await store.jobs.schedule("tip", "tip:1", clock.now())
    async with running(runner):
        await clock.somebody_waits()
        assert "could not be written yet" in caplog.text
        change("DROP TRIGGER full")
        clock.move(seconds=30)
    assert (await store.jobs.get("tip:1")).state == "done"
    assert diary.keys == ["tip:1"]


async def test_cancelling_the_runner_at_any_moment_harms_nothing(store, clock, diary):
    for number in range(40):
        await store.jobs.schedule("tip", f"tip:{number}", clock.now())
        runner = Runner(store.jobs, clock)
        runner.handle("tip", diary.write)
        task = asyncio.create_task(runner.run())
        for _ in range(number):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    await store.jobs.take_up_again()
    runner = Runner(store.jobs, clock)
    runner.handle("tip", diary.write)
    await runner.run_due()
    states = [(await store.jobs.get(f"tip:{number}")).state for number in range(40)]
    assert states == ["done"] * 40


async def test_a_hand_that_fails_is_kept_going(store, clock, runner, diary, monkeypatch):
    runner.handle("tip", diary.write)
    await store.jobs.schedule("tip", "tip:1", clock.now())
    whole, failures = store.jobs.claim, [OSError("odd")]

    async def claim(kinds):
        if failures:
            raise failures.pop()
        return await whole(kinds)

    async def keep(name, work):
        with pytest.raises(OSError, match="odd"):
            await work()
        await work()

    monkeypatch.setattr(store.jobs, "claim", claim)
    task = asyncio.create_task(runner.run(keep))
    await diary.has(1)
    runner.stop()
    async with asyncio.timeout(10):
        await task
