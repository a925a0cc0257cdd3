"""The bot's health over HTTP, and a log that holds neither the token nor what members wrote."""

import asyncio
import json
import re
import signal
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import TypeAlias

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.wire.person import Person
from tests.wire.process import PATIENCE, Discord, Process, start_bot

SECRET = "xylophonequartet"
WITH_HEALTH = {"BIZTALK_HEALTH_PORT": "0", "BIZTALK_LOG_FORMAT": "json"}

Numbers: TypeAlias = Mapping[tuple[str, ...], float]
"""By the number's name and its labels' values."""


@pytest.fixture(scope="module")
async def discord(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Discord]:
    """A sandbox of our own: what it is made to do here would not pass as Discord."""
    running = await Discord.start(tmp_path_factory.mktemp("discord"))
    yield running
    await running.process.stop()


@pytest.fixture(scope="module")
async def bot(discord: Discord, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Process]:
    """A bot that logs as much as it can."""
    database = tmp_path_factory.mktemp("bot") / "biztalk.db"
    running = await start_bot(discord, database, **WITH_HEALTH, BIZTALK_LOG_LEVEL="DEBUG")
    await running.said("Connected and ready")
    yield running
    assert await running.stop() == 0


async def address(bot: Process) -> str:
    said = await bot.said("Health is told at")
    host, port = re.findall(r"at (\S+), port (\d+)", said)[0]
    return f"http://{host}:{port}"


async def asked(bot: Process, path: str) -> tuple[int, str]:
    async with (
        aiohttp.ClientSession() as http,
        http.get(await address(bot) + path) as answer,
    ):
        return answer.status, await answer.text()


async def numbers(bot: Process) -> Numbers:
    status, told = await asked(bot, "/metrics")
    assert status == 200
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(told)
        for sample in family.samples
    }


async def test_a_connected_bot_is_alive_and_ready(bot: Process) -> None:
    assert await asked(bot, "/healthz") == (200, '{"alive": true}')
    assert await asked(bot, "/readyz") == (200, '{"gateway": true, "database": true}')


async def test_it_listens_on_this_machine_alone(bot: Process) -> None:
    assert (await address(bot)).startswith("http://127.0.0.1:")


async def until(bot: Process, name: tuple[str, ...], least: float) -> Numbers:
    """Ask until a number is that high: it is counted once a member has their answer already."""
    async with asyncio.timeout(PATIENCE):
        while (told := await numbers(bot)).get(name, 0) < least:
            pass
    return told


async def test_what_members_do_is_counted_without_a_word_of_it(bot: Process, nora: Person) -> None:
    before = await numbers(bot)
    await nora.command("biz-talk", "advice", question=f"open mics {SECRET}")
    await nora.say("biz-talk", f"Buy my record {SECRET} at https://example.com, DM me")
    asked_for = ("biztalk_interactions_total", "command", "advice", "answered")
    after = await until(bot, asked_for, before.get(asked_for, 0) + 1)
    for name in (
        ("biztalk_gateway_events_total", "INTERACTION_CREATE"),
        ("biztalk_gateway_events_total", "MESSAGE_CREATE"),
        ("biztalk_transaction_seconds_count", "reading"),
        ("biztalk_transaction_seconds_count", "writing"),
    ):
        assert after[name] > before.get(name, 0)
    for name in ("gateway_ready", "servers", "database_up"):
        assert after[f"biztalk_{name}",] == 1
    assert after["biztalk_jobs", "housekeeping", "waiting"] == 1
    assert SECRET not in (await asked(bot, "/metrics"))[1]


async def test_a_press_is_counted(bot: Process, nora: Person) -> None:
    card = await nora.command("biz-talk", "advice", question="should I work for free?")
    pressed = ("biztalk_interactions_total", "component", "", "answered")
    before = (await numbers(bot)).get(pressed, 0)
    await nora.press(card, "Helpful")
    await until(bot, pressed, before + 1)


async def test_a_failure_is_counted(bot: Process, discord: Discord, nora: Person) -> None:
    await discord.order(
        "faults", method="POST", path="/interactions/*/callback", kind="reset", times=5
    )
    await nora.command("biz-talk", "advice", question="should I work for free?")
    await until(bot, ("biztalk_interactions_total", "command", "advice", "failed"), 1)


async def test_a_malformed_event_is_counted(bot: Process, discord: Discord) -> None:
    await discord.order("gateway", do="send", t="GUILD_CREATE", d={"id": "none"})
    await until(bot, ("biztalk_gateway_malformed_events_total", "GUILD_CREATE"), 1)


async def test_a_lost_connection_is_counted_and_ready_again(bot: Process, discord: Discord) -> None:
    await discord.order("gateway", do="drop")
    told = await until(bot, ("biztalk_gateway_sessions_total", "resumed"), 1)
    assert told["biztalk_gateway_disconnects_total",] == 1
    assert told["biztalk_gateway_ready",] == 1


async def test_the_log_is_json_and_holds_no_token_and_no_words_of_members(
    bot: Process, discord: Discord, nora: Person
) -> None:
    await nora.command("biz-talk", "advice", question=f"venues {SECRET}")
    await nora.say("biz-talk", f"{SECRET} again")
    await numbers(bot)
    for line in bot.lines:
        assert {"time", "level", "logger", "message"} <= json.loads(line).keys()
    assert any(json.loads(line)["level"] == "DEBUG" for line in bot.lines)
    assert discord.bot_token not in bot.told
    assert SECRET not in bot.told


async def test_without_the_setting_nothing_listens(discord: Discord, tmp_path: Path) -> None:
    running = await start_bot(discord, tmp_path / "biztalk.db")
    try:
        assert "Health is told" not in running.told
    finally:
        await running.stop(signal.SIGKILL)
