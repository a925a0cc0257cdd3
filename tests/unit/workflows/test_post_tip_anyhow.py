"""Weeks of tips with kills, lost answers and a clock that jumps, in any order."""

import asyncio
import tempfile
from datetime import time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.tips import Schedule, Weekday, latest_before
from bot.workflows.port import Busy
from tests.unit.workflows.tipping import DAY, GUILD, MONDAY, TALK, WEEK, KilledError, tipping

ACTS = ("newest", "find", "post", "pin", "tidy", "unpin")
WEEKS = 3
HOUR = timedelta(hours=1)
MONDAYS = Schedule(Weekday.MONDAY, time(10), ZoneInfo("UTC"))

trouble = st.tuples(
    st.sampled_from(["before", "after"]),
    st.sampled_from(ACTS),
    st.sampled_from([KilledError, TimeoutError, Busy]),
)
step = st.one_of(
    st.tuples(st.just("wait"), st.integers(1, 40)),
    st.tuples(st.just("jump"), st.integers(-60, 300)),
    st.tuples(st.just("trouble"), trouble),
    st.tuples(st.just("storm"), st.integers(1, 4)),
    st.tuples(st.just("chat"), st.integers(1, 20)),
    st.tuples(st.just("restart"), st.just(0)),
    st.tuples(st.just("now"), st.just(0)),
)


@settings(max_examples=12)
@given(st.lists(step, max_size=25))
def test_whatever_happens_an_occurrence_is_one_post_and_one_pin(steps) -> None:
    asyncio.run(lived_through(steps))


async def lived_through(steps) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with tipping(Path(folder)) as work:
            real = MONDAY - DAY
            for what, how in steps:
                real = await happens(work, what, how, real)
                is_once(work)
            work.server.troubles.clear()
            await settled(work, real)
            is_once(work)
            await is_finished(work)


async def happens(work, what, how, real):
    """Let something happen; gives Discord's time after it."""
    match what:
        case "wait":
            real += timedelta(hours=how)
            work.at(real)
        case "jump":
            work.at(real + timedelta(hours=how), discord=False)
        case "trouble":
            moment, act, kind = how
            work.server.troubles[f"{moment} {act}"] = kind()
        case "storm":
            for _ in range(how):
                await work.posting.check(GUILD)
        case "chat":
            work.server.people_say(TALK, how)
        case "restart":
            await work.restart()
        case "now":
            await asked(work)
    await work.run()
    return real


async def asked(work) -> None:
    try:
        await work.posting.post_now(GUILD, MONDAYS)
    except KilledError:
        await work.restart()


async def settled(work, real) -> None:
    """Some calm weeks, with the clock put right and the bot begun anew."""
    work.at(real)
    await work.restart()
    await work.run()
    first = latest_before(MONDAYS, real)
    for week in range(1, WEEKS + 1):
        await work.at_and_run(first + week * WEEK)
        await work.at_and_run(first + week * WEEK + HOUR)


def is_once(work) -> None:
    marks = [shown.split()[0] for shown in work.server.shown()]
    assert len(marks) == len(set(marks)), marks
    assert len(work.server.pins_made) == len(set(work.server.pins_made))


async def is_finished(work) -> None:
    ledger = await work.store.tip_occurrences.all(GUILD)
    assert {one.state for one in ledger if one.due <= work.clock.now()} <= {"done", "missed"}
    posted = {one.message_id for one in ledger if one.message_id is not None}
    assert len(posted) == len(work.server.shown())
    overtaken = {one.message_id for one in ledger if one.problem == "overtaken"}
    assert set(work.server.pins_made) == posted - overtaken
    assert work.server.pinned == ([max(posted)] if posted else [])
    lately = [one for one in ledger if work.clock.now() - WEEKS * WEEK < one.due]
    assert any(one.message_id is not None for one in lately)
