"""`biztalk privacy`: what `/privacy` does, for a person who writes to whoever runs the bot."""

import argparse
import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot import clock
from bot.clock import Clock
from bot.errors import CannotStart
from bot.privacy import as_json, delete
from bot.settings import Settings
from bot.store import Store
from bot.store.keys import KEY_BYTES
from bot.store.people import Theirs

Command = Callable[[Settings, argparse.Namespace], Iterator[str]]
"""Does what was asked, and yields the lines to print."""

ABOUT = "Hand out or delete what is kept about a person; the bot must not run."


def add_parts(privacy: argparse.ArgumentParser) -> None:
    """Add what `privacy` can do; the command to run is `lines` among the options."""
    parts = privacy.add_subparsers(required=True, metavar="what")

    def add(name: str, lines: Command, about: str) -> argparse.ArgumentParser:
        part = parts.add_parser(name, help=about, description=about)
        part.set_defaults(lines=lines)
        part.add_argument("user", type=_user_id, metavar="USER", help="the person's Discord id")
        return part

    export = add("export", _export, "Write all that is kept about a person into a JSON file.")
    export.add_argument("file", type=Path, metavar="FILE")
    add("delete", _delete, "Delete all about a person, as /privacy delete does.")


def _user_id(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 2**63:
        raise argparse.ArgumentTypeError("a Discord id is a long number, such as 80351110224678912")
    return int(text)


def _export(settings: Settings, options: argparse.Namespace) -> Iterator[str]:
    written = asyncio.run(_exported(settings, options.user))
    try:
        options.file.touch(mode=0o600, exist_ok=False)
        options.file.write_bytes(written)
    except OSError as error:
        msg = f"{options.file} cannot be written: {error.strerror}."
        raise CannotStart(msg) from error
    yield f"Written to {options.file}. It is for that person alone; delete it once they have it."


async def _exported(settings: Settings, user_id: int) -> bytes:
    async with _opened(settings) as (store, now):
        return as_json(await store.persons.rows(user_id), user_id, now.now())


def _delete(settings: Settings, options: argparse.Namespace) -> Iterator[str]:
    yield from asyncio.run(_deleted(settings, options.user))


async def _deleted(settings: Settings, user_id: int) -> list[str]:
    async with _opened(settings) as (store, now):
        done = await delete(store, user_id, now.now(), secrets.token_bytes(KEY_BYTES))
    if not done.counts:
        return ["Nothing was kept about that person."]
    lines = [f"{kind.name}: {count}, {_became(kind)}" for kind, count in done.counts.items()]
    if done.held.cases_until is not None:
        lines.append(f"Cases that are not over name them until {done.held.cases_until:%Y-%m-%d}.")
    return [*lines, "Messages that show any of it are cleared once the bot runs again."]


def _became(kind: Theirs) -> str:
    return "deleted" if kind.kept is None else "kept without them"


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[tuple[Store, Clock]]:
    now = clock.choose(settings.clock_file)
    async with Store.open(settings.database, settings.migrations, now) as store:
        yield store, now
