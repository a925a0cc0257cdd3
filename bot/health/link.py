"""The connection to Discord's gateway, as it stands."""

import math

from discord.ext import commands

from bot.health.metrics import Metrics


class Link:
    """Follows whether the client is connected, and counts how it came to be."""

    def __init__(self, client: commands.Bot, metrics: Metrics) -> None:
        self._client, self._metrics = client, metrics
        self._is_up = False
        client.add_listener(self._ready, "on_ready")
        client.add_listener(self._resumed, "on_resumed")
        client.add_listener(self._lost, "on_disconnect")

    @property
    def is_ready(self) -> bool:
        """Whether events come in and answers can go out."""
        return self._is_up and self._client.ws is not None and self._client.ws.open

    @property
    def latency(self) -> float | None:
        """Seconds from the last heartbeat to its answer; None if there was none yet."""
        seconds = self._client.latency
        return seconds if self.is_ready and math.isfinite(seconds) else None

    async def _ready(self) -> None:
        self._is_up = True
        self._metrics.connected("new")

    async def _resumed(self) -> None:
        self._is_up = True
        self._metrics.connected("resumed")

    async def _lost(self) -> None:
        if self._is_up:  # each try to come back is dispatched as another loss
            self._metrics.disconnected()
        self._is_up = False
