"""/doctor, what moderators are told after a start, and `biztalk doctor`."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.wire.cases import LOG, put, rows, settled
from tests.wire.connection import Json
from tests.wire.evaluating import custom_ids
from tests.wire.person import Person, text
from tests.wire.process import Discord, Process, start_bot
from tests.wire.tipping import history, now, pass_time

TALK = "biz-talk"
BOT_ROLE = 804_000_000_000_000_003
SEND, PIN = 1 << 11, 1 << 51
EPHEMERAL = 1 << 6
SETTLED = 61  # seconds, until the bot looks by itself
TOLD = "SELECT broken FROM doctor_notices WHERE told_at IS NOT NULL"


@pytest.fixture(scope="module")
async def database(discord: Discord, tmp_path_factory: pytest.TempPathFactory) -> Path:
    await discord.order("reset")
    return tmp_path_factory.mktemp("bot") / "biztalk.db"


@pytest.fixture(scope="module")
async def bot(discord: Discord, database: Path) -> AsyncIterator[Process]:
    running = await start_bot(discord, database)
    yield running
    assert await running.stop() == 0


@pytest.fixture
async def chosen(bot: Process, database: Path, mara: Person) -> None:
    """A server on which everything is chosen."""
    at = mara.channels
    put(
        database,
        mara.guild_id,
        biz_talk_channel_id=at[TALK],
        log_channel_id=at[LOG],
        show_work_channel_id=at["show-your-work"],
    )


async def examined(person: Person) -> Json:
    return await person.command("general-talk", "doctor")


async def looks_after_a_start(discord: Discord, bot: Process, database: Path) -> Process:
    """Start the bot anew, let the time pass after which it looks by itself, wait until it has."""
    assert await bot.stop() == 0
    due = await now(discord) + timedelta(seconds=60)  # what was planned before is due earlier
    other = await start_bot(discord, database)
    since = f"{due:%Y-%m-%d %H:%M:%S.%f}"
    looks = f"SELECT state FROM jobs WHERE kind = 'doctor' AND due >= '{since}'"  # noqa: S608 - ours
    await settled(lambda: ("waiting",) in rows(database, looks))
    await pass_time(discord, SETTLED)
    await settled(lambda: set(rows(database, looks)) == {("done",)})
    return other


async def notices(moderator: Person) -> list[Json]:
    """What the doctor says in the log, the oldest first."""
    return [
        one
        for one in await history(moderator, LOG)
        if any(custom_id.startswith("doctor:") for custom_id in custom_ids(one))
    ]


def plainly(message: Json) -> str:
    """All that a message says, without escapes and marks that keep directions apart."""
    return text(message).translate({0x2068: None, 0x2069: None, ord("\\"): None})


@pytest.mark.usefixtures("chosen")
async def test_on_a_good_server_nothing_is_broken(mara: Person) -> None:
    card = await examined(mara)
    assert card["flags"] & EPHEMERAL
    said = plainly(card)
    assert "Nothing is broken." in said
    assert "Moderation: It observes" in said
    for name in ("Biz-talk channel", "Token", "Intents", "Commands", "Clock", "Content"):
        assert name in said.partition("**In order**")[2]
    assert "Encryption at rest: Nobody has confirmed" in said


@pytest.mark.usefixtures("chosen")
async def test_a_permission_that_is_taken_away_is_named_with_its_mend(
    mara: Person, olive: Person
) -> None:
    await olive.set_overwrite(TALK, BOT_ROLE, deny=SEND)
    card = await examined(mara)
    said = plainly(card)
    assert "One thing is broken." in said
    assert "Broken: Biz-talk channel." in said
    assert "In #biz-talk I lack Send Messages." in said
    assert (
        "Open #biz-talk, Edit Channel, Permissions, add the role biz-talk and allow Send Messages."
    ) in said
    await olive.clear_overwrite(TALK, BOT_ROLE)
    again = await mara.press(card, "Look again")
    assert again["id"] == card["id"]
    assert "Nothing is broken." in plainly(again)


@pytest.mark.usefixtures("chosen")
async def test_manage_messages_does_not_pin_any_more(mara: Person, olive: Person) -> None:
    await olive.set_overwrite(TALK, BOT_ROLE, deny=PIN)
    said = plainly(await examined(mara))
    assert "Weekly tip: In #biz-talk I lack Pin Messages. I do have Manage Messages, but" in said
    await olive.clear_overwrite(TALK, BOT_ROLE)


@pytest.mark.usefixtures("chosen")
async def test_an_intent_that_is_switched_off_is_for_who_runs_the_bot(
    discord: Discord, mara: Person
) -> None:
    await discord.order("gateway", do="grant", intents=0)
    said = plainly(await examined(mara))
    assert "Broken: Intents." in said
    assert "For whoever runs me: Switch it on at discord.com/developers/applications" in said
    await discord.order("gateway", do="grant", intents=1 << 15 | 1 << 1)


@pytest.mark.usefixtures("bot")
async def test_members_are_refused(mara: Person, nora: Person) -> None:
    assert "doctor" not in [one["name"] for one in await nora.commands()]
    body = await mara.command_body("biz-talk", "doctor")
    assert (await nora.refused(body))["code"] == 10063


@pytest.mark.usefixtures("chosen")
async def test_the_command_line_tells_the_same_beside_the_running_bot(
    discord: Discord, database: Path, olive: Person
) -> None:
    program = await Process.start("-m", "bot", "doctor", env=discord.settings(database))
    assert await program.end() == 0, program.told
    assert "well    Token                      Discord accepts it" in program.told
    assert "Server Better Records" in program.lines
    assert program.lines[-1] == "Nothing is broken."

    await olive.set_overwrite(TALK, BOT_ROLE, deny=SEND)
    program = await Process.start("-m", "bot", "doctor", env=discord.settings(database))
    assert await program.end() == 1
    assert "BROKEN  Biz-talk channel           In #biz-talk I lack Send Messages." in program.told
    await olive.clear_overwrite(TALK, BOT_ROLE)


async def test_the_command_line_says_that_a_token_is_refused_and_a_clock_is_wrong(
    discord: Discord, tmp_path: Path
) -> None:
    ahead = float(discord.clock_file.read_text()) if discord.clock_file.exists() else 0.0
    clock = tmp_path / "clock"
    clock.write_text(str(ahead + 100))
    env = discord.settings(tmp_path / "none.db", DISCORD_TOKEN="wrong.token")
    env["BIZTALK_CLOCK_FILE"] = str(clock)
    program = await Process.start("-m", "bot", "doctor", env=env)
    assert await program.end() == 1
    assert "BROKEN  Token                      Discord refuses it." in program.told
    assert "Mend: Copy it from discord.com/developers/applications" in program.told
    assert re.search(r"BROKEN  Clock +It is (99|100|101) seconds ahead of Discord's", program.told)
    assert not (tmp_path / "none.db").exists()


@pytest.mark.usefixtures("chosen")
async def test_moderators_are_told_once_of_each_set_of_broken_things(
    discord: Discord, bot: Process, database: Path, mara: Person, olive: Person
) -> None:
    await olive.set_overwrite(TALK, BOT_ROLE, deny=SEND)
    other = await looks_after_a_start(discord, bot, database)
    [told] = await notices(mara)
    assert "In #biz-talk I lack Send Messages." in plainly(told)
    assert "Worth knowing" not in plainly(told)

    answer = await mara.press(told, "Look again")
    assert answer["flags"] & EPHEMERAL
    assert "Worth knowing" in plainly(answer)

    other = await looks_after_a_start(discord, other, database)
    assert len(await notices(mara)) == 1
    await olive.clear_overwrite(TALK, BOT_ROLE)
    other = await looks_after_a_start(discord, other, database)
    assert rows(database, TOLD) == []
    await olive.set_overwrite(TALK, BOT_ROLE, deny=SEND)
    other = await looks_after_a_start(discord, other, database)
    assert len(await notices(mara)) == 2
    await olive.clear_overwrite(TALK, BOT_ROLE)
    assert await other.stop() == 0
