"""What Discord's AutoMod blocked by our rule becomes a case: nobody saw it, and moderators should.

Nothing follows from it for whoever wrote it: no strike and no note, Discord has told them.
"""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from bot.clock import Clock
from bot.store import Case, Sighting, Store
from bot.workflows.judging import JOIN_WITHIN, Judging, Ruled
from bot.workflows.message import KEY, id_at

_BLOCK_MESSAGE = 1  # https://docs.discord.com/developers/resources/auto-moderation#auto-moderation-action-object-action-types


class Blocked:
    """Opens cases for messages that were never posted."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        judging: Judging,
        ruled: Callable[[], Ruled],
        new_secret: Callable[[], bytes],
    ) -> None:
        """Use `new_secret` once in a database's life, for the key of the hashes."""
        self._store, self._clock, self._judging = store, clock, judging
        self._ruled, self._new_secret = ruled, new_secret

    async def take(self, execution: Mapping[str, object]) -> Case | None:
        """Return the case of what AutoMod did, as its event tells; None if that is not ours.

        The same words of the same person in the same channel are one message a day, however often
        they are tried. What the judge says to them stands on the card, even that they might stay.
        """
        guild_id = _number(execution.get("guild_id"))
        state = await self._store.native_rules.get(guild_id)
        action = execution.get("action")
        kind = action.get("type") if isinstance(action, Mapping) else None
        by_us = state is not None and state.rule_id == _number(execution.get("rule_id"))
        if not by_us or kind != _BLOCK_MESSAGE or execution.get("message_id"):
            return None
        now = self._clock.now()
        seen = await self._judging.seen(_as_message(execution, now), guild_id=guild_id)
        if seen is None:
            return None
        rule = seen.rule or next(iter(self._ruled().rules.rules))
        never_posted = replace(
            seen, message_id=await self._id_of(seen, now), posted_at=now, rule=rule
        )
        case, _ = await self._store.cases.open(never_posted, join_within=JOIN_WITHIN)
        return case

    async def _id_of(self, seen: Sighting, now: datetime) -> int:
        """An id for a message that Discord gave none.

        It is below zero, which no id of Discord's is, and tells nothing of the message: it is made
        of a keyed hash, 62 bits of it.
        """
        secret = await self._store.keys.get_or_add(KEY, self._new_secret())
        place = seen.guild_id, seen.channel_id, seen.author_id
        tried = ":".join(map(str, (*place, now.date().isoformat(), seen.digest)))
        found = hmac.new(secret, tried.encode(), sha256).digest()
        return -1 - (int.from_bytes(found[:8], "big") >> 2)


def _as_message(execution: Mapping[str, object], now: datetime) -> Mapping[str, object]:
    """The message that would have been posted."""
    return {
        "id": str(id_at(now)),
        "type": 0,
        "guild_id": execution.get("guild_id"),
        "channel_id": execution.get("channel_id"),
        "author": {"id": execution.get("user_id")},
        "content": execution.get("content") or "",
    }


def _number(value: object) -> int:
    return int(value) if isinstance(value, str) and value.isdigit() else 0
