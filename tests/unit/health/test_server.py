import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.errors import CannotStart
from bot.health.metrics import Metrics
from bot.health.server import listening
from bot.health.vitals import Finding
from bot.store.levels import Levels

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LEVELS = Levels(open_cases=3, jobs={("tip", "waiting"): 2}, late_jobs=1, last_done={"backup": NOON})


class Stated:
    """A bot that is as the test says."""

    def __init__(self, *, is_connected: bool = True, levels: Levels | None = LEVELS) -> None:
        self._finding = Finding(
            is_connected=is_connected,
            latency=0.04 if is_connected else None,
            servers=2,
            malformed={"MESSAGE_CREATE": 1},
            levels=levels,
        )

    async def look(self) -> Finding:
        return self._finding


@asynccontextmanager
async def served(stated: Stated) -> AsyncIterator[str]:
    """Serve on a free port; gives the address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    async with listening("127.0.0.1", port, stated.look, Metrics()):
        yield f"http://127.0.0.1:{port}"


async def asked(stated: Stated, path: str) -> tuple[int, str, str]:
    async with (
        served(stated) as url,
        aiohttp.ClientSession() as http,
        http.get(url + path) as answer,
    ):
        return answer.status, answer.headers["Content-Type"], await answer.text()


def numbers(told: str) -> Mapping[tuple[str, ...], float]:
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(told)
        for sample in family.samples
    }


async def test_a_bot_that_runs_lives_though_it_is_not_connected() -> None:
    status, _, told = await asked(Stated(is_connected=False, levels=None), "/healthz")
    assert (status, told) == (200, '{"alive": true}')


@pytest.mark.parametrize(
    ("stated", "status", "told"),
    [
        (Stated(), 200, '{"gateway": true, "database": true}'),
        (Stated(is_connected=False), 503, '{"gateway": false, "database": true}'),
        (Stated(levels=None), 503, '{"gateway": true, "database": false}'),
    ],
)
async def test_ready_is_who_can_answer_members(stated: Stated, status: int, told: str) -> None:
    answered, _, said = await asked(stated, "/readyz")
    assert (answered, said) == (status, told)


async def test_numbers_are_in_prometheus_format() -> None:
    status, content_type, told = await asked(Stated(), "/metrics")
    assert status == 200
    assert content_type.startswith("text/plain; version=0.0.4")
    found = numbers(told)
    assert found["biztalk_gateway_ready",] == 1
    assert found["biztalk_gateway_latency_seconds",] == 0.04
    assert found["biztalk_servers",] == 2
    assert found["biztalk_gateway_malformed_events_total", "MESSAGE_CREATE"] == 1
    assert found["biztalk_open_cases",] == 3
    assert found["biztalk_jobs", "tip", "waiting"] == 2
    assert found["biztalk_jobs_late",] == 1
    assert found["biztalk_job_last_done_timestamp_seconds", "backup"] == NOON.timestamp()


async def test_without_a_database_what_is_known_is_told() -> None:
    status, _, told = await asked(Stated(levels=None), "/metrics")
    assert status == 200
    found = numbers(told)
    assert found["biztalk_database_up",] == 0
    assert ("biztalk_open_cases",) not in found


async def test_a_taken_port_is_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CannotStart, match=f"Port {port} .*BIZTALK_HEALTH_PORT"):
            async with listening("127.0.0.1", port, Stated().look, Metrics()):
                pass
