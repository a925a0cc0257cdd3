"""Somebody is deleted just while the bot writes to them: what it wrote is cleared as well."""

from datetime import timedelta

import pytest

from bot.gigs.answers import Known
from bot.jobs import Runner
from bot.privacy import delete
from bot.workflows import deletion, follow_up, reminders
from bot.workflows import met as meeting
from bot.workflows.evaluation import Places

PERSON, GUILD, CHANNEL = 3_000_001, 1_000_001, 200
SECRET = bytes(range(32))


class Meanwhile:
    """Discord's end: while anything is posted, its person is deleted."""

    def __init__(self, store, clock):
        self.store, self.clock, self.shown = store, clock, {}

    async def open_direct(self, user_id):
        return 50

    async def open_thread(self, channel_id, name, *, private):
        return 60

    async def find_thread(self, channel_id, name, since, *, private):
        return None

    async def add_to_thread(self, thread_id, user_id):
        return None

    async def find_post(self, channel_id, mark, since):
        return None

    async def post(self, channel_id, shown, nonce):
        await delete(self.store, PERSON, self.clock.now(), SECRET)
        self.shown[channel_id, 1] = shown
        return 1

    async def edit(self, channel_id, message_id, shown):
        self.shown[channel_id, message_id] = shown


@pytest.fixture
def port(store, clock):
    return Meanwhile(store, clock)


@pytest.fixture
def runner(store, clock, port):
    runner = Runner(store.jobs, clock)
    runner.handle(deletion.KIND, deletion.Clearing(port, lambda: "cleared").take_up)
    return runner


@pytest.fixture
async def offer(store):
    return await store.evaluations.begin(
        user_id=PERSON,
        guild_id=GUILD,
        channel_id=CHANNEL,
        place="private",
        currency="EUR",
        known=Known(job="a mix"),
        typed={},
    )


async def test_a_card_that_comes_too_late(store, clock, port, runner, offer):
    async def draw(_offer):
        return "a mix"

    assert await Places(store, clock, port, draw).settle(offer.id) is None
    await runner.run_due()
    assert port.shown == {(60, 1): "cleared"}


async def test_a_question_that_comes_too_late(*, store, clock, port, runner, offer, move):
    asking = follow_up.FollowUps(store, clock, port, lambda offer, _: offer.known.job)
    runner.handle(follow_up.KIND, asking.ask)
    taken = await follow_up.decide(store, offer, offer.revision, "took")
    await follow_up.agree(store, taken.id, PERSON, "yes")
    move(timedelta(days=30).total_seconds())
    await runner.run_due()
    assert port.shown == {(50, 1): "cleared"}


async def test_a_reminder_that_comes_too_late(*, store, clock, port, runner, path, contents):
    sending = reminders.Reminders(store, clock, port, lambda met, _: met.name, lambda: "cleared")
    runner.handle(reminders.KIND, sending.send)
    runner.handle(reminders.CLEAR, sending.clear)
    await store.reminding.set_by_message(PERSON, by_message=True)
    await meeting.add(store, PERSON, {"name": "Ada", "day": clock.now().date(), "due": clock.now()})
    await runner.run_due()
    assert port.shown == {(50, 1): "cleared"}
    assert not [line for line in contents(path) if f"{PERSON}" in line]
