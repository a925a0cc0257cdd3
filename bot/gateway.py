"""Staying connected: one malformed event, a slow start or a lost network never ends the bot.

What this relies on inside discord.py 2.7.1, all of it here and nowhere else:

- `client._connection.parsers`: event name -> function; the gateway looks it up for each event.
- `Client.connect` raises AttributeError when the very first connection fails, because it then
  asks `client.ws`, which is still None (Rapptz/discord.py#10520); the client stays usable.
- `HTTPClient.static_login` makes a session of `http.connector`; closing that session closes the
  connector as well, so another login needs a new one.
- `Route.BASE`, `DiscordWebSocket.DEFAULT_GATEWAY` and `Asset.BASE` hold Discord's addresses.
"""

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Iterator, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import discord
import yarl
from discord.asset import Asset
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.errors import CannotStart

_log = logging.getLogger(__name__)

_LONGEST_DELAY = 60.0
_REMEMBERED = 256  # interactions; the same one again would come at once

# https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
_FINAL_CLOSE_CODES = {
    4004: "Discord refused the token: copy it anew from the developer portal into DISCORD_TOKEN.",
    4010: "Discord refused the shard: correct BIZTALK_SHARD_ID and BIZTALK_SHARD_COUNT.",
    4011: "The bot is on too many servers for this many shards: raise BIZTALK_SHARD_COUNT.",
    4012: "Discord no longer speaks this version of its gateway: update the bot.",
    4013: "Discord does not know the intents that the bot asks for: update the bot.",
    4014: "A privileged intent is switched off: switch on what the bot's features need under "
    "Bot, Privileged Gateway Intents, in the developer portal.",
}

_TRANSIENT = (
    OSError,
    TimeoutError,
    aiohttp.ClientError,
    discord.DiscordServerError,
    discord.RateLimited,
)


def redirect(api_url: str | None, gateway_url: str | None) -> None:
    """Point discord.py at a Discord-compatible server or proxy, for this whole process.

    Assets follow `api_url`'s host. None leaves Discord's own address.
    """
    if api_url is not None:
        Route.BASE = api_url
        address = urlsplit(api_url)
        Asset.BASE = f"{address.scheme}://{address.netloc}"
    if gateway_url is not None:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)


def guard_parsers(
    client: discord.Client, tell: Callable[[str, Any], None] = lambda _event, _data: None
) -> Counter[str]:
    """Wrap every event parser of `client`, so that one malformed event is only one lost event.

    `tell` hears of every event first, as Discord sent it: discord.py leaves out what it does not
    know. It must not wait, and what it raises keeps nothing from the parser.

    An interaction that comes twice is read once: all that it asks for would be done twice, and its
    second answer be refused.

    Returns the live count of malformed events by type. Of the event only the type is logged,
    never its content.
    """
    malformed: Counter[str] = Counter()
    parsers = client._connection.parsers  # noqa: SLF001 - the only place to stand before a parser
    for event, parse in parsers.items():
        parsers[event] = _guarded(event, (partial(tell, event), parse), malformed)
    parsers["INTERACTION_CREATE"] = _once(parsers["INTERACTION_CREATE"])
    return malformed


def _once(read: Callable[[Any], None]) -> Callable[[Any], None]:
    """Leave out what comes again with an id that came lately."""
    lately: deque[object] = deque(maxlen=_REMEMBERED)

    def read_unless_read(data: Any) -> None:
        known = data.get("id") if isinstance(data, dict) else None
        if known is not None:
            if known in lately:
                _log.warning("An interaction came twice; the second is left out.")
                return
            lately.append(known)
        read(data)

    return read_unless_read


def _guarded(
    event: str, readers: Sequence[Callable[[Any], None]], malformed: Counter[str]
) -> Callable[[Any], None]:
    def read_or_count(data: Any) -> None:
        for read in readers:
            try:
                read(data)
            except Exception:  # noqa: BLE001 - a server may send anything; the client outlives it
                malformed[event] += 1
                _log.exception("An event could not be read and is left out: %s", event)

    return read_or_count


def growing_delays(jitter: Callable[[], float]) -> Iterator[float]:
    """Yield seconds to wait: 1, 2, 4, … up to a minute, each between half and whole of that.

    `jitter` gives numbers in [0, 1), so that many bots do not come back in the same moment.
    """
    longest = 1.0
    while True:
        yield longest * (0.5 + jitter() / 2)
        longest = min(longest * 2, _LONGEST_DELAY)


async def stay_connected(
    client: discord.Client,
    token: str,
    *,
    jitter: Callable[[], float],
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Log in and stay connected until `client` is closed, however long Discord is away.

    Raises `CannotStart` for what waiting cannot heal: a refused token, a privileged intent that
    is switched off, a shard that does not exist. After anything else it raised, it may be called
    again with the same client.
    """
    if client.user is not None:
        await _forget_session(client)
    await _log_in(client, token, growing_delays(jitter), sleep)
    delays = growing_delays(jitter)
    with _OneLineReconnects(client):
        while not client.is_closed():
            try:
                await client.connect()
            except discord.PrivilegedIntentsRequired:
                raise CannotStart(_FINAL_CLOSE_CODES[4014]) from None
            except discord.ConnectionClosed as closed:
                raise CannotStart(_closed_for_good(closed)) from closed
            except Exception as error:  # noqa: BLE001 - nothing a server sends may end the bot
                if client.is_ready():
                    delays = growing_delays(jitter)
                await _wait_out(client, error, next(delays), sleep)


async def application_id(token: str) -> int:
    """Ask Discord whose token this is, once; raises `CannotStart` if it does not say."""
    client = discord.Client(intents=discord.Intents(guilds=True))
    try:
        async with client:
            await client.login(token)
            return (await client.application_info()).id
    except discord.LoginFailure:
        raise CannotStart(_FINAL_CLOSE_CODES[4004]) from None
    except (discord.HTTPException, *_TRANSIENT) as error:
        msg = f"Discord did not answer ({_brief(error)}); please try again in a minute."
        raise CannotStart(msg) from error


async def _log_in(
    client: discord.Client,
    token: str,
    delays: Iterator[float],
    sleep: Callable[[float], Awaitable[None]],
) -> None:
    while True:
        try:
            await client.login(token)
        except discord.LoginFailure:
            raise CannotStart(_FINAL_CLOSE_CODES[4004]) from None
        except discord.HTTPException as error:
            if not isinstance(error, discord.DiscordServerError) and error.status != 429:
                raise CannotStart(_unlike_discord(error)) from error
            cause: Exception = error
        except _TRANSIENT as error:
            cause = error
        else:
            return
        await _forget_session(client)
        delay = next(delays)
        _log.warning("Cannot log in yet (%s); trying again in %.1f s.", _brief(cause), delay)
        await sleep(delay)


async def _forget_session(client: discord.Client) -> None:
    await client.http.close()
    client.http.connector = discord.utils.MISSING


async def _wait_out(
    client: discord.Client,
    error: Exception,
    delay: float,
    sleep: Callable[[float], Awaitable[None]],
) -> None:
    never_connected = client.ws is None
    if never_connected and isinstance(error, AttributeError):
        _log.warning(
            "Cannot reach the gateway yet (%s); trying again in %.1f s.",
            _brief(error.__context__ or error),
            delay,
        )
    else:
        _log.error(
            "The gateway connection broke; connecting anew in %.1f s.", delay, exc_info=error
        )
    if not never_connected:
        await client.ws.close(4000)
    await sleep(delay)


def _closed_for_good(closed: discord.ConnectionClosed) -> str:
    return _FINAL_CLOSE_CODES.get(
        closed.code, f"Discord closed the connection for good (code {closed.code})."
    )


def _unlike_discord(error: discord.HTTPException) -> str:
    return (
        f"The server at {Route.BASE} answered the login with status {error.status}: "
        "check BIZTALK_API_URL and the token."
    )


def _brief(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


class _OneLineReconnects(logging.Filter):
    """Makes discord.py's reconnect records one line each, without a trace.

    Those before the first connection go, because `stay_connected` logs these itself.
    """

    def __init__(self, client: discord.Client) -> None:
        super().__init__()
        self._client = client
        self._log = logging.getLogger("discord.client")

    def __enter__(self) -> None:
        self._log.addFilter(self)

    def __exit__(self, *_: object) -> None:
        self._log.removeFilter(self)

    def filter(self, record: logging.LogRecord) -> bool:
        if not str(record.msg).startswith("Attempting a reconnect"):
            return True
        if record.exc_info and record.exc_info[1] is not None:
            record.msg, record.args = "%s (%s)", (record.getMessage(), _brief(record.exc_info[1]))
            record.exc_info = None
        return self._client.ws is not None
