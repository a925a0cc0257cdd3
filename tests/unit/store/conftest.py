from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import connect

import pytest

from bot.clock import MovableClock
from bot.store import Store

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def migrations():
    return Path(__file__).parents[3] / "migrations"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "biztalk.db"


@pytest.fixture
def clock(tmp_path):
    return MovableClock(tmp_path / "clock", wall=lambda: NOON)


@pytest.fixture
async def store(path, migrations, clock):
    async with Store.open(path, migrations, clock) as store:
        yield store


@pytest.fixture
def contents():
    """Give everything in a database as SQL: its tables, indices and rows."""

    def read(path):
        with closing(connect(path)) as connection:
            return list(connection.iterdump())

    return read
