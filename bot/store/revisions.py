"""The revisions in `migrations/`, as Alembic reads and runs them.

Importing Alembic takes longer than opening the database, so only what migrates imports this.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def config_for(migrations: Path, connection: Connection | None = None) -> Config:
    """Return what Alembic needs to know; `migrations/env.py` uses the connection given here."""
    config = Config(attributes={} if connection is None else {"connection": connection})
    config.set_main_option("script_location", str(migrations.resolve()).replace("%", "%%"))
    return config


def known(migrations: Path) -> set[str]:
    """Return all revisions there are; reading a broken one can raise anything."""
    scripts = ScriptDirectory.from_config(config_for(migrations))
    return {script.revision for script in scripts.walk_revisions()}


def run_pending(connection: Connection, migrations: Path) -> None:
    """Bring the database of a connection to the newest revision, without a commit."""
    command.upgrade(config_for(migrations, connection), "head")
