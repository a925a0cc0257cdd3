import os
import shutil
import tempfile
from pathlib import Path

import pytest

from bot.errors import CannotStart
from bot.store import Store

NOBODY = 65534


@pytest.fixture
def folder(migrations):
    """Give a folder that is not root's, with the migrations in it."""
    folder = Path(tempfile.mkdtemp())
    shutil.copytree(migrations, folder / "migrations")
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(folder)


@pytest.fixture
async def ordinary(folder, clock):
    """Give the folder with a database, to somebody who is not root: root may write anywhere."""
    async with Store.open(folder / "biztalk.db", folder / "migrations", clock):
        pass
    if os.geteuid() != 0:
        yield folder
        return
    for parent, folders, files in os.walk(folder):
        for name in (".", *folders, *files):
            os.chown(f"{parent}/{name}", NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, 0)
    yield folder
    os.setresuid(0, 0, 0)


async def refusal_of(path, folder, clock):
    with pytest.raises(CannotStart) as refusal:
        async with Store.open(path, folder / "migrations", clock):
            pass
    return str(refusal.value)


async def test_a_read_only_file_is_refused_by_name(ordinary, clock):
    path = ordinary / "biztalk.db"
    path.chmod(0o400)
    before = path.read_bytes()
    assert (await refusal_of(path, ordinary, clock)).startswith(f"{path} is read-only")
    assert path.read_bytes() == before


async def test_a_read_only_folder_is_refused_by_name(ordinary, clock):
    ordinary.chmod(0o500)
    sentence = await refusal_of(ordinary / "biztalk.db", ordinary, clock)
    assert sentence.startswith(f"{ordinary} is read-only")


async def test_a_folder_that_cannot_be_made_is_named(ordinary, clock):
    ordinary.chmod(0o500)
    sentence = await refusal_of(ordinary / "new" / "biztalk.db", ordinary, clock)
    assert str(ordinary / "new") in sentence


async def test_a_lock_of_somebody_else_is_named(ordinary, clock):
    lock = ordinary / "biztalk.db.lock"
    lock.chmod(0o400)
    assert str(lock) in await refusal_of(ordinary / "biztalk.db", ordinary, clock)


async def test_a_folder_in_place_of_the_file_is_refused(tmp_path, migrations, clock):
    with pytest.raises(CannotStart, match=str(tmp_path)):
        async with Store.open(tmp_path, migrations, clock):
            pass


async def test_the_folder_is_made_for_its_owner_only(path, migrations, clock):
    async with Store.open(path, migrations, clock):
        assert path.parent.stat().st_mode & 0o777 == 0o700
