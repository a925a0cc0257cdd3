"""A person at a Discord client, as tests play one: speaks the same protocol as the page."""

from collections.abc import Callable
from typing import Any, Self

import aiohttp

from tests.wire.connection import Connection, Json
from tests.wire.forms import Value, filled_in, is_modal
from tests.wire.places import Places
from tests.wire.process import Discord
from tests.wire.writer import File, Writer, multipart

LOADING = 1 << 7  # "biz-talk is thinking"
_SAID = (0, 19, 20, 23)  # kinds of messages with words of their author; the others Discord writes
_OUTCOMES = ("INTERACTION_MODAL_CREATE", "INTERACTION_SUCCESS", "INTERACTION_FAILURE")


class Person(Writer):
    """Somebody connected to the gateway, who posts, runs commands, presses and fills in.

    A ``channel`` is a name of ``channels`` or an id.
    """

    def __init__(
        self, discord: Discord, http: aiohttp.ClientSession, gateway: Connection, who: Json
    ) -> None:
        self._discord = discord
        self._http = http
        self._gateway = gateway
        self._who = who
        self._nonce = 0
        self._session_id = ""
        self._places = Places(gateway)
        self._pressed: dict[str, str] = {}  # the message under which, by nonce
        self.guild_id = 0

    @classmethod
    async def join(cls, discord: Discord, name: str) -> Self:
        """Connect as the persona with this name."""
        http = aiohttp.ClientSession()
        async with http.get(f"{discord.url}/sandbox/people") as answer:
            who = next(one for one in await answer.json() if one["name"] == name)
        person = cls(discord, http, await Connection.open(http, discord), who)
        await person._identify()
        return person

    async def leave(self) -> None:
        """Disconnect."""
        await self._gateway.close()
        await self._http.close()

    @property
    def id(self) -> int:
        return int(self._who["id"])

    @property
    def token(self) -> str:
        """With which their requests go out."""
        return str(self._who["token"])

    @property
    def channels(self) -> dict[str, int]:
        """Ids by name: channels, threads, and ``dm``, the conversation with the bot."""
        return self._places.ids

    async def request(
        self, method: str, path: str, body: Json | None = None, *files: File
    ) -> tuple[int, Any]:
        """One REST request; gives status and JSON."""
        headers = {"Authorization": self.token}
        url = self._discord.api_url + path
        sent: Any = {"data": multipart(body, files)} if files else {"json": body}
        async with self._http.request(method, url, headers=headers, **sent) as answer:
            return answer.status, await answer.json() if answer.content_length else None

    async def set_overwrite(
        self,
        channel: str | int,
        one: int,
        *,
        of_member: bool = False,
        allow: int = 0,
        deny: int = 0,
    ) -> None:
        """Make an exception in the channel for a role or a member, as the owner may."""
        path = f"/channels/{self._id_of(channel)}/permissions/{one}"
        body = {"type": int(of_member), "allow": str(allow), "deny": str(deny)}
        status, answer = await self.request("PUT", path, body)
        assert status == 204, answer

    async def clear_overwrite(self, channel: str | int, one: int) -> None:
        """Take the exception back."""
        path = f"/channels/{self._id_of(channel)}/permissions/{one}"
        status, answer = await self.request("DELETE", path)
        assert status == 204, answer

    async def open_dm(self) -> None:
        """Open a conversation with the bot; its channel is called ``dm`` from then on."""
        body = {"recipients": [str(self._discord.application_id)]}
        _, channel = await self.request("POST", "/users/@me/channels", body)
        self._places.add(channel)

    async def command(self, channel: str | int, command: str, **options: Any) -> Json:
        """Run a slash command ("advice", "config set") and wait for its answer."""
        return await self.interact(await self.command_body(channel, command, **options))

    async def commands(self) -> list[Json]:
        """What the client offers behind the slash."""
        path = f"/guilds/{self.guild_id}/application-command-index"
        _, index = await self.request("GET", path)
        return index["application_commands"]

    async def suggestions(self, channel: str | int, command: str, **options: str) -> list[Json]:
        """What autocomplete offers while the last of ``options`` is being typed."""
        body = await self.command_body(channel, command, **options)
        data = body["data"]
        while data["options"][-1]["type"] in (1, 2):
            data = data["options"][-1]
        data["options"][-1]["focused"] = True
        nonce = await self.send(body | {"type": 4})
        event = "APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE"
        return (await self.hears(event, lambda d: d["nonce"] == nonce))["choices"]

    async def press(self, message: Json, label: str) -> Json:
        """Press the button with this label and wait for the answer."""
        return await self.interact(self.press_body(message, label))

    async def choose(self, message: Json, value: str) -> Json:
        """Choose this value in the menu that offers it, and wait for the answer."""
        return await self.interact(self.choice_body(message, value))

    async def use(self, message: Json, component: Json, values: list[str] | None = None) -> Json:
        """Press or choose in this very component, and wait for the answer."""
        return await self.interact(self.use_body(message, component, values))

    async def opens(self, body: Json) -> Json:
        """Send an interaction; gives the modal that the bot opens for it."""
        modal = await self.interact(body)
        assert is_modal(modal), "answered with a message"
        return modal

    async def submit(self, modal: Json, /, **values: Value) -> Json:
        """Send a modal filled in, and wait for the answer; what is not given stays as it was."""
        under = self._pressed.get(modal["nonce"])
        return await self.interact(self.submit_body(modal, **values), under)

    async def interact(self, body: Json, under: str | None = None) -> Json:
        """Send an interaction; gives the message that answers it, new or edited, or the modal.

        ``under``: the message from which it came, if the body does not say so. What still comes of
        earlier interactions does not count. One that the bot leaves unanswered fails the test.
        """
        seen = len(self._gateway.frames)
        nonce = await self.send(body)
        outcome = await self._gateway.frame(
            lambda one: one.get("t") in _OUTCOMES and one["d"]["nonce"] == nonce, seen
        )
        assert outcome["t"] != "INTERACTION_FAILURE", "This interaction failed"
        if outcome["t"] == "INTERACTION_MODAL_CREATE":
            return outcome["d"]
        fits = _answers(outcome["d"]["id"], body.get("message_id", under))
        answered = self._gateway.frames.index(outcome)  # Discord tells of that first
        return (await self._gateway.frame(fits, answered))["d"]

    async def send(self, body: Json, *files: File) -> str:
        """Send an interaction without waiting for what comes of it; gives its nonce."""
        complete = self._complete(body)
        status, answer = await self.request("POST", "/interactions", complete, *files)
        assert status == 204, answer
        if "message_id" in complete:
            self._pressed[complete["nonce"]] = complete["message_id"]
        return str(complete["nonce"])

    async def refused(self, body: Json) -> Json:
        """Send an interaction that Discord itself refuses; gives the refusal."""
        status, answer = await self.request("POST", "/interactions", self._complete(body))
        assert status >= 400, "was accepted"
        return answer

    async def hears(self, event: str, fits: Callable[[Json], bool] = lambda _: True) -> Json:
        """Wait for an event; one that came before counts as well."""
        return await self._gateway.hears(event, fits)

    def heard(self, event: str) -> list[Json]:
        """All such events so far."""
        return self._gateway.heard(event)

    async def command_body(self, channel: str | int, command: str, **options: Any) -> Json:
        """The interaction that runs a slash command; fails if the client does not offer it."""
        name, *inner = command.split()
        found = [one for one in await self.commands() if one["name"] == name]
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
        return self._in(channel) | {"type": 2, "data": data | {"options": given}}

    async def use_on(self, message: Json, command: str) -> Json:
        """Use a message command on this message and wait for the answer."""
        return await self.interact(await self.use_on_body(message, command))

    async def use_on_body(self, message: Json, command: str) -> Json:
        """The interaction that uses a message command; fails if the client does not offer it."""
        offered = [one for one in await self.commands() if one["name"] == command]
        assert offered, f"{command} is not offered to {self._who['name']}"
        data = {key: offered[0][key] for key in ("id", "name", "type", "version")}
        place = self._in(int(message["channel_id"]))
        return place | {"type": 2, "data": data | {"target_id": message["id"], "options": []}}

    def press_body(self, message: Json, label: str) -> Json:
        """The interaction that presses the button with this label."""
        button = next(one for one in buttons(message) if one.get("label") == label)
        return self.use_body(message, button)

    def choice_body(self, message: Json, value: str) -> Json:
        """The interaction that chooses this value in the menu that offers it."""
        menu = next(
            one
            for one in components(message)
            if value in [option["value"] for option in one.get("options", ())]
        )
        return self.use_body(message, menu, [value])

    def submit_body(self, modal: Json, /, **values: Value) -> Json:
        """The interaction that sends a modal filled in; the names are the fields' custom_ids."""
        data = {key: modal[key] for key in ("id", "custom_id")}
        data["components"] = filled_in(modal, values)
        return self._in(int(modal["channel_id"])) | {"type": 5, "data": data}

    def use_body(self, message: Json, component: Json, values: list[str] | None = None) -> Json:
        """The interaction that presses this very component, or chooses in it."""
        data: Json = {"component_type": component["type"], "custom_id": component["custom_id"]}
        if values is not None:
            data["values"] = values
        place = self._in(int(message["channel_id"]))
        return place | {"type": 3, "message_id": message["id"], "data": data}

    def _id_of(self, channel: str | int) -> int:
        return channel if isinstance(channel, int) else self.channels[channel]

    def _in(self, channel: str | int) -> Json:
        one = self._id_of(channel)
        place: Json = {"channel_id": str(one)}
        return place if self._places.is_dm(one) else place | {"guild_id": str(self.guild_id)}

    def _complete(self, body: Json) -> Json:
        self._nonce += 1
        return body | {
            "application_id": str(self._discord.application_id),
            "session_id": self._session_id,
            "nonce": str(self._nonce),
        }

    async def _identify(self) -> None:
        await self._gateway.send(2, {"token": self._who["token"], "properties": {}})
        ready = await self.hears("READY")
        self._session_id = ready["session_id"]
        self.guild_id = int(ready["guilds"][0]["id"])


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


def options(message: Json) -> list[str]:
    """The values that its menus offer."""
    return [choice["value"] for one in components(message) for choice in one.get("options", ())]


def text(message: Json) -> str:
    """All that a message says, as one text."""
    displays = [one["content"] for one in components(message) if one["type"] == 10]
    return "\n".join([message["content"], *displays])


def _answers(interaction_id: str, source_id: str | None) -> Callable[[Json], bool]:
    """Fits the bot's next message, unless it belongs to another interaction, or its own edit.

    Whatever else it edits meanwhile is no answer. That the bot is thinking is no answer yet, nor
    what Discord writes about a thread it opened.
    """

    def fits(frame: Json) -> bool:
        is_message = frame.get("t") in ("MESSAGE_CREATE", "MESSAGE_UPDATE")
        if not is_message or not frame["d"]["author"].get("bot") or frame["d"]["flags"] & LOADING:
            return False
        if frame["d"]["type"] not in _SAID:
            return False
        of_this = interaction_id if frame["t"] == "MESSAGE_CREATE" else None
        belongs_to = frame["d"].get("interaction_metadata", {}).get("id", of_this)
        return interaction_id == belongs_to or frame["d"]["id"] == source_id

    return fits
