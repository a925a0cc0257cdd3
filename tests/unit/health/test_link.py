import asyncio
from collections.abc import AsyncIterator
from types import SimpleNamespace

import discord
import pytest
from discord.ext import commands

from bot.health.link import Link
from bot.health.metrics import Metrics


class Counted(Metrics):
    """What was counted, in its order."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []  # type: ignore[assignment]

    def connected(self, how: str) -> None:
        self.told.append(how)

    def disconnected(self) -> None:
        self.told.append("lost")


@pytest.fixture
async def client() -> AsyncIterator[commands.Bot]:
    async with commands.Bot("!", intents=discord.Intents.none(), help_command=None) as client:
        client.ws = SimpleNamespace(open=True, latency=0.04)  # type: ignore[assignment]
        yield client
        client.ws.open = False  # type: ignore[misc]


async def test_it_follows_the_connection(client: commands.Bot) -> None:
    counted = Counted()
    link = Link(client, counted)

    async def dispatch(event: str) -> None:
        client.dispatch(event)
        for _ in range(3):
            await asyncio.sleep(0)

    assert not link.is_ready
    await dispatch("ready")
    assert link.is_ready
    assert link.latency == 0.04
    for _ in range(3):
        await dispatch("disconnect")
    assert not link.is_ready
    assert link.latency is None
    await dispatch("resumed")
    assert link.is_ready
    assert counted.told == ["new", "lost", "resumed"]


async def test_a_socket_that_closed_is_not_ready(client: commands.Bot) -> None:
    link = Link(client, Metrics())
    client.dispatch("ready")
    for _ in range(3):
        await asyncio.sleep(0)
    client.ws.open = False  # type: ignore[misc]
    assert not link.is_ready
