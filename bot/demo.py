"""`biztalk demo`: the local Discord and the bot, together, without a token.

The sandbox is a process of its own and is only spoken to over the wire. It is started in a
session of its own, so that Ctrl-C reaches us alone and we end it after the bot has left.
"""

import asyncio
import json
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import BaseModel, SecretStr, ValidationError

from bot import app
from bot.errors import CannotStart
from bot.settings import Settings

DATABASE = Path("data/demo.db")
PORT = 8765

_LONGEST_START = 20.0  # seconds until the sandbox must listen
_LONGEST_END = 5.0


class Address(BaseModel):
    """What the sandbox says in one JSON line once it listens."""

    url: str
    api_url: str
    gateway_url: str
    bot_token: SecretStr
    application_id: int


async def run(settings: Settings, port: int, say: Callable[[str], None]) -> None:
    """Run sandbox and bot until Ctrl-C; `say` gets the lines a person should read.

    A port that is taken is replaced by a free one. Raises `CannotStart`.
    """
    with TemporaryDirectory(prefix="biztalk-demo-") as folder:
        clock_file = Path(folder) / "clock"
        async with _sandbox(_free(port), clock_file) as address:
            say(f"Open {address.url} to be in the local Discord. Ctrl-C ends it and the bot.")
            await app.run(_for_demo(settings, address, clock_file))


def _for_demo(settings: Settings, address: Address, clock_file: Path) -> Settings:
    return settings.model_copy(
        update={
            "token": address.bot_token,
            "database": DATABASE,
            "api_url": address.api_url,
            "gateway_url": address.gateway_url,
            "clock_file": clock_file,
            "backups": None,
        }
    )


@asynccontextmanager
async def _sandbox(port: int, clock_file: Path) -> AsyncIterator[Address]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.sandbox", "--port", str(port)),
        *("--clock-file", str(clock_file)),
        stdout=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    try:
        yield await _address(process)
    finally:
        await _end(process)


async def _address(process: asyncio.subprocess.Process) -> Address:
    if process.stdout is None:
        raise RuntimeError("the sandbox was started with a pipe")
    try:
        async with asyncio.timeout(_LONGEST_START):
            line = await process.stdout.readline()
        return Address.model_validate(json.loads(line))
    except (TimeoutError, json.JSONDecodeError, ValidationError) as error:
        raise CannotStart(
            "The local Discord did not start; what it printed above says why."
        ) from error


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.send_signal(signal.SIGTERM)
    try:
        async with asyncio.timeout(_LONGEST_END):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


def _free(port: int) -> int:
    """Return `port` if it can be listened on, else 0, which lets the sandbox take any."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return 0
    return port
