from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import connect

import pytest

from bot.clock import MovableClock
from bot.store import KeptPart, KeptSignal, Sighting, Store
from bot.store.engine import Database

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


@pytest.fixture
async def other(store, path, clock):
    """Give the same database over connections of its own."""
    database = Database(path)
    yield Store(database, clock)
    await database.close()


@pytest.fixture
def move(tmp_path):
    """Set the clock to so many seconds after noon."""

    def to(seconds):
        (tmp_path / "clock").write_text(str(seconds))

    return to


@pytest.fixture
def sighting(clock):
    """Make a message in which something was found."""

    def make(message_id, **chosen):
        text = chosen.pop("text", "Mixing, $50 a song. DM me for rates")
        given = {
            "guild_id": 100,
            "channel_id": 200,
            "author_id": 300,
            "posted_at": clock.now(),
            "action": "remove",
            "rule": "promotion",
            "score": 120,
            "rules_version": "1",
            "signals": (KeptSignal("price", 0, "content", (8, 18), 60),),
            "digest": f"hash of {text}",
            "parts": (KeptPart("content", text),),
        }
        return Sighting(message_id=message_id, **{**given, **chosen})

    return make
