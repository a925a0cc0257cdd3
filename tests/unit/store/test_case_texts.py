import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.store import CaseCard, KeptPart

GUILD = 100
HOUR = timedelta(hours=1)
DAY = 86_400
SECRET = "Nobody else should read this"


@pytest.fixture
def open_case(store, sighting):
    async def make(message_id, **chosen):
        seen = sighting(message_id, **{"author_id": 300 + message_id, **chosen})
        case, _ = await store.cases.open(seen, join_within=HOUR)
        return case

    return make


async def test_a_text_goes_after_30_days_and_what_was_found_stays(store, open_case, move):
    case = await open_case(1)
    move(DAY)
    later = await open_case(2)
    move(30 * DAY)
    assert await store.cases.forget_text() == []
    move(30 * DAY + 1)
    [forgotten] = await store.cases.forget_text()
    assert forgotten == replace(case, revision=1, messages=(replace(case.messages[0], parts=()),))
    assert forgotten.messages[0].signals
    assert forgotten.messages[0].digest
    assert await store.cases.forget_text() == []
    assert await store.cases.get(GUILD, later.id) == later


async def test_a_server_may_keep_texts_for_less_long(store, open_case, move):
    await store.guild_settings.set(101, case_text_days=2)
    elsewhere, here = await open_case(1), await open_case(2, guild_id=101)
    move(2 * DAY + 1)
    assert [case.id for case in await store.cases.forget_text()] == [here.id]
    assert (await store.cases.get(GUILD, elsewhere.id)).has_text


@pytest.mark.parametrize("end", ["forgotten", "decided", "deleted"])
async def test_nothing_of_a_text_is_left_in_the_database(
    *, store, open_case, move, contents, path, end
):
    case = await open_case(1, text=SECRET, digest="d" * 64)
    assert any(SECRET in line for line in contents(path))
    if end == "forgotten":
        move(31 * DAY)
        await store.cases.forget_text()
    elif end == "decided":
        await store.cases.decide(case.id, GUILD, 7, "promotion")
    else:
        await store.cases.forget_message(1)
    assert not any(SECRET in line for line in contents(path))


async def test_a_text_that_is_gone_does_not_come_back(store, open_case, move):
    await open_case(1)
    move(31 * DAY)
    [forgotten] = await store.cases.forget_text()
    assert await open_case(1) == forgotten
    weighed = await open_case(1, score=200)  # by changed rules
    assert (weighed.score, weighed.has_text) == (200, False)


async def test_another_text_counts_from_when_it_was_written(store, open_case, move):
    case = await open_case(1)
    move(20 * DAY)
    await open_case(1, text="Another one")
    move(40 * DAY)
    assert await store.cases.forget_text() == []
    assert (await store.cases.get(GUILD, case.id)).messages[0].parts == (
        KeptPart("content", "Another one"),
    )
    move(50 * DAY + 1)
    assert [gone.has_text for gone in await store.cases.forget_text()] == [False]


async def test_a_deleted_message_loses_its_text_and_keeps_its_case(store, sighting, move, clock):
    for number in (1, 2):
        case, _ = await store.cases.open(sighting(number), join_within=HOUR)
    move(60)
    left = await store.cases.forget_message(1)
    assert left == replace(
        case,
        revision=2,
        messages=(replace(case.messages[0], parts=(), deleted_at=clock.now()), case.messages[1]),
    )
    assert await store.cases.forget_message(1) is None
    assert await store.cases.forget_message(3) is None
    late = sighting(1, text="An edit that was under way")
    assert await store.cases.open(late, join_within=HOUR) == (left, False)


async def test_a_deletion_and_a_decision_at_once_both_stand(store, other, open_case):
    case = await open_case(1)
    await asyncio.gather(
        store.cases.forget_message(1), other.cases.decide(case.id, GUILD, 7, "promotion")
    )
    after = await store.cases.get(GUILD, case.id)
    assert (after.state, after.has_text, after.revision) == ("decided", False, 2)
    assert after.messages[0].deleted_at is not None


async def test_a_card_is_behind_until_it_shows_what_is(store, open_case, sighting):
    case = await open_case(1)
    assert await store.cases.behind(5) == [case]
    carded = await store.cases.carded(case.id, 900, 901, case.revision)
    assert (carded.card, carded.card_is_behind) == (CaseCard(900, 901, 0), False)
    assert await store.cases.behind(5) == []

    decided = await store.cases.decide(case.id, GUILD, 7, "promotion")
    assert decided.card_is_behind
    assert await store.cases.behind(5) == [decided]
    # A card drawn from what was read before the decision is not the last.
    assert (await store.cases.carded(case.id, 900, 901, case.revision)).card_is_behind
    assert not (await store.cases.carded(case.id, 900, 901, decided.revision)).card_is_behind
    assert await store.cases.behind(5) == []
    assert await store.cases.carded(case.id + 1, 900, 901, 0) is None


async def test_a_card_that_still_shows_a_forgotten_text_is_found_after_a_crash(
    store, other, open_case, move
):
    case = await open_case(1)
    await store.cases.carded(case.id, 900, 901, case.revision)
    move(31 * DAY)
    [forgotten] = await store.cases.forget_text()
    assert await other.cases.forget_text() == []
    assert await other.cases.behind(5) == [forgotten]


async def test_an_open_case_whose_card_was_deleted_gets_another(store, open_case):
    shown, decided = await open_case(1), await open_case(2)
    for case in (shown, decided):
        await store.cases.carded(case.id, 900, 901 + case.id, 0)
    await store.cases.decide(decided.id, GUILD, 7, "promotion")
    for case in (shown, decided):
        assert (await store.cases.card_gone(case.id)).card is None
    assert [case.id for case in await store.cases.behind(5)] == [shown.id]


async def test_those_behind_and_those_with_text_are_given_page_by_page(store, open_case):
    cases = [await open_case(number) for number in range(5)]
    await store.cases.decide(cases[1].id, GUILD, 7, "promotion")
    await store.cases.carded(cases[1].id, 900, 901, 1)
    await store.cases.forget_message(cases[2].messages[0].message_id)
    with_text = [cases[0], cases[3], cases[4]]
    assert await store.cases.with_text(2) == with_text[:2]
    assert await store.cases.with_text(2, after=with_text[1].id) == with_text[2:]
    assert [case.id for case in await store.cases.behind(2)] == [cases[0].id, cases[2].id]
    assert [case.id for case in await store.cases.behind(2, after=cases[2].id)] == [
        cases[3].id,
        cases[4].id,
    ]
