"""The bot put out of a server: 30 days later nothing of it is left, unless it is let in again."""

import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.store import Store, keeping_of, metadata
from tests.unit.store.filling import OTHER, PERSON, fill
from tests.wire.cases import rows, settled
from tests.wire.person import Person, text
from tests.wire.process import ROOT, Discord, Process, start_bot
from tests.wire.tipping import now

DAY, MINUTE = 24 * 3_600, 60
HERE = 804_000_000_000_000_000
ROUND = "the daily round is done"
AWAY = "SELECT guild_id FROM departures"

KINDS = 20
"""So many tables at least hold something about a server."""

SHORT = {"moderation_recent", "moderation_removed"}
OWN = {"audience_checks", "evaluations", "gig_followups", "network_plans", "people_met"}

Rows = Mapping[str, list[Any]]


@dataclass
class Running:
    """A bot on two servers, of which it knows something of every kind."""

    discord: Discord
    bot: Process
    database: Path
    there: int

    def about(self, guild_id: int, column: str = "guild") -> Rows:
        """What every table holds about a server, or a person; jobs come and go."""
        found = {}
        for table in metadata.sorted_tables:
            name = getattr(keeping_of(table), column)
            if name is not None and table.name not in ("jobs", "departures"):
                query = f'SELECT * FROM "{table.name}" WHERE "{name}" = {guild_id}'  # noqa: S608 - names of tables
                found[table.name] = sorted(rows(self.database, query), key=repr)
        return {name: those for name, those in found.items() if those}

    def names(self, guild_id: int) -> list[str]:
        """Every row in which this id stands in whatever column."""
        with closing(sqlite3.connect(self.database, timeout=10)) as connection:
            return [line for line in connection.iterdump() if str(guild_id) in line]

    async def later(self, seconds: int) -> None:
        """Let time go by, and wait for the daily round."""
        before = sum(ROUND in line for line in self.bot.lines)
        await self.discord.order("clock", advance_seconds=seconds)
        await self.bot.said(ROUND, times=before + 1)

    async def noted(self, *guild_ids: int) -> None:
        """Wait until these are the servers that the bot was put out of."""
        await settled(lambda: rows(self.database, AWAY) == [(one,) for one in guild_ids])


@pytest.fixture
async def running(discord: Discord, tmp_path: Path) -> AsyncIterator[Running]:
    """Such a bot; afterwards the server is as it was."""
    await discord.order("reset")
    made = await discord.made("guilds", name="Second Stage", channels=["general"])
    database, there = tmp_path / "biztalk.db", int(made["id"])
    chosen: dict[str, Any] = {"jobs": {"state": "done"}, "evaluations": {"abandoned_from": None}}
    another: dict[str, Any] = {"keys": {"name": "other"}, "command_sync": {"scope": "other"}}
    async with Store.open(database, ROOT / "migrations", SystemClock()) as store:
        moment = await now(discord)
        async with store._database.writing() as session:
            await fill(session, moment, PERSON, HERE, **chosen)
            await fill(session, moment, OTHER, there, **chosen, **another)
        for guild_id in (HERE, there):
            await store.departures.take_back(guild_id)
    running = Running(discord, await start_bot(discord, database), database, there)
    await running.bot.said("Connected and ready")
    yield running
    assert await running.bot.stop() == 0
    assert "Traceback" not in running.bot.told, running.bot.told
    await discord.order("reset")


async def put_out(running: Running, olive: Person) -> None:
    await kick(running, olive)
    await running.noted(HERE)


async def kick(running: Running, olive: Person) -> None:
    path = f"/guilds/{HERE}/members/{running.discord.application_id}"
    assert (await olive.request("DELETE", path))[0] == 204


async def test_put_out_all_of_it_goes_after_30_days_and_nothing_else(
    running: Running, olive: Person
) -> None:
    before = running.about(HERE)
    assert len(before) >= KINDS
    await put_out(running, olive)
    await running.later(29 * DAY)
    kept, theirs = running.about(HERE), running.about(running.there)
    # What lives shorter than that is gone from both.
    assert kept.keys() == theirs.keys() == before.keys() - SHORT

    await running.later(DAY + MINUTE)
    assert running.names(HERE) == []
    assert running.about(running.there).keys() == theirs.keys()
    assert rows(running.database, AWAY) == []
    own = running.about(PERSON, "person")
    assert own.keys() >= OWN
    offer = "SELECT guild_id, place, home_id FROM evaluations WHERE user_id = ?"
    assert rows(running.database, offer.replace("?", str(PERSON))) == [(None, "dm", None)]
    assert not own.keys() & {"moderation_cases", "moderation_reports", "evaluation_votes"}
    assert {"moderation_reports", "evaluation_votes"} <= running.about(OTHER, "person").keys()


async def test_let_in_again_in_time_nothing_goes(
    running: Running, olive: Person, nora: Person
) -> None:
    await put_out(running, olive)
    assert await nora.commands() == []
    await running.later(10 * DAY)
    await running.discord.order("invite", guild_id=str(HERE))
    await running.noted()
    await running.later(25 * DAY)
    assert running.about(HERE).keys() == running.about(running.there).keys()
    assert "I keep nothing about you" in text(await nora.command("biz-talk", "privacy show"))


async def test_an_outage_is_no_removal(running: Running) -> None:
    out = {"id": str(HERE), "unavailable": True}
    await running.discord.order("gateway", do="send", t="GUILD_DELETE", d=out)
    await running.later(31 * DAY)
    assert rows(running.database, AWAY) == []
    assert running.about(HERE).keys() == running.about(running.there).keys()


async def test_put_out_while_it_was_off_counts_from_its_start(
    running: Running, olive: Person
) -> None:
    assert await running.bot.stop() == 0
    await running.discord.order("clock", advance_seconds=DAY)
    await kick(running, olive)
    running.bot = await start_bot(running.discord, running.database)
    await running.noted(HERE)
    assert running.names(HERE)
    await running.later(30 * DAY + MINUTE)
    assert running.names(HERE) == []
