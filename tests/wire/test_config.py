"""/config, for moderators and nobody else."""

from typing import Any

import pytest

from tests.wire.person import Person, text
from tests.wire.process import Discord, Process

pytestmark = pytest.mark.usefixtures("bot")

EPHEMERAL = 1 << 6
VIEW, SEND = 1 << 10, 1 << 11
REGULARS, BOT_ROLE = 804_000_000_000_000_002, 804_000_000_000_000_003


async def test_the_owner_sets_everything_and_a_moderator_sees_it_in_private(
    olive: Person, mara: Person
) -> None:
    at = {name: str(channel_id) for name, channel_id in mara.channels.items()}
    saved = await olive.command(
        "biz-talk",
        "config set",
        biz_talk=at["biz-talk"],
        log=at["moderators-log"],
        show_work=at["show-your-work"],
        moderator_role=str(REGULARS),
        zone="America/New_York",
    )
    assert "### Saved" in text(saved)
    shown = await mara.command("general-talk", "config show")
    for line in (
        f"Biz-talk channel: <#{at['biz-talk']}>",
        f"Moderators' log: <#{at['moderators-log']}>",
        f"Show-your-work channel: <#{at['show-your-work']}>",
        f"Moderators' role: <@&{REGULARS}>",
        "Time zone: America/New_York",
    ):
        assert line in text(shown)
    assert saved["flags"] & shown["flags"] & EPHEMERAL
    assert not shown["mention_roles"]


async def test_one_setting_changes_alone_and_can_be_taken_back(mara: Person) -> None:
    channel_id = mara.channels["general-talk"]
    await mara.command("biz-talk", "config set", biz_talk=str(channel_id), zone="Asia/Tokyo")
    saved = await mara.command("biz-talk", "config set", zone="UTC")
    assert f"Biz-talk channel: <#{channel_id}>" in text(saved)
    assert "Time zone: UTC" in text(saved)
    cleared = await mara.command("biz-talk", "config clear", setting="Biz-talk channel")
    assert "Biz-talk channel: not set" in text(cleared)


async def test_who_moderates_is_for_those_who_manage_the_server(
    olive: Person, mara: Person
) -> None:
    await olive.command("biz-talk", "config set", moderator_role=str(REGULARS))
    told = await mara.command(
        "biz-talk", "config set", moderator_role=str(mara.guild_id), zone="UTC"
    )
    assert "It takes Manage Server" in text(told)
    told = await mara.command("biz-talk", "config clear", setting="Moderators' role")
    assert "It takes Manage Server" in text(told)
    assert f"<@&{REGULARS}>" in text(await mara.command("biz-talk", "config show"))
    cleared = await olive.command("biz-talk", "config clear", setting="Moderators' role")
    assert "Moderators' role: not set" in text(cleared)


@pytest.mark.parametrize("name", ["Nora", "Rafi", "Pax"])
async def test_members_are_not_offered_it_and_cannot_use_it(
    discord: Discord, mara: Person, name: str
) -> None:
    person = await Person.join(discord, name)
    assert "config" not in [one["name"] for one in await person.commands()]
    for command in ("config show", "config set"):
        body = await mara.command_body("biz-talk", command)
        assert (await person.refused(body))["code"] == 10063
    await person.leave()


async def test_the_owner_may(olive: Person) -> None:
    assert "Settings of this server" in text(await olive.command("biz-talk", "config show"))


async def test_it_does_not_exist_in_direct_messages(mara: Person) -> None:
    await mara.open_dm()
    body = await mara.command_body("dm", "config show")
    assert (await mara.refused(body))["code"] == 10063


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Choose at least one setting"),
        ({"zone": "Mars/Olympus"}, "I do not know that time zone"),
        ({"zone": "europe/berlin"}, "I do not know that time zone"),
        ({"zone": "../etc/passwd"}, "I do not know that time zone"),
        ({"zone": "\x00"}, "I do not know that time zone"),
    ],
)
async def test_what_cannot_be_set_gets_a_sentence_and_changes_nothing(
    mara: Person, given: dict[str, str], sentence: str
) -> None:
    before = text(await mara.command("biz-talk", "config show"))
    filled = {name: value.format(guild=mara.guild_id) for name, value in given.items()}
    told = await mara.command("biz-talk", "config set", **filled)
    assert sentence in text(told)
    assert told["flags"] & EPHEMERAL
    assert text(await mara.command("biz-talk", "config show")) == before


@pytest.mark.parametrize(
    ("role", "sentence"),
    [("{guild}", "Everybody has that role"), (str(BOT_ROLE), "That role belongs to an app")],
)
async def test_a_role_by_which_nobody_is_known_is_refused(
    olive: Person, role: str, sentence: str
) -> None:
    chosen = role.format(guild=olive.guild_id)
    assert sentence in text(
        await olive.command("biz-talk", "config set", moderator_role=chosen, zone="Asia/Tokyo")
    )
    assert "Asia/Tokyo" not in text(await olive.command("biz-talk", "config show"))


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"zone": ""}, "between 1 and 100"),
        ({"zone": "x" * 101}, "between 1 and 100"),
        ({"biz_talk": "5"}, "not known here"),
        ({"moderator_role": "5"}, "not known here"),
    ],
)
async def test_discord_refuses_what_is_no_such_thing(
    mara: Person, given: dict[str, str], why: str
) -> None:
    refusal = await mara.refused(await mara.command_body("biz-talk", "config set", **given))
    assert refusal["code"] == 50035
    assert why in str(refusal["errors"])


@pytest.mark.parametrize(
    ("setting", "denied", "sentence"),
    [
        ("biz_talk", VIEW, "I lack View Channel"),
        ("biz_talk", SEND, "I lack Send Messages"),
        ("log", SEND, "I lack Send Messages"),
        ("show_work", VIEW, "I lack View Channel"),
        ("show_work", SEND, None),  # there it only reads
    ],
)
async def test_a_channel_must_be_usable_for_the_bot(
    *, olive: Person, mara: Person, setting: str, denied: int, sentence: str | None
) -> None:
    given: dict[str, Any] = {setting: str(mara.channels["show-your-work"])}
    await olive.set_overwrite("show-your-work", BOT_ROLE, deny=denied)
    told = await mara.command("biz-talk", "config set", **given)
    await olive.clear_overwrite("show-your-work", BOT_ROLE)
    assert (sentence or "### Saved") in text(told)
    mended = await mara.command("biz-talk", "config set", **given)
    assert "### Saved" in text(mended)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", "UTC"),
        ("europe/ber", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("kuala", "Asia/Kuala_Lumpur"),
    ],
)
async def test_zones_are_completed(mara: Person, typed: str, first: str) -> None:
    offered = await mara.suggestions("biz-talk", "config set", zone=typed)
    assert 1 <= len(offered) <= 25
    assert offered[0] == {"name": first, "value": first}


@pytest.mark.parametrize("typed", ["xyzzy", "🎸", "%", "x" * 1000])
async def test_completion_of_zones_bears_odd_input(mara: Person, typed: str) -> None:
    assert await mara.suggestions("biz-talk", "config set", zone=typed) == []


async def test_nothing_of_this_was_an_error(bot: Process, mara: Person) -> None:
    await mara.command("biz-talk", "config show")
    assert "Traceback" not in bot.told
    assert " ERROR " not in bot.told
