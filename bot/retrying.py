"""Making a request to Discord again, where twice has no more effect than once.

What this relies on inside discord.py 2.7.1, all of it here and nowhere else:

- `HTTPClient.request` makes every request but those about interactions and webhooks; its other
  methods look it up on the instance. It tries 500, 502, 504 and 524 again itself.
- `AsyncWebhookAdapter.request` makes those, with the session it is given; the adapter in use stands
  in the context variable `discord.webhook.async_.async_context`. It tries every 5xx again itself,
  after 1 and after 3 more seconds, while Discord waits 3 seconds for the answer to an interaction.
- A file that was sent has to be wound back, by `File.reset`; a request does so only for its own
  tries.
- `InteractionCallbackResponse` insists on the interaction's id, and on nothing else.
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, cast

import aiohttp
import discord
from discord.http import Route
from discord.webhook.async_ import AsyncWebhookAdapter, async_context

_log = logging.getLogger(__name__)

_PAUSES = (0.5, 1.5)  # seconds
_PAUSES_OF_AN_ANSWER = (0.1, 0.3, 0.6, 1.0)  # all of them within Discord's three seconds

_TRIED_BY_DISCORD_PY = frozenset({500, 502, 504, 524})
_BROKEN = (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError, ConnectionError)
_ALREADY_ACKNOWLEDGED = 40060

_CALLBACK = "/interactions/{webhook_id}/{webhook_token}/callback"
_MESSAGES = "/channels/{channel_id}/messages"
_OPEN_DM = "/users/@me/channels"


def begin(
    client: discord.Client,
    retried: Callable[[str], None],
    *,
    jitter: Callable[[], float],
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Make requests of `client` again that met a 503 or a broken connection, where that is safe.

    Those about interactions are those of the current context and of tasks begun in it. `retried`
    hears of each request that is made again, by its method and its path's template. `jitter` gives
    numbers in [0, 1): a pause lasts between half and whole of what it may.
    """
    retrying = _Retrying(retried, jitter, sleep)
    http, once = client.http, client.http.request

    async def request(route: Route, **more: Any) -> Any:
        return await retrying.make(
            _Request(
                route,
                lambda: once(route, **more),
                is_safe=_is_safe(route, _payload(more)),
                files=more.get("files") or (),
                passes=lambda status: status >= 500 and status not in _TRIED_BY_DISCORD_PY,
            )
        )

    http.request = request  # type: ignore[method-assign] # there is no other place to stand
    async_context.set(_Adapter(retrying))


@dataclass(frozen=True)
class _Request:
    route: Route
    once: Callable[[], Awaitable[Any]]
    is_safe: bool  # to be made twice
    files: Sequence[discord.File]
    passes: Callable[[int], bool]  # whether an answer with this status may be over in a moment
    pauses: Sequence[float] = _PAUSES

    @property
    def name(self) -> str:
        return f"{self.route.method} {self.route.path}"


class _Retrying:
    def __init__(
        self,
        retried: Callable[[str], None],
        jitter: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self._retried, self._jitter, self._sleep = retried, jitter, sleep

    async def make(self, request: _Request) -> Any:
        """Make a request, and again after each of its pauses while it meets what passes.

        Raises what the last try met. Where an earlier one may have had its effect, being told
        that it has is success.
        """
        in_doubt = False
        for pause in (*request.pauses, None):
            try:
                return await request.once()
            except (discord.HTTPException, *_BROKEN) as failure:
                if in_doubt and _says_done(request.route, failure):
                    return _answer(request.route)
                unsent = isinstance(failure, aiohttp.ClientConnectorError)
                if pause is None or not (unsent or (request.is_safe and _passes(request, failure))):
                    raise
                in_doubt = in_doubt or not unsent
                _log.info("%s met %s and is made again.", request.name, type(failure).__name__)
            self._retried(request.name)
            await self._sleep(pause * (0.5 + self._jitter() / 2))
            for file in request.files:
                file.reset()
        raise RuntimeError("the last try has returned or raised")


class _Adapter(AsyncWebhookAdapter):
    """Makes requests about interactions again; answers to them quickly."""

    def __init__(self, retrying: _Retrying) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # discord.py left its type out
        self._retrying = retrying

    async def request(self, route: Route, session: aiohttp.ClientSession, **more: Any) -> Any:
        is_answer = route.path == _CALLBACK
        if is_answer:
            session = cast("aiohttp.ClientSession", _Impatient(session))  # all that is asked of one
        make = super().request
        return await self._retrying.make(
            _Request(
                route,
                lambda: make(route, session, **more),
                is_safe=_is_safe(route, {}),
                files=more.get("files") or (),
                passes=lambda status: is_answer and status >= 500,
                pauses=_PAUSES_OF_AN_ANSWER if is_answer else _PAUSES,
            )
        )


class _Impatient:
    """A session that leaves discord.py no 5xx to wait for."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    @asynccontextmanager
    async def request(
        self, method: str, url: str, **more: Any
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        async with self._session.request(method, url, **more) as response:
            if response.status >= 500:
                raise discord.DiscordServerError(response, await response.text())
            yield response


def _is_safe(route: Route, payload: dict[str, Any]) -> bool:
    """Whether making this request twice has no more effect than once.

    Every PATCH of ours sets a state. Of messages with the same nonce Discord makes one, if asked to
    (https://docs.discord.com/developers/resources/message#create-message), and an interaction is
    answered once. Follow-ups, threads and rules would be there twice.
    """
    if route.method != "POST":
        return True
    if route.path == _MESSAGES:
        return bool(payload.get("nonce") and payload.get("enforce_nonce"))
    return route.path in (_CALLBACK, _OPEN_DM)


def _payload(request: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON object of a request; with files it is the first part of a form."""
    sent = request.get("json")
    for part in request.get("form") or ():
        if part["name"] == "payload_json":
            sent = json.loads(part["value"])
    return sent if isinstance(sent, dict) else {}


def _passes(request: _Request, failure: Exception) -> bool:
    """Whether a failure may be over in a moment; what took until a time limit has had its time."""
    if isinstance(failure, discord.HTTPException):
        return request.passes(failure.status)
    return not isinstance(failure, TimeoutError)


def _says_done(route: Route, failure: Exception) -> bool:
    if route.path == _CALLBACK:
        return isinstance(failure, discord.HTTPException) and failure.code == _ALREADY_ACKNOWLEDGED
    return route.method == "DELETE" and isinstance(failure, discord.NotFound)


def _answer(route: Route) -> Any:
    """What discord.py needs in place of an answer that was lost."""
    return {"interaction": {"id": str(route.webhook_id)}} if route.path == _CALLBACK else None
