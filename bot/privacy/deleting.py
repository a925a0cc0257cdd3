"""Deleting a person: every row in one transaction, and what still shows of it right after.

Which messages are to be cleared, and which cards drawn anew, is written down together with the
deletion, without the person; a bot that is killed in between does it at its next start.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.store import Repositories, Store
from bot.store.case_people import KEY, Held
from bot.store.people import CLEARING, Theirs
from bot.store.persons import Left
from bot.workflows.case_cards import DRAW

CLEAR: Final = f"{CLEARING}person"
"""The kind of the jobs that clear a message; `bot.workflows.deletion.Clearing` does them."""


@dataclass(frozen=True)
class Deleted:
    """How much there was of each kind, and what is not over yet."""

    counts: Mapping[Theirs, int]
    held: Held


async def delete(store: Store, user_id: int, now: datetime, secret: bytes) -> Deleted:
    """Delete a person; `secret`, 32 random bytes, becomes the key of pseudonyms if there is none.

    Done once more, it deletes what has come since.
    """
    async with store.together() as rooms:
        await rooms.keys.get_or_add(KEY, secret)
        counts = await rooms.persons.counts(user_id)
        await promise(rooms, await rooms.persons.delete(user_id), now)
        return Deleted(counts, await rooms.persons.held(user_id))


async def promise(rooms: Repositories, left: Left, now: datetime) -> None:
    """Write down that messages are to be cleared and cards of cases drawn anew."""
    for place in sorted(left.places):
        await rooms.jobs.schedule(
            CLEAR,
            f"{CLEAR}:{place.message_id}:{now.isoformat()}",
            now,
            {"channel": place.channel_id, "message": place.message_id},
        )
    for guild_id, case_id in left.cases:
        await rooms.jobs.schedule(
            DRAW,
            f"case:{case_id}:draw:{now.isoformat()}:left",
            now,
            {"guild": guild_id, "case": case_id},
            guild_id=guild_id,
        )
