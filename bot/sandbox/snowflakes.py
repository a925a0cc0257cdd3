"""Discord's ids: milliseconds since 2015, then 22 bits that count up.

https://discord.com/developers/docs/reference#snowflakes
"""

from datetime import datetime

from bot.sandbox.clock import SandboxClock

DISCORD_EPOCH_MS = 1_420_070_400_000


class Snowflakes:
    """Hands out ids that rise strictly, whatever the clock does."""

    def __init__(self, clock: SandboxClock) -> None:
        self._clock = clock
        self._last = 0

    def take(self) -> int:
        """A new id, later than every id before it."""
        self._last = max(first_at(self._clock.now()), self._last + 1)
        return self._last


def first_at(moment: datetime) -> int:
    """The lowest id that ``moment`` could have given."""
    return (int(moment.timestamp() * 1000) - DISCORD_EPOCH_MS) << 22
