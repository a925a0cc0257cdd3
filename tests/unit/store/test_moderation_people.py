"""Whom the rows of moderation are about: found, and forgotten, through what tables declare."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from bot.store import RecentPost, keeping_of, metadata
from bot.store.recent_posts import MemberPost

GUILD, AUTHOR, REPORTER, MODERATOR = 1_000_001, 3_000_001, 3_000_002, 3_000_003
HOUR = timedelta(hours=1)


@pytest.fixture
async def case(store, sighting, clock):
    who = {"guild_id": GUILD, "author_id": AUTHOR}
    await store.cases.open(sighting(1, **who), join_within=HOUR)
    case, _ = await store.cases.report(
        sighting(2, **who), by=REPORTER, reason="other", join_within=HOUR
    )
    await store.cases.decide(case.id, GUILD, MODERATOR, "promotion")
    await store.recent_posts.note_all(
        [MemberPost(GUILD, AUTHOR, RecentPost(1, 200, "a", clock.now()))]
    )
    await store.decision_counts.add(GUILD, clock.now().date(), "remove")
    await store.exemptions.add(GUILD, "channel", 5)
    await store.domains.allow(GUILD, "bandcamp.com")
    await store.seen.seen(GUILD, 200, 2)
    await store.guild_settings.set(GUILD, moderation_mode="review")
    return case


def forget(path, column, whom):
    """Delete what every table declares to be about a person or guild, in whatever order."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = ON")
        for table in metadata.sorted_tables:
            if name := getattr(keeping_of(table), column):
                connection.execute(f"DELETE FROM {table.name} WHERE {name} = ?", (whom,))  # noqa: S608


@pytest.mark.parametrize(
    ("column", "whom"),
    [("person", AUTHOR), ("person", REPORTER), ("person", MODERATOR), ("guild", GUILD)],
)
@pytest.mark.usefixtures("case")
async def test_nothing_is_left_of_a_person_or_guild(path, contents, column, whom):
    assert any(f"{whom}" in line for line in contents(path))
    forget(path, column, whom)
    assert not any(f"{whom}" in line for line in contents(path))


async def test_a_case_outlives_what_is_kept_of_moderators_and_reporters(store, case, path):
    forget(path, "person", MODERATOR)
    forget(path, "person", REPORTER)
    left = await store.cases.get(GUILD, case.id)
    assert (left.state, left.decision) == ("decided", "promotion")
    assert (left.decided_by, left.decisions, left.reports) == (None, (), ())
    assert len(left.messages) == 2


async def test_a_case_takes_all_that_hangs_on_it_along(store, case, path):
    forget(path, "guild", GUILD)
    with closing(sqlite3.connect(path)) as connection:
        for table in ("case_messages", "reports", "decisions"):
            left = connection.execute(f"SELECT count(*) FROM moderation_{table}")  # noqa: S608
            assert left.fetchone() == (0,)
