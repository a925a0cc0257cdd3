"""One socket to the gateway, and everything heard on it."""

import asyncio
import json
from collections.abc import Callable
from typing import Any, Self, TypeAlias

import aiohttp

from tests.wire.process import PATIENCE, Discord

Json: TypeAlias = dict[str, Any]  # Any: tests look deep into answers

DISPATCH = 0


class Connection:
    """Keeps every frame, so that a wait also finds what came before it."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._news = asyncio.Condition()
        self._ended = False
        self._listening = asyncio.create_task(self._listen())
        self.frames: list[Json] = []

    @classmethod
    async def open(cls, http: aiohttp.ClientSession, discord: Discord) -> Self:
        """Connect, and say nothing yet."""
        url = f"{discord.gateway_url}?v=10&encoding=json"
        return cls(await http.ws_connect(url, max_msg_size=0))

    async def send(self, op: int, data: object) -> None:
        """Send a frame."""
        await self._socket.send_json({"op": op, "d": data})

    async def frame(self, fits: Callable[[Json], bool], since: int = 0) -> Json:
        """Wait for a frame, from the ``since``-th on."""
        async with asyncio.timeout(PATIENCE), self._news:
            while True:
                for frame in self.frames[since:]:
                    if fits(frame):
                        return frame
                assert not self._ended, f"closed with {self._socket.close_code}: {self.frames}"
                await self._news.wait()

    async def hears(
        self, event: str, fits: Callable[[Json], bool] = lambda _: True, since: int = 0
    ) -> Json:
        """Wait for an event; one that came before counts as well."""
        frame = await self.frame(
            lambda one: one["op"] == DISPATCH and one["t"] == event and fits(one["d"]), since
        )
        return frame["d"]

    def heard(self, event: str) -> list[Json]:
        """All such events so far."""
        return [one["d"] for one in self.frames if one["op"] == DISPATCH and one["t"] == event]

    @property
    def sequence(self) -> int:
        """The number of the last event."""
        return max(one["s"] for one in self.frames if one["op"] == DISPATCH)

    async def closed(self) -> int | None:
        """Wait until the other side hangs up; gives its close code."""
        async with asyncio.timeout(PATIENCE):
            await self._listening
        return self._socket.close_code

    async def close(self) -> None:
        """Hang up."""
        await self._socket.close()
        await self._listening

    async def _listen(self) -> None:
        async for received in self._socket:
            async with self._news:
                self.frames.append(json.loads(received.data))
                self._news.notify_all()
        async with self._news:
            self._ended = True
            self._news.notify_all()
