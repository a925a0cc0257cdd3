from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from sqlite3 import connect

import pytest
from sqlalchemy.exc import IntegrityError, StatementError

from bot.gigs.answers import Afford, Known, Reason, Room, Terms, Verdict, Weight
from bot.store import Store

DAY = 86_400
MEMBER, GUILD, CHANNEL = 300, 100, 200
NOTHING = Known()
OFFER = Known(
    job="Mix an EP",
    usual=Decimal("1000.10"),
    offered=Decimal("650.00"),
    costs=Decimal(0),
    hours=Decimal("20.5"),
)
EVERYTHING = replace(
    OFFER,
    points=Decimal("2.25"),
    floor=Decimal(25),
    plays=240_000,
    next_job=Decimal(800),
    discounted=1,
    jobs=6,
    reasons={
        Reason.MORE: Weight.SPECIFIC,
        Reason.PORTFOLIO: Weight.MAYBE,
        Reason.LEARN: Weight.NONE,
        Reason.WANT: Weight.SPECIFIC,
    },
    named="Her next record",
    afford=Afford.TIGHT,
    terms=Terms.NOT_YET,
    room=Room.FLEXIBLE,
    motive=False,
)


@pytest.fixture
def move(tmp_path):
    def to(seconds):
        (tmp_path / "clock").write_text(str(seconds))

    return to


async def begin(store, known=OFFER, **chosen):
    given = {
        "user_id": MEMBER,
        "guild_id": GUILD,
        "channel_id": CHANNEL,
        "place": "private",
        "currency": "EUR",
        "typed": {},
    }
    return await store.evaluations.begin(known=known, **{**given, **chosen})


async def weigh(store, **values):
    begun = await begin(store)
    return await store.evaluations.change(
        begun.id, MEMBER, revision=0, state="weighed", verdict=Verdict.TERMS, **values
    )


@pytest.mark.parametrize("known", [NOTHING, OFFER, EVERYTHING])
async def test_what_is_known_comes_back_exactly(path, migrations, clock, known):
    async with Store.open(path, migrations, clock) as store:
        begun = await begin(store, known)
    async with Store.open(path, migrations, clock) as store:
        kept = await store.evaluations.get(begun.id)
    assert kept.known == known
    assert str(kept.known.offered) == str(known.offered)  # "650.00" with its zeros


@pytest.mark.parametrize("amount", ["0.1", "12345678901234567890.123456789", "1E+3", "-0.00"])
async def test_money_is_kept_to_the_last_digit(store, path, amount):
    begun = await begin(store, Known(usual=Decimal(amount)))
    with closing(connect(path)) as connection:
        [kept] = connection.execute("SELECT usual FROM evaluations").fetchone()
    assert kept == amount
    assert str((await store.evaluations.get(begun.id)).known.usual) == amount


@pytest.mark.parametrize("amount", ["NaN", "Infinity"])
async def test_what_is_no_number_is_refused(store, amount):
    with pytest.raises(StatementError, match="not a number"):
        await begin(store, Known(usual=Decimal(amount)))


async def test_an_id_is_never_given_twice(store):
    first = await begin(store)
    await store.evaluations.delete(first.id, MEMBER)
    assert (await begin(store)).id > first.id


async def test_abandoned_ones_go_30_days_after_their_last_change(store, move):
    placing, asking, cancelled = [await begin(store) for _ in range(3)]
    move(DAY)
    await store.evaluations.change(asking.id, MEMBER, revision=0, state="asking")
    await store.evaluations.change(cancelled.id, MEMBER, revision=0, state="cancelled")
    move(30 * DAY)
    assert await store.purge() == {}
    move(30 * DAY + 1)
    assert await store.purge() == {"evaluations": 1}
    assert await store.evaluations.get(placing.id) is None
    move(31 * DAY + 1)
    assert await store.purge() == {"evaluations": 2}


async def test_what_had_a_verdict_stays_until_its_member_deletes_it(store, move):
    weighed = await weigh(store)
    for state in ("asking", "cancelled"):  # being amended, then left
        await store.evaluations.change(weighed.id, MEMBER, revision=None, state=state)
    move(3_650 * DAY)
    assert await store.purge() == {}
    assert await store.evaluations.delete(weighed.id, MEMBER)


@pytest.mark.parametrize(
    "value", [{"state": "lost"}, {"place": "moon"}, {"outcome": "won"}, {"follow_ups": "?"}]
)
async def test_the_table_keeps_no_word_it_does_not_know(store, value):
    begun = await begin(store)
    with pytest.raises(IntegrityError, match="CHECK"):
        await store.evaluations.change(begun.id, MEMBER, revision=0, **value)
    assert await store.evaluations.get(begun.id) == begun
