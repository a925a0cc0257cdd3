"""Starting the real bot and the real sandbox as processes, and hearing what they say."""

import asyncio
import json
import os
import re
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import aiohttp

ROOT = Path(__file__).parents[2]
PATIENCE = 20.0  # seconds until a test that waits for something gives up
_PASSED_ON = {"PATH", "HOME", "XDG_CACHE_HOME"}  # the last two lead to the vectors kept there
SURROUNDINGS = {name: value for name, value in os.environ.items() if name in _PASSED_ON}
"""All that a program under test gets of our environment."""


class Process:
    """A child process whose lines can be waited for."""

    def __init__(self, running: asyncio.subprocess.Process) -> None:
        self._running = running
        self.lines: list[str] = []
        self._news = asyncio.Condition()
        self._ended = False
        streams = [one for one in (running.stdout, running.stderr) if one is not None]
        self._readers = [asyncio.create_task(self._read(one)) for one in streams]

    @classmethod
    async def start(
        cls, *arguments: str, env: Mapping[str, str] | None = None, folder: Path = ROOT
    ) -> Self:
        """Run ``python`` with these arguments, with this environment alone."""
        quiet = SURROUNDINGS | {"PYTHONUNBUFFERED": "1"}
        running = await asyncio.create_subprocess_exec(
            sys.executable,
            *arguments,
            cwd=folder,
            env=quiet | dict(env or {}),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        return cls(running)

    async def said(self, pattern: str, *, times: int = 1) -> str:
        """Wait for the ``times``-th line that matches; a line said before counts as well."""
        try:
            async with asyncio.timeout(PATIENCE), self._news:
                while True:
                    hits = [line for line in self.lines if re.search(pattern, line)]
                    if len(hits) >= times:
                        return hits[times - 1]
                    assert not self._ended, f"ended without saying {pattern!r}:\n{self.told}"
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"never said {pattern!r}, only:\n{self.told}") from None

    @property
    def pid(self) -> int:
        return self._running.pid

    @property
    def told(self) -> str:
        """Everything it said so far."""
        return "\n".join(self.lines)

    async def end(self) -> int:
        """Wait until it ends by itself; gives the exit status."""
        async with asyncio.timeout(PATIENCE):
            status = await self._running.wait()
            await asyncio.gather(*self._readers)
        return status

    async def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal, then wait for the end."""
        if self._running.returncode is None:
            self._running.send_signal(number)
        return await self.end()

    async def _read(self, stream: asyncio.StreamReader) -> None:
        while line := await stream.readline():
            async with self._news:
                self.lines.append(line.decode().rstrip("\n"))
                self._news.notify_all()
        async with self._news:
            self._ended = True
            self._news.notify_all()


@dataclass(frozen=True)
class Discord:
    """A running sandbox and where to reach it."""

    process: Process
    url: str
    api_url: str
    gateway_url: str
    bot_token: str
    application_id: int
    record: Path
    clock_file: Path

    @classmethod
    async def start(cls, folder: Path, *, records: bool = True) -> Self:
        """Run a sandbox that keeps its clock in ``folder``, and its traffic if it ``records``."""
        record, clock_file = folder / "traffic.jsonl", folder / "clock"
        recording = ("--record", str(record)) if records else ()
        process = await Process.start(
            "-m", "bot.sandbox", *recording, "--clock-file", str(clock_file)
        )
        where = json.loads(await process.said(r"^\{"))
        where["application_id"] = int(where["application_id"])
        return cls(process, record=record, clock_file=clock_file, **where)

    async def order(self, what: str, **wish: Any) -> None:
        """``POST /sandbox/{what}``: faults, gateway, clock, embeds or reset."""
        await self._ask("POST", what, wish)

    async def made(self, what: str, **wish: Any) -> Any:
        """``POST /sandbox/{what}``, whose answer is what it made: channels or user-app."""
        return await self._ask("POST", what, wish)

    async def met(self) -> int:
        """How many requests have met a fault since the last calm."""
        return sum(fault["caught"] for fault in await self._ask("GET", "faults"))

    async def calm(self) -> None:
        """Take back every fault that is still waiting."""
        await self._ask("DELETE", "faults")

    def traffic(self) -> list[dict[str, Any]]:
        """Everything recorded so far."""
        lines = self.record.read_text(encoding="utf-8").splitlines(keepends=True)
        return [json.loads(line) for line in lines if line.endswith("\n")]

    async def _ask(self, method: str, what: str, body: dict[str, Any] | None = None) -> Any:
        url = f"{self.url}/sandbox/{what}"
        async with (
            aiohttp.ClientSession() as http,
            http.request(method, url, json=body) as answer,
        ):
            assert answer.ok, await answer.text()
            return await answer.json() if answer.status == 200 else None

    def settings(self, database: Path, **more: str) -> dict[str, str]:
        """The environment with which a bot runs against this sandbox."""
        return {
            "DISCORD_TOKEN": self.bot_token,
            "BIZTALK_API_URL": self.api_url,
            "BIZTALK_GATEWAY_URL": self.gateway_url,
            "BIZTALK_DATABASE": str(database),
            "BIZTALK_CLOCK_FILE": str(self.clock_file),
        } | more


async def start_bot(discord: Discord, database: Path, **more: str) -> Process:
    """Run the bot and wait until it has connected and its commands are registered."""
    bot = await Process.start("-m", "bot", "run", env=discord.settings(database, **more))
    try:
        await bot.said("has connected to Gateway")
    except BaseException:
        await bot.stop(signal.SIGKILL)  # nobody else would
        raise
    return bot
