import shutil
import sqlite3
from contextlib import closing

import pytest

from bot.errors import CannotStart
from bot.store import Store
from bot.store.backup import back_up
from bot.store.restore import restore


@pytest.fixture
async def backup(path, migrations, clock, tmp_path):
    """A backup of a database that changed afterwards, and that nobody has open."""
    file = tmp_path / "backup.db"
    async with Store.open(path, migrations, clock) as store:
        await store.guild_settings.set(1, zone="Europe/Berlin")
        back_up(path, file)
        await store.guild_settings.set(1, zone="Europe/Paris")
    return file


@pytest.fixture
def put_back(path, migrations, clock):
    return lambda file: restore(file, path, migrations, clock.now())


@pytest.fixture
def refused(put_back, path):
    """Give the sentence with which a restore is refused; see that it changed nothing."""

    def refusal_of(file):
        before = files_in(path.parent)
        with pytest.raises(CannotStart) as refusal:
            put_back(file)
        assert files_in(path.parent) == before
        return str(refusal.value)

    return refusal_of


def files_in(folder):
    return {file.name: file.read_bytes() for file in folder.iterdir() if "lock" not in file.name}


def zone_in(file):
    with closing(sqlite3.connect(file)) as opened:
        return opened.execute("SELECT zone FROM guild_settings").fetchone()[0]


async def test_what_was_is_back_and_what_is_replaced_lies_beside(
    put_back, backup, path, migrations, clock
):
    before = backup.read_bytes()
    done = put_back(backup)
    assert done.kept == path.with_name("biztalk.db.before-20261122T120000Z")
    assert not done.is_older
    assert zone_in(done.kept) == "Europe/Paris"
    async with Store.open(path, migrations, clock) as store:
        assert (await store.guild_settings.get(1)).zone == "Europe/Berlin"
    assert path.stat().st_mode & 0o777 == 0o600
    assert backup.read_bytes() == before
    assert put_back(backup).kept.name.endswith("Z-2")


async def test_what_a_killed_bot_left_in_its_log_is_kept_and_not_played_into_the_backup(
    put_back, backup, path, migrations, clock
):
    async with Store.open(path, migrations, clock) as store:
        await store.guild_settings.set(1, zone="Europe/Rome")
        for end in ("", "-wal"):
            shutil.copy(path.with_name(path.name + end), backup.with_name(f"killed{end}"))
    for end in ("", "-wal"):
        shutil.copy(backup.with_name(f"killed{end}"), path.with_name(path.name + end))
    done = put_back(backup)
    assert zone_in(path) == "Europe/Berlin"
    assert zone_in(done.kept) == "Europe/Rome"


async def test_a_lost_database_comes_back(put_back, backup, path):
    path.unlink()
    path.with_name(f"{path.name}-wal").write_bytes(b"the log of the lost one")
    assert put_back(backup).kept is None
    assert zone_in(path) == "Europe/Berlin"


async def test_a_ruined_database_is_kept_and_nothing_of_its_log_stays_beside_the_new(
    put_back, backup, path
):
    path.write_bytes(b"ruined" * 10_000)
    path.with_name(f"{path.name}-wal").write_bytes(b"and its log")
    done = put_back(backup)
    assert zone_in(path) == "Europe/Berlin"
    assert done.kept.read_bytes() == b"ruined" * 10_000
    assert not path.with_name(f"{path.name}-wal").exists()


async def test_a_running_bot_is_left_alone(refused, backup, path, migrations, clock):
    async with Store.open(path, migrations, clock):
        assert "Another bot is using" in refused(backup)


async def test_a_program_that_reads_is_left_alone(put_back, backup, path, monkeypatch):
    monkeypatch.setattr("bot.store.restore.BUSY_MILLISECONDS", 1)
    with closing(sqlite3.connect(path)) as reading:
        reading.execute("BEGIN")
        reading.execute("SELECT * FROM guild_settings").fetchone()
        with pytest.raises(CannotStart, match="end what has it open"):
            put_back(backup)
    assert zone_in(path) == "Europe/Paris"


async def test_files_that_are_no_backups(refused, backup, path, tmp_path):
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as made, made:
        made.execute("CREATE TABLE songs (title TEXT)")
    text = tmp_path / "notes.txt"
    text.write_text("not a database, and long enough to be looked at as if it were one" * 20)
    (tmp_path / "empty.db").touch()
    assert "not a database of this bot" in refused(other)
    assert "not a database of this bot" in refused(tmp_path / "empty.db")
    assert "cannot be read as a database" in refused(text)
    assert "There is no file" in refused(tmp_path / "none.db")
    assert "the database itself" in refused(path)


async def test_a_damaged_backup_is_refused(refused, backup):
    with backup.open("r+b") as file:
        file.seek(3 * 4096)
        file.write(b"\xff" * 4096)
    assert "damaged" in refused(backup)


async def test_a_newer_backup_is_refused(refused, backup):
    with closing(sqlite3.connect(backup)) as newer, newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "newer version of the bot (revision 9999)" in refused(backup)


async def test_an_older_backup_is_brought_up_to_date_at_the_next_start(
    put_back, path, migrations, clock, tmp_path
):
    older = tmp_path / "older" / "versions"
    shutil.copytree(migrations, older.parent, ignore=shutil.ignore_patterns("__pycache__"))
    *_, newest = sorted(older.glob("*.py"))
    newest.unlink()
    async with Store.open(path, older.parent, clock) as store:
        await store.guild_settings.set(1, zone="Europe/Berlin")
        back_up(path, tmp_path / "backup.db")
    assert put_back(tmp_path / "backup.db").is_older
    async with Store.open(path, migrations, clock) as store:
        assert (await store.guild_settings.get(1)).zone == "Europe/Berlin"


async def test_a_backup_with_its_log_beside_it_is_taken_whole(
    put_back, path, migrations, clock, tmp_path
):
    """As tools leave one that copy files as they lie there."""
    async with Store.open(path, migrations, clock) as store:
        await store.guild_settings.set(1, zone="Europe/Rome")
        for end in ("", "-wal"):
            shutil.copy(path.with_name(path.name + end), tmp_path / f"copied.db{end}")
    put_back(tmp_path / "copied.db")
    assert zone_in(path) == "Europe/Rome"
