"""A server on which moderation acts while something breaks: what its members have in the end."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.faults.moments import Request
from tests.faults.table import Row
from tests.wire.cases import rows, settled
from tests.wire.connection import Json
from tests.wire.enforcing import audit_log, case_id_of, later, letters
from tests.wire.person import Person
from tests.wire.process import Discord

PAUSE = 2 * 3_600  # seconds; longer than a time-out, and than a burst
PUT_OFF = 31  # seconds after which what was promised is done
TIME_OUT, DELETION = 24, 72  # as the audit log calls them


def requests_at(pax: Person) -> dict[str, Request]:
    """Every kind of request that acting makes, by what it is for."""
    place, direct = pax.channels["biz-talk"], pax.channels["dm"]
    return {
        "deleting": {"method": "DELETE", "path": "/channels/*/messages/*"},
        "timing out": {"method": "PATCH", "path": "/guilds/*/members/*"},
        "sending the letter": {"method": "POST", "path": f"/channels/{direct}/messages"},
        "putting back": {"method": "POST", "path": f"/channels/{place}/messages"},
    }


def on_the_second_rung(database: Path) -> None:
    """Let the next clear case be the second strike, with which a time-out goes."""
    with closing(sqlite3.connect(database, timeout=10)) as connection, connection:
        connection.execute("DELETE FROM moderation_strikes WHERE case_id > 2")


async def taken_back(database: Path, case_id: int) -> None:
    """Wait until a moderator's press has counted."""
    decided = f"SELECT 1 FROM moderation_cases WHERE state = 'decided' AND id = {case_id}"  # noqa: S608 - an id
    await settled(lambda: bool(rows(database, decided)))


async def in_the_end(discord: Discord, database: Path, post: Json) -> int:
    """Wait until nothing is planned about the case of a post, and return its number.

    Whatever the bot has put off meanwhile falls due.
    """
    case_id = await case_id_of(database, post)
    planned = f"SELECT 1 FROM moderation_steps WHERE state = 'planned' AND case_id = {case_id}"  # noqa: S608 - an id
    promised = (
        "SELECT 1 FROM jobs WHERE kind IN ('carry_out_case', 'read_missed') AND state = 'waiting'"
    )
    took = f"SELECT 1 FROM moderation_steps WHERE case_id = {case_id}"  # noqa: S608 - an id
    while not rows(database, took) or rows(database, planned):
        await settled(lambda: not rows(database, planned) or bool(rows(database, promised)))
        if rows(database, planned):
            await later(discord, PUT_OFF)
    return case_id


async def count_taken(row: Row, pax: Person, mara: Person, case_id: int) -> None:
    """Count what a clear case has to lead to once: the deletion, the time-out, and the note."""
    reason = f"Case {case_id}"
    entries = [one for one in await audit_log(mara) if one.get("reason") == reason]
    deletions = sum(
        int(one["options"]["count"]) for one in entries if one["action_type"] == DELETION
    )
    pauses = sum(one["action_type"] == TIME_OUT for one in entries)
    _one(row, deletions)
    _one(row, pauses)
    _one(row, len(letters(pax, "note", case_id)))


async def count_back(row: Row, pax: Person, mara: Person, post: Json, case_id: int) -> None:
    """Count what putting back leads to once: quotation, the end of the time-out, and a letter."""
    path = f"/channels/{mara.channels['biz-talk']}/messages?limit=100"
    _, messages = await mara.request("GET", path)
    about = f"restored:{post['id']}:about"
    _one(row, sum(about in str(one["components"]) for one in messages))
    _one(row, len(letters(pax, "told", case_id)))
    reason = f"Case {case_id}"
    entries = [one for one in await audit_log(mara) if one.get("reason") == reason]
    _one(row, sum(one["action_type"] == TIME_OUT for one in entries) - 1)


def _one(row: Row, found: int) -> None:
    row.lost += max(0, 1 - found)
    row.doubled += max(0, found - 1)
