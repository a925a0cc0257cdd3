"""`biztalk moderation`: judging messages in the terminal, and trying changed rules on them."""

import argparse
import asyncio
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bot import clock, content, exports, judging, replaying
from bot.errors import CannotStart
from bot.settings import Settings
from bot.store.read_only import NotReadable

_JUDGE, _REPLAY, _EXPORT_CHECK = "judge", "replay", "export-check"

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
        "--rules", type=Path, metavar="FILE", required=True, help="a moderation.yaml"
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
    before = replaying.rules_of(settings.content / content.MODERATION)
    after = replaying.rules_of(options.rules)
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
    yield from replaying.report(replaying.replay(samples, before, after))


def _check_export(settings: Settings, options: argparse.Namespace) -> Iterator[str]:
    rules = replaying.rules_of(options.rules or settings.content / content.MODERATION)
    staff = frozenset(role.lower() for role in options.staff)
    with exports.progress_of(options.export, sys.stderr) as tell:
        checked = exports.check(
            options.export, rules, tell, staff=staff, year_only=options.year_only
        )
    yield from exports.report(checked, rules)
