"""Somebody who tries everything once: each button, each menu, each field of each form."""

import asyncio
import re
from collections import deque
from collections.abc import Sequence
from itertools import product

from tests.wire.connection import Json
from tests.wire.forms import fields, is_modal
from tests.wire.person import Person, components

_BUTTON, _MENU, _TEXT = 2, 3, 4
_ENDING = re.compile("delete|forget|cancel|stop|close|sure|clear|remind:.*:done|enough|:no$")
_ANSWERED = 4.0  # seconds


class Crawler:
    """Presses what a person is shown and has not pressed before, what ends something last.

    In every field of every form it writes something hostile, and in the others what the form
    gives for an example, so that the form is taken as well as refused.
    """

    def __init__(self, person: Person, hostile: Sequence[str]) -> None:
        """Write each of the `hostile` texts into each field, as much of it as fits."""
        self._person, self._hostile = person, hostile
        self._tried: set[str] = set()
        self._latest: dict[str, Json] = {}
        self._waiting: deque[tuple[str, Json]] = deque()
        self._endings: deque[tuple[str, Json]] = deque()
        self.seen: list[Json] = []
        self.filled: set[tuple[str, str, str]] = set()

    async def begin(self, body: Json) -> None:
        """Send an interaction, and go wherever it leads."""
        await self._do(body)
        await self._go_on()

    async def look_at(self, message: Json) -> None:
        """Go wherever a message leads."""
        self._take(message)
        await self._go_on()

    async def _go_on(self) -> None:
        while self._waiting or self._endings:
            message_id, component = (self._waiting or self._endings).popleft()
            if self._stands(message_id, component["custom_id"]):
                values = [component["options"][0]["value"]] if component["type"] == _MENU else None
                message = self._latest[message_id]
                await self._do(self._person.use_body(message, component, values))
            else:
                self._tried.discard(_shape(component))

    def _stands(self, message_id: str, custom_id: str) -> bool:
        """Whether the message still has it: it may have another face by now."""
        here = self._shown(message_id)
        return any(one.get("custom_id") == custom_id and not one.get("disabled") for one in here)

    def _shown(self, message_id: str) -> list[Json]:
        edited = [one for one in self._person.heard("MESSAGE_UPDATE") if one["id"] == message_id]
        return components(edited[-1] if edited else self._latest[message_id])

    async def _do(self, body: Json) -> None:
        answer = await self._answer(body)
        if answer is None:
            return
        if is_modal(answer):
            await self._fill(answer, body)
        else:
            self._take(answer)

    async def _fill(self, modal: Json, body: Json) -> None:
        """Send the form once for each field and hostile text, opened anew each time."""
        shape, texts = _shape(modal), [one for one in fields(modal) if one["type"] == _TEXT]
        again: Json | None = modal
        for one, text in product(texts, self._hostile):
            wanted = (shape, one["custom_id"], text)
            if wanted in self.filled:
                continue
            if again is None:
                again = await self._opened_again(body)
            if again is None:
                return
            self.filled.add(wanted)
            typed = {other["custom_id"]: self._example(other) for other in texts}
            typed[one["custom_id"]] = text[: int(one.get("max_length") or 4_000)]
            sent = self._person.submit_body(again, **typed, **_chosen(again))
            answer = await self._answer(sent, body.get("message_id"))
            if answer is not None and not is_modal(answer):
                self._take(answer)
            again = None

    def _example(self, field: Json) -> str:
        """What stands in a field, unless it is hostile; else what it shows for an example."""
        said = str(field.get("value") or "")
        ours = any(said and (said in text or text in said) for text in self._hostile)
        return "" if ours and not field.get("required") else said * (not ours) or _shown(field)

    async def _opened_again(self, body: Json) -> Json | None:
        """Open a form once more, by the button that stands now where the first one did."""
        if "message_id" in body:
            shape, here = _shape(body["data"]), self._shown(body["message_id"])
            same = [one["custom_id"] for one in here if _shape(one) == shape]
            if not same:
                return None
            body = body | {"data": body["data"] | {"custom_id": same[0]}}
        answer = await self._answer(body)
        if answer is None or is_modal(answer):
            return answer
        self._take(answer)  # another way to it, perhaps
        return None

    async def _answer(self, body: Json, under: str | None = None) -> Json | None:
        """The answer; None if it leaves nothing new to see, or was gone when it was pressed."""
        try:
            async with asyncio.timeout(_ANSWERED):
                return await self._person.interact(body, under or body.get("message_id"))
        except TimeoutError:
            return None
        except AssertionError as refused:
            if "BASE_TYPE_CHOICES" not in str(refused):
                raise
            return None

    def _take(self, message: Json) -> None:
        self.seen.append(message)
        self._latest[message["id"]] = message
        for one in components(message):
            usable = "custom_id" in one and not one.get("disabled")
            if usable and one["type"] in (_BUTTON, _MENU) and _shape(one) not in self._tried:
                self._tried.add(_shape(one))
                ends = _ENDING.search(one["custom_id"])
                (self._endings if ends else self._waiting).append((message["id"], one))


def _shape(one: Json) -> str:
    return re.sub(r"\d+", "#", str(one.get("custom_id")))


def _shown(field: Json) -> str:
    return str(field.get("placeholder") or "x")


def _chosen(modal: Json) -> dict[str, str]:
    menus = [one for one in fields(modal) if one["type"] == _MENU]
    return {one["custom_id"]: one["options"][0]["value"] for one in menus}
