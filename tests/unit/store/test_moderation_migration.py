from contextlib import closing
from sqlite3 import connect

import pytest
from alembic import command

from bot.store import Store
from bot.store.migrate import bring_up_to_date, transaction
from bot.store.revisions import config_for


@pytest.fixture
def before(path, migrations):
    """Give a database from before moderation, of a server that has made its choices."""
    path.parent.mkdir()
    with transaction(path) as connection:
        command.upgrade(config_for(migrations, connection), "0003")
        connection.exec_driver_sql(
            "INSERT INTO guild_settings (guild_id, log_channel_id, zone) VALUES (1, 5, 'Japan')"
        )
    return path


async def test_choices_from_before_stay_and_the_rest_is_the_default(before, migrations, clock):
    async with Store.open(before, migrations, clock) as store:
        settings = await store.guild_settings.get(1)
    assert (settings.log_channel_id, settings.zone) == (5, "Japan")
    assert (settings.moderation_mode, settings.case_text_days) == ("observe", 30)


def test_there_is_a_way_back(before, migrations, contents):
    def columns():
        with closing(connect(before)) as connection:
            return connection.execute("PRAGMA table_info(guild_settings)").fetchall()

    tables, settings = [line.split("(")[0] for line in contents(before)], columns()
    bring_up_to_date(before, migrations)
    with transaction(before) as connection:
        command.downgrade(config_for(migrations, connection), "0003")
    assert sorted(line.split("(")[0].replace('"', "") for line in contents(before)) == sorted(
        line.replace('"', "") for line in tables
    )
    assert columns() == settings
