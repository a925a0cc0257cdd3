"""What moderators are told about the weekly tips: in their log, once each.

What is to be told is written down first; then it is looked for, posted and noted. Without a log
it waits until there is one, and mended before then it is told no more.
"""

import hashlib
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Generic, TypeVar

from bot import limits
from bot.store import Store
from bot.store.tip import TipNotice
from bot.workflows.port import Busy, Port, PortError

_log = logging.getLogger(__name__)

ShownT = TypeVar("ShownT")

# Clocks of two machines differ; what happened this much too early still counts as after.
_LEEWAY = timedelta(minutes=5)


def mark(notice: TipNotice) -> str:
    """How the custom_ids begin that only this notice in the log carries."""
    return f"tip:notice:{notice.kind}:{int(notice.raised_at.timestamp())}:"


class TipNotices(Generic[ShownT]):
    """Tells moderators."""

    def __init__(
        self, store: Store, port: Port[ShownT], draw: Callable[[TipNotice], ShownT]
    ) -> None:
        """Use `draw` to make a notice for the log."""
        self._store, self._port, self._draw = store, port, draw

    async def tell(self, guild_id: int) -> None:
        """Tell what has not been told yet, if there is a log; raises what may pass."""
        settings = await self._store.guild_settings.get(guild_id)
        if settings.log_channel_id is None:
            return
        for notice in await self._store.tip_notices.untold(guild_id):
            try:
                await self._post(notice, settings.log_channel_id)
            except Busy:
                raise
            except PortError as refused:
                _log.warning("Moderators of server %d are told later: %s", guild_id, refused)
                return
            await self._store.tip_notices.told(notice)

    async def _post(self, notice: TipNotice, channel_id: int) -> None:
        since = notice.raised_at - _LEEWAY
        if await self._port.find_post(channel_id, mark(notice), since) is None:
            await self._port.post(channel_id, self._draw(notice), _nonce(notice))


def _nonce(notice: TipNotice) -> str:
    return hashlib.sha256(mark(notice).encode()).hexdigest()[: limits.NONCE]
