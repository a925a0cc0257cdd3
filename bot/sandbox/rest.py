"""REST over HTTP: finds the route, lets the caller in, counts, asks, answers, records.

A path or method that no route knows is answered 404 and logged as not simulated.
"""

import asyncio
import json
import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import format_datetime
from urllib.parse import unquote

from aiohttp import web

from bot.sandbox import auditing, errors, uploads
from bot.sandbox.call import Answer, Call, Route
from bot.sandbox.errors import ApiError
from bot.sandbox.faults import Fault, Kind
from bot.sandbox.json import JsonObject
from bot.sandbox.local import LocalDiscord
from bot.sandbox.ratelimit import Allowance
from bot.sandbox.traffic import who_is
from bot.sandbox.world import User

log = logging.getLogger(__name__)

PREFIX = "/api/v10"
_MAJOR = ("channel_id", "guild_id", "webhook_id")  # each has its own bucket
_OUTSIDE_THE_GLOBAL_LIMIT = ("/interactions/", "/webhooks/")


@dataclass(frozen=True)
class _Exchange:
    """What the record needs of a request."""

    method: str
    path: str
    query: dict[str, str]
    body: object
    multipart: bool


class Rest:
    """All routes behind one aiohttp handler."""

    def __init__(self, local: LocalDiscord, routes: Iterable[Route]) -> None:
        self._local = local
        self._routes = [(route, _pattern(route.path)) for route in routes]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one request under ``/api/v10``."""
        path = request.path.removeprefix(PREFIX)
        try:
            body = await uploads.read(request)
        except ApiError as refusal:
            unread = _Exchange(request.method, path, dict(request.query), None, multipart=False)
            return self._answer(unread, self._caller(request), *_refusal(refusal), {})
        exchange = _Exchange(request.method, path, dict(request.query), body.json, body.multipart)
        found = self._find(request.method, path)
        if found is None:
            log.warning("not simulated: %s %s", request.method, path)
            user = self._caller(request)
            return self._answer(exchange, user, *_refusal(errors.not_found()), {})
        route, parts = found
        try:
            user = self._authenticate(request, route, parts)
        except ApiError as refusal:
            return self._answer(exchange, None, *_refusal(refusal), {})
        fault = self._local.faults.take(request.method, path) if user.bot else None
        if fault is not None and fault.kind is Kind.RESET:
            return _break_off(request)
        headers, refused = self._count(route, parts, user, fault)
        reason = unquote(request.headers.get("X-Audit-Log-Reason", "")) or None
        call = Call(self._local, user, parts, request.query, body.json, body.uploads, reason)
        status, answer = refused or _carry_out(route, call, fault)
        if fault is not None and fault.kind is Kind.LOST_ANSWER:
            return _break_off(request)
        return self._answer(exchange, user, status, answer, headers)

    def _find(self, method: str, path: str) -> tuple[Route, dict[str, str]] | None:
        for route, pattern in self._routes:
            if route.method == method and (match := pattern.fullmatch(path)):
                return route, match.groupdict()
        return None

    def _caller(self, request: web.Request) -> User | None:
        claim = request.headers.get("Authorization", "")
        user = self._local.world.user_with_token(claim.removeprefix("Bot "))
        return user if user is not None and user.bot == claim.startswith("Bot ") else None

    def _authenticate(self, request: web.Request, route: Route, parts: dict[str, str]) -> User:
        if not route.authenticated:
            return self._local.world.holder_of(parts.get("webhook_id"))
        user = self._caller(request)
        if user is None:
            raise errors.unauthorized()
        if route.for_people and user.bot:
            raise errors.bots_cannot_use_this()
        return user

    def _count(
        self, route: Route, parts: dict[str, str], user: User, fault: Fault | None
    ) -> tuple[dict[str, str], tuple[int, Answer] | None]:
        """The rate-limit headers, and the 429 if the request went over a limit."""
        if not user.bot:
            return {}, None
        loop = asyncio.get_running_loop()
        allowance = self._local.rate_limits.take(
            f"{route.method} {route.path}",
            next((parts[name] for name in _MAJOR if name in parts), ""),
            loop.time(),
            counts_globally=not route.path.startswith(_OUTSIDE_THE_GLOBAL_LIMIT),
        )
        if fault is not None and fault.kind is Kind.RATE_LIMIT:
            allowance = Allowance(
                allowance.bucket, allowance.limit, 0, fault.retry_after, True, fault.whole_bot
            )
        headers = allowance.headers(self._local.clock.now().timestamp())
        if not allowance.refused:
            return headers, None
        too_many: JsonObject = {
            "message": "You are being rate limited.",
            "code": 0,
            "retry_after": allowance.reset_after,
            "global": allowance.for_everything,
        }
        return headers, (429, too_many)

    def _answer(
        self,
        exchange: _Exchange,
        user: User | None,
        status: int,
        answer: Answer,
        headers: dict[str, str],
    ) -> web.Response:
        self._local.traffic.rest(
            who_is(user),
            {
                "method": exchange.method,
                "path": exchange.path,
                "query": exchange.query,
                "request": exchange.body,
                "multipart": exchange.multipart,
                "status": status,
                "response": answer,
            },
        )
        # Via is how discord.py tells Discord's own 429 from a proxy's. Date is of the clock that
        # tests move; aiohttp would tell the machine's.
        now = format_datetime(self._local.clock.now(), usegmt=True)
        headers = headers | {"Via": "1.1 sandbox", "Date": now}
        if answer is None:
            return web.Response(status=status, headers=headers)
        # discord.py reads JSON only under exactly this content type, without a charset.
        headers["Content-Type"] = "application/json"
        return web.Response(status=status, body=json.dumps(answer).encode(), headers=headers)


def _carry_out(route: Route, call: Call, fault: Fault | None) -> tuple[int, Answer]:
    if fault is not None and fault.kind is Kind.STATUS:
        return fault.status, {"code": fault.code, "message": fault.message}
    try:
        auditing.check_reason(call.reason)
        answer = route.answer(call)
    except ApiError as refusal:
        return _refusal(refusal)
    return (204, None) if answer is None else (route.status, answer)


def _refusal(refusal: ApiError) -> tuple[int, JsonObject]:
    return refusal.status, refusal.payload()


def _break_off(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path))
