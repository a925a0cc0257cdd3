import asyncio
from datetime import timedelta

from bot.store import RecentPost
from bot.store.recent_posts import MemberPost

GUILD, AUTHOR = 100, 300
HOUR = timedelta(hours=1)
DAY = 86_400


def posted(message_id, at, *, digest="a", guild_id=GUILD, author_id=AUTHOR):
    return MemberPost(guild_id, author_id, RecentPost(message_id, 200, digest, at))


async def note(store, message_id, at, **more):
    await store.recent_posts.note_all([posted(message_id, at, **more)])


async def test_a_members_recent_posts_here_are_known(store, clock):
    now = clock.now()
    await note(store, 3, now, digest="b")
    await note(store, 2, now - HOUR)
    await note(store, 1, now - 2 * HOUR)
    await note(store, 4, now, author_id=301)
    await note(store, 5, now, guild_id=101)
    assert await store.recent_posts.of(GUILD, AUTHOR, now - HOUR) == [
        RecentPost(2, 200, "a", now - HOUR),
        RecentPost(3, 200, "b", now),
    ]
    assert await store.recent_posts.of(GUILD, 302, now - HOUR) == []


async def test_a_message_is_kept_once_and_an_edit_does_not_make_it_younger(store, other, clock):
    now = clock.now()
    await asyncio.gather(*(note(rooms, 1, now) for rooms in (store, other)))
    await note(store, 1, now + HOUR, digest="b")
    assert await store.recent_posts.of(GUILD, AUTHOR, now) == [RecentPost(1, 200, "b", now)]


async def test_many_are_noted_together_and_the_last_of_one_counts(store, clock):
    now = clock.now()
    many = [posted(number, now) for number in range(400)]
    await store.recent_posts.note_all([*many, posted(7, now, digest="b")])
    assert len(await store.recent_posts.of(GUILD, AUTHOR, now)) == 400
    assert await store.recent_posts.digest_of(7) == "b"
    assert await store.recent_posts.digest_of(401) is None
    await store.recent_posts.note_all([])


async def test_what_was_posted_is_forgotten_after_a_day(store, clock, move):
    await note(store, 1, clock.now())
    move(DAY)
    assert await store.purge() == {}
    move(DAY + 1)
    assert await store.purge() == {"moderation_recent": 1}
