import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing

import pytest

from bot.store import Store
from bot.store.backup import back_up
from bot.store.copying import CannotCopy, part_of, problem_in

COPY = """
import sys
from pathlib import Path
from bot.store.backup import back_up
back_up(Path(sys.argv[1]), Path(sys.argv[2]), replace=True)
"""


@pytest.fixture
def to(tmp_path):
    return tmp_path / "backup.db"


def refusal_of(*paths, **how):
    with pytest.raises(CannotCopy) as refused:
        back_up(*paths, **how)
    return str(refused.value)


async def test_a_backup_is_one_sound_file_with_what_was_committed(store, path, to, contents):
    await store.guild_settings.set(1, zone="Europe/Berlin")
    size = back_up(path, to)
    assert to.stat().st_size == size
    assert to.stat().st_mode & 0o777 == 0o600
    assert problem_in(to) is None
    assert contents(to) == contents(path)
    assert {file.name for file in to.parent.glob("*backup*")} == {"backup.db"}


async def test_a_backup_while_somebody_writes_has_all_of_a_transaction_or_nothing(
    store, path, to, clock
):
    async with store.together() as rooms:
        await rooms.guild_settings.set(1, zone="Europe/Berlin")
        await rooms.guild_settings.set(2, zone="Europe/Paris")
        back_up(path, to)
    with closing(sqlite3.connect(to)) as copied:
        assert copied.execute("SELECT count(*) FROM guild_settings").fetchone() == (0,)
    back_up(path, to, replace=True)
    with closing(sqlite3.connect(to)) as copied:
        assert copied.execute("SELECT count(*) FROM guild_settings").fetchone() == (2,)


async def test_it_holds_what_a_killed_bot_left_in_its_log(store, path, to):
    await store.guild_settings.set(1, zone="Europe/Berlin")
    left = to.with_name("left.db")
    for end in ("", "-wal"):  # as they lie there at this moment
        left.with_name(left.name + end).write_bytes(path.with_name(path.name + end).read_bytes())
    back_up(left, to)
    with closing(sqlite3.connect(to)) as copied:
        assert copied.execute("SELECT zone FROM guild_settings").fetchall() == [("Europe/Berlin",)]


async def test_what_is_there_is_replaced_only_when_told(store, path, to):
    to.write_text("mine")
    assert "--force" in refusal_of(path, to)
    assert to.read_text() == "mine"
    back_up(path, to, replace=True)
    assert problem_in(to) is None


async def test_the_database_never_replaces_itself(store, path, tmp_path, contents):
    before = contents(path)
    link = tmp_path / "link.db"
    link.symlink_to(path)
    for itself in (path, link, path.with_name(f"{path.name}-wal")):
        assert "belongs to the database itself" in refusal_of(path, itself, replace=True)
    assert contents(path) == before


async def test_places_that_cannot_be(store, path, tmp_path):
    assert "is a folder" in refusal_of(path, tmp_path)
    assert "cannot be written" in refusal_of(path, tmp_path / "none" / "backup.db")
    assert "no database" in refusal_of(tmp_path / "none.db", tmp_path / "backup.db")


async def test_a_damaged_database_makes_no_backup(store, path, to):
    await store.guild_settings.set(1, zone="Europe/Berlin")
    damaged = to.with_name("damaged.db")
    back_up(path, damaged)
    with damaged.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 20_000)
    assert "could not be copied" in refusal_of(damaged, to)
    assert not list(to.parent.glob("*backup*"))


async def test_of_two_to_one_file_one_is_refused(store, path, to):
    with part_of(to):
        assert "by somebody else" in refusal_of(path, to)


async def test_what_a_killed_one_has_left_is_written_over(store, path, to):
    to.with_name(".backup.db.part").write_bytes(b"half" * 10_000)
    back_up(path, to)
    assert problem_in(to) is None
    assert {file.name for file in to.parent.glob("*backup*")} == {"backup.db"}


@pytest.fixture
def large(tmp_path):
    """A database that takes some hundredths of a second to copy."""
    file = tmp_path / "large.db"
    with closing(sqlite3.connect(file)) as made, made:
        made.execute("CREATE TABLE numbers (number INTEGER, text TEXT)")
        made.executemany(
            "INSERT INTO numbers VALUES (?, ?)", ((number, "x" * 200) for number in range(60_000))
        )
    return file


def test_it_can_be_given_up(large, to):
    give_up = threading.Event()
    give_up.set()
    assert "interrupted" in refusal_of(large, to, give_up=give_up)
    assert not list(to.parent.glob("*backup*"))


def test_killed_at_any_moment_there_is_never_half_a_backup(large, to):
    for size in (0, 4_000_000, 10_000_000):
        before = to.read_bytes() if to.exists() else None
        copying = subprocess.Popen([sys.executable, "-c", COPY, large, to])
        wait_for_part(to, copying, size=size)
        copying.send_signal(signal.SIGKILL)
        copying.wait()
        if to.exists() and to.read_bytes() != before:
            assert problem_in(to) is None
            assert to.stat().st_size > 12_000_000


def wait_for_part(to, copying, size):
    part = to.with_name(f".{to.name}.part")
    while copying.poll() is None:
        try:
            if part.stat().st_size >= size:
                return
        except FileNotFoundError:
            continue


async def test_a_store_opens_what_was_backed_up(store, path, to, migrations, clock):
    await store.guild_settings.set(1, zone="Europe/Berlin")
    back_up(path, to)
    async with Store.open(to, migrations, clock) as copied:
        assert (await copied.guild_settings.get(1)).zone == "Europe/Berlin"
