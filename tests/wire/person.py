"""A person at a Discord client, as tests play one: speaks the same protocol as the page."""

import asyncio
import json
from collections.abc import Callable
from typing import Any, Self, TypeAlias

import aiohttp

from tests.wire.process import PATIENCE, Discord

Json: TypeAlias = dict[str, Any]  # Any: tests look deep into answers


class Person:
    """Somebody connected to the gateway, who posts, runs commands and presses buttons."""

    def __init__(self, discord: Discord, http: aiohttp.ClientSession, who: Json) -> None:
        self._discord = discord
        self._http = http
        self._who = who
        self._nonce = 0
        self._events: list[tuple[str, Json]] = []
        self._news = asyncio.Condition()
        self._session_id = ""
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._listening: asyncio.Task[None] | None = None
        self.channels: dict[str, int] = {}
        self.guild_id = 0

    @classmethod
    async def join(cls, discord: Discord, name: str) -> Self:
        """Connect as the persona with this name."""
        http = aiohttp.ClientSession()
        async with http.get(f"{discord.url}/sandbox/people") as answer:
            who = next(one for one in await answer.json() if one["name"] == name)
        person = cls(discord, http, who)
        await person._connect()
        return person

    async def leave(self) -> None:
        """Disconnect."""
        if self._socket is not None:
            await self._socket.close()
        if self._listening is not None:
            await self._listening
        await self._http.close()

    @property
    def id(self) -> int:
        return int(self._who["id"])

    async def request(self, method: str, path: str, body: Json | None = None) -> tuple[int, Any]:
        """One REST request; gives status and JSON."""
        headers = {"Authorization": self._who["token"]}
        url = self._discord.api_url + path
        async with self._http.request(method, url, json=body, headers=headers) as answer:
            return answer.status, await answer.json() if answer.content_length else None

    async def say(self, channel: str, content: str) -> Json:
        """Post in a channel."""
        path = f"/channels/{self.channels[channel]}/messages"
        status, message = await self.request("POST", path, {"content": content})
        assert status == 200, message
        return message

    async def open_dm(self) -> None:
        """Open a conversation with the bot; its channel is called ``dm`` from then on."""
        body = {"recipients": [str(self._discord.application_id)]}
        _, channel = await self.request("POST", "/users/@me/channels", body)
        self.channels["dm"] = int(channel["id"])

    async def command(self, channel: str, command: str, **options: Any) -> Json:
        """Run a slash command ("advice", "config set") and wait for its answer."""
        body = await self._command_body(channel, command, options)
        return await self.interact(body | {"type": 2})

    async def suggestions(self, channel: str, command: str, **options: str) -> list[Json]:
        """What autocomplete offers while the last of ``options`` is being typed."""
        body = await self._command_body(channel, command, options)
        data = body["data"]
        while data["options"][-1]["type"] in (1, 2):
            data = data["options"][-1]
        data["options"][-1]["focused"] = True
        nonce = await self._send(body | {"type": 4})
        event = "APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE"
        return (await self.hears(event, lambda d: d["nonce"] == nonce))["choices"]

    async def press(self, message: Json, label: str) -> Json:
        """Press the button with this label and wait for the answer."""
        button = next(one for one in buttons(message) if one.get("label") == label)
        return await self._use(message, button)

    async def choose(self, message: Json, value: str) -> Json:
        """Choose this value in the menu that offers it, and wait for the answer."""
        menu = next(
            one
            for one in components(message)
            if value in [option["value"] for option in one.get("options", ())]
        )
        return await self._use(message, menu, [value])

    async def interact(self, body: Json) -> Json:
        """Send an interaction; gives the message that answers it, new or edited.

        An interaction that the bot leaves unanswered fails the test.
        """
        seen = len(self._events)
        nonce = await self._send(body)
        _, outcome = await self._first(
            lambda t, d: t in ("INTERACTION_SUCCESS", "INTERACTION_FAILURE")
            and d["nonce"] == nonce,
            seen,
        )
        failed = [d for t, d in self._events[seen:] if t == "INTERACTION_FAILURE"]
        assert outcome not in failed, "This interaction failed"
        _, message = await self._first(_is_message, seen)
        return message

    async def refused(self, body: Json) -> Json:
        """Send an interaction that Discord itself refuses; gives the refusal."""
        status, answer = await self.request("POST", "/interactions", self._complete(body))
        assert status >= 400, "was accepted"
        return answer

    async def hears(self, event: str, fits: Callable[[Json], bool] = lambda _: True) -> Json:
        """Wait for an event; one that came before counts as well."""
        _, data = await self._first(lambda t, d: t == event and fits(d), 0)
        return data

    def heard(self, event: str) -> list[Json]:
        """All such events so far."""
        return [data for name, data in self._events if name == event]

    async def _first(self, fits: Callable[[str, Json], bool], since: int) -> tuple[str, Json]:
        async with asyncio.timeout(PATIENCE), self._news:
            while True:
                for event in self._events[since:]:
                    if fits(*event):
                        return event
                await self._news.wait()

    async def _command_body(self, channel: str, command: str, options: Json) -> Json:
        path = f"/guilds/{self.guild_id}/application-command-index"
        _, index = await self.request("GET", path)
        name, *inner = command.split()
        found = [one for one in index["application_commands"] if one["name"] == name]
        assert found, f"/{name} is not offered to {self._who['name']}"
        known, wrap = found[0].get("options", []), []
        for step in inner:
            chosen = next(one for one in known if one["name"] == step)
            wrap.append(chosen)
            known = chosen.get("options", [])
        types = {one["name"]: one["type"] for one in known}
        given: list[Json] = [
            {"type": types[key], "name": key, "value": value} for key, value in options.items()
        ]
        for step in reversed(wrap):
            given = [{"type": step["type"], "name": step["name"], "options": given}]
        data = {key: found[0][key] for key in ("id", "name", "type", "version")}
        return self._in(channel) | {"data": data | {"options": given}}

    async def _use(self, message: Json, component: Json, values: list[str] | None = None) -> Json:
        data: Json = {"component_type": component["type"], "custom_id": component["custom_id"]}
        if values is not None:
            data["values"] = values
        channel_id = int(message["channel_id"])
        channel = next(name for name, one in self.channels.items() if one == channel_id)
        body = self._in(channel) | {"type": 3, "message_id": message["id"], "data": data}
        return await self.interact(body)

    def _in(self, channel: str) -> Json:
        place: Json = {"channel_id": str(self.channels[channel])}
        return place if channel == "dm" else place | {"guild_id": str(self.guild_id)}

    def _complete(self, body: Json) -> Json:
        self._nonce += 1
        return body | {
            "application_id": str(self._discord.application_id),
            "session_id": self._session_id,
            "nonce": str(self._nonce),
        }

    async def _send(self, body: Json) -> str:
        complete = self._complete(body)
        status, answer = await self.request("POST", "/interactions", complete)
        assert status == 204, answer
        return str(complete["nonce"])

    async def _connect(self) -> None:
        url = f"{self._discord.gateway_url}?v=10&encoding=json"
        socket = self._socket = await self._http.ws_connect(url, max_msg_size=0)
        await socket.send_json({"op": 2, "d": {"token": self._who["token"], "properties": {}}})
        self._listening = asyncio.create_task(self._listen(socket))
        ready = await self.hears("READY")
        self._session_id = ready["session_id"]
        guild = ready["guilds"][0]
        self.guild_id = int(guild["id"])
        self.channels = {one["name"]: int(one["id"]) for one in guild["channels"]}

    async def _listen(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for received in socket:
            frame = json.loads(received.data)
            if frame["op"] == 0:
                async with self._news:
                    self._events.append((frame["t"], frame["d"]))
                    self._news.notify_all()


def components(message: Json) -> list[Json]:
    """Every component of a message, nested ones included, in reading order."""

    def walk(nodes: list[Json]) -> list[Json]:
        found = []
        for node in nodes:
            inside = node.get("components", [])
            accessory = [node["accessory"]] if "accessory" in node else []
            found += [node, *walk([*inside, *accessory])]
        return found

    return walk(message["components"])


def buttons(message: Json) -> list[Json]:
    """Its buttons."""
    return [one for one in components(message) if one["type"] == 2]


def text(message: Json) -> str:
    """All that a message says, as one text."""
    displays = [one["content"] for one in components(message) if one["type"] == 10]
    return "\n".join([message["content"], *displays])


def _is_message(event: str, data: Json) -> bool:
    return event in ("MESSAGE_CREATE", "MESSAGE_UPDATE") and data["author"].get("bot", False)
