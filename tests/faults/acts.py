"""What a person does while something breaks, and what came of it in a word."""

import asyncio
import re
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.wire.connection import Json
from tests.wire.person import Person, text
from tests.wire.process import Discord, Process

ANSWER, SENTENCE, FAILED = "answer", "sentence", "failed"
_CALM = re.compile(r"[Pp]lease (try again|wait)")


@asynccontextmanager
async def bot_on(discord: Discord, database: Path, **more: str) -> AsyncIterator[Process]:
    """A bot that has connected; it is killed at the end, unless it has ended before."""
    bot = await Process.start("-m", "bot", "run", env=discord.settings(database, **more))
    try:
        await bot.said("has connected to Gateway")
        yield bot
    finally:
        await bot.stop(signal.SIGKILL)


async def ask(person: Person, channel: str = "biz-talk") -> Json:
    """The card that answers a question."""
    return await person.command(channel, "advice", question="should I work for free?")


async def tried(person: Person, body: Json) -> str:
    """What a person gets for an interaction."""
    try:
        return kind_of(await person.interact(body))
    except AssertionError:  # Discord showed "This interaction failed"
        return FAILED


async def acknowledged(person: Person, body: Json) -> str:
    """Whether an interaction was taken up in time, whatever comes of it later."""
    nonce = await person.send(body)
    outcomes = {
        asyncio.create_task(person.hears(event, lambda one: one["nonce"] == nonce)): said
        for event, said in (("INTERACTION_SUCCESS", ANSWER), ("INTERACTION_FAILURE", FAILED))
    }
    done, waiting = await asyncio.wait(outcomes, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()
    first = done.pop()
    await first
    return outcomes[first]


def kind_of(message: Json) -> str:
    """An answer, or a calm sentence in place of one."""
    return SENTENCE if _CALM.search(text(message)) else ANSWER


def shared(person: Person, by: Person) -> list[Json]:
    """What the bot has shown in channels for somebody, so far as this person has seen."""
    return [one for one in person.heard("MESSAGE_CREATE") if is_shown(one, by)]


def is_shown(message: Json, by: Person) -> bool:
    return f"Shown by <@{by.id}>" in text(message)


async def share(person: Person, card: Json) -> str:
    """Press "Show in channel"; gives what came first, the public message or a sentence."""
    seen = {one["id"] for one in person.heard("MESSAGE_CREATE")}
    pressed = asyncio.create_task(tried(person, person.press_body(card, "Show in channel")))
    told = await person.hears(
        "MESSAGE_CREATE",
        lambda one: one["id"] not in seen and (is_shown(one, person) or kind_of(one) == SENTENCE),
    )
    assert await pressed != FAILED
    return kind_of(told)


def offers_to_show(person: Person, card: Json) -> bool:
    """Whether a private card, as it stands after the edits so far, can still be shown."""
    edits = [one for one in person.heard("MESSAGE_UPDATE") if one["id"] == card["id"]]
    return "Show in channel" in str((edits or [card])[-1]["components"])


async def marked(person: Person, card: Json) -> None:
    """Wait until a private card says that it was shown."""
    await person.hears("MESSAGE_UPDATE", lambda _: not offers_to_show(person, card))
