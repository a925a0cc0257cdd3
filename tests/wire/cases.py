"""Cases in the moderators' log, as a moderator there sees them."""

import asyncio
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.wire.connection import Json
from tests.wire.evaluating import custom_ids
from tests.wire.person import Person, text
from tests.wire.process import PATIENCE

LOG = "moderators-log"
PITCH = "Mixing and mastering, $50 a song, DM me for rates!"
OTHER_PITCH = (
    "Taking on three new clients this month, book me now at https://calendly.com/pax-mixes"
)


def put(database: Path, guild_id: int, **settings: Any) -> None:
    """Write settings of a server into the database, as if moderators had."""
    values = {"guild_id": guild_id, "zone": "UTC"} | settings
    with closing(sqlite3.connect(database, timeout=10)) as connection, connection:
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        changes = ", ".join(f"{name} = excluded.{name}" for name in values)
        connection.execute(
            f"INSERT INTO guild_settings ({names}) VALUES ({marks})"  # noqa: S608 - names of ours
            f" ON CONFLICT DO UPDATE SET {changes}",
            list(values.values()),
        )


def rows(database: Path, query: str) -> list[tuple[Any, ...]]:
    """What the database holds."""
    with closing(sqlite3.connect(database, timeout=10)) as connection:
        return connection.execute(query).fetchall()


def kept_parts(database: Path) -> list[list[Json]]:
    """The texts that are kept, by message."""
    return [
        json.loads(parts)
        for [parts] in rows(database, "SELECT parts FROM moderation_case_messages")
        if parts is not None
    ]


def counted(database: Path, decision: str) -> int:
    """How many messages were judged so."""
    query = "SELECT sum(times) FROM moderation_counts WHERE decision = ?"
    with closing(sqlite3.connect(database, timeout=10)) as connection:
        return connection.execute(query, [decision]).fetchone()[0] or 0


def is_case(message: Json) -> bool:
    """Whether this is the card of a case."""
    return any(one.startswith("case:") for one in custom_ids(message))


async def settled(holds: Callable[[], bool]) -> None:
    """Wait until something holds in the database."""
    async with asyncio.timeout(PATIENCE):
        while not await asyncio.to_thread(holds):
            pass


async def cards(moderator: Person) -> list[Json]:
    """The cards in the log as they stand, the oldest first."""
    path = f"/channels/{moderator.channels[LOG]}/messages?limit=100"
    status, messages = await moderator.request("GET", path)
    assert status == 200, messages
    return [one for one in messages[::-1] if is_case(one)]


async def case_with(moderator: Person, words: str) -> Json:
    """Wait until a card says this, and return it as it was then."""
    return await _heard(moderator, lambda said: words in said)


async def case_of(moderator: Person, message: Json) -> Json:
    """Wait for the card that leads to this message."""
    link = f"/{message['channel_id']}/{message['id']})"
    return await _heard(moderator, lambda said: link in said)


async def told_first(words: str, *people: Person) -> Json:
    """What one of them is told, whoever it is first."""
    heard = [
        asyncio.create_task(one.hears("MESSAGE_CREATE", lambda said: words in said["content"]))
        for one in people
    ]
    done, waiting = await asyncio.wait(heard, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()
    return done.pop().result()


async def _heard(moderator: Person, fits: Any) -> Json:
    found: list[Json] = []

    def take(message: Json) -> bool:
        if "components" in message and is_case(message) and fits(text(message)):
            found.append(message)
        return bool(found)

    frame = await moderator._gateway.frame(
        lambda one: one.get("t") in ("MESSAGE_CREATE", "MESSAGE_UPDATE") and take(one["d"])
    )
    return frame["d"]
