"""/setup, as a moderator meets it who has just invited the bot."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.wire.cases import rows
from tests.wire.person import Person, buttons, text
from tests.wire.process import Discord, Process, start_bot

EPHEMERAL = 1 << 6
VIEW, SEND = 1 << 10, 1 << 11
MODERATORS, REGULARS = 804_000_000_000_000_001, 804_000_000_000_000_002
BOT_ROLE = 804_000_000_000_000_003
SETTINGS = (
    "SELECT biz_talk_channel_id, log_channel_id, show_work_channel_id, moderator_role_id, zone "
    "FROM guild_settings WHERE guild_id = {}"
)


@dataclass
class Running:
    """A bot, and its database."""

    bot: Process
    database: Path

    def settings(self, guild_id: int) -> Any:
        """The row of a server; None if it has none."""
        return next(iter(rows(self.database, SETTINGS.format(guild_id))), None)


@pytest.fixture(scope="module")
async def running(
    discord: Discord, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Running]:
    await discord.order("reset")
    database = tmp_path_factory.mktemp("bot") / "biztalk.db"
    one = Running(await start_bot(discord, database), database)
    yield one
    assert await one.bot.stop() == 0
    await discord.order("reset")


@pytest.fixture
def fresh(running: Running) -> Running:
    """The same while nobody has set anything."""
    with closing(sqlite3.connect(running.database, timeout=10)) as connection, connection:
        connection.execute("DELETE FROM guild_settings")
    return running


async def test_one_press_saves_what_was_found(fresh: Running, olive: Person) -> None:
    card = await olive.command("general-talk", "setup")
    at = olive.channels
    for line in (
        f"**Biz-talk channel**: <#{at['biz-talk']}>, found by its name",
        f"**Moderators' log**: <#{at['moderators-log']}>, found by its name",
        f"**Show-your-work channel**: <#{at['show-your-work']}>, found by its name",
        f"**Moderators' role**: <@&{MODERATORS}>, found by its name and permissions",
        "**Time zone**: not chosen, so UTC, where it is ",
    ):
        assert line in text(card)
    assert card["flags"] & EPHEMERAL
    assert fresh.settings(olive.guild_id) is None

    saved = await olive.press(card, "Save this")
    assert saved["id"] == card["id"]
    assert "### Saved\n" in text(saved)
    for told in ("How it looks from here", "/tips schedule", "/moderation mode", "/advice"):
        assert told in text(saved)
    expected = (at["biz-talk"], at["moderators-log"], at["show-your-work"], MODERATORS, "UTC")
    assert fresh.settings(olive.guild_id) == expected

    again = await olive.command("general-talk", "setup")
    assert "Everything is set." in text(again)
    assert text(again).count("set already") == 4
    assert [one["label"] for one in buttons(again)] == ["Check it", "Change"]
    checked = await olive.press(again, "Check it")
    assert "### As it is set\n" in text(checked)
    assert fresh.settings(olive.guild_id) == expected


async def test_the_form_holds_what_was_found_and_saves_what_is_chosen(
    fresh: Running, olive: Person
) -> None:
    at = olive.channels
    card = await olive.command("general-talk", "setup")
    form = await olive.opens(olive.press_body(card, "Change"))
    fields = {one["component"]["custom_id"]: one["component"] for one in form["components"]}
    assert list(fields) == ["biz_talk", "log", "show_work", "role", "zone"]
    assert fields["biz_talk"]["default_values"][0]["id"] == str(at["biz-talk"])
    assert fields["role"]["default_values"] == [{"type": "role", "id": str(MODERATORS)}]
    assert fields["zone"]["value"] == "UTC"

    saved = await olive.submit(
        form, biz_talk=str(at["general-talk"]), show_work=[], role=str(REGULARS), zone="berlin"
    )
    assert saved["id"] == card["id"]
    assert "**Time zone**: Europe/Berlin, where it is " in text(saved)
    assert "**Show-your-work channel**: not set" in text(saved)
    expected = (at["general-talk"], at["moderators-log"], None, REGULARS, "Europe/Berlin")
    assert fresh.settings(olive.guild_id) == expected


async def test_a_zone_that_may_be_several_is_asked_back_and_the_rest_is_saved(
    fresh: Running, olive: Person
) -> None:
    card = await olive.command("general-talk", "setup")
    form = await olive.opens(olive.press_body(card, "Change"))
    asked = await olive.submit(form, zone="Indiana")
    assert "Which time zone is it?" in text(asked)
    assert fresh.settings(olive.guild_id)[3:] == (MODERATORS, "UTC")
    saved = await olive.choose(asked, "America/Indiana/Knox")
    assert "Which time zone" not in text(saved)
    assert fresh.settings(olive.guild_id)[3:] == (MODERATORS, "America/Indiana/Knox")


async def test_a_zone_that_is_unknown_stands_in_the_form_again(
    fresh: Running, olive: Person
) -> None:
    card = await olive.command("general-talk", "setup")
    form = await olive.opens(olive.press_body(card, "Change"))
    asked = await olive.submit(form, zone="Middle-earth, I *think*")
    assert "I do not know the time zone" in text(asked)
    assert fresh.settings(olive.guild_id)[0] == olive.channels["biz-talk"]
    form = await olive.opens(olive.press_body(asked, "Change"))
    assert form["components"][4]["component"]["value"] == "Middle-earth, I *think*"
    await olive.submit(form, zone="New York")
    assert fresh.settings(olive.guild_id)[4] == "America/New_York"


async def test_what_cannot_be_used_keeps_nothing_else_from_being_saved(
    fresh: Running, olive: Person
) -> None:
    await olive.set_overwrite("biz-talk", BOT_ROLE, deny=SEND)
    card = await olive.command("general-talk", "setup")
    saved = await olive.press(card, "Save this")
    await olive.clear_overwrite("biz-talk", BOT_ROLE)
    assert "Saved, except" in text(saved)
    assert f"Biz-talk channel: I lack Send Messages in <#{olive.channels['biz-talk']}>" in text(
        saved
    )
    kept = (None, olive.channels["moderators-log"], olive.channels["show-your-work"])
    assert fresh.settings(olive.guild_id)[:3] == kept


async def test_a_log_that_everybody_reads_is_named_and_not_taken(
    fresh: Running, olive: Person
) -> None:
    log = olive.channels["moderators-log"]
    await olive.set_overwrite("moderators-log", olive.guild_id, allow=VIEW)
    card = await olive.command("general-talk", "setup")
    await olive.set_overwrite("moderators-log", olive.guild_id, deny=VIEW)
    assert f"<#{log}> is called so, but everybody can read it" in text(card)
    assert "create a private text channel" not in text(card)

    anew = await olive.press(card, "Save this")  # it is private by now
    assert "Something changed here" in text(anew)
    assert fresh.settings(olive.guild_id) is None
    await olive.press(anew, "Save this")
    assert fresh.settings(olive.guild_id)[1] == log


async def test_a_log_that_the_bot_cannot_see_is_named(fresh: Running, olive: Person) -> None:
    log = olive.channels["moderators-log"]
    await olive.set_overwrite("moderators-log", BOT_ROLE, deny=VIEW)
    card = await olive.command("general-talk", "setup")
    assert f"<#{log}> is called so, but I cannot see it: add my role" in text(card)
    saved = await olive.press(card, "Save this")
    await olive.set_overwrite("moderators-log", BOT_ROLE, allow=VIEW)
    assert "Moderators' log**: not set" in text(saved)
    assert "create a private text channel" in text(saved)
    again = await olive.command("general-talk", "setup")
    assert f"<#{log}>, found by its name" in text(again)
    assert text(again).count("set already") == 3


async def test_who_moderates_is_for_those_who_manage_the_server(
    fresh: Running, mara: Person
) -> None:
    card = await mara.command("general-talk", "setup")
    assert "is saved when somebody with Manage Server does this" in text(card)
    form = await mara.opens(mara.press_body(card, "Change"))
    assert "role" not in [one["component"]["custom_id"] for one in form["components"]]
    saved = await mara.press(card, "Save this")
    assert "Moderators' role: It takes Manage Server" in text(saved)
    assert fresh.settings(mara.guild_id)[1:4] == (
        mara.channels["moderators-log"],
        mara.channels["show-your-work"],
        None,
    )


@pytest.mark.parametrize("name", ["Nora", "Pax"])
async def test_members_are_not_offered_it(discord: Discord, fresh: Running, name: str) -> None:
    person = await Person.join(discord, name)
    assert "setup" not in [one["name"] for one in await person.commands()]
    await person.leave()


async def test_two_servers_are_fully_apart(discord: Discord, fresh: Running, olive: Person) -> None:
    first = olive.guild_id
    channels = ["musikbusiness", "eigenwerbung", "allgemeines", "mod-log"]
    made = await discord.made("guilds", name="Zweite Bühne", locale="de", channels=channels)
    at = {one["name"]: int(one["id"]) for one in made["channels"]}
    second = int(made["id"])
    await olive.hears("GUILD_CREATE", lambda told: told["id"] == made["id"])
    card = await olive.command("general-talk", "setup")
    await olive.press(card, "Save this")

    olive.guild_id = second
    card = await olive.command(at["allgemeines"], "setup")
    assert f"<#{at['musikbusiness']}>, found by its name" in text(card)
    assert "Europe/Berlin, where it is" in text(card)
    assert "a guess from the server's language" in text(card)
    assert "everybody can read it" in text(card)
    assert fresh.settings(second) is None
    await olive.press(card, "Save this")

    kept = fresh.settings(second)
    assert kept[:3] == (at["musikbusiness"], None, at["eigenwerbung"])
    assert kept[4] == "Europe/Berlin"
    assert fresh.settings(first)[0] == olive.channels["biz-talk"]
    assert fresh.settings(first)[4] == "UTC"


async def test_buttons_and_form_outlive_the_bot(
    discord: Discord, fresh: Running, olive: Person
) -> None:
    shown = await olive.command("general-talk", "setup")
    card = await olive.command("general-talk", "setup")
    form = await olive.opens(olive.press_body(card, "Change"))
    assert await fresh.bot.stop() == 0
    fresh.bot = await start_bot(discord, fresh.database)
    saved = await olive.press(shown, "Save this")
    assert fresh.settings(olive.guild_id)[3:] == (MODERATORS, "UTC")
    again = await olive.opens(olive.press_body(saved, "Change"))
    assert again["components"][4]["component"]["value"] == "UTC"
    await olive.submit(form, zone="Asia/Tokyo")
    assert fresh.settings(olive.guild_id)[3:] == (MODERATORS, "Asia/Tokyo")
