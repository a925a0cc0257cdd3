"""What whoever runs the bot can see of it, over HTTP, where that is switched on."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.interactions.host import Host
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.health.metrics import Metrics


def metrics(settings: Settings) -> "Metrics | None":
    """Return what keeps the numbers, or None where health is switched off."""
    if settings.health_port is None:
        return None
    from bot.health.metrics import Metrics  # noqa: PLC0415 - most need none of what this imports

    return Metrics()


@asynccontextmanager
async def serving(
    settings: Settings, bot: Host, kept: "Metrics | None", malformed: Mapping[str, int]
) -> AsyncIterator[None]:
    """Answer for the bot's health during the block, if that is switched on.

    Raises `CannotStart` if the port cannot be had. `malformed` is the live count of events of the
    gateway that could not be read, by type.
    """
    if kept is None or settings.health_port is None:
        yield
        return
    from bot.health.link import Link  # noqa: PLC0415 - see above
    from bot.health.server import listening  # noqa: PLC0415
    from bot.health.vitals import Vitals  # noqa: PLC0415

    vitals = Vitals(bot, Link(bot, kept), malformed)
    async with listening(settings.health_host, settings.health_port, vitals.look, kept):
        yield
