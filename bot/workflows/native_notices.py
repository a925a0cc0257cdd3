"""What moderators read in their log of what somebody did to the rule in Discord's AutoMod."""

from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from bot.store import Native, Store
from bot.workflows.log_notice import is_told
from bot.workflows.port import Port

ShownT = TypeVar("ShownT")


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
        if await is_told(
            self._port,
            guild_id,
            channel_id,
            mark=mark(state),
            raised_at=state.notice_at or state.changed_at,
            shown=await self._draw(state),
        ):
            await self._store.native_rules.told(state)
