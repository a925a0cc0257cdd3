from datetime import timedelta
from pathlib import Path

import pytest

from bot.workflows import acting
from bot.workflows.port import Busy, Closed, NotAllowed
from tests.unit.workflows.acting_on import (
    AUTHOR,
    CHANNEL,
    GUILD,
    MODERATOR,
    PITCH,
    KilledError,
    enforcing,
)

DIRECT, THREAD = 1_000 + AUTHOR, 2_000 + CHANNEL


@pytest.fixture
async def at_work(tmp_path: Path):
    async with enforcing(tmp_path) as at_work:
        yield at_work


async def test_a_clear_post_goes_and_its_author_has_the_text(at_work):
    case = await at_work.posted()
    await at_work.take_down(case)
    assert at_work.server.posts == {}
    assert list(at_work.server.letters.values()) == [(DIRECT, "note:1: 1")]
    [post] = await at_work.store.removed_posts.of(case.id)
    assert (post.text, post.matched) == (PITCH, "Mixing")
    strike = await at_work.store.strikes.of(case.id)
    assert strike.strike == 0
    assert at_work.server.until == {}


async def test_what_is_only_doubtful_stays_unless_a_moderator_takes_it_down(at_work):
    case = await at_work.posted(action="review")
    await at_work.take_down(case)
    assert len(at_work.server.posts) == 1
    await at_work.take_down(case, by=MODERATOR)
    assert at_work.server.posts == {}


async def test_a_burst_is_one_note_with_every_text_and_one_strike(at_work):
    case = await at_work.posted()
    await at_work.take_down(case)
    case = await at_work.posted("Book me now!")
    await at_work.take_down(case)
    assert list(at_work.server.letters.values()) == [(DIRECT, "note:1: 2")]
    assert at_work.server.acts.count("delete") == 2
    assert len(await at_work.store.strikes.of_member(GUILD, AUTHOR)) == 1


@pytest.mark.parametrize(
    ("days", "strikes", "timed_out"),
    [([0, 1, 2, 3, 4], [0, 1, 2, 3, 3], 1), ([0, 89, 91, 180], [0, 1, 1, 1], 0)],
)
async def test_the_ladder_is_climbed_and_fades(at_work, days, strikes, timed_out):
    given = []
    for day in days:
        at_work.later(days=day)
        case = await at_work.posted()
        await at_work.take_down(case)
        given.append((await at_work.store.strikes.of(case.id)).strike)
    assert given == strikes
    assert at_work.server.acts.count("time out") == timed_out


async def test_everything_is_taken_back(at_work):
    for day in range(3):
        at_work.later(days=day)
        case = await at_work.posted()
        await at_work.take_down(case)
    assert at_work.server.until[AUTHOR] == at_work.clock.now() + timedelta(hours=1)
    await at_work.plan(acting.put_back, case, MODERATOR)
    await at_work.enforcing.carry_out(GUILD, case.id)
    assert at_work.server.until[AUTHOR] is None
    shown = [what for _, what in at_work.server.letters.values()]
    assert shown[-2:] == ["restored:3:", "told:3: 1"]
    at_work.later(days=4)
    case = await at_work.posted()
    await at_work.take_down(case)
    assert (await at_work.store.strikes.of(case.id)).strike == 2


async def test_what_is_taken_back_while_it_is_done_comes_back(at_work):
    for day in range(3):
        at_work.later(days=day)
        case = await at_work.posted()
        if day < 2:
            await at_work.take_down(case)
    at_work.server.meanwhile["delete"] = lambda: at_work.plan(acting.put_back, case, MODERATOR)
    await at_work.take_down(case)
    shown = [what for _, what in at_work.server.letters.values()]
    assert shown[2:] == ["restored:3:", "told:3: 1"]
    assert await at_work.store.strikes.of(case.id) is None
    at_work.later(days=4)
    case = await at_work.posted()
    at_work.server.meanwhile["time out"] = lambda: at_work.plan(acting.put_back, case, MODERATOR)
    await at_work.take_down(case)
    assert at_work.server.until[AUTHOR] is None


async def test_what_more_there_is_to_say_while_it_is_said_is_said_as_well(at_work):
    first = await at_work.posted()

    async def post_more():
        at_work.later(seconds=1)
        more = await at_work.posted("Book me now!")
        await at_work.plan(acting.take_down, more, None)

    at_work.server.meanwhile["post note"] = post_more
    await at_work.take_down(first)
    assert list(at_work.server.letters.values()) == [(DIRECT, "note:1: 2")]
    assert at_work.server.posts == {}


async def test_a_time_out_that_a_moderator_set_is_theirs(at_work):
    for day in range(3):
        at_work.later(days=day)
        case = await at_work.posted()
        if day == 2:
            at_work.server.until[AUTHOR] = at_work.clock.now() + timedelta(days=1)
        await at_work.take_down(case)
    assert "time out" not in at_work.server.acts
    assert (await at_work.steps(case))["timeout", 0] == ("done", "by_hand")
    await at_work.plan(acting.put_back, case, MODERATOR)
    await at_work.enforcing.carry_out(GUILD, case.id)
    assert at_work.server.until[AUTHOR] == at_work.clock.now() + timedelta(days=1)


@pytest.mark.parametrize(
    ("troubles", "place"),
    [
        ({f"before post note in {DIRECT}": Closed()}, THREAD),
        ({"before open direct": Closed()}, THREAD),
        ({"before open direct": Closed(), "before open thread": NotAllowed()}, None),
    ],
)
async def test_closed_messages_lead_to_a_private_thread_and_never_to_the_channel(
    at_work, troubles, place
):
    at_work.server.troubles |= troubles
    case = await at_work.posted()
    await at_work.take_down(case)
    assert [where for where, _ in at_work.server.letters.values()] == ([place] if place else [])
    told = (await at_work.steps(case))["note", 0]
    assert told == (("done", None) if place else ("failed", "closed"))


async def test_what_is_refused_is_told_and_has_no_consequence(at_work):
    at_work.server.troubles["before delete"] = NotAllowed()
    case = await at_work.posted()
    await at_work.take_down(case)
    assert (await at_work.steps(case))["remove", 1] == ("failed", "not_allowed")
    assert at_work.server.letters == {}
    assert await at_work.store.strikes.of(case.id) is None


async def test_nobody_above_the_bot_is_touched_by_it(at_work):
    at_work.server.above.add(AUTHOR)
    case = await at_work.posted()
    await at_work.take_down(case)
    assert (await at_work.steps(case))["remove", 1] == ("failed", "above")
    assert at_work.server.acts == []


async def test_a_post_that_is_gone_already_counts_as_taken_down(at_work):
    case = await at_work.posted()
    at_work.server.posts.clear()
    await at_work.take_down(case)
    assert (await at_work.steps(case))["remove", 1] == ("done", "gone")
    assert len(at_work.server.letters) == 1


async def test_what_is_forgotten_meanwhile_is_not_tried_for_ever(at_work):
    case = await at_work.posted()
    await at_work.take_down(case)
    await at_work.plan(acting.put_back, case, MODERATOR)
    at_work.later(days=31)
    assert await at_work.store.removed_posts.forget_old(at_work.clock.now()) == 1
    await at_work.enforcing.carry_out(GUILD, case.id)
    steps = await at_work.steps(case)
    assert steps["restore", 1] == ("failed", "refused")
    assert steps["told", 0] == ("done", None)


async def test_less_often_is_tried_again(at_work):
    at_work.server.troubles["before delete"] = Busy()
    case = await at_work.posted()
    await at_work.take_down(case)
    assert len(at_work.server.posts) == 1
    at_work.later(minutes=1)
    await at_work.runner.run_due()
    assert at_work.server.posts == {}
    assert len(at_work.server.letters) == 1


ACTS = ["delete", "time out", "open direct", "post note"]
BACK = ["time out", "post restored", "post told"]


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize(("acts", "act"), [*((0, a) for a in ACTS), *((1, a) for a in BACK)])
async def test_killed_at_any_moment_nothing_is_lost_or_doubled(at_work, acts, act, moment):
    for day in range(3):
        at_work.later(days=day)
        case = await at_work.posted()
        if day < 2:
            await at_work.take_down(case)
    if acts == 0:
        at_work.server.troubles[f"{moment} {act}"] = KilledError()
        with pytest.raises(KilledError):
            await at_work.take_down(case)
    else:
        await at_work.take_down(case)
        at_work.server.troubles[f"{moment} {act}"] = KilledError()
        await at_work.plan(acting.put_back, case, MODERATOR)
        with pytest.raises(KilledError):
            await at_work.enforcing.carry_out(GUILD, case.id)
    until = at_work.server.until.get(AUTHOR)
    at_work.begin()
    at_work.later(days=2, minutes=1)
    await at_work.runner.run_due()
    assert at_work.server.posts == {}
    shown = [what.partition(":")[0] for _, what in at_work.server.letters.values()]
    assert shown == ["note"] * 3 + (["restored", "told"] if acts else [])
    assert {state for state, _ in (await at_work.steps(case)).values()} == {"done"}
    if acts:
        assert at_work.server.until[AUTHOR] is None
    else:
        assert until in (None, at_work.server.until[AUTHOR])  # what was set is not set anew
