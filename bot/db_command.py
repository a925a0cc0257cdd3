"""`biztalk db`: bringing the database up to date, backing it up, putting a backup in its place."""

import argparse
import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

from bot import clock
from bot.settings import Settings
from bot.store import Store
from bot.store.backup import back_up
from bot.store.restore import restore

Command = Callable[[Settings, argparse.Namespace], Iterator[str]]
"""Does what was asked, and yields the lines to print."""


def add_parts(database: argparse.ArgumentParser) -> None:
    """Add what `db` can do; the command to run is `lines` among the options."""
    parts = database.add_subparsers(required=True, metavar="what")

    def add(name: str, lines: Command, about: str) -> argparse.ArgumentParser:
        part = parts.add_parser(name, help=about, description=about)
        part.set_defaults(lines=lines)
        return part

    add("upgrade", _upgrade, "Bring the database up to date, as starting the bot does.")
    to = add("backup", _back_up, "Copy the database into one file; the bot may be running.")
    to.add_argument("file", type=Path, metavar="FILE")
    to.add_argument("--force", action="store_true", help="replace a file that is there already")
    back = add("restore", _restore, "Put a backup in the database's place; the bot must not run.")
    back.add_argument("file", type=Path, metavar="FILE")


def _upgrade(settings: Settings, _: argparse.Namespace) -> Iterator[str]:
    asyncio.run(_open_store(settings))
    yield f"The database {settings.database} is up to date."


async def _open_store(settings: Settings) -> None:
    now = clock.choose(settings.clock_file)
    async with Store.open(settings.database, settings.migrations, now):
        pass  # opening it has brought it up to date


def _back_up(settings: Settings, options: argparse.Namespace) -> Iterator[str]:
    size = back_up(settings.database, options.file, replace=options.force)
    yield f"The database is backed up to {options.file}: {size:,} bytes, checked and sound."
    yield "It holds what people told the bot; keep it where nobody else can read it."


def _restore(settings: Settings, options: argparse.Namespace) -> Iterator[str]:
    now = clock.choose(settings.clock_file).now()
    done = restore(options.file, settings.database, settings.migrations, now)
    yield f"{options.file} is now the database {settings.database}."
    if done.is_older:
        yield "It is of an older version; the next start brings it up to date."
    if done.kept is not None:
        yield f"The one from before is {done.kept}; delete it once you no longer need it."
    yield "What people have had deleted since the backup is in it again; delete it again."
