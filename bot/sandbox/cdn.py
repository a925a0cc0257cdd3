"""``GET /attachments/{channel}/{attachment}/{filename}``: files, where Discord's CDN has them.

Addresses carry no signature and never run out. Nothing in a file runs in the page's name.
"""

from aiohttp import web

from bot.sandbox.local import LocalDiscord

PATH = "/attachments/{channel_id}/{attachment_id}/{filename}"
_HARMLESS = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox"
_SHOWN = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/avif")


async def serve(request: web.Request) -> web.Response:
    """The file, for whoever knows the address: as on the CDN, nobody is asked who they are."""
    world = request.app[LocalDiscord.KEY].world
    wanted = request.match_info["attachment_id"]
    found = world.attachments.get(int(wanted)) if wanted.isdecimal() else None
    if found is None or not found.url.endswith(request.rel_url.raw_path):
        raise web.HTTPNotFound(text="This content is no longer available.")
    kind = found.content_type or "application/octet-stream"
    shown = "inline" if kind in _SHOWN else "attachment"
    headers = {
        "Content-Type": kind,
        "Content-Disposition": f'{shown}; filename="{found.filename}"',
        "Content-Security-Policy": _HARMLESS,
    }
    return web.Response(body=found.content, headers=headers)
