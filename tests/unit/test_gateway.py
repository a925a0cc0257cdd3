import logging
from collections.abc import Awaitable, Callable
from itertools import islice
from typing import Any

import aiohttp
import discord
import pytest
from discord.asset import Asset
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot import gateway
from bot.errors import CannotStart


class Script(discord.Client):
    """discord.py's client with login and connect replaced by a list of what happens."""

    def __init__(self, *happens: Exception | None) -> None:
        super().__init__(intents=discord.Intents(guilds=True))
        self.happens = list(happens)
        self.waited: list[float] = []

    async def login(self, token: str) -> None:
        await self._next()

    async def connect(self, *, reconnect: bool = True) -> None:
        await self._next()
        await self.close()

    async def _next(self) -> None:
        happening = self.happens.pop(0)
        if happening is not None:
            raise happening

    async def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)


def closed(code: int) -> discord.ConnectionClosed:
    socket: Any = type("Socket", (), {"close_code": code})()
    return discord.ConnectionClosed(socket, shard_id=0, code=code)


def answered(status: int, kind: type[discord.HTTPException]) -> discord.HTTPException:
    response: Any = type("Response", (), {"status": status, "reason": "no"})()
    return kind(response, "no")


async def stay(client: Script) -> None:
    sleep: Callable[[float], Awaitable[None]] = client.sleep
    await gateway.stay_connected(client, "token", jitter=lambda: 0.0, sleep=sleep)


def first_connect_failed() -> AttributeError:
    """What discord.py raises if the gateway cannot be reached at first."""
    error = AttributeError("'NoneType' object has no attribute 'sequence'")
    error.__context__ = aiohttp.ClientConnectionError("refused")
    return error


async def test_login_and_first_connect_wait_for_discord(caplog: pytest.LogCaptureFixture) -> None:
    client = Script(
        ConnectionRefusedError("refused"),
        answered(503, discord.DiscordServerError),
        answered(429, discord.HTTPException),
        None,
        first_connect_failed(),
        first_connect_failed(),
        None,
    )
    with caplog.at_level(logging.WARNING, "bot.gateway"):
        await stay(client)
    assert client.waited == [0.5, 1.0, 2.0, 0.5, 1.0]
    ours = [record for record in caplog.records if record.name == "bot.gateway"]
    assert [record.exc_info for record in ours] == [None] * 5
    assert "Cannot reach the gateway yet (ClientConnectionError: refused)" in caplog.text


async def test_something_unforeseen_does_not_end_the_bot() -> None:
    client = Script(None, KeyError("heartbeat_interval"), None)
    await stay(client)
    assert client.waited == [0.5]


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        ([discord.LoginFailure("no")], "refused the token"),
        ([answered(404, discord.NotFound)], "status 404"),
        ([None, closed(4004)], "refused the token"),
        ([None, closed(4010)], "BIZTALK_SHARD_ID"),
        ([None, closed(4013)], "intents"),
        ([None, discord.PrivilegedIntentsRequired(None)], "Privileged Gateway Intents"),
    ],
)
async def test_what_waiting_cannot_heal_is_one_sentence(
    happens: list[Exception | None], said: str
) -> None:
    with pytest.raises(CannotStart, match=said):
        await stay(Script(*happens))


def test_delays_grow_up_to_a_minute_and_differ_by_jitter() -> None:
    assert list(islice(gateway.growing_delays(lambda: 1.0), 8)) == [1, 2, 4, 8, 16, 32, 60, 60]
    assert list(islice(gateway.growing_delays(lambda: 0.0), 3)) == [0.5, 1, 2]


async def test_a_malformed_event_is_counted_and_the_next_one_read(
    caplog: pytest.LogCaptureFixture,
) -> None:
    client = discord.Client(intents=discord.Intents(guilds=True))
    malformed = gateway.guard_parsers(client)
    parse = client._connection.parsers["MESSAGE_CREATE"]
    parse({"id": "1", "content": "private words", "channel_id": "2"})
    parse({})
    assert malformed == {"MESSAGE_CREATE": 2}
    assert "MESSAGE_CREATE" in caplog.text
    assert "private words" not in caplog.text


async def test_an_interaction_that_comes_twice_is_read_once() -> None:
    client = discord.Client(intents=discord.Intents(guilds=True))
    read: list[Any] = []
    client._connection.parsers["INTERACTION_CREATE"] = read.append
    gateway.guard_parsers(client)
    for number in ("1", "2", "1", None, None):
        client._connection.parsers["INTERACTION_CREATE"]({"id": number})
    assert [one["id"] for one in read] == ["1", "2", None, None]


async def test_whoever_listens_hears_first_and_cannot_keep_an_event_from_being_read() -> None:
    client = discord.Client(intents=discord.Intents(guilds=True))
    heard: list[tuple[str, Any]] = []

    def tell(event: str, data: Any) -> None:
        heard.append((event, data))
        raise ValueError(event)

    malformed = gateway.guard_parsers(client, tell)
    client._connection.parsers["TYPING_START"]({"channel_id": "1"})
    assert heard == [("TYPING_START", {"channel_id": "1"})]
    assert malformed == {"TYPING_START": 2}


def test_addresses_can_be_redirected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    monkeypatch.setattr(Asset, "BASE", Asset.BASE)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)
    gateway.redirect("http://127.0.0.1:1/api/v10", "ws://127.0.0.1:1/gateway")
    assert Route("GET", "/users/@me").url == "http://127.0.0.1:1/api/v10/users/@me"
    assert str(DiscordWebSocket.DEFAULT_GATEWAY) == "ws://127.0.0.1:1/gateway"
    assert Asset.BASE == "http://127.0.0.1:1"


async def test_reconnects_of_discord_py_are_one_line(caplog: pytest.LogCaptureFixture) -> None:
    client: Any = discord.Client(intents=discord.Intents(guilds=True))
    log = logging.getLogger("discord.client")
    with gateway._OneLineReconnects(client):
        for client.ws in (None, object()):
            error = ConnectionResetError("reset")
            log.error("Attempting a reconnect in %.2fs", 1.5, exc_info=error)
    (record,) = caplog.records
    assert record.getMessage() == "Attempting a reconnect in 1.50s (ConnectionResetError: reset)"
    assert record.exc_info is None


async def test_after_a_failure_that_got_through_it_can_be_called_again() -> None:
    """Closing a broken connection can break as well; the supervisor then calls again."""
    client = Script(None, ValueError("odd"), None, None)
    client.ws = BrokenSocket()  # type: ignore[assignment]
    with pytest.raises(OSError, match="broken"):
        await stay(client)
    client._connection.user = object()  # type: ignore[assignment] # as login leaves it
    await stay(client)
    assert client.happens == []


class BrokenSocket:
    open = False

    async def close(self, code: int) -> None:
        raise OSError("broken")
