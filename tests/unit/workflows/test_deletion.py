"""The real store and runner, deleting an offer whose messages are there, gone or out of reach."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.clock import MovableClock
from bot.gigs.answers import Known, Verdict
from bot.jobs import Runner
from bot.store import Store
from bot.workflows.deletion import KIND, Clearing, delete
from bot.workflows.port import Busy, Gone, NotAllowed

MEMBER, GUILD = 300, 100
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
AN_HOUR = "3600"


class Messages:
    """Discord's end: what was shown where, and what it refuses."""

    def __init__(self):
        self.shown = {}
        self.refusals = []

    async def edit(self, channel_id, message_id, shown):
        if self.refusals:
            raise self.refusals.pop()
        self.shown[channel_id, message_id] = shown


@pytest.fixture
def clock(tmp_path):
    return MovableClock(tmp_path / "clock", wall=lambda: NOON)


@pytest.fixture
async def store(tmp_path, clock):
    migrations = Path(__file__).parents[3] / "migrations"
    async with Store.open(tmp_path / "biztalk.db", migrations, clock) as store:
        yield store


@pytest.fixture
def messages():
    return Messages()


@pytest.fixture
def forget(store, clock, messages):
    """Delete an offer and do what is due; gives whether it was there, and how many jobs ran."""
    runner = Runner(store.jobs, clock)
    runner.handle(KIND, Clearing(messages, lambda: "deleted").take_up)

    async def forgotten(offer):
        return await delete(store, offer, clock.now()), await runner.run_due()

    return forgotten


@pytest.fixture
async def offer(store):
    begun = await store.evaluations.begin(
        user_id=MEMBER,
        guild_id=GUILD,
        channel_id=200,
        place="private",
        currency=None,
        known=Known(),
        typed={},
    )
    await store.votes.cast(begun.id, 301, Verdict.PASS, "Too low")
    return await store.evaluations.change(
        begun.id, MEMBER, revision=0, home_id=7001, card_id=7002, outcome="took"
    )


async def test_the_record_goes_and_its_messages_say_so(store, forget, messages, offer):
    asked = await store.follow_ups.plan(offer.id, MEMBER, GUILD, 30, NOON)
    await store.follow_ups.take_to_ask(asked.id)
    await store.follow_ups.asked(asked.id, 7300, 7301)
    await store.follow_ups.plan(offer.id, MEMBER, GUILD, 90, NOON)
    assert await forget(offer) == (True, 2)
    assert await store.evaluations.get(offer.id) is None
    assert await store.votes.of(offer.id) == []
    assert await store.follow_ups.of(offer.id) == []
    assert messages.shown == {(7001, 7002): "deleted", (7300, 7301): "deleted"}


async def test_deleted_twice_it_is_cleared_once(forget, offer):
    assert await forget(offer) == (True, 1)
    assert await forget(offer) == (False, 0)


async def test_one_without_a_place_leaves_nothing_to_clear(store, forget, offer):
    bare = await store.evaluations.change(
        offer.id, MEMBER, revision=None, home_id=None, card_id=None
    )
    assert await forget(bare) == (True, 0)


@pytest.mark.parametrize("refusal", [Gone("no"), NotAllowed("no")])
async def test_what_is_out_of_reach_is_left(store, forget, messages, offer, refusal):
    messages.refusals = [refusal]
    assert await forget(offer) == (True, 1)
    assert (await store.jobs.get(f"deleted-gig:{offer.id}:7002")).state == "done"
    assert messages.shown == {}


@pytest.mark.parametrize("trouble", [Busy("later"), ConnectionError("lost")])
async def test_trouble_that_passes_is_tried_again(forget, messages, offer, trouble, tmp_path):
    messages.refusals = [trouble]
    await forget(offer)
    assert messages.shown == {}
    (tmp_path / "clock").write_text(AN_HOUR)
    await forget(offer)
    assert messages.shown == {(7001, 7002): "deleted"}
