import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import discord
import pytest

from bot.content import Problem
from bot.doctor.application import commands_in_step, intents_granted
from bot.doctor.clock_difference import clock_difference
from bot.doctor.database import database_usable, look_at
from bot.doctor.disk import Folder, backups_made, folder_of, newest_backup, room
from bot.doctor.machine import at_rest, content_valid
from bot.features import intents_for
from bot.store.migrate import newest

ROOT = Path(__file__).parents[3]
MIGRATIONS = ROOT / "migrations"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "state"),
    [(0, "good"), (2, "good"), (-2, "good"), (3, "note"), (-30, "note"), (31, "broken")],
)
def test_a_clock_that_is_off_is_noted_and_then_broken(seconds, state):
    assert clock_difference(timedelta(seconds=seconds)).state == state


def test_a_clock_says_which_way_it_is_off():
    assert "40 seconds behind Discord's" in clock_difference(timedelta(seconds=-40)).found
    assert "1,000 seconds ahead of Discord's" in clock_difference(timedelta(seconds=1000)).found
    assert clock_difference(None).state == "note"


@pytest.mark.parametrize(
    ("free", "held", "state"),
    [
        (5_000_000_000, 0, "good"),
        (900_000_000, 0, "note"),
        (90_000_000, 0, "broken"),
        (1_500_000_000, 600_000_000, "note"),
        (None, 0, "note"),
    ],
)
def test_room_on_the_disk(free, held, state):
    assert room(Folder("database", "BIZTALK_DATABASE", free, is_writable=True), held).state == state


def test_a_folder_that_cannot_be_written_is_broken():
    found = room(Folder("backups", "BIZTALK_BACKUPS", 10**12, is_writable=False))
    assert (found.state, found.found) == ("broken", "I may not write to the folder of the backups.")


def test_a_folder_to_come_lies_on_the_disk_of_its_parent(tmp_path):
    found = folder_of("backups", "BIZTALK_BACKUPS", tmp_path / "not" / "yet")
    assert found.is_writable
    assert found.free is not None


def test_the_newest_backup_is_found_by_its_name(tmp_path):
    for name in ("biztalk-2026-11-20.db", "biztalk-2026-11-22.db", "biztalk-2026-99-99.db"):
        (tmp_path / name).touch()
    (tmp_path / "other-2026-12-01.db").touch()
    assert newest_backup(Path("data/biztalk.db"), tmp_path) == date(2026, 11, 22)
    assert newest_backup(Path("data/biztalk.db"), tmp_path / "none") is None


@pytest.mark.parametrize(
    ("newest_day", "is_on", "state"),
    [
        (date(2026, 11, 22), True, "good"),
        (date(2026, 11, 21), True, "good"),
        (date(2026, 11, 20), True, "broken"),
        (None, True, "note"),
        (None, False, "note"),
    ],
)
def test_a_backup_is_of_last_night_or_the_night_before(newest_day, is_on, state):
    assert backups_made(newest_day, NOW, are_on=is_on).state == state


def test_a_database_to_come_is_a_note_and_is_not_made(tmp_path):
    path = tmp_path / "none.db"
    assert database_usable(look_at(path, MIGRATIONS, thoroughly=True)).state == "note"
    assert not path.exists()


def test_a_database_of_this_version_is_good_and_others_are_told_apart(tmp_path):
    path = tmp_path / "some.db"
    _stamp(path, *newest(MIGRATIONS))
    found = look_at(path, MIGRATIONS, thoroughly=True)
    assert database_usable(found).state == "good"
    assert database_usable(replace(found, applied=frozenset({"0001"}))).state == "note"
    newer = database_usable(replace(found, applied=frozenset({"9999"})))
    assert (newer.state, newer.key) == ("broken", "database:newer")
    assert database_usable(replace(found, is_writable=False)).state == "broken"


def test_another_programs_database_and_a_damaged_one_are_broken(tmp_path):
    foreign, damaged = tmp_path / "foreign.db", tmp_path / "damaged.db"
    with closing(sqlite3.connect(foreign)) as connection, connection:
        connection.execute("CREATE TABLE songs (name)")
    damaged.write_bytes(b"no database at all" * 100)
    for path, key in ((foreign, "database:foreign"), (damaged, "database:damaged")):
        found = database_usable(look_at(path, MIGRATIONS, thoroughly=True))
        assert (found.state, found.key) == ("broken", key)


def test_an_intent_that_is_asked_for_has_to_be_granted_either_way():
    asked = intents_for({"moderation"})
    for flag in ("gateway_message_content", "gateway_message_content_limited"):
        [found] = intents_granted(asked, discord.ApplicationFlags(**{flag: True}))
        assert found.state == "good"
    [found] = intents_granted(asked, discord.ApplicationFlags())
    assert (found.state, found.key) == ("broken", "intents:message_content")
    assert found.mend.endswith("Privileged Gateway Intents, Message Content Intent.")
    [found] = intents_granted(intents_for(()), discord.ApplicationFlags())
    assert found.state == "good"
    [found] = intents_granted(asked, None)
    assert found.state == "note"


@pytest.mark.parametrize(("told", "state"), [(True, "good"), (False, "broken"), (None, "note")])
def test_commands(told, state):
    assert commands_in_step(told).state == state


def test_content_that_still_works_is_a_note():
    problem = Problem("topics.yaml", 1, "", "what", "mend it")
    assert content_valid((), is_usable=True).state == "good"
    assert content_valid((problem,), is_usable=True).state == "note"
    broken = content_valid((problem, problem), is_usable=False)
    assert broken.state == "broken"
    assert "2 problems; the first: topics.yaml:1: what; mend it." in broken.found


def test_encryption_at_rest_is_the_operators_word():
    assert at_rest(is_confirmed=True).state == "good"
    unconfirmed = at_rest(is_confirmed=False)
    assert unconfirmed.state == "note"
    assert "docs/running.md#encryption-at-rest" in unconfirmed.mend
    assert "BIZTALK_ENCRYPTED_AT_REST=true" in unconfirmed.mend


def _stamp(path, revision):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE alembic_version (version_num)")
        connection.execute("INSERT INTO alembic_version VALUES (?)", [revision])
