"""Trouble on the wire: none of it ends the bot, and whoever asked gets an answer or a sentence."""

import asyncio
import re
import signal
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from tests.wire.person import Person, text
from tests.wire.process import Discord, Process

IDENTIFY, RESUME = 2, 6
SECRET = "words of a member that belong in no log"
CALLBACK = {"method": "POST", "path": "/interactions/*/callback"}


@pytest.fixture(scope="module")
async def discord(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Discord]:
    """A sandbox of our own: what it is made to do here would not pass as Discord."""
    running = await Discord.start(tmp_path_factory.mktemp("discord"))
    yield running
    await running.process.stop()


@pytest.fixture(scope="module")
async def bot(discord: Discord, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Process]:
    database = tmp_path_factory.mktemp("bot") / "biztalk.db"
    running = await Process.start("-m", "bot", "run", env=discord.settings(database))
    await running.said("has connected to Gateway")
    yield running
    assert await running.stop() == 0


@pytest.fixture(autouse=True)
async def _calm(discord: Discord) -> AsyncIterator[None]:
    yield
    await discord.calm()


async def ask(person: Person) -> dict[str, Any]:
    return await person.command("biz-talk", "advice", question="should I work for free?")


def connects(discord: Discord) -> list[int]:
    """How the bot came back each time: IDENTIFY or RESUME. Nobody else names intents or resumes."""
    opened = (one for one in discord.traffic() if one.get("direction") == "in")
    return [
        one["op"]
        for one in opened
        if one["op"] == RESUME or (one["op"] == IDENTIFY and "intents" in one["d"])
    ]


async def test_a_slow_start_of_discord_is_waited_for(discord: Discord, tmp_path: Path) -> None:
    await discord.order("faults", kind="status", status=503, path="/users/@me", times=3)
    bot = await Process.start("-m", "bot", "run", env=discord.settings(tmp_path / "biztalk.db"))
    await bot.said("Cannot log in yet .*503")
    await bot.said("has connected to Gateway")
    assert "Traceback" not in bot.told
    assert await bot.stop() == 0


async def test_a_bot_that_still_waits_for_discord_ends_when_told(tmp_path: Path) -> None:
    env = {
        "DISCORD_TOKEN": "any",
        "BIZTALK_API_URL": "http://127.0.0.1:9/api/v10",  # nobody listens on the discard port
        "BIZTALK_DATABASE": str(tmp_path / "biztalk.db"),
    }
    bot = await Process.start("-m", "bot", "run", env=env)
    await bot.said("Cannot log in yet")
    assert await bot.stop(signal.SIGINT) == 0


@pytest.mark.parametrize(
    ("event", "content"),
    [
        ("MESSAGE_CREATE", {"id": "1", "channel_id": "2", "content": SECRET}),
        ("GUILD_CREATE", {"id": "none", "channels": SECRET}),
        ("INTERACTION_CREATE", {"id": "3", "token": SECRET}),
    ],
)
async def test_a_malformed_event_is_one_lost_event(
    discord: Discord, bot: Process, nora: Person, event: str, content: dict[str, Any]
) -> None:
    await discord.order("gateway", do="send", t=event, d=content)
    assert (await ask(nora))["flags"] & 64
    await bot.said(f"could not be read.*{event}")
    assert SECRET not in bot.told


async def test_an_unknown_event_is_nothing(discord: Discord, bot: Process, nora: Person) -> None:
    await discord.order("gateway", do="send", t="MOON_LANDING", d={"content": SECRET})
    assert (await ask(nora))["flags"] & 64
    assert "MOON_LANDING" not in bot.told
    assert SECRET not in bot.told


@pytest.mark.parametrize(
    "trouble", [{"do": "drop"}, {"do": "reconnect"}, {"do": "invalidate", "resumable": True}]
)
async def test_a_lost_connection_is_resumed_and_misses_nothing(
    discord: Discord, bot: Process, nora: Person, trouble: dict[str, Any]
) -> None:
    before = connects(discord)
    resumed = bot.told.count("successfully RESUMED")
    await discord.order("gateway", **trouble)
    assert (await ask(nora))["flags"] & 64  # asked while the bot was away, or nearly so
    await bot.said("successfully RESUMED", times=resumed + 1)
    assert connects(discord) == [*before, RESUME]
    assert (await ask(nora))["flags"] & 64


@pytest.mark.parametrize(
    "trouble",
    [
        {"kind": "status", "status": 500},
        {"kind": "status", "status": 503},
        {"kind": "rate_limit", "retry_after": 0.2},
        {"kind": "rate_limit", "retry_after": 0.2, "whole_bot": True},
        {"kind": "reset"},
    ],
)
async def test_trouble_that_passes_in_time_is_not_noticed(
    discord: Discord, bot: Process, nora: Person, trouble: dict[str, Any]
) -> None:
    await discord.order("faults", **CALLBACK, **trouble)
    assert "Five questions for a low offer" in text(await ask(nora))
    await ask(nora)
    assert len(answers(nora)) == 2


async def test_a_broken_connection_gets_a_calm_sentence_with_a_reference(
    discord: Discord, bot: Process, nora: Person
) -> None:
    await discord.order("faults", **CALLBACK, kind="reset", times=5)
    sentence = text(await ask(nora))
    assert sentence.startswith("Discord cannot be reached just now; please try again")
    await traced(bot, sentence)
    await ask(nora)
    assert len(answers(nora)) == 2


async def test_showing_in_the_channel_that_fails_is_said_and_can_be_repeated(
    discord: Discord, bot: Process, nora: Person, mara: Person
) -> None:
    card = await ask(nora)
    post = {"method": "POST", "path": "/channels/*/messages"}
    await discord.order("faults", **post, kind="status", status=503, times=3)
    sentence = text(await nora.press(card, "Show in channel"))
    assert sentence.startswith("Discord is having trouble; please try again")
    await traced(bot, sentence)
    assert not mara.heard("MESSAGE_CREATE")
    await discord.order("faults", **post, kind="lost_answer", times=3)
    await nora.press(card, "Show in channel")
    await nora.hears("MESSAGE_CREATE", says("Discord cannot be reached just now"))
    await nora.press(card, "Show in channel")
    await nora.hears("MESSAGE_UPDATE", lambda one: "Shown in the channel" in str(one))
    await mara.hears("MESSAGE_CREATE", says("Shown by"))
    await ask(nora)
    assert len(answers(mara)) == 1


async def test_ending_finishes_the_answer_under_way_within_ten_seconds(
    discord: Discord, nora: Person, tmp_path: Path
) -> None:
    bot = await Process.start("-m", "bot", "run", env=discord.settings(tmp_path / "biztalk.db"))
    await bot.said("has connected to Gateway")
    await discord.order("faults", **CALLBACK, kind="rate_limit", retry_after=0.5)
    asked = asyncio.create_task(ask(nora))
    await bot.said("is rate limited")
    async with asyncio.timeout(10):
        assert await bot.stop() == 0
    assert "Five questions for a low offer" in text(await asked)
    assert "Traceback" not in bot.told


def says(words: str) -> Callable[[dict[str, Any]], bool]:
    return lambda message: words in text(message)


def answers(person: Person, words: str = "") -> list[dict[str, Any]]:
    """What the bot has written to this person so far, and holds these words."""
    return [one for one in person.heard("MESSAGE_CREATE") if words in text(one)]


async def traced(bot: Process, sentence: str) -> None:
    """The reference in a sentence leads to the trace in the log."""
    named = re.search(r"the reference `([0-9a-f]{8})`", sentence)
    assert named, sentence
    line = await bot.said(f"failed, reference {named[1]}")
    before = bot.lines[: bot.lines.index(line)]
    await bot.said("^Traceback", times=before.count("Traceback (most recent call last):") + 1)
