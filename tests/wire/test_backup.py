"""Backups of a bot that runs, by hand and each night, and the way back."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.wire.person import Person, text
from tests.wire.process import SURROUNDINGS, Discord, Process, start_bot


async def db(*arguments: str, database: Path) -> tuple[int, str]:
    """Run `biztalk db`; gives its exit status and what it said."""
    process = await Process.start("-m", "bot", "db", *arguments, env=env_of(database))
    status = await process.end()
    assert "Traceback" not in process.told
    return status, process.told


def env_of(database: Path) -> dict[str, str]:
    return SURROUNDINGS | {"BIZTALK_DATABASE": str(database)}


def zone_in(file: Path) -> str:
    with closing(sqlite3.connect(file)) as opened:
        (zone,) = opened.execute("SELECT zone FROM guild_settings").fetchone()
        return str(zone)


async def test_a_running_bot_is_backed_up_and_brought_back(
    discord: Discord, tmp_path: Path, mara: Person
) -> None:
    database, backup = tmp_path / "biztalk.db", tmp_path / "backup.db"
    bot = await start_bot(discord, database)
    await mara.command("biz-talk", "config set", zone="Europe/Berlin")

    status, said = await db("backup", str(backup), database=database)
    assert status == 0
    assert "checked and sound" in said
    assert zone_in(backup) == "Europe/Berlin"

    await mara.command("biz-talk", "config set", zone="Europe/Paris")
    status, said = await db("restore", str(backup), database=database)
    assert status == 1
    assert "Another bot is using" in said
    assert await bot.stop() == 0

    status, said = await db("restore", str(backup), database=database)
    assert status == 0
    kept = re.findall(r"The one from before is (.*); delete it", said)
    assert zone_in(Path(*kept)) == "Europe/Paris"
    bot = await start_bot(discord, database)
    shown = await mara.command("biz-talk", "config show")
    assert "Time zone: Europe/Berlin" in text(shown)
    assert await bot.stop() == 0


def pass_days(clock_file: Path, days: int) -> None:
    """Move a bot's own clock to so many days after now."""
    new = clock_file.with_suffix(".new")
    new.write_text(str(days * 86_400))
    new.replace(clock_file)


async def test_each_night_a_backup_is_made_or_what_prevents_it_is_told(
    discord: Discord, tmp_path: Path
) -> None:
    folder, clock_file = tmp_path / "backups", tmp_path / "clock"
    bot = await start_bot(
        discord,
        tmp_path / "biztalk.db",
        BIZTALK_BACKUPS=str(folder),
        BIZTALK_BACKUPS_KEPT="2",
        BIZTALK_CLOCK_FILE=str(clock_file),
        BIZTALK_LOG_FORMAT="json",
    )
    for night in range(1, 4):
        pass_days(clock_file, night)
        await bot.said("the database is backed up to", times=night)
    await bot.said("the old backup .* is deleted")
    files = files_in(folder)
    assert len(files) == 2

    folder.rename(tmp_path / "moved")
    pass_days(clock_file, 4)
    told = json.loads(await bot.said("job backup:.* failed"))
    assert told["level"] == "ERROR"
    assert "cannot be written" in told["trace"]
    assert await bot.stop() == 0


def files_in(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir()]
