"""What moderators do without the bot, as the audit log tells it."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.store import Plan
from bot.workflows.by_hand import WHO_DELETED, ByHand
from bot.workflows.port import Deletions, NotAllowed
from tests.unit.workflows.acting_on import AUTHOR, GUILD, MODERATOR, enforcing

US, ENTRY = 1, 900
SECOND = timedelta(seconds=1)


@pytest.fixture
async def at_work(tmp_path: Path):
    async with enforcing(tmp_path) as at_work:
        at_work.by_hand = ByHand(at_work.store, at_work.clock, at_work.server, at_work.show)
        at_work.runner.handle(WHO_DELETED, at_work.by_hand.find_out)
        yield at_work


async def deleted(at_work, case, message_id, *entries):
    """A post of a case was deleted, and the audit log says this."""
    gone = await at_work.store.cases.forget_message(message_id)
    at_work.server.deleted = list(entries)
    await at_work.by_hand.deleted(gone or case, message_id)
    at_work.pass_by(seconds=4)
    await at_work.runner.run_due()


def entry(at_work, count=1, *, by=MODERATOR, number=ENTRY, ago=timedelta()):
    return Deletions(number, by, count, at_work.clock.now() - ago)


def told(kind, **more):
    what = {"action_type": kind, "guild_id": str(GUILD), "user_id": str(MODERATOR)}
    return what | {"target_id": str(AUTHOR)} | more


def until(at_work, **by):
    moment = (at_work.clock.now() + timedelta(**by)).isoformat() if by else None
    return [{"key": "communication_disabled_until", "new_value": moment}]


async def test_a_deletion_is_noted_with_who_did_it(at_work):
    case = await at_work.posted()
    await deleted(at_work, case, 1, entry(at_work))
    assert await at_work.steps(case) == {("remove", 1): ("done", "by_hand")}
    [step] = await at_work.store.steps.of(case.id)
    assert step.by == MODERATOR


@pytest.mark.parametrize("which", ["none", "ours", "long ago"])
async def test_who_deletes_their_own_is_no_moderator(at_work, which):
    case = await at_work.posted()
    found = {
        "none": [],
        "ours": [entry(at_work, by=US)],
        "long ago": [entry(at_work, 3, ago=timedelta(hours=1))],
    }
    await deleted(at_work, case, 1, *found[which])
    assert await at_work.steps(case) == {}


async def test_of_one_entry_only_what_it_has_risen_by_counts(at_work):
    case = await at_work.posted()
    for _ in range(2):
        case = await at_work.posted("Book me now!")
    first = entry(at_work)
    await deleted(at_work, case, 1, first)
    at_work.pass_by(seconds=60)
    await deleted(at_work, case, 2, first)
    assert set(await at_work.steps(case)) == {("remove", 1)}
    at_work.pass_by(seconds=60)
    await deleted(at_work, case, 3, Deletions(ENTRY, MODERATOR, 2, first.at))
    assert set(await at_work.steps(case)) == {("remove", 1), ("remove", 3)}


async def test_posts_that_went_together_share_an_entry(at_work):
    case = await at_work.posted()
    case = await at_work.posted("Book me now!")
    await at_work.store.cases.forget_message(2)
    await deleted(at_work, case, 1, entry(at_work, 2))
    assert set(await at_work.steps(case)) == {("remove", 1), ("remove", 2)}


async def test_our_own_deletions_and_time_outs_are_not_by_hand(at_work):
    case = await at_work.posted()
    await at_work.take_down(case)
    await deleted(at_work, case, 1, entry(at_work))
    assert (await at_work.steps(case))["remove", 1] == ("done", None)
    ours = told(24, user_id=str(US), changes=until(at_work, hours=1))
    assert await at_work.by_hand.hear(ours) is None


async def test_without_leave_to_read_the_log_nobody_is_named(at_work):
    case = await at_work.posted()
    at_work.server.troubles["before deletions"] = NotAllowed()
    await deleted(at_work, case, 1, entry(at_work))
    assert await at_work.steps(case) == {}


async def test_what_failed_is_noted_once_it_is_done_by_hand(at_work):
    at_work.server.troubles["before delete"] = NotAllowed()
    case = await at_work.posted()
    await at_work.take_down(case)
    assert (await at_work.steps(case))["remove", 1] == ("failed", "not_allowed")
    await deleted(at_work, case, 1, entry(at_work))
    assert (await at_work.steps(case))["remove", 1] == ("done", "by_hand")
    assert at_work.server.letters == {}


async def test_a_time_out_and_its_end_are_noted_on_the_latest_case(at_work):
    await at_work.posted()
    at_work.pass_by(minutes=20)
    case = await at_work.posted()
    noted = await at_work.by_hand.hear(told(24, changes=until(at_work, hours=5)))
    assert noted.id == case.id
    [step] = await at_work.store.steps.of(case.id)
    assert (step.kind, step.by, step.outcome) == ("timeout", MODERATOR, "by_hand")
    assert step.until == at_work.clock.now() + timedelta(hours=5)
    assert await at_work.by_hand.hear(told(24, changes=until(at_work, hours=6))) is None
    assert await at_work.by_hand.hear(told(24, changes=until(at_work)))
    assert (await at_work.steps(case))["end_timeout", 0] == ("done", "by_hand")


@pytest.mark.parametrize(
    "entry",
    [
        told(24, changes=[{"key": "nick", "new_value": "Max"}]),
        told(24, changes="all"),
        told(24, changes=[None, {"key": "communication_disabled_until", "new_value": None}]),
        told(24, target_id="301", changes=[]),
        told(112, target_id="77"),
        told(72),
        {},
        {"action_type": [], "user_id": {}, "target_id": None},
    ],
)
async def test_what_is_about_nothing_of_ours_is_left_alone(at_work, entry):
    case = await at_work.posted()
    assert await at_work.by_hand.hear(entry) is None
    assert await at_work.steps(case) == {}


async def test_a_time_out_is_not_about_a_case_that_is_long_decided(at_work):
    case = await at_work.posted()
    await at_work.store.cases.decide(case.id, GUILD, MODERATOR, "promotion")
    at_work.pass_by(days=2)
    assert await at_work.by_hand.hear(told(24, changes=until(at_work, hours=1))) is None


async def test_a_thread_that_is_deleted_is_the_post_that_it_began_with(at_work):
    case = await at_work.posted()
    assert (await at_work.by_hand.hear(told(112, target_id="1"))).id == case.id
    assert await at_work.steps(case) == {("remove", 1): ("done", "by_hand")}
    assert not await at_work.store.steps.note_by_hand(case.id, Plan("remove", 1), 9)
