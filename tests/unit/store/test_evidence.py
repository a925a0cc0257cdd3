from decimal import Decimal
from fractions import Fraction

import pytest

from bot.gigs.answers import Known, Reason, Weight
from bot.store import Cell

GUILD = 100
TOO_FEW = Cell(None, None)
OFFER = Known(hours=Decimal(10))


@pytest.fixture
def report(store, clock):
    """Take a job and answer for it; `early` and `late` are the answers after 30 and 90 days."""
    members = iter(range(300, 400))

    async def take(known=OFFER, early=None, late=None, guild_id=GUILD, *, done=True, member=None):
        member = member or next(members)
        offer = await store.evaluations.begin(
            user_id=member,
            guild_id=guild_id,
            channel_id=200,
            place="dm",
            currency=None,
            known=known,
            typed={},
        )
        for day, said in ((30, early), (90, late)):
            if said is not None:
                asked = await store.follow_ups.plan(offer.id, member, guild_id, day, clock.now())
                await store.follow_ups.list_instead(asked.id)
                await store.follow_ups.answer(asked.id, member, done=done, **said)

    return take


def hoping(weight, named="Her next record"):
    return Known(reasons={Reason.MORE: weight}, named=named)


async def test_without_answers_there_is_no_evidence(store):
    evidence = await store.evidence.of(GUILD)
    assert evidence.more_work == dict.fromkeys(Weight, TOO_FEW)
    assert {evidence.hours, evidence.statements, evidence.leads, evidence.again} == {TOO_FEW}


async def test_four_answers_are_not_shown_and_five_are(store, report):
    for _ in range(4):
        await report(early={"again": "yes"})
    assert (await store.evidence.of(GUILD)).again == TOO_FEW
    await report(early={"again": "maybe"})
    assert (await store.evidence.of(GUILD)).again == Cell(5, Fraction(4, 5))


async def test_five_answers_of_one_member_are_not_shown(store, report):
    for _ in range(5):
        await report(early={"again": "yes"}, member=400)
    assert (await store.evidence.of(GUILD)).again == TOO_FEW
    for _ in range(4):
        await report(early={"again": "no"})
    assert (await store.evidence.of(GUILD)).again == Cell(9, Fraction(5, 9))


async def test_only_what_was_answered_to_the_end_here_counts(store, report):
    for _ in range(4):
        await report(early={"again": "yes"})
    await report(early={"again": "no"}, done=False)
    await report(early={"again": "no"}, guild_id=101)
    await report(early={"again": "no"}, guild_id=None)
    await report()
    assert (await store.evidence.of(GUILD)).again == TOO_FEW
    await report(late={"again": "yes"})
    assert (await store.evidence.of(GUILD)).again == Cell(5, Fraction(1))


async def test_hopes_are_set_against_what_came(store, report):
    for came in ["none", "none", "same", "new", "new", "new"]:
        await report(hoping(Weight.SPECIFIC), {"more_work": came})
    for came in ["none", "none", "none", "same"]:
        await report(hoping(Weight.MAYBE), {"more_work": came})
    for came in ["none", "same", "none", "none"]:
        await report(hoping(Weight.NONE), {"more_work": came})
    await report(OFFER, {"more_work": "new"})  # at the usual fee nobody was asked
    evidence = await store.evidence.of(GUILD)
    assert evidence.more_work[Weight.SPECIFIC] == Cell(6, Fraction(4, 6))
    assert evidence.more_work[Weight.MAYBE] == TOO_FEW
    assert evidence.more_work[Weight.NONE] == TOO_FEW


@pytest.mark.parametrize("named", [None, "", " "])
async def test_a_hope_that_was_not_named_counts_as_maybe(store, report, named):
    for _ in range(5):
        await report(hoping(Weight.SPECIFIC, named), {"more_work": "new"})
    evidence = await store.evidence.of(GUILD)
    assert evidence.more_work[Weight.MAYBE] == Cell(5, Fraction(1))
    assert evidence.more_work[Weight.SPECIFIC] == TOO_FEW


async def test_a_job_counts_once_with_its_latest_answers(store, report):
    for _ in range(5):
        await report(
            hoping(Weight.MAYBE),
            {"more_work": "none", "again": "yes"},
            {"more_work": "new", "leads": 2},
        )
    evidence = await store.evidence.of(GUILD)
    assert evidence.more_work[Weight.MAYBE] == Cell(5, Fraction(1))
    assert evidence.leads == Cell(5, Fraction(2))
    assert evidence.again == Cell(5, Fraction(1))  # not asked a second time


async def test_real_hours_are_set_against_predicted_ones(store, report):
    for hours in ["10", "12.5", "15", "20", "10.1"]:
        await report(OFFER, {"real_hours": Decimal(hours)})
    await report(Known(), {"real_hours": Decimal(40)})  # nothing was predicted
    await report(OFFER, {"again": "yes"})
    assert (await store.evidence.of(GUILD)).hours == Cell(5, Fraction(676, 500))


async def test_statements_are_counted_for_jobs_with_points(store, report):
    points = Known(points=Decimal("2.5"))
    for came in [True, False, False, False, False]:
        await report(points, {"statement": came})
    await report(Known(points=Decimal(0)), {"statement": True})
    await report(OFFER, {"statement": True})
    assert (await store.evidence.of(GUILD)).statements == Cell(5, Fraction(1, 5))


async def test_no_more_work_is_no_leads(store, report):
    for leads in (1, 2, 4):
        await report(early={"more_work": "new", "leads": leads})
    await report(early={"more_work": "none"})
    await report(early={"more_work": "same"})  # how many was left open
    assert (await store.evidence.of(GUILD)).leads == TOO_FEW
    await report(early={"more_work": "new", "leads": 3}, late={"more_work": "none"})
    assert (await store.evidence.of(GUILD)).leads == Cell(5, Fraction(7, 5))
