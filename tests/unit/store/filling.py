"""A row in every table, whatever tables there are: about one person, and about another.

Every text that the person may have written holds `WORDS`.
"""

import itertools
import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Date,
    LargeBinary,
    String,
    Table,
    Time,
    insert,
    select,
)

from bot.store import keeping_of, metadata
from bot.store.columns import ExactDecimal, UtcDateTime
from bot.store.keys import KEY_BYTES

WORDS, OTHERS = "my words", "their words"
PERSON, OTHER, STAFF = 3_000_001, 3_000_002, 3_000_003
HERE, THERE = 1_000_001, 1_000_002

_numbers = itertools.count(1)

# What the type of a column does not tell.
_KNOWN: dict[str, dict[str, Any]] = {
    "jobs": {"state": "waiting", "kind": "settle_evaluation"},
    "keys": {"name": "filled"},
    "reminders": {"plan_id": None, "person_id": None},
    "moderation_cases": {"state": "decided", "decision": "promotion", "card_revision": 0},
    "moderation_steps": {"state": "done", "kind": "note", "until": None},
    "moderation_native": {"notice": None, "notice_at": None},
    "people_met": {"state": "open", "done_at": None},
    "evaluations": {"state": "weighed", "verdict": 3, "place": "private"},
    "network_plans": {"active": True},
    "gig_followups": {"day": 30},
}
# Codes, hashes and names of rules: nobody wrote them.
_CODES = {"kind", "form", "place", "rule", "rules_version", "digest", "template", "currency"}


async def fill(session: Any, now: Any, person: int, guild: int, **chosen: dict[str, Any]) -> None:
    """Put a row into every table; `chosen` are values by table."""
    parents: dict[str, Any] = {}
    for table in metadata.sorted_tables:
        values = _values(table, now, person, guild, parents) | chosen.get(table.name, {})
        await session.execute(insert(table).values(values))
        [first, *_] = table.primary_key.columns
        if len(table.primary_key.columns) == 1 and first.name not in values:
            parents[table.name] = await session.scalar(
                select(first).order_by(first.desc()).limit(1)
            )
        else:
            parents[table.name] = values.get(first.name)


def _values(table: Table, now: Any, person: int, guild: int, parents: Any) -> dict[str, Any]:
    keeping = keeping_of(table)
    allowed = _allowed(table)
    values: dict[str, Any] = {}
    for column in table.columns:
        name = column.name
        if name == "id":
            continue
        if column.foreign_keys:
            [key] = column.foreign_keys
            values[name] = parents[key.column.table.name]
        elif name == keeping.person:
            values[name] = person
        elif name == keeping.guild:
            values[name] = guild
        elif name in keeping.staff:
            values[name] = STAFF
        elif name in allowed:
            values[name] = allowed[name]
        else:
            values[name] = _of_type(column, now, WORDS if person == PERSON else OTHERS)
    return values | _KNOWN.get(table.name, {})


def _of_type(column: Any, now: Any, words: str) -> Any:  # noqa: PLR0911 - a line a type
    kind = column.type
    if isinstance(kind, UtcDateTime):
        return now - timedelta(seconds=next(_numbers))
    if isinstance(kind, ExactDecimal):
        return Decimal(20)
    if isinstance(kind, Boolean):
        return True
    if isinstance(kind, Date):
        return now.date()
    if isinstance(kind, Time):
        return now.time()
    if isinstance(kind, LargeBinary):
        return bytes(KEY_BYTES)
    if isinstance(kind, JSON):
        return {"signals": [], "parts": [{"place": "content", "text": words}]}.get(
            column.name, {"words": words}
        )
    if isinstance(kind, BigInteger):
        return 7_000_000 + next(_numbers)
    if isinstance(kind, String):
        said = column.name if column.name in _CODES else f"{words} {next(_numbers)}"
        return said[: kind.length]
    return 1


def _allowed(table: Table) -> dict[str, Any]:
    """The first word or number that each CHECK allows its column."""
    checks = (one for one in table.constraints if isinstance(one, CheckConstraint))
    found = (re.fullmatch(r"(\w+) IN \('?([^',)]+).*\)", str(one.sqltext)) for one in checks)
    allowed = [one.groups() for one in found if one]
    return {column: int(word) if word.isdigit() else word for column, word in allowed}
