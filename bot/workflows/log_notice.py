"""One notice in the moderators' log, once: looked for by its mark before it is posted."""

import hashlib
import logging
from datetime import datetime, timedelta
from typing import TypeVar

from bot import limits
from bot.workflows.port import Busy, Port, PortError

_log = logging.getLogger(__name__)

ShownT = TypeVar("ShownT")

# Clocks of two machines differ; what happened this much too early still counts as after.
_LEEWAY = timedelta(minutes=5)


async def is_told(  # noqa: PLR0913 - where, by what it is known, and what it shows
    port: Port[ShownT],
    guild_id: int,
    log_channel_id: int,
    *,
    mark: str,
    raised_at: datetime,
    shown: ShownT,
) -> bool:
    """See to it that the notice stands in the log; return whether it does.

    `mark` is how custom_ids begin that only this notice carries. What Discord refuses is logged,
    to be told later; what may pass is raised.
    """
    nonce = hashlib.sha256(f"{guild_id}:{mark}".encode()).hexdigest()[: limits.NONCE]
    try:
        if await port.find_post(log_channel_id, mark, raised_at - _LEEWAY) is None:
            await port.post(log_channel_id, shown, nonce)
    except Busy:
        raise
    except PortError as refused:
        _log.warning("Moderators of server %d are told later: %s", guild_id, refused)
        return False
    return True
