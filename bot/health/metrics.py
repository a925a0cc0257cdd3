"""The numbers that add up while the bot runs, in Prometheus's terms.

https://prometheus.io/docs/practices/naming/ says how such names are made.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector

from bot.meter import Access, Answered, Asked

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4

_TRANSACTION_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
_JUDGEMENT_SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)


class Metrics:
    """The `bot.meter.Meter` of a bot that somebody watches."""

    def __init__(self) -> None:
        # Without it there is another line a number, with when it was first counted.
        disable_created_metrics()  # type: ignore[no-untyped-call] # the library left its type out
        self._registry = kept = CollectorRegistry()
        ProcessCollector(registry=kept)
        self._events = Counter(
            "biztalk_gateway_events", "Events that Discord sent.", ["event"], registry=kept
        )
        self._sessions = Counter(
            "biztalk_gateway_sessions",
            "Sessions begun anew, and resumed after a loss.",
            ["how"],
            registry=kept,
        )
        self._disconnects = Counter(
            "biztalk_gateway_disconnects", "Connections lost or closed.", registry=kept
        )
        self._answers = Counter(
            "biztalk_interactions",
            "Commands, presses and forms, by what became of them.",
            ["kind", "name", "outcome"],
            registry=kept,
        )
        self._transactions = Histogram(
            "biztalk_transaction_seconds",
            "Time of the database's transactions, waiting for a turn included.",
            ["access"],
            buckets=_TRANSACTION_SECONDS,
            registry=kept,
        )
        self._judgements = Histogram(
            "biztalk_judgement_seconds",
            "Time in which messages were judged.",
            ["decision"],
            buckets=_JUDGEMENT_SECONDS,
            registry=kept,
        )
        self._restarts = Counter(
            "biztalk_task_restarts",
            "Background tasks begun again after a failure.",
            ["task"],
            registry=kept,
        )
        self._retries = Counter(
            "biztalk_requests_retried",
            "Requests to Discord made again after a 503 or a broken connection.",
            ["request"],
            registry=kept,
        )

    def heard(self, event: str) -> None:
        """Count an event of the gateway."""
        self._events.labels(event).inc()

    def answered(self, kind: Asked, name: str, outcome: Answered) -> None:
        """Count a command, a press or a form."""
        self._answers.labels(kind, name, outcome).inc()

    @contextmanager
    def transaction(self, access: Access) -> Iterator[None]:
        """Time a transaction, whether or not it succeeds."""
        with self._transactions.labels(access).time():
            yield

    @contextmanager
    def judgement(self) -> Iterator[Callable[[str], None]]:
        """Time a judgement; one that is given no decision has failed."""
        made = ["failed"]
        begun = time.perf_counter()
        try:
            yield made.append
        finally:
            self._judgements.labels(made[-1]).observe(time.perf_counter() - begun)

    def restarted(self, task: str) -> None:
        """Count a task that began again."""
        self._restarts.labels(task).inc()

    def retried(self, request: str) -> None:
        """Count a request that is made again."""
        self._retries.labels(request).inc()

    def connected(self, how: str) -> None:
        """Count a session: `new` or `resumed`."""
        self._sessions.labels(how).inc()

    def disconnected(self) -> None:
        """Count a connection that was lost or closed."""
        self._disconnects.inc()

    def told(self, vitals: Collector) -> bytes:
        """Return all of it, and what `vitals` finds, in Prometheus's text format."""
        return generate_latest(self._registry) + generate_latest(vitals)
