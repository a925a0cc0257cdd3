import logging
from collections.abc import Awaitable, Callable

import pytest

from bot.errors import CannotStart
from bot.meter import Unmetered
from bot.supervision import Supervisor


class Watched(Unmetered):
    """A task that fails as told, and what its supervisor does about it."""

    def __init__(self, *happens: Exception | None, lasting: float = 0.0) -> None:
        self.happens, self.lasting = list(happens), lasting
        self.now = 0.0
        self.waited: list[float] = []
        self.counted: list[str] = []

    def restarted(self, task: str) -> None:
        self.counted.append(task)

    async def work(self) -> None:
        self.now += self.lasting
        happening = self.happens.pop(0)
        if happening is not None:
            raise happening

    async def keep(self, *final: type[Exception]) -> None:
        async def sleep(seconds: float) -> None:
            self.waited.append(seconds)

        work: Callable[[], Awaitable[None]] = self.work
        supervisor = Supervisor(self, jitter=lambda: 0.0, sleep=sleep, seconds=lambda: self.now)
        await supervisor.keep("jobs", work, final)


async def test_a_task_that_fails_begins_again_counted_and_told(
    caplog: pytest.LogCaptureFixture,
) -> None:
    watched = Watched(ValueError("odd"), OSError("lost"), None)
    with caplog.at_level(logging.ERROR):
        await watched.keep()
    assert watched.counted == ["jobs", "jobs"]
    assert watched.waited == [0.5, 1.0]
    assert "The task jobs failed; it begins again in 0.5 s." in caplog.text
    assert "ValueError: odd" in caplog.text


async def test_after_a_steady_hour_the_pause_is_short_again() -> None:
    watched = Watched(*[ValueError("odd")] * 3, None, lasting=3600.0)
    await watched.keep()
    assert watched.waited == [0.5, 0.5, 0.5]


async def test_what_a_person_has_to_mend_is_raised() -> None:
    watched = Watched(CannotStart("There is no token."))
    with pytest.raises(CannotStart):
        await watched.keep(CannotStart)
    assert not watched.counted
