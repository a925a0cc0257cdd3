from datetime import timedelta
from pathlib import Path

import pytest

from bot.workflows import acting
from bot.workflows.blocked import Blocked
from bot.workflows.port import Standing
from tests.unit.workflows.posting import CHANNEL, GUILD, OTHER, PAX, PITCH, moderators, rules

RULE = 5
INVITE = "come over, everybody: https://discord.gg/fernhollow"


class Blocking:
    """A server whose rule blocks; the clock moves when told."""

    def __init__(self, at_work):
        self.at_work, self.store = at_work, at_work.store
        self.blocked = Blocked(
            at_work.store, at_work.clock, at_work.judging, rules, lambda: b"k" * 32
        )

    async def tried(self, content=INVITE, **more):
        told = {
            "guild_id": str(GUILD),
            "channel_id": str(CHANNEL),
            "user_id": str(PAX),
            "rule_id": str(RULE),
            "action": {"type": 1, "metadata": {}},
            "content": content,
        }
        return await self.blocked.take(told | more)


@pytest.fixture
async def blocking(tmp_path: Path):
    async with moderators(tmp_path) as at_work:
        await at_work.store.native_rules.switch(GUILD, wanted=True)
        state = await at_work.store.native_rules.get(GUILD)
        await at_work.store.native_rules.made(state, RULE, written="a", standing="b", version="v1")
        yield Blocking(at_work)


async def test_a_blocked_message_is_a_case_with_its_words_and_nothing_to_take_down(blocking):
    case = await blocking.tried()
    [message] = case.messages
    assert (case.origin, case.state, case.author_id, case.channel_id) == (
        "judged",
        "open",
        PAX,
        CHANNEL,
    )
    assert message.parts[0].text == INVITE
    assert "link-invite" in [one.name for one in message.signals]
    assert message.message_id < 0
    assert not message.was_posted
    async with blocking.store.together() as rooms:
        await acting.take_down(rooms, case, blocking.at_work.clock.now(), by=8)
    assert await blocking.store.steps.of(case.id) == []
    assert await blocking.store.strikes.of(case.id) is None


async def test_tried_again_it_is_one_message_and_another_one_joins_the_case(blocking):
    first = await blocking.tried()
    again = await blocking.tried()
    assert (again.id, len(again.messages)) == (first.id, 1)
    joined = await blocking.tried(PITCH)
    assert (joined.id, len(joined.messages)) == (first.id, 2)
    assert joined.action == "remove"
    elsewhere = await blocking.tried(channel_id=str(OTHER))
    assert len(elsewhere.messages) == 3


async def test_the_next_day_it_is_seen_again(blocking):
    first = await blocking.tried()
    await blocking.store.cases.decide(first.id, GUILD, 8, "promotion")
    decided = await blocking.tried()
    assert (decided.id, decided.state) == (first.id, "decided")
    blocking.at_work.later(days=1)
    assert (await blocking.tried()).id != first.id


async def test_what_the_judge_would_let_stand_is_a_case_all_the_same(blocking):
    blocking.at_work.server.standings[PAX] = Standing(is_staff=True)
    case = await blocking.tried()
    assert (case.action, case.rule) == ("review", "promotion")


@pytest.mark.parametrize(
    "more",
    [
        {"rule_id": "6"},
        {"guild_id": "7"},
        {"action": {"type": 2}},
        {"action": None},
        {"message_id": "9"},
        {"user_id": None},
    ],
)
async def test_what_is_not_ours_or_was_posted_is_no_case(blocking, more):
    assert await blocking.tried(**more) is None
    assert await blocking.store.cases.count(GUILD, None) == 0


async def test_in_every_mode_it_is_a_case(blocking):
    for number, mode in enumerate(("off", "observe", "enforce")):
        blocking.at_work.later(days=number)
        await blocking.at_work.mode(mode)
        assert await blocking.tried() is not None
    weeks = await blocking.store.cases.weekly(
        GUILD, blocking.at_work.clock.now() - timedelta(days=9)
    )
    assert sum(week.judged for week in weeks) == 3
