import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from sqlalchemy.exc import IntegrityError

from bot.clock import MovableClock
from bot.store import CaseDecision, KeptPart, Store

GUILD = 100
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = 86_400
LET_STAND = ["not_promotion", "exempted", "allowed"]


@pytest.fixture
async def case(store, sighting):
    case, _ = await store.cases.open(sighting(1), join_within=HOUR)
    return case


@pytest.mark.parametrize("decision", ["promotion", *LET_STAND])
async def test_a_decision_says_who_and_when_and_takes_the_text(store, case, move, clock, decision):
    move(60)
    decided = await store.cases.decide(case.id, GUILD, 7, decision)
    assert decided == replace(
        case,
        state="decided",
        decision=decision,
        decided_at=clock.now(),
        revision=1,
        messages=(replace(case.messages[0], parts=()),),
        decisions=(CaseDecision(7, decision, clock.now()),),
    )
    assert (decided.decided_by, decided.has_text) == (7, False)
    assert await store.cases.get(GUILD, case.id) == decided


async def test_of_moderators_at_once_one_decides_and_the_others_see_who(store, other, case):
    presses = [
        rooms.cases.decide(case.id, GUILD, by, decision)
        for by, (rooms, decision) in enumerate(
            [(store, "promotion"), (other, "not_promotion")] * 4, start=1
        )
    ]
    pressed = await asyncio.gather(*presses)
    [decided] = [taken for taken in pressed if taken is not None]
    assert await other.cases.get(GUILD, case.id) == decided
    assert pressed[decided.decided_by - 1] == decided
    assert len(decided.decisions) == 1


async def test_who_decided_is_known_though_time_goes_on_meanwhile(
    path, migrations, tmp_path, sighting
):
    seconds = count()
    ticking = MovableClock(tmp_path / "no", wall=lambda: NOON + timedelta(seconds=next(seconds)))
    async with Store.open(path, migrations, ticking) as store:
        case, _ = await store.cases.open(sighting(1), join_within=HOUR)
        assert (await store.cases.decide(case.id, GUILD, 7, "promotion")).decided_by == 7


async def test_another_server_and_a_case_that_is_gone_decide_nothing(store, case):
    assert await store.cases.decide(case.id, GUILD + 1, 7, "promotion") is None
    assert await store.cases.reopen(case.id, GUILD, 7) is None
    assert await store.cases.decide(case.id + 1, GUILD, 7, "promotion") is None
    assert await store.cases.get(GUILD, case.id) == case


async def test_a_case_opened_again_remembers_what_was_done(store, case, move, clock):
    await store.cases.decide(case.id, GUILD, 7, "promotion")
    move(60)
    assert await store.cases.reopen(case.id, GUILD + 1, 8) is None
    opened = await store.cases.reopen(case.id, GUILD, 8)
    assert (opened.state, opened.decision, opened.decided_at) == ("open", None, None)
    assert (opened.decided_by, opened.has_text, opened.revision) == (None, False, 2)
    assert opened.decisions[1] == CaseDecision(8, "reopened", clock.now())
    assert (await store.cases.decide(case.id, GUILD, 9, "not_promotion")).decided_by == 9


async def test_of_two_who_open_it_again_at_once_one_does(store, other, case):
    await store.cases.decide(case.id, GUILD, 7, "promotion")
    opened = await asyncio.gather(
        *(rooms.cases.reopen(case.id, GUILD, 8) for rooms in (store, other))
    )
    assert opened.count(None) == 1


@pytest.mark.parametrize("decision", ["promotion", *LET_STAND])
async def test_a_decision_stands_when_the_same_is_judged_again(store, case, sighting, decision):
    decided = await store.cases.decide(case.id, GUILD, 7, decision)
    harder = sighting(1, score=200, rules_version="2")
    assert await store.cases.open(harder, join_within=HOUR) == (decided, False)


@pytest.mark.parametrize("decision", LET_STAND)
async def test_an_edit_of_what_moderators_let_stand_opens_the_case_again(
    store, case, sighting, decision
):
    await store.cases.decide(case.id, GUILD, 7, decision)
    edited = sighting(1, text="Buy my beats", score=150)
    opened, new = await store.cases.open(edited, join_within=HOUR)
    assert (opened.id, new, opened.state, opened.decision) == (case.id, True, "open", None)
    assert (opened.score, opened.decided_by, opened.revision) == (150, None, 2)
    assert opened.messages[0].parts == (KeptPart("content", "Buy my beats"),)
    assert [one.decided for one in opened.decisions] == [decision]


async def test_an_edit_of_what_is_promotion_anyway_changes_nothing(store, case, sighting):
    decided = await store.cases.decide(case.id, GUILD, 7, "promotion")
    edited = sighting(1, text="Buy my beats")
    assert await store.cases.open(edited, join_within=HOUR) == (decided, False)


async def test_the_next_message_after_a_decision_is_a_case_of_its_own(store, case, sighting):
    await store.cases.decide(case.id, GUILD, 7, "promotion")
    second, new = await store.cases.open(sighting(2), join_within=HOUR)
    assert new
    assert second.id != case.id


async def test_a_report_of_what_is_decided_is_noted_and_no_more(store, case, sighting):
    await store.cases.decide(case.id, GUILD, 7, "not_promotion")
    told, new = await store.cases.report(sighting(1), by=301, reason="other", join_within=HOUR)
    assert (new, told.state, told.has_text, told.revision) == (False, "decided", False, 2)
    assert [report.by for report in told.reports] == [301]


async def test_a_report_of_what_was_edited_after_the_decision_opens_it_again(store, case, sighting):
    await store.cases.decide(case.id, GUILD, 7, "not_promotion")
    edited = sighting(1, text="Vote for me", action="review", score=0, signals=())
    told, new = await store.cases.report(edited, by=301, reason="politics", join_within=HOUR)
    assert (told.id, new, told.state, told.has_text) == (case.id, True, "open", True)
    assert (told.origin, told.score) == ("judged", 0)


async def test_a_decision_there_is_not_is_refused(store, case):
    with pytest.raises(IntegrityError, match="CHECK"):
        await store.cases.decide(case.id, GUILD, 7, "perhaps")
    assert await store.cases.get(GUILD, case.id) == case


async def test_cases_go_a_year_after_they_were_decided_or_opened(store, sighting, move, path):
    for number in range(3):
        await store.cases.open(sighting(number, author_id=300 + number), join_within=HOUR)
    left, decided, again = reversed(await store.cases.listed(GUILD, None, 5))
    move(DAY)
    await store.cases.decide(decided.id, GUILD, 7, "promotion")
    await store.cases.decide(again.id, GUILD, 7, "promotion")
    move(2 * DAY)
    await store.cases.reopen(again.id, GUILD, 7)
    for last, case in [(365, left), (366, decided), (367, again)]:
        move(last * DAY)
        assert await store.purge() == {}
        move(last * DAY + 1)
        assert await store.purge() == {"moderation_cases": 1}
        assert await store.cases.get(GUILD, case.id) is None
        assert await store.cases.of_message(case.messages[0].message_id) is None


async def test_an_edit_that_opens_a_case_again_lets_its_year_begin_anew(
    store, case, sighting, move
):
    await store.cases.decide(case.id, GUILD, 7, "not_promotion")
    move(DAY)
    await store.cases.open(sighting(1, text="Buy my beats"), join_within=HOUR)
    move(366 * DAY)
    assert await store.purge() == {}
