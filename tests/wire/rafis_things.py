"""A server on which one member has something of every kind, and moderators their cases."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.clock import SystemClock
from bot.gigs import Known
from bot.store import Case, KeptPart, Sighting, Store
from bot.workflows import appealing
from tests.wire.process import ROOT

GUILD, ELSEWHERE = 804_000_000_000_000_000, 805_000_000_000_000_000
RAFI = GUILD + 12
BIZ_TALK, LOG = GUILD + 20, GUILD + 23
SECRET = "Rafis-own-words"
"""Stands in everything that Rafi has ever typed."""

_DAY = timedelta(days=1)
# What the bot writes by itself: also that it is not on the other server, once it has looked.
_UNMARKED = {"jobs", "command_sync", "alembic_version", "departures"}


async def furnish(database: Path) -> dict[str, Sequence[object]]:
    """Fill a database before its bot starts; gives what can stand in custom_ids."""
    clock = SystemClock()
    now = clock.now()
    async with Store.open(database, ROOT / "migrations", clock) as store:
        await store.guild_settings.set(
            GUILD, log_channel_id=LOG, moderation_mode="review", moderation_mode_since=now
        )
        case = await _case(store, GUILD, 1)
        async with store.together() as rooms:
            await appealing.ask(rooms, case, SECRET, now)
        elsewhere = await _case(store, ELSEWHERE, 2)
        offer = await _offer(store, GUILD)
        offer_elsewhere = await _offer(store, ELSEWHERE)
        follow_up = await store.follow_ups.plan(offer, RAFI, GUILD, 30, now + 30 * _DAY)
        met = await store.met.add(
            RAFI, name=SECRET, place=SECRET, making=SECRET, day=None, due=None
        )
        plan = await store.plans.begin(RAFI, goals=(SECRET,) * 5, scares=(1,) * 5, chosen=0)
        await store.plans.change(plan.id, RAFI, want=SECRET, give=SECRET)
        role = await store.network.add_role(
            plan.id, RAFI, name=SECRET, least=1, most=2, origin=SECRET
        )
        await store.network.add_people(plan.id, RAFI, role and role.id, [SECRET])
        [person] = await store.network.people(plan.id, RAFI)
        reminder = await store.reminders.plan(RAFI, now + 30 * _DAY, met_id=met.id)
        check = await store.session_checks.begin(RAFI)
        typed = await store.typed_forms.keep(RAFI, "met:new", {"who": SECRET})
        gap = await store.gaps.note(GUILD, SECRET, SECRET.casefold(), None)
        await store.gaps.note(ELSEWHERE, SECRET, SECRET.casefold(), None)
        await store.tip_schedules.set(GUILD)
        occurrence = await store.tip_occurrences.skip(GUILD, now + 7 * _DAY)
        tip_elsewhere = await store.tip_occurrences.skip(ELSEWHERE, now + 7 * _DAY)
    assert follow_up is not None
    assert role is not None
    return {
        "case_id": [case.id],
        "case_elsewhere": [elsewhere.id],
        "evaluation_id": [offer],
        "evaluation_elsewhere": [offer_elsewhere],
        "revision": [0],
        "question": ["more", "again", "heard"],
        "follow_up_id": [follow_up.id],
        "met_id": [met.id],
        "plan_id": [plan.id],
        "place": [0],
        "what": [f"{plan.id}:goals", met.id],
        "name": ["plan"],
        "template_id": ["house-show"],
        "role_id": [role.id],
        "person_id": [person.id],
        "reminder_id": [reminder.id],
        "check_id": [check.id],
        "typed_id": [typed],
        "gap_id": [gap.id],
        "gap_elsewhere": [gap.id + 1],
        "occurrence_id": [occurrence.id],
        "occurrence_elsewhere": [tip_elsewhere.id],
        "mark": ["doctor:1:", "tip:notice:missed:1:", f"native:{GUILD}:1:deleted:"],
        "digest": ["0" * 12],
        "page": [0],
        "part": [0],
        "entry_id": ["no-self-promo"],
        "topic_id": ["rates"],
        "message_id": [GUILD + 999],
        "channel_id": [BIZ_TALK],
        "currency": ["EUR"],
    }


def kept(database: Path) -> Mapping[str, list[Any]]:
    """All that the database holds, by table; of jobs their names, not their times."""
    with closing(sqlite3.connect(database, timeout=10)) as connection:
        tables = [
            name
            for [name] in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if name not in _UNMARKED and not name.startswith("sqlite_")
        ]
        held = {one: _rows(connection, f'SELECT * FROM "{one}"') for one in tables}  # noqa: S608 - names of tables
        return held | {"jobs": _rows(connection, "SELECT kind, key FROM jobs")}


def _rows(connection: sqlite3.Connection, query: str) -> list[Any]:
    return sorted(connection.execute(query).fetchall(), key=repr)


async def _case(store: Store, guild_id: int, number: int) -> Case:
    seen = Sighting(
        guild_id=guild_id,
        channel_id=BIZ_TALK,
        author_id=RAFI,
        message_id=GUILD + 900 + number,
        posted_at=SystemClock().now(),
        action="remove",
        rule="promotion",
        score=105,
        rules_version="v1",
        signals=(),
        digest=f"d{number}",
        parts=(KeptPart("content", f"{SECRET} https://rafi.example"),),
    )
    case, _ = await store.cases.open(seen, join_within=timedelta(0))
    return case


async def _offer(store: Store, guild_id: int) -> int:
    offer = await store.evaluations.begin(
        user_id=RAFI,
        guild_id=guild_id,
        channel_id=BIZ_TALK,
        place="public",
        currency="EUR",
        known=replace(Known(), job=SECRET),
        typed={},
    )
    weighed = {"state": "weighed", "home_id": BIZ_TALK, "card_id": 1, "draft": SECRET}
    await store.evaluations.change(offer.id, RAFI, revision=None, **weighed)
    return offer.id
