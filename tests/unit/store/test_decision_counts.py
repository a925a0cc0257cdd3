import asyncio
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from bot.store import DayCount

GUILD = 100
TODAY, YESTERDAY = date(2026, 11, 22), date(2026, 11, 21)
DAY = 86_400


async def test_decisions_are_counted_by_day(store, other):
    await asyncio.gather(
        *(rooms.decision_counts.add(GUILD, TODAY, "allow") for rooms in [store, other] * 5),
        store.decision_counts.add(GUILD, YESTERDAY, "review"),
        store.decision_counts.add(GUILD, TODAY, "remove", 3),
        store.decision_counts.add(101, TODAY, "remove"),
    )
    today = DayCount(TODAY, {"allow": 10, "review": 0, "remove": 3})
    yesterday = DayCount(YESTERDAY, {"allow": 0, "review": 1, "remove": 0})
    assert await store.decision_counts.since(GUILD, YESTERDAY) == [yesterday, today]
    assert await store.decision_counts.since(GUILD, TODAY) == [today]
    assert await store.decision_counts.since(102, YESTERDAY) == []


async def test_counts_go_after_400_days(store, move):
    await store.decision_counts.add(GUILD, TODAY, "allow")
    move(399.5 * DAY)
    assert await store.purge() == {}
    move(399.5 * DAY + 1)
    assert await store.purge() == {"moderation_counts": 1}


async def test_a_decision_there_is_not_is_refused(store):
    with pytest.raises(IntegrityError, match="CHECK"):
        await store.decision_counts.add(GUILD, TODAY, "perhaps")
