from datetime import UTC, date, datetime, timedelta

import pytest

from bot.store import CaseHistory, CaseWeek

GUILD, AUTHOR = 100, 300
HOUR = timedelta(hours=1)
DAY = 86_400


@pytest.fixture
def open_case(store, sighting):
    """Open a case, and decide it if told how."""

    async def make(message_id, decision=None, *, reported=False, **chosen):
        seen, alone = sighting(message_id, rule=f"{message_id}", **chosen), timedelta()
        if reported:
            case, _ = await store.cases.report(seen, by=301, reason="other", join_within=alone)
        else:
            case, _ = await store.cases.open(seen, join_within=alone)
        if decision is not None:
            await store.cases.decide(case.id, case.guild_id, 7, decision)
        return case

    return make


async def test_cases_are_listed_newest_first(store, open_case):
    cases = [await open_case(number) for number in range(4)]
    await open_case(9, guild_id=101)
    decided = await store.cases.decide(cases[2].id, GUILD, 7, "promotion")
    listed = store.cases.listed
    assert await listed(GUILD, None, 2) == [cases[3], decided]
    assert await listed(GUILD, "open", 2, offset=1) == [cases[1], cases[0]]
    assert await listed(GUILD, "decided", 5) == [decided]
    for state, number in [("open", 3), ("decided", 1), (None, 4)]:
        assert await store.cases.count(GUILD, state) == number
    assert await listed(102, None, 5) == []


async def test_the_history_of_a_member_here(store, open_case, move, clock):
    assert await store.cases.history_of(GUILD, AUTHOR) == CaseHistory(0, 0, 0, None)
    for number, decision in enumerate(["promotion", "not_promotion", "exempted", "allowed"]):
        await open_case(number, decision)
    before = clock.now()
    move(DAY)
    last = await open_case(5)
    await open_case(6, "promotion", author_id=301)
    await open_case(7, "promotion", guild_id=101)
    history_of = store.cases.history_of
    assert await history_of(GUILD, AUTHOR) == CaseHistory(5, 1, 3, clock.now())
    assert await history_of(GUILD, AUTHOR, besides=last.id) == CaseHistory(4, 1, 3, before)


async def test_cases_by_week(store, open_case, move):
    # The clock stands at noon of Sunday the 22nd of November 2026.
    since = datetime(2026, 11, 18, tzinfo=UTC)
    await open_case(1, "promotion")
    await open_case(2, "allowed")
    await open_case(3)
    await open_case(4, "not_promotion", reported=True)
    await open_case(5, "promotion", guild_id=101)
    move(DAY / 2)  # midnight, Monday
    await open_case(6, "not_promotion")
    move(15 * DAY)
    assert await store.cases.weekly(GUILD, since) == [
        CaseWeek(date(2026, 11, 16), judged=3, reported=1, confirmed=1, overturned=1),
        CaseWeek(date(2026, 11, 23), judged=1, overturned=1),
        CaseWeek(date(2026, 11, 30)),
        CaseWeek(date(2026, 12, 7)),
    ]
    [week, *others] = await store.cases.weekly(GUILD, since + timedelta(days=5))
    assert (week.begins, week.cases, len(others)) == (date(2026, 11, 23), 1, 2)
    assert await store.cases.weekly(102, since + timedelta(days=20)) == [
        CaseWeek(date(2026, 12, 7))
    ]
