"""The HTTP server: REST, gateway, control and page on one loopback address."""

import ipaddress
import logging
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.sandbox import cdn, control, gateway, limits, staging
from bot.sandbox.local import LocalDiscord
from bot.sandbox.rest import PREFIX, Rest
from bot.sandbox.routes import ALL

log = logging.getLogger(__name__)

HOST = "127.0.0.1"
PAGE = Path(__file__).parent / "page"
_POLICY = "default-src 'self'; connect-src 'self' ws:; img-src 'self' data:; frame-ancestors 'none'"


def build(local: LocalDiscord) -> web.Application:
    """The aiohttp application around one local Discord."""
    app = web.Application(middlewares=[_keep_strangers_out], client_max_size=limits.REQUEST_BYTES)
    app[LocalDiscord.KEY] = local
    rest = Rest(local, ALL)
    app.router.add_route("*", PREFIX + "/{path:.*}", rest.handle)
    app.router.add_get("/gateway", gateway.accept)
    app.router.add_get("/gateway/", gateway.accept)
    app.router.add_get(cdn.PATH, cdn.serve)
    control.add_routes(app)
    staging.add_routes(app)
    app.router.add_get("/", _front_page)
    app.router.add_static("/page", PAGE)
    app.on_response_prepare.append(_set_policy)
    return app


async def start(local: LocalDiscord, port: int) -> tuple[web.AppRunner, str]:
    """Listen on loopback. Returns what to clean up at the end, and the address."""
    runner = web.AppRunner(build(local), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    site = web.TCPSite(runner, HOST, port)
    await site.start()
    host, real_port = runner.addresses[0][:2]
    address = f"{host}:{real_port}"
    local.gateway_url = f"ws://{address}/gateway"
    local.url = f"http://{address}"
    return runner, local.url


@web.middleware
async def _keep_strangers_out(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Only this machine's own pages and programs: no foreign origin, no rebound name."""
    if not _is_loopback(request.host.rsplit(":", 1)[0]):
        log.warning("refused host %s", request.host)
        raise web.HTTPForbidden(text="the sandbox answers to loopback addresses only")
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        log.warning("refused origin %s", origin)
        raise web.HTTPForbidden(text="the sandbox answers to its own page only")
    return await handler(request)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


async def _front_page(_: web.Request) -> web.StreamResponse:
    return web.FileResponse(PAGE / "index.html")


async def _set_policy(_: web.Request, response: web.StreamResponse) -> None:
    response.headers.setdefault("Content-Security-Policy", _POLICY)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
