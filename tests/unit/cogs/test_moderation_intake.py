"""From the gateway to the judge."""

import asyncio
import logging
from datetime import timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy.exc import OperationalError

from bot.meter import Unmetered
from bot.supervision import Supervisor
from bot.workflows.by_hand import ByHand
from cogs.moderation import intake
from cogs.moderation.catching_up import CatchingUp
from tests.unit.workflows.posting import CHANNEL, GUILD, HARMLESS, NOON, at, message, moderators


@pytest.fixture
async def at_work(tmp_path: Path):
    async with moderators(tmp_path) as at_work:
        at_work.meter, at_work.slept = Unmetered(), []
        at_work.sleep = partial(asyncio.to_thread, at_work.slept.append)
        at_work.host = SimpleNamespace(
            store=at_work.store,
            is_ending=False,
            take_up=lambda: None,
            keep=Supervisor(at_work.meter, jitter=lambda: 0.0, sleep=at_work.sleep).keep,
            loop=asyncio.get_running_loop(),
        )
        at_work.shown = []
        showing = SimpleNamespace(show=at_work.shown.append)
        catching_up = CatchingUp(
            at_work.store, at_work.clock, at_work.server, at_work.judging, showing.show
        )
        by_hand = ByHand(at_work.store, at_work.clock, at_work.server, at_work.cards.show)
        at_work.intake = intake.Intake(
            at_work.host,
            at_work.judging,
            showing,
            catching_up,
            by_hand,
            new_reference=lambda: "ref1",
        )
        yield at_work


async def worked_off(at_work) -> None:
    await at_work.intake.finish()
    assert not at_work.intake.is_busy


async def times(at_work) -> dict[str, int]:
    days = await at_work.store.decision_counts.since(GUILD, (NOON - timedelta(days=1)).date())
    return {name: number for day in days for name, number in day.times.items() if number}


async def test_what_comes_is_judged_and_written_together(at_work):
    for number in range(20):
        at_work.intake.hear("MESSAGE_CREATE", message(HARMLESS, id=str(at(NOON, number))))
    at_work.intake.hear("MESSAGE_CREATE", message(id=str(at(NOON, 20))))
    assert await times(at_work) == {}
    await worked_off(at_work)
    assert await times(at_work) == {"allow": 20, "remove": 1}
    assert len(at_work.shown) == 1
    assert await at_work.store.seen.of(GUILD) == {CHANNEL: at(NOON, 20)}


async def test_one_bad_event_ends_nothing_and_leaves_a_reference(
    at_work, caplog: pytest.LogCaptureFixture
):
    with caplog.at_level(logging.ERROR):
        at_work.intake.hear("GUILD_CREATE", {"id": str(GUILD), "channels": ["none"]})
        at_work.intake.hear("MESSAGE_CREATE", message(HARMLESS))
        await worked_off(at_work)
    assert "reference ref1" in caplog.text
    assert await times(at_work) == {"allow": 1}


async def test_too_much_at_once_is_read_from_its_channel_later(
    at_work, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(intake, "_MOST_WAITING", 3)
    for number in range(6):
        at_work.intake.hear("MESSAGE_CREATE", message(HARMLESS, id=str(at(NOON, number))))
    await worked_off(at_work)
    assert await times(at_work) == {"allow": 3}
    job = await at_work.store.jobs.get(
        f"missed:{CHANNEL}:{at(NOON, 3) - 1}:{at(NOON, 5)}:{NOON.isoformat()}"
    )
    assert job is not None


async def test_what_could_not_be_judged_is_read_again(at_work):
    at_work.server.troubles = {300: OSError("no connection")}
    at_work.intake.hear("MESSAGE_CREATE", message())
    await worked_off(at_work)
    assert at_work.shown == []
    job = await at_work.store.jobs.get(
        f"missed:{CHANNEL}:{at(NOON) - 1}:{at(NOON)}:{NOON.isoformat()}"
    )
    assert job is not None


async def test_while_the_store_fails_the_line_stands_still_and_nothing_of_it_is_lost(
    at_work, monkeypatch: pytest.MonkeyPatch
):
    forget, troubles = at_work.store.cases.forget_message, [OperationalError("", {}, OSError())] * 2

    async def fail_twice(message_id: int):
        if troubles:
            raise troubles.pop()
        return await forget(message_id)

    monkeypatch.setattr(at_work.store.cases, "forget_message", fail_twice)
    at_work.intake.hear("MESSAGE_CREATE", message())
    at_work.intake.hear("MESSAGE_DELETE", {"id": str(at(NOON))})
    at_work.intake.hear("MESSAGE_CREATE", message(HARMLESS, id=str(at(NOON, 1))))
    await worked_off(at_work)
    assert at_work.slept == [0.5, 1.0]
    assert not (await at_work.store.cases.get(GUILD, 1)).has_text
    assert await times(at_work) == {"remove": 1, "allow": 1}


async def test_deleted_messages_and_channels_are_forgotten(at_work):
    at_work.intake.hear("MESSAGE_CREATE", message())
    at_work.intake.hear("MESSAGE_DELETE_BULK", {"ids": [str(at(NOON)), "5"]})
    at_work.intake.hear("THREAD_DELETE", {"id": str(CHANNEL)})
    await worked_off(at_work)
    assert not (await at_work.store.cases.get(GUILD, 1)).has_text
    assert await at_work.store.seen.of(GUILD) == {}


async def test_while_the_bot_ends_nothing_is_taken_up(at_work):
    at_work.host.is_ending = True
    at_work.intake.hear("MESSAGE_CREATE", message())
    assert not at_work.intake.is_busy
