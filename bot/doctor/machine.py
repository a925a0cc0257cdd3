"""What only who runs the bot can mend: content, database, disk, backups, encryption."""

from collections.abc import Iterator
from datetime import datetime

from bot import content
from bot.content import ContentError, Problem
from bot.doctor.database import database_usable, look_at
from bot.doctor.disk import backups_made, folder_of, newest_backup, room
from bot.doctor.finding import Finding
from bot.settings import Settings

_CHECK = "biztalk content check names every problem, with its line."


def look_at_machine(settings: Settings, now: datetime, *, thoroughly: bool) -> list[Finding]:
    """Look at everything on the machine; it reads files and takes a moment.

    Thoroughly, every page of the database is read and checked.
    """
    return [
        _content(settings, now),
        database_usable(look_at(settings.database, settings.migrations, thoroughly=thoroughly)),
        *_disks(settings),
        _backups(settings, now),
        at_rest(is_confirmed=settings.encrypted_at_rest),
    ]


def content_valid(problems: tuple[Problem, ...], *, is_usable: bool) -> Finding:
    """Look at the problems in the files; what stops no reload is worth knowing."""
    key, looked_at = "content", "Content"
    if not problems:
        return Finding(key, looked_at, "good", "It is in order.", mender="operator")
    count = "one problem" if len(problems) == 1 else f"{len(problems)} problems"
    found = f"The files have {count}; the first: {problems[0]}"
    if is_usable:
        return Finding(key, looked_at, "note", found, _CHECK, "operator")
    found += " I go on with what I read before, and could not start anew."
    return Finding(f"{key}:unusable", looked_at, "broken", found, _CHECK, "operator")


def at_rest(*, is_confirmed: bool) -> Finding:
    """Look whether somebody has seen to it that the data lies encrypted: I cannot tell."""
    key, looked_at = "at_rest", "Encryption at rest"
    if is_confirmed:
        found = "Whoever runs me has confirmed it."
        return Finding(key, looked_at, "good", found, mender="operator")
    found = "Nobody has confirmed that the database and its backups lie on encrypted disks."
    mend = (
        "See docs/running.md#encryption-at-rest; then set BIZTALK_ENCRYPTED_AT_REST=true and "
        "start me anew."
    )
    return Finding(f"{key}:unconfirmed", looked_at, "note", found, mend, "operator")


def _content(settings: Settings, now: datetime) -> Finding:
    problems = content.check(settings.content, now.date())
    return content_valid(problems, is_usable=not problems or _can_be_loaded(settings))


def _can_be_loaded(settings: Settings) -> bool:
    try:
        content.load(settings.content)
    except ContentError:
        return False
    return True


def _disks(settings: Settings) -> Iterator[Finding]:
    yield room(folder_of("database", "BIZTALK_DATABASE", settings.database.resolve().parent))
    if settings.backups is not None:
        file = settings.database
        size = file.stat().st_size if file.is_file() else 0
        yield room(folder_of("backups", "BIZTALK_BACKUPS", settings.backups), size)


def _backups(settings: Settings, now: datetime) -> Finding:
    if settings.backups is None:
        return backups_made(None, now, are_on=False)
    newest = newest_backup(settings.database, settings.backups)
    return backups_made(newest, now, are_on=True)
