"""Events that make no sense, of each type that is read, and events that come twice."""

from pathlib import Path
from typing import Any

import discord as discord_py
import pytest

from tests.faults.acts import ANSWER, ask, bot_on, marked, share, shared, tried
from tests.faults.moderating import count, decided, review, shown
from tests.faults.moments import rows
from tests.faults.table import Table
from tests.wire.cases import PITCH, case_of, counted
from tests.wire.connection import Json
from tests.wire.evaluating import OFFER, started
from tests.wire.person import Person, buttons
from tests.wire.process import Discord

UNREAD = "AUTO_MODERATION_ACTION_EXECUTION", "GUILD_AUDIT_LOG_ENTRY_CREATE"
MADE_ANEW = {"READY", "RESUMED"}
"""What only begins a session: a bot that cannot read it connects anew."""

CONNECTED = "has connected to Gateway"
SECRET = "words of a member that belong in no log"
NONSENSE: list[dict[str, Any]] = [
    {},
    {"id": None, "guild_id": "1", "channel_id": {}, "user": 5, "content": SECRET},
    {"id": "1", "guild_id": [], "ids": SECRET, "channels": [SECRET], "members": [{}], "author": {}},
]


@pytest.fixture
async def database(discord: Discord, tmp_path: Path) -> Path:
    """An empty one, for a server without messages."""
    await discord.order("reset")
    return tmp_path / "biztalk.db"


async def asking(person: Person) -> Json:
    return await person.command_body("biz-talk", "advice")


def events() -> list[str]:
    """Every type of event that is read, by name."""
    client = discord_py.Client(intents=discord_py.Intents.none())
    return sorted({*client._connection.parsers, *UNREAD} - MADE_ANEW)


async def test_events_that_make_no_sense(  # noqa: PLR0917 - fixtures
    discord: Discord, database: Path, nora: Person, pax: Person, mara: Person, table: Table
) -> None:
    row = table.row(f"malformed events, three of each of {len(events())} types", ANSWER)
    async with bot_on(discord, database) as bot:
        review(database, mara)
        for event in events():
            for content in NONSENSE:
                await discord.order("gateway", do="send", t=event, d=content)
            row.seen[await tried(nora, await asking(nora))] += len(NONSENSE)
        found = await case_of(mara, await pax.say("biz-talk", PITCH))
        await shown(database, 1)
        await mara.press(found, "Promotion")
        assert bot.told.count(CONNECTED) == 1
        assert SECRET not in bot.told
        assert await bot.stop() == 0
    await count(row, database, mara, cases=1, messages=1)
    row.check()


@pytest.mark.parametrize("event", sorted(MADE_ANEW))
async def test_a_beginning_that_makes_no_sense(
    discord: Discord, database: Path, nora: Person, table: Table, event: str
) -> None:
    row = table.row(f"malformed {event}", ANSWER)
    async with bot_on(discord, database) as bot:
        for times, content in enumerate(NONSENSE, start=2):
            await discord.order("gateway", do="send", t=event, d=content)
            if event == "READY":
                await bot.said(CONNECTED, times=times)
            row.seen[await tried(nora, await asking(nora))] += 1
        assert SECRET not in bot.told
        assert await bot.stop() == 0
    row.check()


async def test_events_that_come_twice(  # noqa: PLR0917 - fixtures
    discord: Discord, database: Path, nora: Person, pax: Person, mara: Person, table: Table
) -> None:
    row = table.row("every event twice, of /advice, an offer and a case", ANSWER)
    async with bot_on(discord, database) as bot:
        review(database, mara)
        await discord.order("gateway", do="repeat", times=2)
        card = await ask(nora)
        row.seen[await share(nora, card)] += 1
        await marked(nora, card)
        row.doubled += len(shared(mara, by=nora)) - 1
        offer = await started(nora, offer=OFFER)
        row.seen[ANSWER] += 1
        row.doubled += len(rows(database, "SELECT 1 FROM evaluations")) - 1
        row.doubled += len({one["id"] for one in mara.heard("THREAD_CREATE")}) - 1
        assert buttons(offer)
        message = await pax.say("biz-talk", PITCH)
        found = await case_of(mara, message)
        await shown(database, 1)
        await mara.send(mara.press_body(found, "Promotion"))
        await decided(mara, "Promotion", 1)
        row.seen[ANSWER] += 1
        await pax.delete(message)
        row.seen[await tried(nora, await asking(nora))] += 1
        assert "could not be read" not in bot.told
        assert await bot.stop() == 0
    await count(row, database, mara, cases=1, messages=1)
    row.doubled += len(rows(database, "SELECT 1 FROM moderation_decisions")) - 1
    row.doubled += counted(database, "remove") - 1
    row.check()
