from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from sqlite3 import connect

import pytest

from bot.gigs.answers import Known, Verdict

DAY = 86_400
MEMBER, GUILD, CHANNEL = 300, 100, 200
OFFER = Known(job="Mix an EP", usual=Decimal(1000), offered=Decimal(650), hours=Decimal(20))


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


async def test_an_offer_begins_with_what_was_typed(store, clock):
    begun = await begin(store, typed={"costs": "some"})
    assert (begun.state, begun.place, begun.revision) == ("placing", "private", 0)
    assert (begun.user_id, begun.guild_id, begun.channel_id) == (MEMBER, GUILD, CHANNEL)
    assert (begun.known, begun.typed, begun.currency) == (OFFER, {"costs": "some"}, "EUR")
    assert begun.began_at == begun.changed_at == clock.now()
    assert (begun.home_id, begun.card_id, begun.verdict, begun.outcome) == (None,) * 4
    assert await store.evaluations.get(begun.id) == begun
    assert await store.evaluations.get(begun.id + 1) is None


async def test_where_it_lives_is_noted_without_a_revision(store):
    begun = await begin(store)
    await store.evaluations.placed(begun.id, home_id=7)
    placed = await store.evaluations.placed(begun.id, card_id=8)
    assert placed == replace(begun, home_id=7, card_id=8)
    assert await store.evaluations.placed(begun.id + 1, home_id=7) is None


async def test_the_open_one_is_the_newest_here_without_a_verdict(store):
    assert await store.evaluations.open_of(MEMBER, GUILD) is None
    older, newer, done, lost = [await begin(store) for _ in range(4)]
    direct = await begin(store, guild_id=None, place="dm")
    await begin(store, user_id=301)
    change = store.evaluations.change
    newer = await change(newer.id, MEMBER, revision=0, state="asking")
    await change(done.id, MEMBER, revision=0, state="weighed")
    await change(lost.id, MEMBER, revision=0, state="cancelled")
    assert await store.evaluations.open_of(MEMBER, GUILD) == newer
    assert await store.evaluations.open_of(MEMBER, None) == direct
    assert await store.evaluations.open_of(MEMBER, GUILD + 1) is None
    await change(newer.id, MEMBER, revision=1, state="cancelled")
    assert await store.evaluations.open_of(MEMBER, GUILD) == older


async def test_a_member_sees_their_own_newest_first(store):
    mine = [await begin(store) for _ in range(3)]
    await begin(store, user_id=301)
    assert await store.evaluations.of(MEMBER, 2) == [mine[2], mine[1]]
    assert await store.evaluations.of(MEMBER, 2, offset=2) == [mine[0]]
    assert await store.evaluations.count(MEMBER) == 3
    assert await store.evaluations.count(302) == 0


async def test_verdict_and_outcome_know_their_moments(store, move, clock):
    move(60)
    weighed = await weigh(store, discounted=True)
    assert (weighed.weighed_at, weighed.outcome_at) == (clock.now(), None)
    assert (weighed.verdict, weighed.discounted) == (Verdict.TERMS, True)

    async def say(outcome):
        return await store.evaluations.change(weighed.id, MEMBER, revision=None, outcome=outcome)

    move(120)
    assert (await say("talking")).outcome_at == clock.now()
    move(180)
    took = await say("took")
    assert (took.outcome, took.outcome_at, took.weighed_at) == (
        "took",
        clock.now(),
        weighed.weighed_at,
    )
    move(240)
    assert (await say("took")).outcome_at == took.outcome_at
    assert (await say("changed")).outcome_at == took.outcome_at
    assert (await say("passed")).outcome_at == clock.now()
    assert (await say(None)).outcome_at is None


async def test_jobs_taken_lately_are_counted(store, move, clock):
    async def end(outcome, *, discounted, **who):
        begun = await begin(store, **who)
        return await store.evaluations.change(
            begun.id, begun.user_id, revision=0, discounted=discounted, outcome=outcome
        )

    await end("took", discounted=True)
    move(DAY)
    since = clock.now()
    await end("took", discounted=True)
    await end("changed", discounted=True, guild_id=None)
    last = await end("took", discounted=False)
    await end("passed", discounted=True)
    await end("talking", discounted=True)
    await end("took", discounted=True, user_id=301)
    await begin(store)
    move(2 * DAY)
    assert await store.evaluations.recent_jobs(MEMBER, since) == (2, 3)
    assert await store.evaluations.recent_jobs(MEMBER, since - timedelta(days=1)) == (3, 4)
    assert await store.evaluations.recent_jobs(MEMBER, since, besides=last.id) == (2, 2)
    assert await store.evaluations.recent_jobs(302, since) == (0, 0)


async def test_a_deleted_one_takes_all_that_hangs_on_it_along(store, path, clock):
    gone, kept = [await begin(store) for _ in range(2)]
    for one in (gone, kept):
        await store.votes.cast(one.id, 301, Verdict.TAKE, "Because")
        await store.follow_ups.plan(one.id, MEMBER, GUILD, 30, clock.now())
        await store.jobs.schedule("ask", f"gig:{one.id}:30", clock.now(), user_id=MEMBER)
    await store.jobs.schedule("ask", f"gig:{gone.id}1:30", clock.now())
    await store.jobs.schedule("other", f"tip:gig:{gone.id}:30", clock.now())

    assert not await store.evaluations.delete(gone.id, 301)
    assert await store.jobs.get(f"gig:{gone.id}:30") is not None
    assert await store.evaluations.delete(gone.id, MEMBER)
    assert not await store.evaluations.delete(gone.id, MEMBER)

    assert await store.evaluations.of(MEMBER, 5) == [kept]
    assert await store.jobs.get(f"gig:{gone.id}:30") is None
    for key in (f"gig:{kept.id}:30", f"gig:{gone.id}1:30", f"tip:gig:{gone.id}:30"):
        assert await store.jobs.get(key) is not None
    with closing(connect(path)) as connection:
        for table in ("evaluation_votes", "gig_followups"):
            left = connection.execute(f"SELECT evaluation_id FROM {table}").fetchall()  # noqa: S608
            assert left == [(kept.id,)]


async def test_a_job_that_runs_is_left_to_find_out(store, clock):
    begun = await begin(store)
    await store.jobs.schedule("ask", f"gig:{begun.id}:30", clock.now())
    running = await store.jobs.claim(["ask"])
    await store.evaluations.delete(begun.id, MEMBER)
    assert await store.jobs.finish(running)
