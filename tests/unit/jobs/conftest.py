import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.jobs import Runner
from bot.store import Store


class StoppedClock:
    """A clock that only the test moves; it tells when somebody has begun to wait."""

    def __init__(self):
        self._now = datetime(2026, 11, 22, 12, tzinfo=UTC)
        self._sleepers = {}
        self._somebody_waits = asyncio.Event()

    def now(self):
        return self._now

    async def sleep_until(self, when):
        if when <= self._now:
            return
        woken = asyncio.Event()
        self._sleepers[woken] = when
        self._somebody_waits.set()
        try:
            await woken.wait()
        finally:
            del self._sleepers[woken]
            if not self._sleepers:
                self._somebody_waits.clear()

    async def somebody_waits(self):
        async with asyncio.timeout(10):
            await self._somebody_waits.wait()

    def move(self, **by):
        self._now += timedelta(**by)
        for woken, when in self._sleepers.items():
            if when <= self._now:
                woken.set()


@pytest.fixture
def clock():
    return StoppedClock()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "biztalk.db"


@pytest.fixture
def migrations():
    return Path(__file__).parents[3] / "migrations"


@pytest.fixture
async def store(path, migrations, clock):
    async with Store.open(path, migrations, clock) as store:
        yield store


@pytest.fixture
def runner(store, clock):
    return Runner(store.jobs, clock, hands=1)


class Diary:
    """A handler that writes down what it was asked to do; it fails when told to."""

    def __init__(self):
        self.keys = []
        self.failures = []
        self._written = asyncio.Condition()

    async def write(self, job):
        async with self._written:
            self.keys.append(job.key)
            self._written.notify_all()
        if self.failures:
            raise self.failures.pop(0)

    async def has(self, count):
        async with asyncio.timeout(10), self._written:
            await self._written.wait_for(lambda: len(self.keys) >= count)


@pytest.fixture
def diary():
    return Diary()
