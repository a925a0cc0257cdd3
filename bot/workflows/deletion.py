"""Deleting an offer: its record at once, and what still shows of it right after.

Which messages are to be cleared is written down together with the deletion, so a bot that is
killed in between clears them at its next start.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Generic, TypeVar

from bot.store import Repositories, Store
from bot.store.evaluations import Evaluation
from bot.store.jobs import Job
from bot.workflows.port import Busy, Port, PortError

_log = logging.getLogger(__name__)

ShownT = TypeVar("ShownT")

KIND = "clear_deleted_offer"


class Clearing(Generic[ShownT]):
    """Clears the messages that showed an offer which is deleted."""

    def __init__(self, port: Port[ShownT], draw: Callable[[], ShownT]) -> None:
        """Use `draw` to make what they show from then on."""
        self._port, self._draw = port, draw

    async def take_up(self, job: Job) -> None:
        """Clear the message that a job stands for; one that is out of reach stays as it is."""
        channel_id, message_id = job.payload["channel"], job.payload["message"]
        try:
            await self._port.edit(int(channel_id or 0), int(message_id or 0), self._draw())
        except Busy:
            raise
        except PortError as refused:
            _log.info("The card of a deleted offer stays as it is: %s", refused)


async def delete(store: Store, evaluation: Evaluation, now: datetime) -> bool:
    """Forget a member's offer, with its votes and questions; return whether it was still there."""
    async with store.together() as rooms:
        asked = await rooms.follow_ups.of(evaluation.id)
        if not await rooms.evaluations.delete(evaluation.id, evaluation.user_id):
            return False
        await _clear(rooms, evaluation, evaluation.home_id, evaluation.card_id, now)
        for one in asked:
            await _clear(rooms, evaluation, one.channel_id, one.message_id, now)
        return True


async def clear_late(rooms: Repositories, channel_id: int, message_id: int, now: datetime) -> None:
    """See to it that a message is cleared which was posted while its offer was deleted."""
    payload = {"channel": channel_id, "message": message_id}
    await rooms.jobs.schedule(KIND, f"deleted-gig:late:{message_id}", now, payload)


async def _clear(
    rooms: Repositories,
    evaluation: Evaluation,
    channel_id: int | None,
    message_id: int | None,
    now: datetime,
) -> None:
    if channel_id is None or message_id is None:
        return
    await rooms.jobs.schedule(
        KIND,
        f"deleted-gig:{evaluation.id}:{message_id}",
        now,
        {"channel": channel_id, "message": message_id},
        guild_id=evaluation.guild_id,
        user_id=evaluation.user_id,
    )
