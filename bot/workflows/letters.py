"""What the bot writes to a member about a case: by direct message, else in a private thread.

Never in public. What was written is looked for before it is written again, so a bot that is killed
in between has told them once.
"""

import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from bot import limits
from bot.store import Case, Step, Store
from bot.store.people import NOBODY
from bot.workflows.port import Closed, Gone, NotAllowed, Port

ShownT = TypeVar("ShownT")

Draw = Callable[[Step], Awaitable[ShownT]]
"""Makes what a step shows where it stands, or will: in the step's channel."""

# Clocks of two machines differ; what happened this much too early still counts as after.
_LEEWAY = timedelta(minutes=5)


def mark(step: Step) -> str:
    """How the custom_ids begin that only what this step posts carries."""
    return f"{step.kind}:{step.case_id}:"


def thread_name(case: Case) -> str:
    """Name the private thread in which a member is told; it shows nothing of the matter."""
    return f"For you, {case.id}"


class Letters(Generic[ShownT]):
    """Posts what steps say, once each."""

    def __init__(self, store: Store, port: Port[ShownT], draw: Draw[ShownT]) -> None:
        self._store, self._port, self._draw = store, port, draw

    async def post(
        self,
        step: Step,
        channel_id: int,
        *,
        sought: str | None = None,
        since: datetime | None = None,
    ) -> None:
        """Post what a step shows in a channel, and note where; or bring it up to date there.

        `sought` is how its custom_ids begin, if not as `mark` says; it may have been posted
        `since` then, if not since it was planned.
        """
        here = replace(step, channel_id=channel_id)
        if step.message_id is not None and step.channel_id == channel_id:
            with suppress(Gone):
                return await self._port.edit(channel_id, step.message_id, await self._draw(here))
        begun = (since or step.planned_at) - _LEEWAY
        message_id = await self._port.find_post(channel_id, sought or mark(step), begun)
        if message_id is None:
            message_id = await self._port.post(channel_id, await self._draw(here), _nonce(step))
        else:
            await self._port.edit(channel_id, message_id, await self._draw(here))
        return await self._store.steps.placed(step.id, channel_id, message_id)

    async def post_in_forum(self, step: Step, forum_id: int, title: str) -> None:
        """Begin a forum's post with what a step shows, and note where; or bring it up to date."""
        here = replace(step, channel_id=forum_id)
        if step.channel_id is not None and step.message_id is not None:
            with suppress(Gone):
                card = await self._draw(here)
                return await self._port.edit(step.channel_id, step.message_id, card)
        begun = step.planned_at - _LEEWAY
        post_id = await self._port.find_thread(forum_id, title, begun, private=False)
        if post_id is None:
            post_id = await self._port.open_post(forum_id, title, await self._draw(here))
        return await self._store.steps.placed(step.id, post_id, post_id)

    async def deliver(self, step: Step, case: Case) -> None:
        """Tell the member where they are reached; raise `Closed`, with their id, if nowhere.

        What more there is to say may be planned before it is known that it was begun to be said.
        """
        if case.author_id == NOBODY:
            raise Closed("they asked to be deleted")
        async for channel_id in self._ways(step, case):
            try:
                return await self.post(step, channel_id, since=case.opened_at)
            except (Closed, Gone, NotAllowed):
                continue
        raise Closed(str(case.author_id))

    async def _ways(self, step: Step, case: Case) -> AsyncIterator[int]:
        """Where the member may be told, the best first; a way is opened when it is asked for."""
        for known in [step, *await self._store.steps.of(case.id)]:
            if known.kind not in ("remove", "remind", "restore") and known.message_id is not None:
                yield known.channel_id or 0
        with suppress(Closed, Gone, NotAllowed):
            yield await self._port.open_direct(case.author_id)
        settings = await self._store.guild_settings.get(case.guild_id)
        for place in (case.channel_id, settings.biz_talk_channel_id):
            if place is not None:
                with suppress(Gone, NotAllowed):
                    yield await self._thread(case, place)

    async def _thread(self, case: Case, channel_id: int) -> int:
        name, since = thread_name(case), case.opened_at - _LEEWAY
        thread_id = await self._port.find_thread(channel_id, name, since, private=True)
        if thread_id is None:
            thread_id = await self._port.open_thread(channel_id, name, private=True)
        await self._port.add_to_thread(thread_id, case.author_id)
        return thread_id


def _nonce(step: Step) -> str:
    one = f"{step.kind}:{step.id}:{step.planned_at.isoformat()}"
    return hashlib.sha256(one.encode()).hexdigest()[: limits.NONCE]
