"""`/privacy` as a person sees it, and what the bot notices of servers."""

import asyncio
from typing import Any

import pytest

from bot.store.case_people import KEY
from tests.unit.store.filling import fill

GUILD, PERSON = 100, 300
GROUPS = ("show", "delete")


def sub(name: str) -> dict[str, Any]:
    return {"name": name, "type": 1, "options": []}


async def keep(fake: Any, **chosen: dict[str, Any]) -> None:
    """Keep something about the person in every table."""
    store, now = fake.bot.store, fake.bot.clock.now()
    await store.keys.get_or_add(KEY, bytes(32))
    async with store._database.writing() as session:
        await fill(session, now, PERSON, GUILD, **chosen)


@pytest.fixture
async def known(fake_discord: Any) -> Any:
    """A Discord where everything is kept about the person."""
    await keep(fake_discord)
    return fake_discord


@pytest.mark.parametrize("in_dm", [False, True])
async def test_somebody_of_whom_nothing_is_kept_reads_that(fake_discord: Any, in_dm: bool) -> None:
    for name in GROUPS:
        shown = await fake_discord.command("privacy", sub(name), in_dm=in_dm)
        assert "I keep nothing about you." in shown.text
        assert shown.custom_ids == []
        assert shown.data["flags"] & 64


async def test_every_kind_is_listed_with_its_number_and_life(known: Any) -> None:
    shown = await known.command("privacy", sub("show"))
    assert shown.data["flags"] & 64
    assert "- **Your offers**: 1, kept until you delete it; without a verdict, 30" in shown.text
    assert "- **What you posted today**: 1, kept 1 day" in shown.text
    assert shown.text.count("- **") == 24
    assert shown.custom_ids == ["privacy:export", "privacy:delete"]


async def test_it_is_asked_with_what_stays_before_anything_goes(known: Any) -> None:
    shown = await known.command("privacy", sub("show"))
    asked = await known.press(shown, "privacy:delete")
    assert "- Your offers: 1" in asked.text
    assert "- Your strikes: One that still counts goes on counting" in asked.text
    assert "words: the case began with it." in asked.text
    kept = await known.press(asked, "privacy:keep")
    assert "Nothing was deleted." in kept.text
    assert len(await known.bot.store.persons.counts(PERSON)) == 24


async def test_pressed_it_is_done_and_said(known: Any) -> None:
    asked = await known.command("privacy", sub("delete"))
    done = await known.press(asked, "privacy:confirm")
    assert "### Deleted" in done.text
    assert "- Your offers: 1" in done.text
    assert "You can go on using me" in done.text
    assert done.custom_ids == []
    assert await known.bot.store.persons.counts(PERSON) == {}
    again = await known.press(asked, "privacy:confirm")
    assert "There was nothing left to delete" in again.text


async def test_what_is_not_over_is_said_with_its_end(fake_discord: Any) -> None:
    is_open = {"state": "open", "decision": None, "leave_by": None}
    await keep(fake_discord, moderation_cases=is_open)
    asked = await fake_discord.command("privacy", sub("delete"))
    done = await fake_discord.press(asked, "privacy:confirm")
    assert "1 case still names you until it is over, <t:" in done.text
    assert list(await fake_discord.bot.store.persons.counts(PERSON))


async def happened(*others: asyncio.Task[Any]) -> None:
    """Wait for whatever has begun since."""
    await asyncio.gather(*(asyncio.all_tasks() - set(others)))


async def test_a_removal_is_noted_and_an_outage_is_not(fake_discord: Any) -> None:
    bot = fake_discord.bot
    parse = bot._connection.parsers["GUILD_DELETE"]
    before = asyncio.all_tasks()
    parse({"id": str(GUILD), "unavailable": True})
    await happened(*before)
    assert await bot.store.departures.all() == {}
    parse({"id": str(GUILD)})
    await happened(*before)
    assert set(await bot.store.departures.all()) == {GUILD}


async def test_what_happened_while_it_was_off_shows_at_start(fake_discord: Any) -> None:
    bot = fake_discord.bot
    await bot.store.guild_settings.set(7, zone="UTC")
    await bot.store.guild_settings.set(GUILD, zone="UTC")
    before = asyncio.all_tasks()
    bot.dispatch("ready")
    await happened(*before)
    assert set(await bot.store.departures.all()) == {7}
    bot._connection._guilds[7] = bot._connection._guilds[GUILD]
    before = asyncio.all_tasks()
    bot.dispatch("guild_join", type("Guild", (), {"id": 7})())
    await happened(*before)
    assert await bot.store.departures.all() == {}
