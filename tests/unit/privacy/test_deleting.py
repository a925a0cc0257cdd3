import asyncio
from datetime import timedelta

import pytest

from bot.jobs import Runner
from bot.privacy import CLEAR, ROUND, Rounds, delete
from bot.store import Plan, Store
from bot.workflows import met as meeting
from bot.workflows.case_cards import DRAW
from bot.workflows.deletion import Clearing
from bot.workflows.port import Gone

PERSON, OTHER, GUILD = 3_000_001, 3_000_002, 1_000_001
SECRET = bytes(range(32))
HOUR = timedelta(hours=1)


class Channels:
    """Messages by channel and id; some of them are gone."""

    def __init__(self):
        self.shown, self.gone = {}, set()

    async def edit(self, channel_id, message_id, shown):
        if message_id in self.gone:
            raise Gone(str(message_id))
        self.shown[channel_id, message_id] = shown


@pytest.fixture
def channels():
    return Channels()


@pytest.fixture
def runner(store, clock, channels):
    runner = Runner(store.jobs, clock)
    runner.handle(CLEAR, Clearing(channels, lambda: "cleared").take_up)
    return runner


async def reminded(store, clock, user_id, message_id):
    """Somebody met, of whom the member was reminded."""
    met = await meeting.add(store, user_id, {"name": "Ada", "due": clock.now()})
    [one] = await store.reminders.of_met(met.id)
    await store.reminders.take_to_send(one.id)
    await store.reminders.sent(one.id, 50, message_id)
    return met


async def test_messages_are_cleared_by_jobs_that_name_nobody(store, clock, runner, channels):
    await reminded(store, clock, PERSON, 1)
    await reminded(store, clock, PERSON, 2)
    theirs = await reminded(store, clock, OTHER, 3)
    channels.gone.add(1)
    deleted = await delete(store, PERSON, clock.now(), SECRET)
    assert {kind.name: count for kind, count in deleted.counts.items()} == {
        "People you met": 2,
        "Your reminders": 2,
        "What I am to do for you later": 2,
    }
    assert channels.shown == {}
    assert await runner.run_due() == 2
    assert channels.shown == {(50, 2): "cleared"}
    assert await store.met.get(theirs.id, OTHER) == theirs


async def test_killed_in_between_either_all_is_there_or_all_is_promised(
    store, clock, path, contents
):
    await reminded(store, clock, PERSON, 1)

    async def killed():
        async with store.together() as rooms:
            await rooms.persons.delete(PERSON)
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await killed()
    assert len(await store.persons.counts(PERSON)) == 3
    await delete(store, PERSON, clock.now(), SECRET)
    assert len([line for line in contents(path) if '"jobs"' in line and CLEAR in line]) == 1


async def test_deleted_twice_at_once_is_deleted_once(store, clock, runner):
    await reminded(store, clock, PERSON, 1)
    once, again = await asyncio.gather(
        delete(store, PERSON, clock.now(), SECRET), delete(store, PERSON, clock.now(), SECRET)
    )
    assert bool(once.counts) != bool(again.counts)
    assert await runner.run_due() == 1


async def test_a_round_lets_go_and_has_the_card_and_the_letter_changed(
    *, store, clock, runner, channels, sighting, move
):
    drawn = []
    runner.handle(ROUND, (rounds := Rounds(store, clock)).make)
    await rounds.begin()

    async def draw(job):
        drawn.append(job.payload["case"])

    runner.handle(DRAW, draw)
    seen = sighting(1, guild_id=GUILD, author_id=PERSON)
    case, _ = await store.cases.open(seen, join_within=HOUR)
    await delete(store, PERSON, clock.now(), SECRET)
    await runner.run_due()
    assert drawn == [case.id]

    await store.cases.decide(case.id, GUILD, OTHER, "promotion")
    await store.steps.plan(case.id, GUILD, PERSON, [Plan("note")], OTHER)
    [note] = await store.steps.of(case.id)
    await store.steps.placed(note.id, 60, 9)
    await store.steps.done(note)
    move(3600)
    await runner.run_due()
    assert drawn == [case.id] * 2
    assert channels.shown == {(60, 9): "cleared"}
    assert (await store.cases.get(GUILD, case.id)).author_id == 0
    assert (await store.jobs.next_due([ROUND])) == clock.now() + HOUR


async def test_what_somebody_tells_after_that_is_kept_as_ever(store: Store, clock):
    await delete(store, PERSON, clock.now(), SECRET)
    await store.members.set_currency(PERSON, "EUR")
    assert [kind.name for kind in await store.persons.counts(PERSON)] == [
        "Your choices about offers"
    ]
