from collections.abc import Mapping

import pytest
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.registry import CollectorRegistry

from bot.health.metrics import Metrics


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


def numbers(metrics: Metrics) -> Mapping[tuple[str, ...], float]:
    """Every number by its name and its labels' values."""
    told = metrics.told(CollectorRegistry()).decode()
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(told)
        for sample in family.samples
    }


def test_events_and_answers_are_counted_by_what_they_are(metrics: Metrics) -> None:
    for _ in range(3):
        metrics.heard("MESSAGE_CREATE")
    metrics.answered("command", "gigs stats", "answered")
    metrics.answered("command", "gigs stats", "failed")
    metrics.answered("component", "", "refused")
    metrics.restarted("gateway")
    told = numbers(metrics)
    assert told["biztalk_gateway_events_total", "MESSAGE_CREATE"] == 3
    assert told["biztalk_interactions_total", "command", "gigs stats", "answered"] == 1
    assert told["biztalk_interactions_total", "command", "gigs stats", "failed"] == 1
    assert told["biztalk_interactions_total", "component", "", "refused"] == 1
    assert told["biztalk_task_restarts_total", "gateway"] == 1


def test_sessions_and_losses_are_counted(metrics: Metrics) -> None:
    metrics.connected("new")
    metrics.disconnected()
    metrics.connected("resumed")
    told = numbers(metrics)
    assert told["biztalk_gateway_sessions_total", "new"] == 1
    assert told["biztalk_gateway_sessions_total", "resumed"] == 1
    assert told["biztalk_gateway_disconnects_total",] == 1


def test_transactions_are_timed_when_they_fail_too(metrics: Metrics) -> None:
    with metrics.transaction("reading"):
        pass
    with pytest.raises(OSError, match="full"), metrics.transaction("writing"):
        raise OSError("the disk is full")
    told = numbers(metrics)
    assert told["biztalk_transaction_seconds_count", "reading"] == 1
    assert told["biztalk_transaction_seconds_count", "writing"] == 1
    assert told["biztalk_transaction_seconds_bucket", "reading", "5.0"] == 1


def test_judgements_are_timed_by_their_decision(metrics: Metrics) -> None:
    with metrics.judgement() as decided:
        decided("review")
    with pytest.raises(ValueError, match="odd"), metrics.judgement():
        raise ValueError("odd")
    told = numbers(metrics)
    assert told["biztalk_judgement_seconds_count", "review"] == 1
    assert told["biztalk_judgement_seconds_count", "failed"] == 1


def test_the_process_is_measured(metrics: Metrics) -> None:
    told = numbers(metrics)
    assert told["process_resident_memory_bytes",] > 1_000_000
    assert not any(name.endswith("_created") for name, *_ in told)
