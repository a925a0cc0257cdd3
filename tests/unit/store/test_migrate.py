import shutil
import signal
import subprocess
import sys
from contextlib import closing
from sqlite3 import connect

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, inspect

from bot.errors import CannotStart
from bot.store import Store, metadata
from bot.store.migrate import bring_up_to_date, transaction
from bot.store.revisions import config_for

REVISION = """
import os
from alembic import op

revision = "next"
down_revision = {head!r}
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE TABLE half_made (id INTEGER PRIMARY KEY)")
    op.execute("ALTER TABLE guild_settings ADD COLUMN half_made TEXT")
    op.execute("DELETE FROM jobs")
    op.execute("UPDATE guild_settings SET zone = 'Mars'")
    {then}


def downgrade():
    pass
"""

WAYS_TO_FAIL = {
    "raises": "raise RuntimeError('a mistake in the revision')",
    "breaks SQL": "op.execute('SELECT nothing FROM nowhere')",
    "commits midway": "op.execute('COMMIT')\n    op.execute('BEGIN')",
    "wants autocommit": "with op.get_context().autocommit_block(): op.execute('VACUUM')",
    "leaves a reference to nothing": (
        "op.execute('CREATE TABLE child (id INTEGER, of INTEGER REFERENCES half_made (id))')\n"
        "    op.execute('INSERT INTO child VALUES (1, 99)')"
    ),
}


@pytest.fixture
async def old(path, migrations, clock):
    """Give a database in use: it has settings and a job."""
    async with Store.open(path, migrations, clock) as store:
        await store.guild_settings.set(1, zone="Europe/Berlin")
        await store.jobs.schedule("tip", "tip:1", clock.now())
    return path


@pytest.fixture
def with_revision(tmp_path, migrations):
    """Give a copy of the migrations with one more revision that ends as told."""

    def make(then):
        folder = tmp_path / "migrations"
        shutil.copytree(migrations, folder, ignore=shutil.ignore_patterns("__pycache__"))
        head = ScriptDirectory(str(folder)).get_current_head()
        (folder / "versions" / "next.py").write_text(REVISION.format(head=head, then=then))
        return folder

    return make


@pytest.mark.parametrize("how", WAYS_TO_FAIL)
async def test_a_failed_migration_leaves_everything_as_it_was(
    *, old, migrations, with_revision, clock, contents, caplog, how
):
    before = contents(old)

    with pytest.raises(CannotStart, match="left exactly as it was") as refusal:
        async with Store.open(old, with_revision(WAYS_TO_FAIL[how]), clock):
            pass

    assert str(old) in str(refusal.value)
    assert refusal.value.__cause__ is not None
    assert any(record.exc_info for record in caplog.records)
    assert contents(old) == before
    async with Store.open(old, migrations, clock) as store:
        assert (await store.guild_settings.get(1)).zone == "Europe/Berlin"
        assert await store.jobs.get("tip:1") is not None


def test_a_bot_killed_in_a_migration_leaves_everything_as_it_was(old, with_revision, contents):
    before = contents(old)
    folder = with_revision("os.kill(os.getpid(), 9)")
    migrate = (
        "import sys; from pathlib import Path; from bot.store.migrate import bring_up_to_date;"
        "bring_up_to_date(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    killed = subprocess.run([sys.executable, "-c", migrate, old, folder], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert contents(old) == before


async def test_a_good_revision_is_applied_and_the_bot_before_it_then_refuses(
    old, migrations, with_revision, clock, contents
):
    folder = with_revision("pass")
    async with Store.open(old, folder, clock) as store:
        assert (await store.guild_settings.get(1)).zone == "Mars"

    before = contents(old)
    with pytest.raises(CannotStart, match=r"newer version of the bot \(revision next\)"):
        async with Store.open(old, migrations, clock):
            pass
    assert contents(old) == before


async def test_a_database_of_another_program_is_left_alone(path, migrations, clock, contents):
    path.parent.mkdir()
    with closing(connect(path)) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
    before = contents(path)
    with pytest.raises(CannotStart, match="another program"):
        async with Store.open(path, migrations, clock):
            pass
    assert contents(path) == before


async def test_a_file_that_is_no_database_is_left_alone(path, migrations, clock):
    path.parent.mkdir()
    path.write_text("Dear diary, " * 100)
    with pytest.raises(CannotStart, match="not a database"):
        async with Store.open(path, migrations, clock):
            pass
    assert path.read_text() == "Dear diary, " * 100


async def test_a_folder_without_migrations_is_named(path, tmp_path, clock):
    with pytest.raises(CannotStart, match="BIZTALK_MIGRATIONS"):
        async with Store.open(path, tmp_path / "nowhere", clock):
            pass


async def test_a_revision_that_cannot_be_read_is_a_sentence(old, with_revision, clock, contents):
    before = contents(old)
    with pytest.raises(CannotStart, match="cannot be read"):
        async with Store.open(old, with_revision("]["), clock):
            pass
    assert contents(old) == before


def test_down_to_nothing_and_up_again_is_the_same(path, migrations, contents):
    path.parent.mkdir()
    bring_up_to_date(path, migrations)
    up = contents(path)

    with transaction(path) as connection:
        command.downgrade(config_for(migrations, connection), "base")
    with transaction(path) as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]

    bring_up_to_date(path, migrations)
    assert contents(path) == up


def test_files_are_named_after_their_revisions_and_the_newest_is_the_last(migrations):
    scripts = ScriptDirectory(str(migrations))
    names = sorted(file.stem for file in (migrations / "versions").glob("*.py"))
    revisions = [script.revision for script in scripts.walk_revisions()]
    assert [name.partition("_")[0] for name in names] == revisions[::-1]


def test_where_nothing_is_to_be_done_alembic_is_not_needed(old, migrations):
    start = (
        "import sys; from pathlib import Path; from bot.store.migrate import bring_up_to_date;"
        "bring_up_to_date(Path(sys.argv[1]), Path(sys.argv[2])); sys.exit('alembic' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", start, old, migrations], check=True)


def test_models_and_migrations_agree(path, migrations):
    path.parent.mkdir()
    bring_up_to_date(path, migrations)
    with transaction(path) as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        # Alembic does not compare these two.
        for table in metadata.tables.values():
            made = inspect(connection).get_check_constraints(table.name)
            meant = [c for c in table.constraints if isinstance(c, CheckConstraint)]
            assert {check["name"]: check["sqltext"] for check in made} == {
                str(check.name): str(check.sqltext) for check in meant
            }
            statement = connection.exec_driver_sql(
                "SELECT sql FROM sqlite_master WHERE name = ?", (table.name,)
            ).scalar_one()
            meant_never_reused = bool(table.dialect_options["sqlite"]["autoincrement"])
            assert ("AUTOINCREMENT" in statement) == meant_never_reused


def test_every_constraint_has_a_name():
    for table in metadata.tables.values():
        assert all(constraint.name for constraint in table.constraints), table.name
        assert all(index.name for index in table.indexes), table.name


def test_a_developer_can_draft_a_revision_that_runs(path, migrations, tmp_path):
    folder = tmp_path / "migrations"
    shutil.copytree(migrations, folder)
    (tmp_path / "pyproject.toml").write_text(f'[tool.alembic]\nscript_location = "{folder}"\n')
    path.parent.mkdir()
    bring_up_to_date(path, folder)
    with closing(connect(path)) as connection:
        connection.execute("DROP TABLE command_sync")

    for arguments in ("revision --autogenerate -m again", "upgrade head", "check"):
        ran = subprocess.run(
            [sys.executable, "-m", "alembic", "-x", f"database={path}", *arguments.split()],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
    assert "No new upgrade operations detected" in ran.stdout
