"""What a person writes, changes and takes back."""

import json
from abc import ABC, abstractmethod
from io import BytesIO
from typing import Any, TypeAlias

import aiohttp

from tests.wire.connection import Json

File: TypeAlias = tuple[str, bytes]  # its name and what is in it

FORWARD = 1


def multipart(body: object, files: tuple[File, ...]) -> aiohttp.FormData:
    """A body with files beside it, as Discord takes them: ``payload_json`` and ``files[n]``."""
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("payload_json", json.dumps(body), content_type="application/json")
    for number, (name, content) in enumerate(files):
        form.add_field(f"files[{number}]", BytesIO(content), filename=name)
    return form


class Writer(ABC):
    """Somebody who posts messages. A ``channel`` is a name or an id."""

    @abstractmethod
    async def request(
        self, method: str, path: str, body: Json | None = None, *files: File
    ) -> tuple[int, Any]:
        """One REST request; gives status and JSON."""

    @abstractmethod
    def _id_of(self, channel: str | int) -> int: ...

    async def say(self, channel: str | int, content: str) -> Json:
        """Post words in a channel."""
        return await self.post(channel, content=content)

    async def attach(self, channel: str | int, content: str, *files: File, **body: Any) -> Json:
        """Post files, with words or without ("")."""
        return await self.post(channel, *files, content=content, **body)

    async def post(self, channel: str | int, *files: File, **body: Any) -> Json:
        """Post anything that a message can be made of."""
        path = f"/channels/{self._id_of(channel)}/messages"
        status, message = await self.request("POST", path, body, *files)
        assert status == 200, message
        return message

    async def forward(self, message: Json, channel: str | int) -> Json:
        """Carry a message on to a channel."""
        source = {"message_id": message["id"], "channel_id": message["channel_id"]}
        return await self.post(channel, message_reference={"type": FORWARD} | source)

    async def edit(self, message: Json, content: str) -> Json:
        """Change the words of one's own message."""
        return await self.change(message, content=content)

    async def change(self, message: Json, **body: Any) -> Json:
        """Change anything of a message that one may."""
        status, changed = await self.request("PATCH", place_of(message), body)
        assert status == 200, changed
        return changed

    async def delete(self, message: Json) -> None:
        """Take a message away."""
        status, answer = await self.request("DELETE", place_of(message))
        assert status == 204, answer


def place_of(message: Json) -> str:
    """The path of a message."""
    return f"/channels/{message['channel_id']}/messages/{message['id']}"
