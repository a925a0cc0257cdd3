"""discord.py's requests against a small server that breaks as told."""

import io
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import discord
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from discord.http import Route
from discord.webhook.async_ import async_context

from bot import retrying

RESET, LOST = "reset", "lost answer"
GONE = (404, {"code": 10008, "message": "Unknown Message"})
ANSWERED = (400, {"code": 40060, "message": "Already acknowledged"})
LATE = (404, {"code": 10062, "message": "Unknown interaction"})
Happens = int | str | tuple[int, dict[str, Any]]


class Server:
    """Answers requests one after the other as `happens` says, and well when that is used up."""

    def __init__(self) -> None:
        self.happens: list[Happens] = []
        self.carried_out: list[tuple[str, str, str]] = []
        self.client = discord.Client(intents=discord.Intents(guilds=True))
        self.waited: list[float] = []
        self.retried: list[str] = []

    async def answer(self, request: web.Request) -> web.Response:
        happening = self.happens.pop(0) if self.happens else 200
        sent = await request.text()
        if happening == RESET:
            return _break_off(request)
        if isinstance(happening, tuple):
            status, refusal = happening
            return web.Response(status=status, body=json.dumps(refusal).encode(), headers=JSON)
        if isinstance(happening, int) and happening >= 500:
            return web.Response(status=happening)
        self.carried_out.append((request.method, request.path, sent))
        if happening == LOST:
            return _break_off(request)
        return web.Response(
            body=json.dumps({"id": "7", "interaction": {"id": "1"}}).encode(), headers=JSON
        )

    async def request(self, method: str, path: str, **more: Any) -> Any:
        return await self.client.http.request(Route(method, path, channel_id=3), **more)

    async def about_interaction(self, method: str, path: str) -> Any:
        route = Route(method, path, webhook_id=1, webhook_token="t")
        return await async_context.get().request(route, self.session)

    @property
    def session(self) -> aiohttp.ClientSession:
        return self.client.http._HTTPClient__session  # type: ignore[attr-defined, no-any-return] # as interactions find it

    async def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)


JSON = {"Content-Type": "application/json"}
MESSAGES, CALLBACK = "/channels/{channel_id}/messages", retrying._CALLBACK


def _break_off(request: web.Request) -> web.Response:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()  # reaches nobody


@pytest.fixture
async def server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Server]:
    server = Server()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", server.answer)
    async with TestServer(app) as listening, server.client:
        monkeypatch.setattr(Route, "BASE", str(listening.make_url("/")).rstrip("/"))
        server.client.http.token = "t"
        await server.client.http.static_login("t")
        server.carried_out.clear()
        before = async_context.get()
        retrying.begin(server.client, server.retried.append, jitter=lambda: 0.0, sleep=server.sleep)
        yield server
        async_context.set(before)


@pytest.mark.parametrize("happening", [503, RESET, LOST])
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/gateway/bot", None),
        ("PUT", "/channels/{channel_id}/pins/1", None),
        ("PATCH", "/channels/{channel_id}/messages/1", {"content": "b"}),
        ("DELETE", "/channels/{channel_id}/messages/1", None),
        ("POST", MESSAGES, {"content": "a", "nonce": "n", "enforce_nonce": True}),
        ("POST", "/users/@me/channels", {"recipient_id": 1}),
    ],
)
async def test_what_is_safe_is_made_again(
    server: Server, method: str, path: str, body: Any, happening: Happens
) -> None:
    # aiohttp itself makes some again, once, after a connection that had served before broke.
    server.happens = [happening, happening]
    assert (await server.request(method, path, json=body))["id"] == "7"
    assert len(server.carried_out) == (3 if happening == LOST else 1)
    assert set(server.retried) <= {f"{method} {path}"}
    assert all(0 < one <= 0.75 for one in server.waited)


@pytest.mark.parametrize("happening", [503, RESET, LOST])
@pytest.mark.parametrize(
    ("path", "body"),
    [
        (MESSAGES, {"content": "a"}),
        (MESSAGES, {"content": "a", "nonce": "n"}),
        ("/channels/{channel_id}/threads", {"name": "a"}),
        ("/guilds/1/auto-moderation/rules", {"name": "a"}),
    ],
)
async def test_what_would_be_there_twice_is_not(
    server: Server, path: str, body: Any, happening: Happens
) -> None:
    server.happens = [happening]
    with pytest.raises((discord.DiscordServerError, aiohttp.ClientError)):
        await server.request("POST", path, json=body)
    assert len(server.carried_out) == (happening == LOST)
    assert server.retried == []


async def test_it_gives_up_after_three_tries_with_growing_pauses(server: Server) -> None:
    server.happens = [503] * 5
    with pytest.raises(discord.DiscordServerError):
        await server.request("PATCH", "/channels/{channel_id}")
    assert server.waited == [0.25, 0.75]
    assert server.happens == [503, 503]


async def test_a_refusal_is_not_trouble(server: Server) -> None:
    for refusal in ((403, {"code": 50013}), GONE, (400, {"code": 50035})):
        server.happens = [refusal]
        with pytest.raises(discord.HTTPException):
            await server.request("DELETE", "/channels/{channel_id}/messages/1")
    assert server.retried == []


async def test_gone_is_success_only_after_a_try_in_doubt(server: Server) -> None:
    server.happens = [503, GONE]
    assert await server.request("DELETE", "/channels/{channel_id}/messages/1") is None
    server.happens = [503, GONE]
    with pytest.raises(discord.NotFound):
        await server.request("PATCH", "/channels/{channel_id}/messages/1")


async def test_a_request_that_never_left_is_made_again_whatever_it_is(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Route, "BASE", "http://127.0.0.1:9")  # nobody listens on the discard port
    with pytest.raises(aiohttp.ClientConnectorError):
        await server.request("POST", "/channels/{channel_id}/threads", json={})
    assert len(server.waited) == 2


async def test_files_go_along_again(server: Server) -> None:
    server.happens = [503]
    file = discord.File(io.BytesIO(b"all of it"), "a.txt")
    form = [
        {"name": "payload_json", "value": json.dumps({"nonce": "n", "enforce_nonce": True})},
        {"name": "files[0]", "value": file.fp, "filename": "a.txt"},
    ]
    await server.request("POST", MESSAGES, form=form, files=[file])
    assert "all of it" in server.carried_out[0][2]


@pytest.mark.parametrize("happening", [500, 503, RESET])
async def test_an_interaction_is_answered_again_within_its_three_seconds(
    server: Server, happening: Happens
) -> None:
    server.happens = [happening] * 4
    await server.about_interaction("POST", CALLBACK)
    assert server.waited == [0.05, 0.15, 0.3, 0.5]
    assert len(server.carried_out) == 1


@pytest.mark.parametrize("happening", [502, LOST])
async def test_an_answer_whose_confirmation_was_lost_is_one(
    server: Server, happening: Happens
) -> None:
    server.happens = [happening, ANSWERED]
    told = await server.about_interaction("POST", CALLBACK)
    assert told == {"interaction": {"id": "1"}}


@pytest.mark.parametrize("happens", [[ANSWERED], [LOST, LATE]])
async def test_an_answer_that_did_not_come_through_is_none(
    server: Server, happens: list[Happens]
) -> None:
    server.happens = happens
    with pytest.raises(discord.HTTPException):
        await server.about_interaction("POST", CALLBACK)


async def test_of_follow_ups_there_would_be_two(server: Server) -> None:
    server.happens = [LOST]
    with pytest.raises(aiohttp.ClientError):
        await server.about_interaction("POST", "/webhooks/{webhook_id}/{webhook_token}")
    server.happens = [RESET]
    path = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"
    await server.about_interaction("PATCH", path)
    assert server.retried == [f"PATCH {path}"]
