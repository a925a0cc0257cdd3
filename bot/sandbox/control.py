"""``/sandbox/…``: what no Discord has. People and tokens, reset, faults, clock."""

from aiohttp import web

from bot.sandbox import limits
from bot.sandbox.faults import Kind, Phase
from bot.sandbox.gateway import CloseCode, Op
from bot.sandbox.json import JsonObject, as_object
from bot.sandbox.local import LocalDiscord
from bot.sandbox.sessions import Session

MOST_SECONDS = 10 * 365 * 24 * 3600  # a test may skip ten years at once


def add_routes(app: web.Application) -> None:
    """Mount everything under ``/sandbox``."""
    app.add_routes(
        [
            web.get("/sandbox/people", _people),
            web.get("/sandbox/app", _application),
            web.post("/sandbox/reset", _reset),
            web.get("/sandbox/faults", _list_faults),
            web.post("/sandbox/faults", _add_fault),
            web.delete("/sandbox/faults", _clear_faults),
            web.post("/sandbox/gateway", _trouble_gateway),
            web.get("/sandbox/clock", _tell_time),
            web.post("/sandbox/clock", _move_time),
            web.post("/sandbox/limits", _set_limits),
            web.post("/sandbox/trust", _trust_clients),
        ]
    )


def local_of(request: web.Request) -> LocalDiscord:
    """The local Discord behind a request."""
    return request.app[LocalDiscord.KEY]


async def _people(request: web.Request) -> web.Response:
    people = local_of(request).world.people()
    return web.json_response(
        [
            {
                "id": str(one.id),
                "name": one.name,
                "about": one.about,
                "token": one.token,
                "accepts_dms": one.accepts_dms,
            }
            for one in people
        ]
    )


async def _application(request: web.Request) -> web.Response:
    local = local_of(request)
    application = local.world.application
    connected = any(one.outbox is not None for one in local.sessions.of_user(application.bot_id))
    return web.json_response(
        {
            "application_id": str(application.id),
            "bot_id": str(application.bot_id),
            "bot_connected": connected,
            "commands": len(application.commands),
        }
    )


async def _reset(request: web.Request) -> web.Response:
    local_of(request).reset()
    return web.Response(status=204)


async def _list_faults(request: web.Request) -> web.Response:
    return web.json_response(local_of(request).faults.listed())


async def _add_fault(request: web.Request) -> web.Response:
    """``{"kind": "status|reset|lost_answer|rate_limit", "method", "path", "times", …}``."""
    wish = await body_of(request)
    if wish.get("kind") not in list(Kind):
        raise web.HTTPBadRequest(text=f"kind must be one of {', '.join(Kind)}")
    local_of(request).faults.add(wish)
    return web.Response(status=204)


async def _clear_faults(request: web.Request) -> web.Response:
    local_of(request).faults.clear()
    return web.Response(status=204)


async def _trouble_gateway(request: web.Request) -> web.Response:
    """``{"do": …}`` to the bot's connection: one of ``_TROUBLES``, with its own fields."""
    local, wish = local_of(request), await body_of(request)
    trouble = _TROUBLES.get(str(wish.get("do")))
    if trouble is None:
        raise web.HTTPBadRequest(text=f"do must be one of {', '.join(_TROUBLES)}")
    trouble(local, list(local.sessions.of_user(local.world.application.bot_id)), wish)
    return web.Response(status=204)


def _drop(local: LocalDiscord, bots: list[Session], wish: JsonObject) -> None:
    """Hang up; the session can be resumed, unless Discord is to ``forget`` it."""
    for session in bots:
        session.hang_up()
        if wish.get("forget"):
            local.sessions.forget(session)


def _cut(local: LocalDiscord, _: list[Session], wish: JsonObject) -> None:
    """Cut the next ``times`` sockets ``at`` a phase of their beginning."""
    if wish.get("at") not in list(Phase):
        raise web.HTTPBadRequest(text=f"at must be one of {', '.join(Phase)}")
    local.faults.cuts[Phase(str(wish["at"]))] += int(str(wish.get("times", 1)))


def _reconnect(_: LocalDiscord, bots: list[Session], __: JsonObject) -> None:
    """Ask for a new connection (op 7)."""
    for session in bots:
        session.send({"op": Op.RECONNECT, "d": None})


def _invalidate(local: LocalDiscord, bots: list[Session], wish: JsonObject) -> None:
    """Invalidate the session (op 9), ``resumable`` or not."""
    resumable = bool(wish.get("resumable"))
    for session in bots:
        session.send({"op": Op.INVALID_SESSION, "d": resumable})
        if not resumable:
            local.sessions.forget(session)


def _send(_: LocalDiscord, bots: list[Session], wish: JsonObject) -> None:
    """Send any event, well-formed or not: ``t`` and ``d``."""
    for session in bots:
        session.dispatch(str(wish.get("t")), as_object(wish.get("d")))


def _refuse(local: LocalDiscord, _: list[Session], wish: JsonObject) -> None:
    """Refuse the next ``times`` attempts to connect."""
    local.faults.gateway_refusals = int(str(wish.get("times", 1)))


def _close(local: LocalDiscord, _: list[Session], wish: JsonObject) -> None:
    """Hang up with this close ``code`` on each of the next ``times`` IDENTIFY."""
    code = int(str(wish.get("code")))
    if code not in list(CloseCode):
        raise web.HTTPBadRequest(text=f"code must be one of {', '.join(map(str, CloseCode))}")
    local.faults.close_codes += [code] * int(str(wish.get("times", 1)))


def _repeat(_: LocalDiscord, bots: list[Session], wish: JsonObject) -> None:
    """Send each event so many ``times`` from now on."""
    for session in bots:
        session.times = int(str(wish.get("times", 2)))


def _beat(local: LocalDiscord, _: list[Session], wish: JsonObject) -> None:
    """Have clients that connect send a heartbeat every so many ``milliseconds``."""
    local.faults.heartbeat_ms = int(str(wish.get("milliseconds")))


def _silence(local: LocalDiscord, _: list[Session], wish: JsonObject) -> None:
    """Stop answering heartbeats; with ``over``, answer them again."""
    local.faults.silent_heartbeats = not wish.get("over", False)


def _grant(local: LocalDiscord, _: list[Session], wish: JsonObject) -> None:
    """Grant these privileged ``intents`` and no others."""
    local.world.application.intents_granted = int(str(wish.get("intents", 0)))


_TROUBLES = {
    "drop": _drop,
    "cut": _cut,
    "repeat": _repeat,
    "beat": _beat,
    "reconnect": _reconnect,
    "invalidate": _invalidate,
    "send": _send,
    "refuse": _refuse,
    "close": _close,
    "silence": _silence,
    "grant": _grant,
}


async def _tell_time(request: web.Request) -> web.Response:
    return web.json_response({"now": local_of(request).clock.now().isoformat()})


async def _move_time(request: web.Request) -> web.Response:
    """``{"advance_seconds": 3600}``: forward only."""
    seconds = (await body_of(request)).get("advance_seconds")
    if not isinstance(seconds, (int, float)) or not 0 <= seconds <= MOST_SECONDS:
        raise web.HTTPBadRequest(text=f"advance_seconds must be 0 to {MOST_SECONDS}")
    local_of(request).clock.advance(float(seconds))
    return await _tell_time(request)


async def _set_limits(request: web.Request) -> web.Response:
    """``{"active_threads": 2}``: how many active threads a guild may have, until the next reset."""
    most = (await body_of(request)).get("active_threads")
    if not isinstance(most, int) or not 0 <= most <= limits.ACTIVE_THREADS:
        raise web.HTTPBadRequest(text=f"active_threads must be 0 to {limits.ACTIVE_THREADS}")
    local_of(request).world.most_active_threads = most
    return web.Response(status=204)


async def _trust_clients(request: web.Request) -> web.Response:
    """``{"clients": true}``: what a client sends reaches the bot though nothing offered it."""
    trusted = (await body_of(request)).get("clients")
    if not isinstance(trusted, bool):
        raise web.HTTPBadRequest(text="clients must be true or false")
    local_of(request).world.trusts_clients = trusted
    return web.Response(status=204)


async def body_of(request: web.Request) -> JsonObject:
    """The JSON object that came along; empty when none did."""
    return as_object(await request.json()) if request.can_read_body else {}
