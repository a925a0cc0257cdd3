"""Moderation with the process killed at every step: each case is there once, and decided once."""

import asyncio
from pathlib import Path

import pytest

from tests.faults.acts import ANSWER, bot_on
from tests.faults.moderating import REPORT, count, decided, requests_at, review, shown
from tests.faults.moments import AFTER, BEFORE, killed_at, killed_while_starting, rows
from tests.faults.table import Table
from tests.wire.cases import PITCH, cards, case_of, counted, settled
from tests.wire.connection import Json
from tests.wire.person import Person, text
from tests.wire.process import Discord

POSTED = [
    ("asking who wrote it", BEFORE),
    ("looking for the card", BEFORE),
    ("posting the card", BEFORE),
    ("posting the card", AFTER),
]
PRESSED = [
    ("Not promotion", AFTER),
    ("Promotion", BEFORE),
]
REPORTED = [
    ("acknowledging", BEFORE),
    ("acknowledging", AFTER),
    ("reading the message", BEFORE),
    ("thanking", BEFORE),
    ("posting the card", AFTER),
]
UNKEPT = ("acknowledging", "reading the message")
"""Up to these nothing is kept, and the member, who was not thanked, reports once more."""

MISSED = [
    ("reading the channel", BEFORE),
    ("asking who wrote it", BEFORE),
    ("looking for the card", BEFORE),
    ("posting the card", AFTER),
]


@pytest.fixture
async def database(discord: Discord, tmp_path: Path) -> Path:
    """An empty one, for a server without messages: both count cases from one."""
    await discord.order("reset")
    return tmp_path / "biztalk.db"


async def promote(discord: Discord, person: Person, *, through_an_app: bool) -> Json:
    """Post a promotion; of whoever posts through an app, Discord does not say what they are."""
    if not through_an_app:
        return await person.say("biz-talk", PITCH)
    return await discord.made(
        "user-app", person="Pax", channel_id=str(person.channels["biz-talk"]), content=PITCH
    )


async def test_on_the_way_to_the_card(
    discord: Discord, database: Path, pax: Person, mara: Person, table: Table
) -> None:
    row = table.row("SIGKILL around each request from a promotion to its card", ANSWER)
    requests, message = requests_at(mara), Json()
    for number, (what, how) in enumerate([*POSTED, ("", "")]):
        async with bot_on(discord, database) as bot:
            if number:
                card = await case_of(mara, message)
                await shown(database, number)
                await mara.send(mara.press_body(card, "Promotion"))
                await decided(mara, "Promotion", number)
                row.seen[ANSWER] += 1
            else:
                review(database, mara)
            if what:
                app = what == "asking who wrote it"
                posting = asyncio.ensure_future(promote(discord, pax, through_an_app=app))
                await killed_at(discord, bot, requests[what], how, posting)
                message = posting.result()
            else:
                assert await bot.stop() == 0
    await count(row, database, mara, cases=len(POSTED), messages=len(POSTED))
    row.doubled += counted(database, "remove") - len(POSTED)
    row.check()


async def test_around_a_press(
    discord: Discord, database: Path, pax: Person, mara: Person, table: Table
) -> None:
    row = table.row("SIGKILL around a moderator's press, and while it is shown later", ANSWER)
    requests = requests_at(mara)
    for number, (label, how) in enumerate(PRESSED):
        async with bot_on(discord, database) as bot:
            if number:
                await decided(mara, PRESSED[number - 1][0], number)
                row.seen[ANSWER] += 1
            else:
                review(database, mara)
            card = await case_of(mara, await pax.say("biz-talk", f"{PITCH} Offer {number}"))
            await shown(database, number + 1)
            pressing = mara.send(mara.press_body(card, label))
            await killed_at(discord, bot, requests["acknowledging"], how, pressing)
        kept = rows(database, "SELECT decided FROM moderation_decisions ORDER BY id")
        row.lost += len(kept) <= number
        row.doubled += max(0, len(kept) - number - 1)
        assert kept[-1] == (label.lower().replace(" ", "_"),)
    for how in (BEFORE, AFTER):
        await killed_while_starting(discord, database, requests["editing the card"], how)
    async with bot_on(discord, database) as bot:
        await decided(mara, PRESSED[-1][0], len(PRESSED))
        row.seen[ANSWER] += 1
        assert await bot.stop() == 0
    assert rows(database, "SELECT 1 FROM moderation_cases WHERE state = 'open'") == []
    await count(row, database, mara, cases=len(PRESSED), messages=len(PRESSED))
    row.check()


async def test_around_a_report(  # noqa: PLR0917 - fixtures
    discord: Discord, database: Path, nora: Person, rafi: Person, mara: Person, table: Table
) -> None:
    row = table.row("SIGKILL around each request of a report", ANSWER)
    requests, message = requests_at(mara), Json()
    for number, (what, how) in enumerate([*REPORTED, ("", "")]):
        async with bot_on(discord, database) as bot:
            if number:
                if REPORTED[number - 1][0] in UNKEPT:
                    form = await nora.opens(await nora.use_on_body(message, REPORT))
                    thanks = await nora.submit(form, reason="politics")
                    assert "with the moderators" in text(thanks)
                card = await case_of(mara, message)
                await shown(database, number)
                await mara.send(mara.press_body(card, "Promotion"))
                await decided(mara, "Promotion", number)
                row.seen[ANSWER] += 1
            else:
                review(database, mara)
            if what:
                message = await rafi.say(
                    "general-talk", f"Everybody votes for them on Sunday, {number}"
                )
                form = await nora.opens(await nora.use_on_body(message, REPORT))
                reporting = nora.send(nora.submit_body(form, reason="politics"))
                await killed_at(discord, bot, requests[what], how, reporting)
            else:
                assert await bot.stop() == 0
        kept = len(rows(database, "SELECT 1 FROM moderation_reports"))
        row.lost += what not in UNKEPT and kept < min(number + 1, len(REPORTED))
        row.doubled += max(0, kept - number - 1)
    await count(row, database, mara, cases=len(REPORTED), messages=len(REPORTED))
    row.check()


async def test_what_was_missed(  # noqa: PLR0917 - fixtures
    discord: Discord,
    database: Path,
    nora: Person,
    pax: Person,
    rafi: Person,
    mara: Person,
    table: Table,
) -> None:
    row = table.row("SIGKILL around each request of reading what was posted or edited", ANSWER)
    requests = requests_at(mara)
    async with bot_on(discord, database) as bot:
        review(database, mara)
        harmless = await rafi.say("biz-talk", "good morning")
        await pax.say("general-talk", "hello")
        await settled(lambda: counted(database, "allow") == 2)
        burst = asyncio.ensure_future(pax.say("biz-talk", PITCH))
        await killed_at(discord, bot, requests["posting the card"], BEFORE, burst)
    await rafi.edit(harmless, f"{PITCH} Only today")
    await pax.say("biz-talk", f"{PITCH} Only this week")
    last = await pax.say("general-talk", PITCH)
    await nora.say("biz-talk", "what a noise")
    for what, how in MISSED:
        await killed_while_starting(discord, database, requests[what], how)
    async with bot_on(discord, database) as bot:
        for message in (last, harmless):
            await case_of(mara, message)
            row.seen[ANSWER] += 1
        await shown(database, 2)
        await settled(lambda: not rows(database, WAITING))
        assert await bot.stop() == 0
    said = "\n".join(map(text, await cards(mara)))
    row.lost += not ("3 messages" in said and "Only today" in said)
    await count(row, database, mara, cases=2, messages=4)
    for decision, expected in (("allow", 3), ("remove", 4)):
        row.lost += max(0, expected - counted(database, decision))
        row.doubled += max(0, counted(database, decision) - expected)
    row.check()


WAITING = "SELECT 1 FROM jobs WHERE kind = 'read_missed' AND state IN ('waiting', 'running')"
