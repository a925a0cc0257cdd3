import asyncio
import logging
from datetime import datetime

import pytest

from bot.errors import CannotStart
from bot.jobs import Runner
from bot.jobs.backups import KIND, Backups
from bot.store import Store
from bot.store.copying import problem_in


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "backups"


@pytest.fixture
async def backups(store, clock, path, folder, runner):
    nightly = Backups(store.jobs, clock, path, folder, kept=3)
    runner.handle(KIND, nightly.do)
    await nightly.begin()
    return nightly


def names(folder):
    return sorted(file.name for file in folder.iterdir())


async def test_each_night_has_its_backup_and_the_newest_stay(
    clock, runner, folder, backups, caplog
):
    caplog.set_level(logging.INFO)
    (folder / "biztalk-notes.db").write_text("mine")
    (folder / ".biztalk-2026-11-20.db.part").write_text("what a killed bot left")
    assert await runner.run_due() == 0
    for _ in range(5):
        clock.move(days=1)
        assert await runner.run_due() == 1
    *ours, theirs = names(folder)
    assert ours == [f"biztalk-2026-11-{day}.db" for day in (25, 26, 27)]
    assert theirs == "biztalk-notes.db"
    assert all(problem_in(folder / name) is None for name in ours)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert f"backed up to {folder}/biztalk-2026-11-27.db" in caplog.text


async def test_it_is_planned_once_however_often_the_bot_starts(store, backups):
    await backups.begin()
    due = await store.jobs.next_due([KIND])
    assert due == datetime(2026, 11, 23, 4, 30, tzinfo=due.tzinfo)


async def test_a_night_that_failed_is_tried_again_and_told(clock, runner, folder, backups, caplog):
    (folder / "biztalk-2026-11-23.db").mkdir(parents=True)
    clock.move(days=1)
    await runner.run_due()
    assert "is a folder" in caplog.text
    (folder / "biztalk-2026-11-23.db").rmdir()
    clock.move(minutes=1)
    assert await runner.run_due() == 1
    assert names(folder) == ["biztalk-2026-11-23.db"]


async def test_a_folder_that_cannot_be_written_is_told_at_the_start(store, clock, path, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CannotStart, match="BIZTALK_BACKUPS"):
        await Backups(store.jobs, clock, path, tmp_path / "file" / "backups", 3).begin()


async def test_switched_off_what_was_planned_comes_to_nothing(store, clock, path, folder, backups):
    clock.move(days=1)
    runner = Runner(store.jobs, clock)
    off = Backups(store.jobs, clock, path, None, kept=3)
    runner.handle(KIND, off.do)
    await off.begin()
    assert await runner.run_due() == 1
    assert names(folder) == []
    assert await store.jobs.next_due([KIND]) is None


@pytest.mark.parametrize("turns", [1, 5, 25, 125])
def test_cancelled_it_leaves_nothing_half(turns, path, migrations, clock, folder):
    async def cancel():
        async with Store.open(path, migrations, clock) as store:
            nightly = Backups(store.jobs, clock, path, folder, kept=3)
            await nightly.begin()
            clock.move(days=1)
            task = asyncio.create_task(nightly.do(await store.jobs.claim([KIND])))
            for _ in range(turns):
                await asyncio.sleep(0)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    asyncio.run(cancel())  # ends when the thread has ended
    assert set(names(folder)) <= {"biztalk-2026-11-23.db"}
