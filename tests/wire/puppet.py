"""A bot moved by hand: REST and gateway with the bot's token, and no discord.py in between."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self

import aiohttp

from tests.wire.connection import Connection, Json
from tests.wire.process import Discord
from tests.wire.writer import File, multipart

GUILDS, GUILD_MEMBERS = 1 << 0, 1 << 1
GUILD_MESSAGES, REACTIONS = 1 << 9, 1 << 10
DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 12, 1 << 15
EVERYTHING = GUILDS | GUILD_MEMBERS | GUILD_MESSAGES | REACTIONS | DIRECT_MESSAGES | MESSAGE_CONTENT

MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
EPHEMERAL, V2 = 1 << 6, 1 << 15


@dataclass(frozen=True)
class Answer:
    """What REST said. ``body`` is None where nothing came."""

    status: int
    body: Any
    headers: Mapping[str, str]

    @property
    def refusal(self) -> tuple[int, int]:
        """Status and Discord's error code."""
        return self.status, self.body["code"]


class Puppet:
    """The application's bot user; on the gateway only after `connect`."""

    def __init__(self, discord: Discord, http: aiohttp.ClientSession) -> None:
        self._discord = discord
        self._http = http
        self.gateway: Connection | None = None
        self.bot_id = discord.application_id
        self.commands_path = f"/applications/{discord.application_id}/commands"

    @classmethod
    def of(cls, discord: Discord) -> Self:
        """The bot of this sandbox, using REST alone."""
        return cls(discord, aiohttp.ClientSession())

    async def connect(self, intents: int = EVERYTHING) -> Connection:
        """Identify anew and wait until the bot is there."""
        if self.gateway is not None:
            await self.gateway.close()
        self.gateway = await Connection.open(self._http, self._discord)
        await self.identify(self.gateway, intents)
        await self.gateway.hears("READY")
        return self.gateway

    async def identify(self, gateway: Connection, intents: int, token: str | None = None) -> None:
        """Say who one is, or with a ``token`` who one is not."""
        claim = {"token": token or self._discord.bot_token, "intents": intents, "properties": {}}
        await gateway.send(2, claim)

    async def open(self) -> Connection:
        """One more socket, on which nothing was said yet."""
        return await Connection.open(self._http, self._discord)

    async def leave(self) -> None:
        """Disconnect."""
        if self.gateway is not None:
            await self.gateway.close()
        await self._http.close()

    async def request(self, method: str, path: str, body: object = None, *files: File) -> Answer:
        """One REST request."""
        url, headers = self._discord.api_url + path, self._authorization
        sent: Any = {"data": multipart(body, files)} if files else {"json": body}
        async with self._http.request(method, url, headers=headers, **sent) as answer:
            return await _read(answer)

    async def send_bytes(self, method: str, path: str, body: bytes, kind: str) -> Answer:
        """One REST request whose body is not ours to spell."""
        url, headers = self._discord.api_url + path, self._authorization | {"Content-Type": kind}
        async with self._http.request(method, url, data=body, headers=headers) as answer:
            return await _read(answer)

    async def hears(self, event: str, fits: Callable[[Json], bool] = lambda _: True) -> Json:
        """Wait for an event; one that came before counts as well."""
        assert self.gateway is not None, "not connected"
        return await self.gateway.hears(event, fits)

    def heard(self, event: str) -> list[Json]:
        """All such events so far."""
        assert self.gateway is not None, "not connected"
        return self.gateway.heard(event)

    async def register(self, *commands: Json) -> list[Json]:
        """Have these global commands and no others."""
        answer = await self.request("PUT", self.commands_path, list(commands))
        assert answer.status == 200, answer
        return answer.body

    async def post(self, channel_id: int, *files: File, **message: Any) -> Json:
        """Post in a channel."""
        answer = await self.request("POST", f"/channels/{channel_id}/messages", message, *files)
        assert answer.status == 200, answer
        return answer.body

    async def answer(self, interaction: Json, kind: int, **data: Any) -> Answer:
        """Answer an interaction for the first time."""
        path = f"/interactions/{interaction['id']}/{interaction['token']}/callback"
        return await self.request("POST", path, {"type": kind, "data": data})

    async def follow_up(self, interaction: Json, **message: Any) -> Answer:
        """Say more."""
        return await self.request("POST", self.webhook(interaction), message)

    def webhook(self, interaction: Json) -> str:
        """The path of follow-ups."""
        return f"/webhooks/{self._discord.application_id}/{interaction['token']}"

    @property
    def _authorization(self) -> dict[str, str]:
        return {"Authorization": f"Bot {self._discord.bot_token}"}


async def _read(answer: aiohttp.ClientResponse) -> Answer:
    text = await answer.text()
    return Answer(answer.status, json.loads(text) if text else None, answer.headers)
