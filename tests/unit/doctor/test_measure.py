"""Asking Discord for its time."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from aiohttp import web
from discord.http import Route

from bot.clock import MovableClock
from bot.doctor.clock_difference import measure

NOON = datetime(2026, 11, 22, 12, 0, 0, 500_000, UTC)


class Discord:
    """Answers with a time, or without one."""

    def __init__(self):
        self.headers = []
        self.asked = []

    async def answer(self, request):
        self.asked.append(request.headers["User-Agent"])
        told = self.headers.pop(0) if len(self.headers) > 1 else self.headers[0]
        return web.json_response({"url": "wss://gateway"}, headers={"Date": told})


@pytest.fixture
async def discord(monkeypatch) -> AsyncIterator[Discord]:
    there = Discord()
    app = web.Application()
    app.router.add_get("/gateway", there.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0]
    monkeypatch.setattr(Route, "BASE", f"http://{host}:{port}")
    yield there
    await runner.cleanup()


@pytest.fixture
def clock(tmp_path):
    return MovableClock(tmp_path / "clock", wall=lambda: NOON)


def told(seconds: int) -> str:
    return format_datetime(NOON.replace(microsecond=0) + timedelta(seconds=seconds), usegmt=True)


async def test_a_clock_that_agrees_is_asked_for_once(discord, clock):
    discord.headers = [told(0)]
    assert await measure(clock, "biz-talk") == timedelta()
    assert discord.asked == ["biz-talk"]


async def test_what_seems_off_is_asked_for_again(discord, clock):
    discord.headers = [told(-40), told(-1)]
    assert await measure(clock, "biz-talk") == timedelta(seconds=1)
    discord.headers = [told(-40)]
    assert await measure(clock, "biz-talk") == timedelta(seconds=40)
    assert len(discord.asked) == 4


async def test_nobody_knows_where_discord_does_not_say(discord, clock, monkeypatch):
    discord.headers = ["soon"]
    assert await measure(clock, "biz-talk") is None
    monkeypatch.setattr(Route, "BASE", "http://127.0.0.1:1")
    assert await measure(clock, "biz-talk") is None
