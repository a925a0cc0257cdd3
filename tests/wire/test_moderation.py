"""The watch at work: what it sees, what moderators see of it, and that nobody else is touched."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.wire import posts
from tests.wire.cases import (
    LOG,
    OTHER_PITCH,
    PITCH,
    cards,
    case_of,
    case_with,
    counted,
    kept_parts,
    put,
    rows,
    settled,
    told_first,
)
from tests.wire.person import Person, options, text
from tests.wire.process import Discord, Process, start_bot

EPHEMERAL = 1 << 6
OPEN = "SELECT 1 FROM moderation_cases WHERE state = 'open'"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bot") / "biztalk.db"


@pytest.fixture(scope="module")
async def bot(discord: Discord, database: Path) -> AsyncIterator[Process]:
    await discord.order("reset")
    running = await start_bot(discord, database)
    yield running
    assert await running.stop() == 0
    assert "Traceback" not in running.told


@pytest.fixture(autouse=True)
async def _reviewed(bot: Process, database: Path, olive: Person) -> None:
    """A server in review, without the cases and choices of other tests."""
    put(
        database,
        olive.guild_id,
        moderation_mode="review",
        log_channel_id=olive.channels[LOG],
        show_work_channel_id=olive.channels["show-your-work"],
    )


@pytest.fixture
async def pax(discord: Discord) -> AsyncIterator[Person]:
    """A newcomer who likes to promote."""
    person = await Person.join(discord, "Pax")
    yield person
    await person.leave()


@pytest.mark.parametrize("post", posts.KINDS)
async def test_it_sees_whatever_a_message_carries(
    discord: Discord, pax: Person, olive: Person, mara: Person, post: posts.Post
) -> None:
    message = await post(discord, pax, olive)
    card = await case_of(mara, message)
    said = text(card)
    whose = f"<@{pax.id}>" if post not in posts.THROUGH_WEBHOOKS else "<@"
    assert whose in said
    assert "**__" in said
    assert "No self-promotion" in said
    assert [one["id"] for one in mara.heard("MESSAGE_DELETE")] == []
    await mara.press(card, "Promotion")


async def test_a_case_says_what_where_why_and_what_there_was_before(
    pax: Person, mara: Person
) -> None:
    first = await case_of(mara, await pax.say("biz-talk", PITCH))
    await mara.press(first, "Promotion")
    message = await pax.say("biz-talk", OTHER_PITCH)
    card = await case_of(mara, message)
    said = text(card)
    assert f"<@{pax.id}>, a message in <#{pax.channels['biz-talk']}>" in said
    assert "book" in said
    assert "Why: " in said
    assert " promotion; the last <t:" in said
    assert card["mentions"] == []
    assert pax.heard("CHANNEL_CREATE") == []  # nothing was opened to tell them anything
    await mara.press(card, "Promotion")


async def test_an_edit_changes_the_case_and_opens_no_other(pax: Person, mara: Person) -> None:
    message = await pax.say("biz-talk", PITCH)
    card = await case_of(mara, message)
    await pax.edit(message, f"{PITCH} Ask for the spring offer")
    changed = await case_with(mara, "spring offer")
    assert changed["id"] == card["id"]
    await mara.press(changed, "Promotion")


async def test_a_burst_is_one_case(pax: Person, mara: Person) -> None:
    first = await pax.say("biz-talk", PITCH)
    card = await case_of(mara, first)
    await pax.say("general-talk", PITCH)
    last = await pax.say("general-talk", OTHER_PITCH)
    grown = await case_of(mara, last)
    assert grown["id"] == card["id"]
    assert "3 messages" in text(grown)
    await mara.press(grown, "Promotion")


async def test_exempt_places_and_staff_are_counted_and_no_more(
    database: Path, pax: Person, mara: Person
) -> None:
    before = counted(database, "allow")
    await pax.say("show-your-work", PITCH)
    await mara.say("biz-talk", PITCH)
    card = await case_of(mara, await pax.say("biz-talk", OTHER_PITCH))
    assert "a message in" in text(card)
    await mara.press(card, "Promotion")
    await settled(lambda: counted(database, "allow") == before + 2)


async def test_the_first_moderator_decides_and_the_other_reads_who(
    database: Path, pax: Person, mara: Person, olive: Person
) -> None:
    card = await case_of(mara, await pax.say("biz-talk", PITCH))
    both = (
        (mara, mara.press_body(card, "Promotion")),
        (olive, olive.press_body(card, "Exempt channel")),
    )
    await asyncio.gather(*(who.send(body) for who, body in both))
    late = await told_first("Somebody was faster", mara, olive)
    decided = await case_with(mara, "by <@")
    assert "by <@" in text(late)
    assert text(decided).count("by <@") == 1
    assert "Open again" in str(decided["components"])
    assert "DM me" not in text(decided)
    assert kept_parts(database) == []
    assert len(await cards(mara)) == len(rows(database, "SELECT 1 FROM moderation_cases"))


async def test_whoever_is_no_moderator_is_told_so_and_changes_nothing(
    database: Path, pax: Person, rafi: Person, mara: Person
) -> None:
    put(database, mara.guild_id, log_channel_id=mara.channels["general-talk"])
    message = await pax.say("biz-talk", PITCH)
    for person in (pax, rafi):
        card = await case_of(person, message)
        for label in ("Promotion", "Not promotion", "Exempt channel", "Exempt role", "Allow site"):
            told = await person.press(card, label)
            assert "for moderators" in text(told)
            assert told["flags"] & EPHEMERAL
    assert rows(database, OPEN) == [(1,)]
    await mara.press(card, "Promotion")
    assert rows(database, OPEN) == []


async def test_a_decision_can_be_taken_back(
    database: Path, pax: Person, mara: Person, olive: Person
) -> None:
    card = await case_of(mara, await pax.say("biz-talk", PITCH))
    decided = await mara.press(card, "Promotion")
    again = await olive.press(decided, "Open again")
    assert "no longer kept" in text(again)
    assert f"**Opened again**, by <@{olive.id}>" in text(again)
    left = await olive.press(again, "Not promotion")
    assert f"**Not promotion**, by <@{olive.id}>" in text(left)
    assert rows(database, OPEN) == []


async def test_an_exempt_channel_and_an_allowed_site_are_left_alone(
    database: Path, discord: Discord, rafi: Person, mara: Person
) -> None:
    lounge = int((await discord.made("channels", name="lounge", type=0))["id"])
    card = await case_of(mara, await rafi.say(lounge, PITCH))
    await mara.press(card, "Exempt channel")
    await case_with(mara, "Exempt from now on")
    before = counted(database, "allow")
    await rafi.say(lounge, PITCH)

    link = "Check out my new album https://rafi-records.example/album"
    card = await case_of(mara, await rafi.say("biz-talk", link))
    menu = await mara.press(card, "Allow site")
    told = await mara.choose(menu, "rafi-records.example")
    assert "rafi-records.example" in text(told)
    await case_with(mara, "Site allowed")

    card = await case_of(mara, await rafi.say("biz-talk", PITCH))
    menu = await mara.press(card, "Exempt role")
    [role] = options(menu)
    await mara.choose(menu, role)
    await case_with(mara, "**Exempt from now on**")
    await rafi.say("biz-talk", PITCH)
    await settled(lambda: counted(database, "allow") == before + 2)
    with_rows = "SELECT kind FROM moderation_exemptions ORDER BY kind"
    assert rows(database, with_rows) == [("channel",), ("role",)]


async def test_a_deleted_message_takes_its_text_along(
    database: Path, pax: Person, mara: Person
) -> None:
    message = await pax.say("biz-talk", PITCH)
    await case_of(mara, message)
    await pax.delete(message)
    card = await case_with(mara, ", deleted")
    assert "DM me" not in text(card).split("**Why")[0]
    assert kept_parts(database) == []
    await mara.press(card, "Promotion")


async def test_observing_counts_and_does_nothing_else(
    database: Path, pax: Person, mara: Person
) -> None:
    put(database, mara.guild_id, moderation_mode="observe")
    before, cases = counted(database, "remove"), rows(database, "SELECT 1 FROM moderation_cases")
    await pax.say("biz-talk", PITCH)
    await settled(lambda: counted(database, "remove") == before + 1)
    assert rows(database, "SELECT 1 FROM moderation_cases") == cases
