"""The three pages: whether the bot lives, whether it is ready, and its numbers."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeAlias

from aiohttp import web

from bot.errors import CannotStart
from bot.health.metrics import CONTENT_TYPE, Metrics
from bot.health.vitals import Finding

Look: TypeAlias = Callable[[], Awaitable[Finding]]

_log = logging.getLogger(__name__)

_LONGEST_END = 0.5  # seconds; of the ten that ending may take in all


@asynccontextmanager
async def listening(host: str, port: int, look: Look, metrics: Metrics) -> AsyncIterator[None]:
    """Answer on this port during the block, with what `look` finds and `metrics` has kept.

    Raises `CannotStart` if the port cannot be had.
    """
    runner = web.AppRunner(_pages(look, metrics), access_log=None, shutdown_timeout=_LONGEST_END)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as refusal:
            msg = (
                f"Port {port} of {host} cannot be listened on ({refusal.strerror}); "
                "correct BIZTALK_HEALTH_PORT or BIZTALK_HEALTH_HOST."
            )
            raise CannotStart(msg) from refusal
        for address in runner.addresses:
            _log.info("Health is told at %s, port %d.", *address[:2])
        yield
    finally:
        await runner.cleanup()


def _pages(look: Look, metrics: Metrics) -> web.Application:
    async def healthz(_: web.Request) -> web.Response:
        """Say that the process runs; a start anew would heal nothing else."""
        return web.json_response({"alive": True})

    async def readyz(_: web.Request) -> web.Response:
        """Say whether members can be answered: Discord is connected, the database answers."""
        found = await look()
        parts = {"gateway": found.is_connected, "database": found.levels is not None}
        return web.json_response(parts, status=200 if all(parts.values()) else 503)

    async def numbers(_: web.Request) -> web.Response:
        told = metrics.told(await look())
        return web.Response(body=told, headers={"Content-Type": CONTENT_TYPE})

    app = web.Application()
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    app.router.add_get("/metrics", numbers)
    return app
