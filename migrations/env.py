"""How Alembic reaches the database: over the bot's own connection, or for a developer by path.

The bot runs the revisions itself when it starts. A developer runs, with the bot stopped,
`python -m alembic -x database=data/biztalk.db revision --autogenerate -m "what changes"`.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from alembic.operations.ops import CreateTableOp, MigrationScript
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

from bot.store import lock, metadata, migrate, place


def render_type(kind: str, thing: Any, _: AutogenContext) -> str | Literal[False]:
    """Write SQLAlchemy's own types into revisions: ours may change, what has run may not."""
    if kind == "type" and isinstance(thing, TypeDecorator):
        return f"sa.{thing.impl_instance!r}"
    return False


def finish_draft(
    migration: MigrationContext, _: str | Iterable[str | None], scripts: list[MigrationScript]
) -> None:
    """Number a drafted revision after the newest, and leave our declarations out of it."""
    for script in scripts:
        newest = ScriptDirectory.from_config(context.config).get_current_head()
        script.rev_id = f"{int(newest or '0') + 1:04}"
        for step in script.upgrade_ops.ops if script.upgrade_ops else ():
            if isinstance(step, CreateTableOp):
                step.info.clear()


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,  # SQLite alters most things only by building the table anew
        render_item=render_type,
        process_revision_directives=finish_draft,
    )
    context.run_migrations()


def run_for_developer() -> None:
    given = context.get_x_argument(as_dictionary=True).get("database", "data/biztalk.db")
    database = place.prepare(Path(str(given)))
    with lock.hold(database), migrate.transaction(database) as connection:
        run(connection)
        migrate.check_references(connection)


open_connection = context.config.attributes.get("connection")
if open_connection is None:
    run_for_developer()
else:
    run(open_connection)
