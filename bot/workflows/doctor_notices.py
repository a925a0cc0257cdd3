"""What moderators are told is broken: in their log, once for each set of broken things.

What is broken is written down first; then the notice is looked for, posted and noted. Without a log
it waits until there is one, and mended before then it is told no more.
"""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from typing import Generic, TypeVar

from bot.store import Store
from bot.store.doctor_notices import DoctorNotice
from bot.workflows.log_notice import is_told
from bot.workflows.port import Port

ShownT = TypeVar("ShownT")


def mark(notice: DoctorNotice) -> str:
    """How the custom_ids begin that only this notice in the log carries."""
    return f"doctor:{int(notice.raised_at.timestamp())}:"


class DoctorNotices(Generic[ShownT]):
    """Tells moderators."""

    def __init__(self, store: Store, port: Port[ShownT]) -> None:
        self._store, self._port = store, port

    async def tell(
        self, guild_id: int, broken: AbstractSet[str], draw: Callable[[DoctorNotice], ShownT]
    ) -> None:
        """Tell what is broken now if moderators do not know it yet; raises what may pass.

        Use `draw` to make what the log shows.
        """
        notice = await self._store.doctor_notices.found(guild_id, broken)
        settings = await self._store.guild_settings.get(guild_id)
        channel_id = settings.log_channel_id
        if notice is None or notice.told_at is not None or channel_id is None:
            return
        if await is_told(
            self._port,
            guild_id,
            channel_id,
            mark=mark(notice),
            raised_at=notice.raised_at,
            shown=draw(notice),
        ):
            await self._store.doctor_notices.told(notice)
