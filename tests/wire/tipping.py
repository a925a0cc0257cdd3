"""Weekly tips as people on the server see them: schedules, messages, pins, the moderators' log."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp

from tests.wire.cases import LOG, rows, settled
from tests.wire.connection import Json
from tests.wire.evaluating import custom_ids
from tests.wire.person import Person, text
from tests.wire.process import Discord

TALK = "biz-talk"
BOT_ROLE = 804_000_000_000_000_003
PIN_MESSAGES, READ_HISTORY = 1 << 51, 1 << 16
HOUR, WEEK = 3_600, 7 * 24 * 3_600
PINNED_MESSAGE = 6
STATES = "SELECT state FROM tip_occurrences ORDER BY due"


async def now(discord: Discord) -> datetime:
    """The time by the sandbox's clock, which is the bot's as well."""
    url = f"{discord.url}/sandbox/clock"
    async with aiohttp.ClientSession() as http, http.get(url) as answer:
        told = await answer.json()
    return datetime.fromisoformat(told["now"]).astimezone(UTC)


async def begin(discord: Discord, moderator: Person, channel: str = TALK) -> Json:
    """Have a tip each week, from some two hours from now on; gives the card that says so.

    The moderators' log is chosen as well, and the biz-talk channel.
    """
    log, talk = str(moderator.channels[LOG]), str(moderator.channels[TALK])
    await moderator.command(TALK, "config set", log=log, biz_talk=talk)
    due = await now(discord) + timedelta(hours=2)
    when = {"weekday": f"{due:%A}", "time": f"{due:%H:%M}", "zone": "UTC"}
    return await choose_channel(moderator, channel, **when)


async def choose_channel(moderator: Person, channel: str, **options: str) -> Json:
    """`/tips schedule channel:`, whose option has the name of an argument here."""
    body = await moderator.command_body(TALK, "tips schedule", **options)
    option = {"type": 7, "name": "channel", "value": str(moderator.channels[channel])}
    body["data"]["options"][0]["options"].append(option)
    return await moderator.interact(body)


async def pass_time(discord: Discord, seconds: float) -> None:
    """Move the clock of Discord and bot."""
    await discord.order("clock", advance_seconds=seconds)


async def reach(database: Path, *states: str) -> None:
    """Wait until the ledger's rows are in these states, the first one first."""
    await settled(lambda: [state for [state] in rows(database, STATES)] == list(states))


def numbers(messages: list[Json]) -> list[int]:
    """The occurrences that messages belong to."""
    marks = [next((one for one in custom_ids(each)), "") for each in messages]
    return [int(one.split(":")[1]) for one in marks]


async def history(person: Person, channel: str = TALK) -> list[Json]:
    """All messages of a channel, the oldest first."""
    path = f"/channels/{person.channels[channel]}/messages?limit=100"
    status, messages = await person.request("GET", path)
    assert status == 200, messages
    return list(messages[::-1])


async def tips(person: Person, channel: str = TALK) -> list[Json]:
    """The tips in a channel, the oldest first."""
    return [one for one in await history(person, channel) if _is_tip(one)]


async def pins(person: Person, channel: str = TALK) -> list[str]:
    """The ids of what is pinned, the newest pin first; the first page."""
    path = f"/channels/{person.channels[channel]}/messages/pins"
    status, answer = await person.request("GET", path)
    assert status == 200, answer
    return [one["message"]["id"] for one in answer["items"]]


async def pinned_tips(person: Person, channel: str = TALK) -> list[int]:
    """The occurrences whose tips are pinned."""
    pinned = await pins(person, channel)
    return numbers([one for one in await tips(person, channel) if one["id"] in pinned])


def pins_made(person: Person) -> list[str]:
    """Every pin that Discord has told of so far: which message, each time."""
    lines = [one for one in person.heard("MESSAGE_CREATE") if one["type"] == PINNED_MESSAGE]
    return [one["message_reference"]["message_id"] for one in lines]


async def notices(moderator: Person) -> list[str]:
    """What the log says of tips, the oldest first."""
    found = [one for one in await history(moderator, LOG) if _is_notice(one)]
    return [text(one) for one in found]


def _is_tip(message: Json) -> bool:
    return any(one.startswith("tip:") for one in custom_ids(message)) and not _is_notice(message)


def _is_notice(message: Json) -> bool:
    return any(one.startswith("tip:notice:") for one in custom_ids(message))


def faults_with(status: int, code: int, message: str) -> dict[str, Any]:
    """A refusal as `order("faults")` takes it."""
    return {"kind": "status", "status": status, "code": code, "message": message}
