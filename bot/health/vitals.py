"""What is looked up at the moment somebody asks how the bot is."""

import asyncio
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from bot.health.link import Link
from bot.interactions.host import Host
from bot.store.levels import Levels

_log = logging.getLogger(__name__)

_PATIENCE = 2.0  # seconds; whoever asks has a limit of their own, often 5 or 10


@dataclass(frozen=True)
class Finding(Collector):
    """How the bot is at one moment; `levels` are None if the database did not answer."""

    is_connected: bool
    latency: float | None
    servers: int
    malformed: Mapping[str, int]
    levels: Levels | None

    def collect(self) -> Iterable[Metric]:
        """Put it into Prometheus's terms."""
        yield _gauge("gateway_ready", "Whether events come in.", self.is_connected)
        if self.latency is not None:
            yield _gauge("gateway_latency_seconds", "Age of a heartbeat's answer.", self.latency)
        yield _gauge("servers", "Servers the bot is on.", self.servers)
        malformed = CounterMetricFamily(
            "biztalk_gateway_malformed_events", "Events left out as unreadable.", labels=["event"]
        )
        for event, count in self.malformed.items():
            malformed.add_metric([event], count)
        yield malformed
        yield _gauge("database_up", "Whether the database answers.", self.levels is not None)
        if self.levels is not None:
            yield from _of(self.levels)


class Vitals:
    """Looks how the bot is."""

    def __init__(self, bot: Host, link: Link, malformed: Mapping[str, int]) -> None:
        self._bot, self._link, self._malformed = bot, link, malformed

    async def look(self) -> Finding:
        """Return how the bot is now, within 2 seconds."""
        levels = await self._levels()  # first, so that the rest is of one moment
        return Finding(
            is_connected=self._link.is_ready,
            latency=self._link.latency,
            servers=len(self._bot.guilds),
            malformed=self._malformed,
            levels=levels,
        )

    async def _levels(self) -> Levels | None:
        try:
            async with asyncio.timeout(_PATIENCE):
                return await self._bot.store.levels.read()
        except (SQLAlchemyError, TimeoutError) as failure:
            _log.warning("the database does not answer: %s", type(failure).__name__)
            return None


def _gauge(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(f"biztalk_{name}", about, value=float(value))


def _of(levels: Levels) -> Iterable[Metric]:
    yield _gauge("open_cases", "Cases that wait for a moderator.", levels.open_cases)
    yield _gauge("jobs_late", "Jobs due for over a minute.", levels.late_jobs)
    jobs = GaugeMetricFamily("biztalk_jobs", "Jobs by state.", labels=["kind", "state"])
    for (kind, state), count in levels.jobs.items():
        jobs.add_metric([kind, state], count)
    yield jobs
    done = GaugeMetricFamily(
        "biztalk_job_last_done_timestamp_seconds", "When one was last done.", labels=["kind"]
    )
    for kind, moment in levels.last_done.items():
        done.add_metric([kind], moment.timestamp())
    yield done
