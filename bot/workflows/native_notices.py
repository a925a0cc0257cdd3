"""What moderators read in their log of what somebody did to the rule in Discord's AutoMod."""

import hashlib
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Generic, TypeVar

from bot import limits
from bot.store import Native, Store
from bot.workflows.port import Busy, Port, PortError

_log = logging.getLogger(__name__)

ShownT = TypeVar("ShownT")

# Clocks of two machines differ; what happened this much too early still counts as after.
_LEEWAY = timedelta(minutes=5)


def mark(state: Native) -> str:
    """How the custom_ids begin that only this notice in the log carries."""
    at = 0 if state.notice_at is None else int(state.notice_at.timestamp())
    return f"native:{state.guild_id}:{at}:{state.notice}:"


class NativeNotices(Generic[ShownT]):
    """Posts what is to be told, once each."""

    def __init__(
        self, store: Store, port: Port[ShownT], draw: Callable[[Native], Awaitable[ShownT]]
    ) -> None:
        """Use `draw` to make what the log shows."""
        self._store, self._port, self._draw = store, port, draw

    async def tell(self, guild_id: int) -> None:
        """Tell what is still to be told; without a log that can be written to, it waits."""
        state = await self._store.native_rules.get(guild_id)
        settings = await self._store.guild_settings.get(guild_id)
        channel_id = settings.log_channel_id
        if state is None or state.notice is None or channel_id is None:
            return
        since = (state.notice_at or state.changed_at) - _LEEWAY
        try:
            if await self._port.find_post(channel_id, mark(state), since) is None:
                await self._port.post(channel_id, await self._draw(state), _nonce(state))
        except Busy:
            raise
        except PortError as refused:
            _log.warning("Moderators of server %d are told later: %s", guild_id, refused)
            return
        await self._store.native_rules.told(state)


def _nonce(state: Native) -> str:
    return hashlib.sha256(mark(state).encode()).hexdigest()[: limits.NONCE]
