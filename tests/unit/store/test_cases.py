import asyncio
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.store import Case, CaseMessage, CaseReport, KeptPart, KeptSignal, Store

GUILD, CHANNEL, AUTHOR = 100, 200, 300
HOUR = timedelta(hours=1)
LINK = KeptSignal("own-store", 1, "embed", (3, 20), 70)


async def test_a_judged_message_becomes_a_case(path, migrations, clock, sighting):
    seen = sighting(
        1,
        parts=(KeptPart("content", "look 🎧"), KeptPart("embed", "My beat store")),
        signals=(LINK, KeptSignal("asks", 0, "content", (0, 4), -20)),
    )
    async with Store.open(path, migrations, clock) as store:
        case, new = await store.cases.open(seen, join_within=HOUR)
    assert new
    assert case == Case(
        id=case.id,
        guild_id=GUILD,
        channel_id=CHANNEL,
        author_id=AUTHOR,
        origin="judged",
        action="remove",
        rule="promotion",
        score=120,
        rules_version="1",
        state="open",
        decision=None,
        decided_at=None,
        opened_at=clock.now(),
        revision=0,
        card=None,
        messages=(
            CaseMessage(
                message_id=1,
                channel_id=CHANNEL,
                posted_at=clock.now(),
                action="remove",
                rule="promotion",
                score=120,
                rules_version="1",
                signals=seen.signals,
                digest=seen.digest,
                parts=seen.parts,
                deleted_at=None,
            ),
        ),
        reports=(),
        decisions=(),
    )
    assert (case.has_text, case.decided_by, case.card_is_behind) == (True, None, True)
    async with Store.open(path, migrations, clock) as store:
        assert await store.cases.get(GUILD, case.id) == case
        assert await store.cases.of_message(1) == case
        assert await store.cases.get(GUILD + 1, case.id) is None
        assert await store.cases.of_message(2) is None


async def test_a_message_judged_twice_is_one_row_and_changes_nothing(store, sighting):
    first, _ = await store.cases.open(sighting(1), join_within=HOUR)
    assert await store.cases.open(sighting(1), join_within=HOUR) == (first, False)


async def test_of_many_that_keep_one_message_at_once_one_opens_its_case(store, other, sighting):
    kept = await asyncio.gather(
        *(rooms.cases.open(sighting(1), join_within=HOUR) for rooms in [store, other] * 5)
    )
    assert [new for _, new in kept].count(True) == 1
    assert len({case.id for case, _ in kept}) == 1
    assert [len(case.messages) for case in await store.cases.listed(GUILD, None, 5)] == [1]


async def test_messages_of_one_burst_are_one_case_in_whatever_channel(store, sighting, clock):
    at = clock.now()
    first, _ = await store.cases.open(sighting(1, action="review", score=60), join_within=HOUR)
    joined, new = await store.cases.open(
        sighting(2, channel_id=201, posted_at=at + HOUR, rules_version="2"), join_within=HOUR
    )
    assert (joined.id, new, joined.revision) == (first.id, False, 1)
    assert [message.channel_id for message in joined.messages] == [200, 201]
    # It is as its strongest message is.
    assert (joined.action, joined.score, joined.rules_version) == ("remove", 120, "2")
    third, new = await store.cases.open(
        sighting(3, posted_at=at + 2 * HOUR, action="review", score=130), join_within=HOUR
    )
    assert (third.id, new, third.action, third.score) == (first.id, False, "remove", 120)


async def test_what_was_missed_joins_later_messages(store, sighting, clock):
    later, _ = await store.cases.open(sighting(9), join_within=HOUR)
    missed = sighting(8, posted_at=clock.now() - HOUR)
    joined, new = await store.cases.open(missed, join_within=HOUR)
    assert (joined.id, new) == (later.id, False)
    assert [message.message_id for message in joined.messages] == [8, 9]


@pytest.mark.parametrize("chosen", [{"author_id": 301}, {"guild_id": 101}, {"rule": "politics"}])
async def test_what_is_another_matter_is_another_case(store, sighting, chosen):
    first, _ = await store.cases.open(sighting(1), join_within=HOUR)
    second, new = await store.cases.open(sighting(2, **chosen), join_within=HOUR)
    assert new
    assert second.id > first.id


@pytest.mark.parametrize("way", [-1, 1])
async def test_what_is_further_away_is_another_case(store, sighting, clock, way):
    at = clock.now() + way * (HOUR + timedelta(seconds=1))
    await store.cases.open(sighting(1), join_within=HOUR)
    assert (await store.cases.open(sighting(2, posted_at=at), join_within=HOUR))[1]


async def test_a_burst_that_two_tasks_judge_is_one_case(store, other, sighting):
    kept = await asyncio.gather(
        *(
            rooms.cases.open(sighting(number), join_within=HOUR)
            for number, rooms in enumerate([store, other] * 4)
        )
    )
    assert [new for _, new in kept].count(True) == 1
    [case] = await store.cases.listed(GUILD, "open", 5)
    assert len(case.messages) == 8
    assert case.revision == 7


async def test_an_edit_changes_its_case(store, sighting, move, clock):
    await store.cases.open(sighting(1), join_within=HOUR)
    move(60)
    edited = sighting(1, text="Mixing and more", score=140, signals=(LINK,), rules_version="2")
    case, new = await store.cases.open(edited, join_within=HOUR)
    assert (new, case.revision, case.score, case.rules_version) == (False, 1, 140, "2")
    [message] = case.messages
    assert (message.parts, message.signals) == ((KeptPart("content", "Mixing and more"),), (LINK,))
    milder, _ = await store.cases.open(
        sighting(1, text="Mixing", action="review", score=50), join_within=HOUR
    )
    assert (milder.action, milder.score, milder.revision) == ("review", 50, 2)


async def test_what_arrives_later_of_the_same_message_is_shown_too(store, sighting):
    seen = sighting(1)
    await store.cases.open(seen, join_within=HOUR)
    parts = (*seen.parts, KeptPart("embed", "A store"))
    case, _ = await store.cases.open(sighting(1, parts=parts, score=190), join_within=HOUR)
    assert (case.messages[0].parts, case.score, case.revision) == (parts, 190, 1)


async def test_a_report_opens_a_case_and_each_member_counts_once(store, sighting, move, clock):
    seen = sighting(1, action="review", rule="politics", score=0, signals=())
    first, new = await store.cases.report(seen, by=301, reason="politics", join_within=HOUR)
    told = CaseReport(301, 1, "politics", clock.now())
    assert (new, first.origin, first.reports, first.revision) == (True, "reported", (told,), 0)
    again = await store.cases.report(seen, by=301, reason="other", join_within=HOUR)
    assert again == (first, False)
    move(60)
    second, new = await store.cases.report(seen, by=302, reason="other", join_within=HOUR)
    assert (second.id, new, second.revision) == (first.id, False, 1)
    assert second.reports == (told, CaseReport(302, 1, "other", clock.now()))


async def test_members_who_report_at_once_all_count(store, other, sighting):
    reports = [
        rooms.cases.report(sighting(1), by=301 + number % 4, reason="other", join_within=HOUR)
        for number, rooms in enumerate([store, other] * 4)
    ]
    kept = await asyncio.gather(*reports)
    assert [new for _, new in kept].count(True) == 1
    [case] = await store.cases.listed(GUILD, None, 5)
    assert sorted(report.by for report in case.reports) == [301, 302, 303, 304]
    assert case.revision == 3


async def test_a_report_of_a_judged_message_leaves_what_was_found(store, sighting):
    judged, _ = await store.cases.open(sighting(1), join_within=HOUR)
    weaker = sighting(1, action="review", rule="other", score=0, signals=())
    case, new = await store.cases.report(weaker, by=301, reason="other", join_within=HOUR)
    assert (case.id, new, case.origin, case.revision) == (judged.id, False, "judged", 1)
    assert (case.messages, case.action, case.score) == (judged.messages, "remove", 120)
    assert [report.by for report in case.reports] == [301]


async def test_a_reported_message_that_is_judged_then_stays_a_reported_case(store, sighting):
    weaker = sighting(1, action="review", rule="other", score=0, signals=())
    reported, _ = await store.cases.report(weaker, by=301, reason="other", join_within=HOUR)
    case, new = await store.cases.open(sighting(1), join_within=HOUR)
    assert (case.id, new, case.origin) == (reported.id, False, "reported")
    assert (case.rule, case.action, case.score) == ("promotion", "remove", 120)
    assert case.reports == reported.reports


async def test_another_message_that_is_reported_joins_the_burst(store, sighting):
    judged, _ = await store.cases.open(sighting(1), join_within=HOUR)
    case, new = await store.cases.report(sighting(2), by=301, reason="other", join_within=HOUR)
    assert (case.id, new, case.origin, len(case.messages)) == (judged.id, False, "judged", 2)
    assert case.reports[0].message_id == 2


async def test_a_reason_that_cannot_be_kept_is_an_error(store, sighting):
    with pytest.raises(ValueError, match="can be kept"):
        await store.cases.report(sighting(1), by=301, reason="x" * 201, join_within=HOUR)
    assert await store.cases.of_message(1) is None


async def test_an_id_is_never_given_twice(store, sighting, move):
    first, _ = await store.cases.open(sighting(1), join_within=HOUR)
    move(366 * 86_400)
    assert (await store.purge())["moderation_cases"] == 1
    second, _ = await store.cases.open(sighting(2), join_within=HOUR)
    assert second.id > first.id


async def test_the_table_keeps_no_word_it_does_not_know(store, sighting):
    with pytest.raises(IntegrityError, match="CHECK"):
        await store.cases.open(sighting(1, action="allow"), join_within=HOUR)
    assert await store.cases.count(GUILD, None) == 0
