import asyncio
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from sqlite3 import OperationalError, connect

import pytest
from sqlalchemy.exc import StatementError

from bot.store import CommandSync, GuildSettings, Store

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
BIG = 2**63 - 1


async def test_a_guild_without_settings_has_the_defaults(store):
    assert await store.guild_settings.get(1) == GuildSettings(1)


async def test_settings_change_one_by_one_and_guilds_stay_apart(store):
    await store.guild_settings.set(BIG, log_channel_id=BIG - 1, zone="Asia/Tokyo")
    after = await store.guild_settings.set(BIG, moderator_role_id=7)
    assert after == GuildSettings(
        BIG, log_channel_id=BIG - 1, moderator_role_id=7, zone="Asia/Tokyo"
    )
    assert await store.guild_settings.get(BIG) == after
    assert await store.guild_settings.get(2) == GuildSettings(2)
    assert (await store.guild_settings.set(BIG, log_channel_id=None)).log_channel_id is None


async def test_an_unknown_setting_is_an_error(store):
    with pytest.raises(TypeError):
        await store.guild_settings.set(1, colour="blue")


async def test_two_changes_at_once_both_stand(store):
    await asyncio.gather(
        *(
            store.guild_settings.set(1, **change)
            for change in ({"log_channel_id": 5}, {"zone": "Z"})
        )
    )
    assert await store.guild_settings.get(1) == GuildSettings(1, log_channel_id=5, zone="Z")


async def test_the_last_sync_of_each_scope_is_remembered(store):
    assert await store.command_sync.get(1, "global") is None
    await store.command_sync.record(1, "global", "a" * 64, "first")
    second = await store.command_sync.record(1, "global", "b" * 64, "second")
    await store.command_sync.record(1, "99", "c" * 64, "guild")
    assert second == CommandSync(1, "global", "b" * 64, "second", NOON)
    assert await store.command_sync.get(1, "global") == second


async def test_several_writes_together_are_all_or_nothing(store, clock):
    async def fail_midway():
        async with store.together() as rooms:
            await rooms.guild_settings.set(1, zone="Asia/Tokyo")
            await rooms.jobs.schedule("tip", "tip:1", clock.now())
            raise RuntimeError("midway")

    with pytest.raises(RuntimeError, match="midway"):
        await fail_midway()
    assert await store.guild_settings.get(1) == GuildSettings(1)
    assert await store.jobs.get("tip:1") is None

    async with store.together() as rooms:
        await rooms.guild_settings.set(1, zone="Asia/Tokyo")
        assert (await rooms.guild_settings.get(1)).zone == "Asia/Tokyo"
        await rooms.jobs.schedule("tip", "tip:1", clock.now())
    assert (await store.guild_settings.get(1)).zone == "Asia/Tokyo"
    assert await store.jobs.get("tip:1") is not None


async def test_a_write_inside_a_write_is_an_error_and_not_a_standstill(store):
    with pytest.raises(RuntimeError, match="together"):
        async with store.together():
            await store.guild_settings.set(1, zone="Asia/Tokyo")
    await store.guild_settings.set(1, zone="Asia/Tokyo")


async def test_nobody_writes_between_what_is_read_and_what_is_written(store, path):
    async with store.together() as rooms:
        before = await rooms.guild_settings.get(1)
        with (
            closing(connect(path, timeout=0, isolation_level=None)) as other,
            pytest.raises(OperationalError, match="locked"),
        ):
            other.execute("BEGIN IMMEDIATE")
        await rooms.guild_settings.set(1, zone=before.zone)


async def test_many_writers_and_readers_at_once_all_succeed(store, clock):
    await asyncio.gather(
        *(store.jobs.schedule("tip", f"tip:{n}", clock.now()) for n in range(40)),
        *(store.guild_settings.get(n) for n in range(40)),
    )
    assert [await store.jobs.get(f"tip:{n}") is not None for n in range(40)] == [True] * 40


async def test_a_write_cancelled_midway_leaves_the_store_usable(store):
    async def hang():
        async with store.together() as rooms:
            await rooms.guild_settings.set(1, zone="Asia/Tokyo")
            inside.set()
            await asyncio.Event().wait()

    inside = asyncio.Event()
    task = asyncio.create_task(hang())
    await inside.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert await store.guild_settings.get(1) == GuildSettings(1)
    await store.guild_settings.set(1, zone="Europe/Paris")


async def test_a_cancelled_write_holds_nobody_up_however_long_its_traceback_lives(
    store, path, clock
):
    tracebacks = []
    for steps in range(60):
        await store.jobs.schedule("tip", f"tip:{steps}", clock.now())
        task = asyncio.create_task(store.jobs.claim(["tip"]))
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        tracebacks += await asyncio.gather(task, return_exceptions=True)
        with closing(connect(path, timeout=1, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
    assert any(isinstance(traceback, asyncio.CancelledError) for traceback in tracebacks)


async def test_moments_come_back_as_the_same_moment_in_utc(store):
    tokyo = datetime(2026, 3, 1, 8, 30, 0, 123456, tzinfo=timezone(timedelta(hours=9)))
    job = await store.jobs.schedule("tip", "tip:1", tokyo)
    assert job.due == tokyo
    assert job.due.utcoffset() == timedelta()


async def test_a_moment_without_a_zone_is_refused(store):
    with pytest.raises(StatementError, match="no zone"):
        await store.jobs.schedule("tip", "tip:1", datetime(2026, 3, 1))  # noqa: DTZ001 - the point


async def test_what_was_written_survives_the_end_of_the_bot(path, migrations, clock):
    async with Store.open(path, migrations, clock) as store:
        await store.guild_settings.set(1, zone="Asia/Tokyo")
    async with Store.open(path, migrations, clock) as store:
        assert (await store.guild_settings.get(1)).zone == "Asia/Tokyo"


async def test_the_file_can_be_read_by_others_while_the_bot_writes(store, path):
    async with store.together() as rooms:
        await rooms.guild_settings.set(1, zone="Asia/Tokyo")
        with closing(connect(path, timeout=0)) as other:
            assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
            assert other.execute("SELECT count(*) FROM guild_settings").fetchone() == (0,)
