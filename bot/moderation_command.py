"""`biztalk moderation`: judging messages in the terminal, and trying changed rules on them."""

import argparse
import asyncio
import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from bot import clock, content, exports, judging, replaying
from bot.errors import CannotStart
from bot.settings import Settings
from bot.store.read_only import NotReadable

_JUDGE, _REPLAY, _EXPORT_CHECK = "judge", "replay", "export-check"

_HANGING = re.compile(r" *(?:\S+  +)?")  # what stands before the words of a line, as in a table
_LEAST_COLUMNS = 40

Command = Callable[[Settings, argparse.Namespace], Iterator[str]]
"""Does what was asked, and yields the lines to print."""


def in_full(arguments: Sequence[str]) -> list[str]:
    """Name the part of `moderation` that a message or a file alone leaves out."""
    given = list(arguments)
    named = given[1:2] and given[1] in (_JUDGE, _REPLAY, _EXPORT_CHECK, "-h", "--help")
    if given[:1] == ["moderation"] and not named:
        given.insert(1, _JUDGE)
    return given


def add_parts(moderation: argparse.ArgumentParser) -> None:
    """Add what `moderation` can do; the command to run is `lines` among the options."""
    parts = moderation.add_subparsers(required=True, metavar="what")

    def add(name: str, lines: Command, about: str) -> argparse.ArgumentParser:
        part = parts.add_parser(name, help=about, description=about)
        part.set_defaults(lines=lines)
        return part

    one = add(_JUDGE, _judge, "Explain what becomes of a message; the word judge may be left out.")
    one.add_argument("text", nargs="?")
    one.add_argument(
        "--jsonl", type=Path, metavar="FILE", help='judge every {"id", "text"} line of a file'
    )
    again = add(
        _REPLAY, _replay, "Tell what changed rules would do to labelled messages and cases."
    )
    again.add_argument(
        "--rules", type=Path, metavar="FILE", help="a moderation.yaml, if not the one in use"
    )
    again.add_argument(
        "--adopt",
        action="store_true",
        help="let the rules go live: in the place of those in use, and noted as tried; "
        "refused if a message that is fine would newly be taken down",
    )
    again.add_argument(
        "--corpus", type=Path, metavar="FILE", help=f"labelled messages; default {replaying.CORPUS}"
    )
    export = add(
        _EXPORT_CHECK, _check_export, "Tell what the rules would have done in a channel so far."
    )
    export.add_argument("export", type=Path, metavar="EXPORT.json", help="by DiscordChatExporter")
    export.add_argument(
        "--rules", type=Path, metavar="FILE", help="a moderation.yaml, if not the one in use"
    )
    export.add_argument(
        "--staff", action="append", default=[], metavar="ROLE", help="a role that is never judged"
    )
    export.add_argument(
        "--year-only", action="store_true", help="pass over what is older than a year"
    )


def _judge(settings: Settings, options: argparse.Namespace) -> Iterator[str]:
    if (options.text is None) == (options.jsonl is None):
        raise CannotStart("Give a message in quotation marks, or a file with --jsonl.")
    rules = replaying.rules_of(settings.content / content.MODERATION)
    if options.jsonl is not None:
        yield from judging.of_file(rules, options.jsonl)
    else:
        yield from judging.explained(rules, options.text)


def _replay(settings: Settings, options: argparse.Namespace) -> Iterator[str]:
    in_use = settings.content / content.MODERATION
    chosen = options.rules or in_use
    before, after = replaying.rules_of(in_use), replaying.rules_of(chosen)
    samples: list[replaying.Sample] = []
    if options.corpus is not None or replaying.CORPUS.is_file():
        samples += replaying.of_corpus(options.corpus or replaying.CORPUS)
    if settings.database.is_file():
        now = clock.choose(settings.clock_file)
        try:
            samples += asyncio.run(replaying.of_cases(settings.database, now))
        except NotReadable as error:
            yield f"{error} Its cases are left out."
    if not samples:
        raise CannotStart("There is nothing to try the rules on; give a file with --corpus.")
    replayed = replaying.replay(samples, before, after)
    yield from _for_terminal(replaying.report(replayed))
    if options.adopt:
        replaying.require_harmless(replayed)
        if chosen != in_use:
            in_use.write_bytes(chosen.read_bytes())
        content.adopt(in_use, clock.choose(settings.clock_file).now().date())
        yield f"{in_use} is noted as tried; `/content reload` or a restart takes it up."
    else:
        yield "Nothing was written."


def _check_export(settings: Settings, options: argparse.Namespace) -> Iterator[str]:
    rules = replaying.rules_of(options.rules or settings.content / content.MODERATION)
    staff = frozenset(role.lower() for role in options.staff)
    with exports.progress_of(options.export, sys.stderr) as tell:
        checked = exports.check(
            options.export, rules, tell, staff=staff, year_only=options.year_only
        )
    yield from _for_terminal(exports.report(checked, rules))


def _for_terminal(lines: Iterable[str]) -> Iterator[str]:
    """Fit lines into the terminal; where a program reads along they stay as they are."""
    if not sys.stdout.isatty():
        return iter(lines)
    return fitted(lines, shutil.get_terminal_size().columns)


def fitted(lines: Iterable[str], columns: int) -> Iterator[str]:
    """Break lines between words, and begin what follows where the words of the first began."""
    room = max(columns, _LEAST_COLUMNS)
    for line in lines:
        hanging = _HANGING.match(line)
        indent = " " * min(len(hanging[0]) if hanging else 0, room // 2)
        yield from textwrap.wrap(
            line,
            room,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]
