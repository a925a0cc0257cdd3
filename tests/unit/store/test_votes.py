import asyncio

import pytest

from bot.gigs.answers import Known, Verdict
from bot.store import Vote

MEMBER = 300


async def begin(store):
    return await store.evaluations.begin(
        user_id=MEMBER,
        guild_id=100,
        channel_id=200,
        place="public",
        currency=None,
        known=Known(),
        typed={},
    )


async def test_a_member_has_one_vote_and_the_last_counts(store, clock, tmp_path):
    offer = await begin(store)
    assert await store.votes.cast(offer.id, 301, Verdict.TAKE, "A name worth having")
    assert await store.votes.cast(offer.id, 302, Verdict.PASS, "")
    before = clock.now()
    (tmp_path / "clock").write_text("60")
    assert await store.votes.cast(offer.id, 301, Verdict.NEGOTIATE, "Ask for half")
    assert await store.votes.of(offer.id) == [
        Vote(offer.id, 302, Verdict.PASS, "", before),
        Vote(offer.id, 301, Verdict.NEGOTIATE, "Ask for half", clock.now()),
    ]


async def test_the_tally_names_all_four(store):
    offer, other = await begin(store), await begin(store)
    await asyncio.gather(
        *(
            store.votes.cast(offer.id, 301 + n, verdict, "")
            for n, verdict in enumerate([Verdict.PASS, Verdict.TERMS, Verdict.PASS])
        ),
        *(store.votes.cast(offer.id, 310, Verdict.TERMS, "") for _ in range(5)),
    )
    assert await store.votes.tally(offer.id) == {
        Verdict.PASS: 2,
        Verdict.NEGOTIATE: 0,
        Verdict.TERMS: 2,
        Verdict.TAKE: 0,
    }
    assert await store.votes.tally(other.id) == dict.fromkeys(Verdict, 0)


async def test_there_is_no_vote_on_an_offer_that_was_deleted(store):
    offer = await begin(store)
    await store.votes.cast(offer.id, 301, Verdict.TAKE, "")
    await store.evaluations.delete(offer.id, MEMBER)
    assert not await store.votes.cast(offer.id, 301, Verdict.TAKE, "")
    assert await store.votes.of(offer.id) == []


async def test_a_reason_that_cannot_be_kept_is_an_error(store):
    offer = await begin(store)
    assert await store.votes.cast(offer.id, 301, Verdict.TAKE, "x" * 200)
    with pytest.raises(ValueError, match="can be kept"):
        await store.votes.cast(offer.id, 301, Verdict.TAKE, "x" * 201)
