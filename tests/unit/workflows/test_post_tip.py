"""The weekly tip, with the bot killed and answers lost at every act: one post, one pin each."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.workflows.port import Busy
from tests.unit.workflows.tipping import (
    DAY,
    GUILD,
    LOG,
    MONDAY,
    OTHER,
    PIN_LINE,
    SUNDAY,
    TALK,
    WEEK,
    KilledError,
    pinned,
    tipping,
)

HOUR = timedelta(hours=1)
ACTS = ["newest", "post", "pin", "tidy", "unpin"]
LATER = timedelta(minutes=10)  # Discord has forgotten the nonce by then


@pytest.fixture
async def work(tmp_path: Path):
    async with tipping(tmp_path) as work:
        yield work


async def test_nothing_is_posted_before_its_time_and_then_once(work):
    await work.at_and_run(MONDAY - timedelta(seconds=1))
    assert work.server.shown() == []
    await work.at_and_run(MONDAY)
    await work.at_and_run(MONDAY + HOUR)
    assert work.server.shown() == ["tip:1: t1"]
    assert pinned(work) == ["t1"]
    assert not any(PIN_LINE in one[1] for one in work.server.messages.values())
    assert await work.states() == ["done"]


async def test_each_week_has_the_next_tip_and_only_that_is_pinned(work):
    for week in range(7):
        await work.at_and_run(MONDAY + week * WEEK)
        work.server.people_say(TALK, 3)
    said = [one.split()[1] for one in work.server.shown()]
    assert said == ["t1", "t2", "t3", "t4", "t5", "t1", "t2"]
    assert pinned(work) == ["t2"]


async def test_a_pin_of_somebody_else_stays(work):
    work.server.people_say(TALK)
    work.server.pinned.append(1)
    for week in range(3):
        await work.at_and_run(MONDAY + week * WEEK)
    assert work.server.pinned[0] == 1
    assert len(work.server.pinned) == 2


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(
    "trouble", [KilledError(), TimeoutError(), Busy()], ids=lambda t: type(t).__name__
)
async def test_cut_short_at_any_act_there_is_one_post_and_one_pin(work, act, moment, trouble):
    await work.at_and_run(MONDAY)
    work.server.troubles[f"{moment} {act}"] = trouble
    await work.at_and_run(MONDAY + WEEK)
    for minutes in (10, 20, 70):
        work.server.people_say(TALK, 2)
        await work.at_and_run(MONDAY + WEEK + timedelta(minutes=minutes))
    assert work.server.troubles == {}
    assert work.server.shown() == ["tip:1: t1", "tip:2: t2"]
    assert pinned(work) == ["t2"]
    assert len(work.server.pins_made) == 2
    assert await work.states() == ["done", "done"]
    assert work.told() == []


@pytest.mark.parametrize("moment", ["before", "after"])
async def test_killed_and_away_for_hours_it_is_found_among_what_people_said(work, moment):
    work.at(MONDAY)
    work.server.troubles[f"{moment} post"] = KilledError()
    with pytest.raises(KilledError):
        await work.runner.run_due()
    work.server.people_say(TALK, 900)
    work.at(MONDAY + timedelta(hours=23))
    await work.restart()
    await work.run()
    assert work.server.shown() == ["tip:1: t1"]
    assert pinned(work) == ["t1"]


async def test_two_runners_on_one_ledger_post_once(work):
    other, _ = work.start()
    work.at(MONDAY)
    await asyncio.gather(work.posting.look(GUILD), other.look(GUILD), return_exceptions=True)
    await work.at_and_run(MONDAY + HOUR)
    assert work.server.shown() == ["tip:1: t1"]
    assert len(work.server.pins_made) == 1
    assert await work.states() == ["done"]


@pytest.mark.parametrize(("away", "posted", "missed"), [(2, "t1", 2), (0, "t1", 0)])
async def test_after_being_away_the_latest_comes_and_the_others_are_told_once(
    work, away, posted, missed
):
    await work.at_and_run(MONDAY + away * WEEK + timedelta(hours=23, minutes=59))
    assert [one.split()[1] for one in work.server.shown()] == [posted]
    assert await work.states() == ["missed"] * missed + ["done"]
    assert work.server.shown(LOG) == ([f"{work.server.shown(LOG)[0]}"] if missed else [])
    assert work.told() == (["missed"] if missed else [])
    await work.restart()
    await work.at_and_run(MONDAY + away * WEEK + 2 * DAY)
    assert work.told() == (["missed"] if missed else [])


async def test_away_for_longer_nothing_comes_late(work):
    await work.at_and_run(MONDAY + 3 * WEEK + DAY)
    assert work.server.shown() == []
    assert await work.states() == ["missed"] * 4
    assert [one.split()[1] for one in work.server.shown(LOG)] == ["4"]
    await work.at_and_run(MONDAY + 4 * WEEK)
    assert [one.split()[1] for one in work.server.shown()] == ["t1"]


async def test_what_was_posted_as_the_bot_died_is_pinned_even_a_month_later(work):
    work.at(MONDAY)
    work.server.troubles["after post"] = KilledError()
    with pytest.raises(KilledError):
        await work.runner.run_due()
    work.at(MONDAY + 4 * WEEK + 2 * DAY)
    await work.restart()
    await work.run()
    assert work.server.shown() == ["tip:1: t1"]
    assert pinned(work) == ["t1"]
    assert await work.states() == ["done", "missed", "missed", "missed", "missed"]


async def test_without_the_history_it_is_not_posted_again_and_says_so_once(work):
    work.server.troubles["after post"] = TimeoutError()
    work.server.may_read = False
    for hours in range(23):
        await work.at_and_run(MONDAY + timedelta(hours=hours, minutes=1))
    assert work.server.shown() == ["tip:1: t1"]
    assert work.server.pins_made == []
    assert work.told() == ["no_history"]
    work.server.may_read = True
    await work.at_and_run(MONDAY + timedelta(hours=23, minutes=30))
    assert work.server.shown() == ["tip:1: t1"]
    assert pinned(work) == ["t1"]


async def test_without_the_history_for_good_the_week_is_given_up(work):
    work.server.troubles["before post"] = TimeoutError()
    work.server.may_read = False
    await work.at_and_run(MONDAY)
    await work.at_and_run(MONDAY + DAY)
    assert await work.states() == ["failed"]
    await work.at_and_run(MONDAY + WEEK)
    assert [one.split()[1] for one in work.server.shown()] == ["t2"]
    assert work.told() == ["no_history"]


async def test_a_deleted_channel_and_the_biz_talk_channel_takes_it(work):
    await work.store.tip_schedules.set(GUILD, channel_id=OTHER)
    await work.at_and_run(MONDAY)
    work.server.channels.remove(OTHER)
    for week in (1, 2):
        await work.at_and_run(MONDAY + week * WEEK)
    assert [one.split()[1] for one in work.server.shown()] == ["t2", "t3"]
    assert pinned(work)[-1] == "t3"
    assert await work.states() == ["done", "done", "done"]
    assert work.told() == ["channel_gone"]


async def test_no_leave_to_post_is_told_once_and_made_up_for(work):
    work.server.may_post = False
    for hours in range(3):
        await work.at_and_run(MONDAY + timedelta(hours=hours))
    assert work.told() == ["cannot_post"]
    work.server.may_post = True
    await work.at_and_run(MONDAY + 3 * HOUR)
    assert work.server.shown() == ["tip:1: t1"]
    work.server.may_post = False
    await work.at_and_run(MONDAY + WEEK)
    assert work.told() == ["cannot_post", "cannot_post"]
    await work.at_and_run(MONDAY + WEEK + 2 * DAY)
    assert await work.states() == ["done", "missed"]
    assert work.told() == ["cannot_post", "cannot_post"]


async def test_no_leave_to_pin_is_told_once_and_made_up_for(work):
    await work.at_and_run(MONDAY)
    work.server.may_pin = False
    for hours in range(3):
        await work.at_and_run(MONDAY + WEEK + timedelta(hours=hours))
    assert pinned(work) == ["t1"]
    assert work.told() == ["cannot_pin"]
    work.server.may_pin = True
    await work.at_and_run(MONDAY + WEEK + 3 * HOUR)
    assert pinned(work) == ["t2"]
    assert await work.states() == ["done", "done"]


async def test_full_pins_give_way_only_of_our_own(work):
    work.server.people_say(TALK, 3)
    work.server.pinned += [1, 2, 3]
    work.server.room = 3
    await work.at_and_run(MONDAY)
    assert work.server.pinned == [1, 2, 3]
    assert work.told() == ["pins_full"]
    work.server.pinned.remove(2)
    await work.at_and_run(MONDAY + HOUR)
    assert pinned(work)[2:] == ["t1"]
    await work.at_and_run(MONDAY + WEEK)
    assert pinned(work)[2:] == ["t2"]
    assert work.told() == ["pins_full"]


async def test_never_pinned_it_is_left_for_the_next(work):
    work.server.may_pin = False
    await work.at_and_run(MONDAY)
    work.server.may_pin = True
    work.server.troubles["before pin"] = TimeoutError()
    await work.at_and_run(MONDAY + WEEK)
    await work.at_and_run(MONDAY + WEEK + HOUR)
    assert pinned(work) == ["t2"]
    assert len(work.server.pins_made) == 1
    assert await work.states() == ["done", "done"]


@pytest.mark.parametrize("which", ["this", "before"])
async def test_a_message_that_was_deleted_is_no_trouble(work, which):
    await work.at_and_run(MONDAY)
    if which == "before":
        work.server.delete(work.server.pinned[0])
    else:
        work.server.may_pin = False
    await work.at_and_run(MONDAY + WEEK)
    if which == "this":
        work.server.may_pin = True
        work.server.delete((await work.last()).message_id)
        await work.at_and_run(MONDAY + WEEK + HOUR)
    assert await work.states() == ["done", "done"]
    assert pinned(work) == (["t1"] if which == "this" else ["t2"])


async def test_without_a_tip_moderators_are_told_and_a_withdrawn_one_is_never_posted(work):
    work.shown = set()
    await work.at_and_run(MONDAY)
    assert work.server.shown() == []
    assert work.told() == ["empty"]
    work.shown = {"e-t2", "e-t4"}
    await work.at_and_run(MONDAY + HOUR)
    assert work.server.shown() == ["tip:1: t2"]
    work.at(MONDAY + WEEK)
    work.server.troubles["before post"] = TimeoutError()
    with pytest.raises(ExceptionGroup):
        await work.posting.look(GUILD)
    work.shown = {"e-t5"}
    await work.at_and_run(MONDAY + WEEK + LATER)
    assert [one.split()[1] for one in work.server.shown()] == ["t2", "t5"]


async def test_without_a_log_what_is_to_be_told_waits_unless_it_is_mended(work):
    await work.store.guild_settings.set(GUILD, log_channel_id=None)
    work.server.may_pin = False
    await work.at_and_run(MONDAY)
    work.server.may_pin = True
    await work.at_and_run(MONDAY + HOUR)
    await work.at_and_run(MONDAY + 2 * WEEK)
    await work.store.guild_settings.set(GUILD, log_channel_id=LOG)
    await work.posting.look(GUILD)
    assert work.told() == ["missed"]


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("trouble", [KilledError(), TimeoutError()], ids=["killed", "lost"])
async def test_a_notice_is_told_once_as_well(work, moment, trouble):
    work.server.troubles[f"{moment} tell"] = trouble
    await work.at_and_run(MONDAY + 2 * WEEK)
    await work.at_and_run(MONDAY + 2 * WEEK + HOUR)
    assert work.told() == ["missed"]


async def test_a_clock_that_ran_ahead_posts_nothing_twice(work):
    work.at(MONDAY, discord=False)
    work.server.troubles["after post"] = KilledError()
    with pytest.raises(KilledError):
        await work.runner.run_due()
    work.at(SUNDAY + HOUR)
    await work.restart()
    await work.run()
    assert work.server.shown() == ["tip:1: t1"]
    assert pinned(work) == ["t1"]
    for hours in range(3):
        await work.at_and_run(MONDAY + timedelta(hours=hours))
    assert work.server.shown() == ["tip:1: t1"]


async def test_what_a_clock_missed_that_ran_ahead_comes_in_its_time(work):
    await work.at_and_run(MONDAY + 2 * WEEK + 2 * DAY)
    assert await work.states() == ["missed"] * 3
    work.at(SUNDAY)
    await work.restart()
    await work.run()
    for week in range(4):
        await work.at_and_run(MONDAY + week * WEEK)
        await work.posting.look(GUILD)
    assert [one.split()[1] for one in work.server.shown()] == ["t1", "t2", "t3", "t4"]
    assert await work.states() == ["done"] * 4
