"""A server in review while something breaks: what its moderators have in the end."""

import asyncio
from pathlib import Path

from tests.faults.moments import Request, rows
from tests.faults.table import Row
from tests.faults.troubles import CALLBACK
from tests.wire.cases import LOG, cards, put, settled
from tests.wire.connection import Json
from tests.wire.person import Person, text
from tests.wire.process import PATIENCE, Discord

REPORT = "Report promotion"
PUT_OFF = "SELECT 1 FROM jobs WHERE state = 'waiting' AND kind IN ('draw_case', 'read_missed')"
PUT_OFF_SECONDS = 30
BEHIND = "SELECT id FROM moderation_cases WHERE card_revision IS NOT revision"


def requests_at(person: Person) -> dict[str, Request]:
    """Every kind of request that moderation makes, by what it is for."""
    log, place = person.channels[LOG], person.channels["biz-talk"]
    return {
        "asking who wrote it": {"method": "GET", "path": "/guilds/*/members/*"},
        "reading the channel": {"method": "GET", "path": f"/channels/{place}/messages"},
        "looking for the card": {"method": "GET", "path": f"/channels/{log}/messages"},
        "posting the card": {"method": "POST", "path": f"/channels/{log}/messages"},
        "editing the card": {"method": "PATCH", "path": f"/channels/{log}/messages/*"},
        "acknowledging": CALLBACK,
        "reading the message": {"method": "GET", "path": "/channels/*/messages/*"},
        "thanking": {"method": "PATCH", "path": "/webhooks/*/messages/@original"},
    }


def review(database: Path, moderator: Person) -> None:
    """Have cases shown in the moderators' log."""
    put(
        database,
        moderator.guild_id,
        moderation_mode="review",
        log_channel_id=moderator.channels[LOG],
    )


async def shown(database: Path, cases: int) -> None:
    """Wait until there are so many cases, each with a card that shows it as it stands."""
    await settled(lambda: _are_shown(database, cases))


async def shown_in_time(discord: Discord, database: Path, cases: int) -> None:
    """The same, and whatever the bot has put off meanwhile falls due."""
    while not _are_shown(database, cases):
        await settled(lambda: _are_shown(database, cases) or bool(rows(database, PUT_OFF)))
        if not _are_shown(database, cases):
            await discord.order("clock", advance_seconds=PUT_OFF_SECONDS)


def _are_shown(database: Path, cases: int) -> bool:
    kept = rows(database, "SELECT 1 FROM moderation_cases")
    return len(kept) == cases and not rows(database, BEHIND)


async def count(row: Row, database: Path, moderator: Person, *, cases: int, messages: int) -> None:
    """Count cases, the messages in them, and the cards in the log."""
    in_log = len(await cards(moderator))
    for table, expected in (("cases", cases), ("case_messages", messages)):
        found = len(rows(database, f"SELECT 1 FROM moderation_{table}"))  # noqa: S608 - ours
        row.lost += max(0, expected - found)
        row.doubled += max(0, found - expected)
    row.lost += max(0, cases - in_log)
    row.doubled += max(0, in_log - cases)


async def decided(moderator: Person, label: str, cases: int) -> None:
    """Wait until the last of so many cards says that this was pressed, once, and shows no text."""
    found: list[Json] = []
    async with asyncio.timeout(PATIENCE):
        while not found or f"**{label}**, by <@{moderator.id}>" not in text(found[-1]):
            found = await cards(moderator)
    assert len(found) == cases
    assert text(found[-1]).count("by <@") == 1
    assert "DM me" not in text(found[-1])
