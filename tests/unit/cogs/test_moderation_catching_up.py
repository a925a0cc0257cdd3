"""What was missed on a server, as GUILD_CREATE lays it out."""

from datetime import timedelta
from pathlib import Path

import pytest

from cogs.moderation.catching_up import KIND, CatchingUp
from tests.unit.workflows.posting import CHANNEL, GUILD, HARMLESS, NOON, at, message, moderators


@pytest.fixture
async def at_work(tmp_path: Path):
    async with moderators(tmp_path) as at_work:
        at_work.found = []
        at_work.catching_up = CatchingUp(
            at_work.store, at_work.clock, at_work.server, at_work.judging, at_work.found.append
        )
        at_work.runner.handle(KIND, at_work.catching_up.read)
        yield at_work


def laid_out(*channels, threads=()):
    return {
        "id": str(GUILD),
        "channels": [
            {"id": str(one), "type": kind, "last_message_id": last and str(last)}
            for one, kind, last in channels
        ],
        "threads": [
            {"id": str(one), "type": 11, "last_message_id": str(last)} for one, last in threads
        ],
    }


async def test_on_a_new_server_nothing_is_read(at_work):
    await at_work.catching_up.plan(laid_out((CHANNEL, 0, at(NOON)), (201, 4, None)))
    assert await at_work.runner.run_due() == 0
    assert await at_work.store.seen.of(GUILD) == {CHANNEL: at(NOON)}


async def test_what_came_since_is_judged_once(at_work):
    server, hour = at_work.server, timedelta(hours=1)
    await at_work.store.seen.seen(GUILD, CHANNEL, at(NOON - hour))
    server.history = {
        CHANNEL: [message(HARMLESS, id=str(at(NOON - hour / 2))), message(guild_id=None)],
        250: [message(channel_id="250", id=str(at(NOON, 2)))],
    }
    away = laid_out(
        (CHANNEL, 0, at(NOON)),
        (201, 0, at(NOON - 2 * hour)),  # quiet since before
        (202, 15, at(NOON)),  # a forum
        threads=[(250, at(NOON, 2))],  # began meanwhile
    )
    for _ in range(2):
        await at_work.catching_up.plan(away)
        await at_work.runner.run_due()
    assert await at_work.counts() == {"allow": 1, "remove": 2}
    assert {case.id for case in at_work.found} == {1}
    assert await at_work.store.seen.of(GUILD) == {CHANNEL: at(NOON), 250: at(NOON, 2)}


async def test_a_server_that_is_not_judged_is_followed_all_the_same(at_work):
    await at_work.mode("off")
    await at_work.store.seen.seen(GUILD, CHANNEL, at(NOON - timedelta(hours=1)))
    await at_work.catching_up.plan(laid_out((CHANNEL, 0, at(NOON))))
    await at_work.runner.run_due()
    assert await at_work.counts() == {}
    assert await at_work.store.seen.of(GUILD) == {CHANNEL: at(NOON)}


async def test_what_was_edited_since_is_judged_and_nothing_else_again(at_work):
    server, edited = at_work.server, NOON.isoformat()
    said = {number: str(at(NOON - timedelta(hours=1), number)) for number in range(3)}
    for one in said.values():
        await at_work.judge(HARMLESS, id=one)
    assert await at_work.counts() == {"allow": 3}
    server.history = {
        CHANNEL: [
            message(HARMLESS, id=said[0]),
            message(HARMLESS, id=said[1], edited_timestamp=edited),  # and back again
            message(id=said[2], edited_timestamp=edited),
        ]
    }
    for _ in range(2):
        await at_work.catching_up.plan(laid_out((CHANNEL, 0, int(said[2]))))
        await at_work.runner.run_due()
    assert [case.id for case in at_work.found] == [1]
    assert await at_work.counts() == {"allow": 3, "remove": 1}
    at_work.later(days=2)
    server.history = {}  # what is older than a day is not asked for
    await at_work.catching_up.plan(laid_out((CHANNEL, 0, int(said[2]))))
    assert await at_work.runner.run_due() == 0


async def test_what_meets_trouble_is_tried_again_and_the_others_are_not(at_work):
    server = at_work.server
    theirs = message(id=str(at(NOON, 1)), author={"id": "8"})
    server.history = {CHANNEL: [theirs, message(id=str(at(NOON, 2)))]}
    server.troubles = {8: OSError("no connection")}
    await at_work.catching_up.plan_gap(GUILD, CHANNEL, at(NOON), at(NOON, 2))
    await at_work.runner.run_due()
    assert await at_work.counts() == {"remove": 1}
    at_work.later(seconds=30)
    await at_work.runner.run_due()
    assert await at_work.counts() == {"remove": 2}
    assert [case.author_id for case in at_work.found] == [300, 8]


async def test_one_bad_message_keeps_no_other_from_being_judged(at_work):
    at_work.server.history = {CHANNEL: [message(id="x"), message()]}
    await at_work.catching_up.plan_gap(GUILD, CHANNEL, 1, at(NOON))
    await at_work.runner.run_due()
    assert await at_work.counts() == {"remove": 1}
