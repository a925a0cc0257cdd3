"""A server that answers discord.py with samples and writes down what was asked.

It knows no rules and no state: it is there to learn what discord.py sends. The rules are the
sandbox's.
"""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import cast

import discord
import pytest
from aiohttp import BodyPartReader, web

from tests.contract import samples
from tests.contract.openapi import Document
from tests.contract.traffic import Exchange, Json

PREFIX = "/api/v10"
Answer = tuple[int, Json]


def _nothing(_: Json) -> Answer:
    return 204, None


def _threads() -> Json:
    return {"threads": [], "members": [], "has_more": False}


def _audit_log() -> Json:
    lists = ("application_commands", "audit_log_entries", "auto_moderation_rules", "integrations")
    more = ("guild_scheduled_events", "threads", "users", "webhooks")
    return {name: [] for name in (*lists, *more)}


ANSWERS: dict[str, Callable[[Json], Answer]] = {
    "GET /users/@me": lambda _: (200, samples.own_user()),
    "GET /users/{user_id}": lambda _: (200, samples.user()),
    "POST /users/@me/channels": lambda _: (200, samples.dm()),
    "GET /oauth2/applications/@me": lambda _: (200, samples.application()),
    "GET /guilds/{guild_id}": lambda _: (200, samples.guild()),
    "GET /guilds/{guild_id}/members/{user_id}": lambda _: (200, samples.member()),
    "PATCH /guilds/{guild_id}/members/{user_id}": lambda _: (200, samples.member()),
    "GET /guilds/{guild_id}/audit-logs": lambda _: (200, _audit_log()),
    "GET /guilds/{guild_id}/auto-moderation/rules": lambda _: (200, [samples.rule()]),
    "POST /guilds/{guild_id}/auto-moderation/rules": lambda _: (200, samples.rule()),
    "PATCH /guilds/{guild_id}/auto-moderation/rules/{rule_id}": lambda _: (200, samples.rule()),
    "POST /channels/{channel_id}/messages/{message_id}/crosspost": lambda _: (
        400,
        samples.refusal(),
    ),
    "GET /channels/{channel_id}": lambda _: (200, samples.channel()),
    "PATCH /channels/{channel_id}": lambda _: (200, samples.thread()),
    "DELETE /channels/{channel_id}": lambda _: (200, samples.thread()),
    "POST /channels/{channel_id}/messages": lambda _: (200, samples.message()),
    "GET /channels/{channel_id}/messages": lambda _: (200, []),
    "GET /channels/{channel_id}/messages/{message_id}": lambda _: (200, samples.message()),
    "PATCH /channels/{channel_id}/messages/{message_id}": lambda _: (200, samples.message()),
    "GET /channels/{channel_id}/messages/pins": lambda _: (200, {"items": [], "has_more": False}),
    "GET /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}": lambda _: (200, []),
    "POST /channels/{channel_id}/messages/{message_id}/threads": lambda _: (201, samples.thread()),
    "GET /channels/{channel_id}/threads/archived/public": lambda _: (200, _threads()),
    "GET /channels/{channel_id}/threads/archived/private": lambda _: (200, _threads()),
    "GET /channels/{channel_id}/users/@me/threads/archived/private": lambda _: (200, _threads()),
    "GET /channels/{channel_id}/thread-members": lambda _: (200, [samples.thread_member()]),
    "GET /channels/{channel_id}/thread-members/{user_id}": lambda _: (200, samples.thread_member()),
    "GET /guilds/{guild_id}/threads/active": lambda _: (200, _threads()),
    "POST /channels/{channel_id}/threads": lambda _: (
        201,
        samples.thread() | {"message": samples.message()},
    ),
    "PUT /applications/{application_id}/commands": lambda asked: (200, _registered(asked)),
    "PUT /applications/{application_id}/guilds/{guild_id}/commands": lambda asked: (
        200,
        _registered(asked),
    ),
    "GET /applications/{application_id}/commands": lambda _: (200, [samples.command()]),
    "POST /interactions/{interaction_id}/{interaction_token}/callback": lambda asked: (
        200,
        samples.callback(cast("int", _member(asked, "type"))),
    ),
    "POST /webhooks/{webhook_id}/{webhook_token}": lambda _: (200, samples.message()),
    "GET /webhooks/{webhook_id}/{webhook_token}/messages/@original": lambda _: (
        200,
        samples.message(),
    ),
    "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original": lambda _: (
        200,
        samples.message(),
    ),
    "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}": lambda _: (
        200,
        samples.message(),
    ),
}


@asynccontextmanager
async def recording(document: Document) -> AsyncIterator[list[Exchange]]:
    """Serve on a free port, send discord.py there, and yield the list of exchanges so far."""
    exchanges: list[Exchange] = []

    async def serve(request: web.Request) -> web.Response:
        path = request.path.removeprefix(PREFIX)
        operation = document.operation(request.method, path)
        asked = await _body(request)
        status, answer = ANSWERS.get(str(operation), _nothing)(asked)
        exchanges.append(
            Exchange(
                who="bot",
                method=request.method,
                path=path,
                status=status,
                query=dict(request.query),
                request=asked,
                multipart=request.content_type.startswith("multipart/"),
                response=answer,
            )
        )
        if answer is None:
            return web.Response(status=status)
        return web.Response(
            status=status, body=json.dumps(answer), headers={"Content-Type": "application/json"}
        )

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", serve)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(discord.http.Route, "BASE", f"http://{host}:{port}{PREFIX}")
            yield exchanges
    finally:
        await runner.cleanup()


async def _body(request: web.Request) -> Json:
    if not request.content_type.startswith("multipart/"):
        text = await request.text()
        return cast("Json", json.loads(text)) if text else None
    payload: Json = None
    async for part in await request.multipart():
        if isinstance(part, BodyPartReader) and part.name == "payload_json":
            payload = json.loads(await part.text())
    return payload


def _registered(commands: Json) -> Json:
    """Answer a bulk upsert: what was sent, and what Discord adds to it."""
    return [
        samples.command(str(_member(each, "name")), cast("int", _member(each, "type")))
        for each in cast("list[Json]", commands)
    ]


def _member(value: Json, key: str) -> Json:
    return value[key] if isinstance(value, dict) else None
