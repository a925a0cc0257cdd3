from datetime import timedelta

import pytest
from sqlalchemy import Column, DateTime, Integer, MetaData, Table

from bot.store import Keeping, keeping_of, metadata
from bot.store.people import declare


@pytest.mark.parametrize("table", metadata.tables.values(), ids=lambda table: table.name)
def test_every_table_declares_whom_it_is_about_and_how_long_it_lives(table):
    keeping = keeping_of(table)
    assert keeping.why.endswith(".")
    assert keeping.columns <= set(table.columns.keys())
    # A column that names a person or guild must be the declared one, or nobody would look at it.
    assert ("user_id" in table.columns) <= (keeping.person is not None)
    assert ("guild_id" in table.columns) <= (keeping.guild is not None)
    if keeping.since is not None:
        assert type(table.columns[keeping.since].type).__name__ == "UtcDateTime"


def test_a_table_that_declares_nothing_is_an_error():
    with pytest.raises(LookupError, match="secrets"):
        keeping_of(Table("secrets", MetaData(), Column("user_id", Integer)))


def test_a_declaration_must_name_columns_that_exist():
    table = Table("plans", MetaData(), Column("user_id", Integer), Column("at", DateTime))
    with pytest.raises(ValueError, match="no column member_id"):
        declare(table, Keeping(why="Plans.", person="member_id"))


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
