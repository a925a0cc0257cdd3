"""What moderators are told about the weekly tips: in their log, once each.

What is to be told is written down first; then it is looked for, posted and noted. Without a log
it waits until there is one, and mended before then it is told no more.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

from bot.store import Store
from bot.store.tip import TipNotice
from bot.workflows.log_notice import is_told
from bot.workflows.port import Port

ShownT = TypeVar("ShownT")


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
        channel_id = settings.log_channel_id
        if channel_id is None:
            return
        for notice in await self._store.tip_notices.untold(guild_id):
            if not await is_told(
                self._port,
                guild_id,
                channel_id,
                mark=mark(notice),
                raised_at=notice.raised_at,
                shown=self._draw(notice),
            ):
                return
            await self._store.tip_notices.told(notice)
