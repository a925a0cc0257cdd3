"""What moderators are told is broken: in their log, once for each set of broken things.

What is broken is written down first; then the notice is looked for, posted and noted. Without a log
it waits until there is one, and mended before then it is told no more.
"""

import hashlib
import logging
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from datetime import timedelta
from typing import Generic, TypeVar

from bot import limits
from bot.store import Store
from bot.store.doctor_notices import DoctorNotice
from bot.workflows.port import Busy, Port, PortError

_log = logging.getLogger(__name__)

ShownT = TypeVar("ShownT")

# Clocks of two machines differ; what happened this much too early still counts as after.
_LEEWAY = timedelta(minutes=5)


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
        since = notice.raised_at - _LEEWAY
        try:
            if await self._port.find_post(channel_id, mark(notice), since) is None:
                await self._port.post(channel_id, draw(notice), _nonce(notice))
        except Busy:
            raise
        except PortError as refused:
            _log.warning("Moderators of server %d are told later: %s", guild_id, refused)
            return
        await self._store.doctor_notices.told(notice)


def _nonce(notice: DoctorNotice) -> str:
    given = f"{notice.guild_id}:{mark(notice)}"
    return hashlib.sha256(given.encode()).hexdigest()[: limits.NONCE]
