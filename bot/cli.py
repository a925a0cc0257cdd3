"""The `biztalk` command. Mistakes a person can mend are one sentence and exit status 1."""

import argparse
import asyncio
import logging
import os
import signal
import sys
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any, TypeVar

from bot import (
    answers,
    app,
    clock,
    content,
    db_command,
    demo,
    doctor_command,
    features,
    gateway,
    logs,
    moderation_command,
    multiplying,
    privacy_command,
    tips_command,
    weighing,
)
from bot.content.adding import CannotAdd, add_notes
from bot.errors import CannotStart
from bot.settings import Settings, load_settings

_T = TypeVar("_T")

_NOTHING = "The library holds nothing on that yet."
_ANSWERS = 5


def main(arguments: Sequence[str] | None = None) -> None:
    """Do what the command line asks; exits with status 1 and a sentence if that cannot be."""
    options = _parser().parse_args(
        moderation_command.in_full(sys.argv[1:] if arguments is None else arguments)
    )
    try:
        status = options.do(load_settings(), options)
        sys.stdout.flush()  # here, and not when Python ends, where nobody can catch what it meets
    except (CannotStart, CannotAdd, content.ContentError) as error:
        logging.getLogger(__name__).debug("The cause:", exc_info=error)
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:  # whoever reads along, such as head, has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(128 + signal.SIGPIPE)
    sys.exit(status)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="biztalk", description="A bot that keeps a music-business channel's knowledge alive."
    )
    commands = parser.add_subparsers(required=True, metavar="command")

    def add(name: str, do: Callable[[Settings, Any], int], about: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=about, description=about)
        command.set_defaults(do=do)
        return command

    add("start", _start, "Run the bot where it can: on Discord with a token, else as a demo.")
    add("run", _run, "Run the bot on Discord, with the token in DISCORD_TOKEN.")
    trial = add("demo", _demo, "Run the bot in a local Discord; no token is needed.")
    trial.add_argument(
        "--port", type=_port, default=demo.PORT, help="default %(default)s; if taken, a free one"
    )
    ask = add("advice", _advice, "Answer a question here in the terminal.")
    ask.add_argument("question", nargs="?")
    ask.add_argument(
        "--jsonl", type=Path, metavar="FILE", help='ask every {"id", "question"} line of a file'
    )
    evaluate = add("evaluate", _evaluate, "Weigh a file of offers here in the terminal.")
    evaluate.add_argument(
        "--jsonl",
        type=Path,
        metavar="FILE",
        required=True,
        help='weigh every {"id", "in"} line of a file',
    )
    about = "Work out what plays bring, or how many it takes for an amount."
    multiplying.add_options(add("streams", _streams, about))
    about = "Judge messages here in the terminal, and try changed rules before they go live."
    moderation_command.add_parts(add("moderation", _lines, about))
    tips_command.add_parts(add("tips", _tips, "Look ahead at the weekly tips."))
    _add_content(commands)
    privacy_command.add_parts(add("privacy", _lines, privacy_command.ABOUT))
    db_command.add_parts(add("db", _lines, "Look after the database."))
    add("doctor", _doctor, doctor_command.ABOUT)
    invite = add("invite", _invite, "Print the address that adds the bot to a server.")
    invite.add_argument(
        "--application", type=int, help="the application's id; without it Discord is asked"
    )
    return parser


def _add_content(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    about = "Look after what curators write."
    content_command = commands.add_parser("content", help=about, description=about)
    parts = content_command.add_subparsers(required=True, metavar="what")
    about = "Name every problem, with its file, its line and how to mend it."
    parts.add_parser("check", help=about, description=about).set_defaults(do=_check_content)
    about = "Turn notes of the vault into drafts, and report what they leave to you."
    notes = parts.add_parser("import", help=about, description=about)
    notes.set_defaults(do=_import_notes)
    notes.add_argument("notes", nargs="+", type=Path, metavar="NOTE.md")
    notes.add_argument(
        "--to", type=Path, metavar="FOLDER", help="the content folder, if not the bot's own"
    )


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) >= 2**16:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return int(text)


def _start(settings: Settings, options: argparse.Namespace) -> int:
    if settings.token is not None:
        return _run(settings, options)
    print("There is no DISCORD_TOKEN, so this is the demo, in a Discord of its own.", flush=True)
    options.port = demo.PORT
    return _demo(settings, options)


def _run(settings: Settings, _: argparse.Namespace) -> int:
    logs.start(settings)
    _finish(app.run(settings))
    return 0


def _demo(settings: Settings, options: argparse.Namespace) -> int:
    logs.start(settings)
    _finish(demo.run(settings, options.port, lambda line: print(line, flush=True)))
    return 0


def _advice(settings: Settings, options: argparse.Namespace) -> int:
    if (options.question is None) == (options.jsonl is None):
        raise CannotStart("Give a question in quotation marks, or a file with --jsonl.")
    logs.start(settings)
    guidance = content.load(settings.content).guidance
    if options.jsonl is not None:
        for line in answers.of_file(guidance, options.jsonl):
            print(line)
        return 0
    found = guidance.search(options.question, _ANSWERS)
    if not found:
        print(_NOTHING)
        return 0
    best, *others = (match.entry for match in found)
    print(best.title, best.body, *(f"- {point}" for point in best.points), sep="\n")
    for credit in guidance.credits(best):
        print(f"From {credit.source.credit}. {credit.how_sure}")
    for other in others:
        print(f"See also: {other.title}")
    return 0


def _evaluate(settings: Settings, options: argparse.Namespace) -> int:
    framework = content.load(settings.content).framework
    for line in weighing.of_file(framework, options.jsonl):
        print(line)
    return 0


def _streams(settings: Settings, options: argparse.Namespace) -> int:
    for line in multiplying.lines(content.load(settings.content), options):
        print(line)
    return 0


def _lines(settings: Settings, options: argparse.Namespace) -> int:
    for line in options.lines(settings, options):
        print(line)
    return 0


def _tips(settings: Settings, options: argparse.Namespace) -> int:
    now = clock.choose(settings.clock_file).now()
    for line in tips_command.lines(content.load(settings.content), options, now):
        print(line)
    return 0


def _check_content(settings: Settings, _: argparse.Namespace) -> int:
    problems = content.check(settings.content, clock.choose(settings.clock_file).now().date())
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems." if problems else "The content is in order.")
    return 1 if problems else 0


def _import_notes(settings: Settings, options: argparse.Namespace) -> int:
    today = clock.choose(settings.clock_file).now().date()
    print(add_notes(options.to or settings.content, options.notes, today))
    return 0


def _doctor(settings: Settings, _: argparse.Namespace) -> int:
    lines, is_well = _finish(doctor_command.lines(settings))
    for line in lines:
        print(line)
    return 0 if is_well else 1


def _invite(settings: Settings, options: argparse.Namespace) -> int:
    application = options.application or _finish(_ask_application(settings))
    print(features.invite_url(application, settings.features))
    return 0


async def _ask_application(settings: Settings) -> int:
    if settings.token is None:
        raise CannotStart(
            "Without a token Discord cannot be asked whose invite it is: set DISCORD_TOKEN, "
            "or give the application's id from the developer portal with --application."
        )
    gateway.redirect(settings.api_url, settings.gateway_url)
    return await gateway.application_id(settings.token.get_secret_value())


def _finish(work: Coroutine[None, None, _T]) -> _T:
    """Run `work`; SIGTERM ends it as Ctrl-C does, so that nothing it started is left behind."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    return asyncio.run(work)
