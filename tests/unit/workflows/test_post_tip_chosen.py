"""The weekly tip where moderators pause it, leave a week out, ask for it, change or end it."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.tips import Schedule, Weekday
from tests.unit.workflows.tipping import (
    DAY,
    GUILD,
    MONDAY,
    SUNDAY,
    WEEK,
    KilledError,
    pinned,
    tipping,
)

HOUR = timedelta(hours=1)
LATER = timedelta(minutes=10)  # Discord has forgotten the nonce by then


@pytest.fixture
async def work(tmp_path: Path):
    async with tipping(tmp_path) as work:
        yield work


async def test_paused_nothing_comes_and_nothing_is_owed(work):
    await work.posting.pause(GUILD)
    await work.at_and_run(MONDAY + WEEK)
    await work.store.tip_schedules.set(GUILD, is_paused=False)
    await work.posting.look(GUILD)
    assert work.server.shown() == []
    await work.at_and_run(MONDAY + 2 * WEEK)
    assert [one.split()[1] for one in work.server.shown()] == ["t1"]
    assert work.told() == []


async def test_where_the_bot_was_put_out_nothing_is_tried_until_it_is_back(work):
    await work.at_and_run(MONDAY)
    await work.store.departures.note(GUILD)
    work.server.acts.clear()
    for hours in range(1, 8 * 24):
        await work.at_and_run(MONDAY + hours * HOUR)
    assert work.server.acts == []
    assert await work.states() == ["done"]
    await work.store.departures.take_back(GUILD)
    await work.at_and_run(MONDAY + 8 * DAY)
    assert work.told() == ["missed"]
    await work.at_and_run(MONDAY + 2 * WEEK)
    assert [one.split()[1] for one in work.server.shown()] == ["t1", "t2"]


async def test_a_week_that_was_left_out_keeps_its_tip_for_the_next(work):
    skipped = await work.store.tip_occurrences.skip(GUILD, MONDAY)
    assert skipped.state == "skipped"
    await work.at_and_run(MONDAY)
    await work.at_and_run(MONDAY + WEEK)
    assert [one.split()[1] for one in work.server.shown()] == ["t1"]
    assert await work.states() == ["skipped", "done"]


async def test_what_was_left_out_can_be_taken_back_until_its_time(work):
    skipped = await work.store.tip_occurrences.skip(GUILD, MONDAY)
    assert await work.store.tip_occurrences.unskip(GUILD, skipped.id)
    assert not await work.store.tip_occurrences.unskip(GUILD, skipped.id)
    await work.at_and_run(MONDAY)
    assert [one.split()[1] for one in work.server.shown()] == ["t1"]


async def schedule_of(work) -> Schedule:
    found = await work.store.tip_schedules.get(GUILD)
    return found.within("UTC")


async def test_asked_for_it_comes_at_once_and_the_week_has_no_other(work):
    when = await schedule_of(work)
    now = await work.posting.post_now(GUILD, when)
    assert (now.state, now.due) == ("done", MONDAY - WEEK)
    again = await work.posting.post_now(GUILD, when)
    assert again.id == now.id
    await work.at_and_run(MONDAY)
    await work.posting.post_now(GUILD, when)
    assert [one.split()[1] for one in work.server.shown()] == ["t1", "t2"]
    assert pinned(work) == ["t2"]


async def test_asked_for_as_the_bot_dies_it_comes_once(work):
    when = await schedule_of(work)
    work.server.troubles["after post"] = KilledError()
    with pytest.raises(KilledError):
        await work.posting.post_now(GUILD, when)
    work.at(SUNDAY + LATER)
    await work.restart()
    await work.run()
    assert work.server.shown() == ["tip:1: t1"]
    assert pinned(work) == ["t1"]


async def test_a_changed_schedule_does_not_double_the_week(work):
    await work.at_and_run(MONDAY)
    await work.store.guild_settings.set(GUILD, zone="America/New_York")
    await work.store.tip_schedules.set(GUILD, weekday=Weekday.TUESDAY)
    for hours in range(0, 40, 4):
        await work.at_and_run(MONDAY + timedelta(hours=hours))
        await work.posting.look(GUILD)
    assert len(work.server.shown()) == 1
    await work.at_and_run(MONDAY + WEEK + 2 * DAY)
    assert len(work.server.shown()) == 2


async def test_a_schedule_owes_nothing_from_before_it_began(work):
    work.at(MONDAY + HOUR)
    await work.store.tip_schedules.set(GUILD, zone="UTC")
    await work.run()
    await work.at_and_run(MONDAY + 2 * HOUR)
    assert work.server.shown() == []
