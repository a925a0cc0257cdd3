import re
from datetime import timedelta

import pytest
from sqlalchemy import BigInteger, Column, DateTime, Integer, MetaData, Table

from bot.store import Keeping, keeping_of, metadata
from bot.store.people import AS_MODERATOR, declare

# Columns with an id of Discord's that is nobody's and no server's.
PLACES = {"channel_id", "message_id", "home_id", "card_id", "thread_id", "rule_id", "after_id"}
PLACES |= {"card_channel_id", "card_message_id", "target_id", "application_id"}
PLACES |= {"biz_talk_channel_id", "log_channel_id", "show_work_channel_id", "moderator_role_id"}


@pytest.mark.parametrize("table", metadata.tables.values(), ids=lambda table: table.name)
def test_every_table_declares_whom_it_is_about_and_how_long_it_lives(table):
    keeping = keeping_of(table)
    assert keeping.why.endswith(".")
    assert keeping.columns <= set(table.columns.keys())
    # A column that names a person or guild must be a declared one, or nobody would look at it.
    ids = {one.name for one in table.columns if isinstance(one.type, BigInteger)}
    assert ids - PLACES <= {keeping.person, keeping.guild, *keeping.staff}
    if keeping.since is not None:
        assert type(table.columns[keeping.since].type).__name__ == "UtcDateTime"


@pytest.mark.parametrize("table", metadata.tables.values(), ids=lambda table: table.name)
def test_every_table_about_a_person_says_what_deletion_does(table):
    keeping = keeping_of(table)
    assert (keeping.person is None) == (keeping.theirs is None)
    if keeping.theirs is not None:
        assert keeping.theirs.name[0].isupper()
        assert keeping.theirs.about.endswith(".")
        assert keeping.theirs.kept is None or keeping.theirs.kept.endswith(".")
        told = [int(number) for number in re.findall(r"\d+", keeping.theirs.life)]
        assert (keeping.days is None) <= (told == [])
        assert all(days <= keeping.days for days in told)
        assert (keeping.days is not None) <= (told != [])


def test_a_table_about_a_person_that_does_not_say_it_cannot_be_declared():
    with pytest.raises(ValueError, match="says what it holds of them"):
        Keeping(why="Plans.", person="user_id")


def test_a_table_that_declares_nothing_is_an_error():
    with pytest.raises(LookupError, match="secrets"):
        keeping_of(Table("secrets", MetaData(), Column("user_id", Integer)))


def test_a_declaration_must_name_columns_that_exist():
    table = Table("plans", MetaData(), Column("user_id", Integer), Column("at", DateTime))
    with pytest.raises(ValueError, match="no column member_id"):
        declare(table, Keeping(why="Plans.", person="member_id", theirs=AS_MODERATOR))


def test_a_life_in_days_needs_the_moment_it_counts_from():
    with pytest.raises(ValueError, match="counts from"):
        Keeping(why="Plans.", days=30)


async def test_rows_go_when_they_have_outlived_their_days(store, clock, tmp_path):
    for key in ("old", "waiting"):
        await store.jobs.schedule("tip", key, clock.now() + timedelta(days=key == "waiting"))
    await store.jobs.finish(await store.jobs.claim(["tip"]))

    (tmp_path / "clock").write_text(str(timedelta(days=30).total_seconds()))
    assert await store.purge() == {}

    (tmp_path / "clock").write_text(str(timedelta(days=30, seconds=1).total_seconds()))
    assert await store.purge() == {"jobs": 1}
    assert await store.jobs.get("old") is None
    assert await store.jobs.get("waiting") is not None
