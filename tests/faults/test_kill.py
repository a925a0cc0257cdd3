"""The process killed at any moment: buttons live on, nothing is lost, doubled or left locked."""

import asyncio
import random
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.faults.acts import (
    ANSWER,
    FAILED,
    acknowledged,
    ask,
    bot_on,
    marked,
    offers_to_show,
    shared,
    tried,
)
from tests.faults.moderating import count, decided, review, shown
from tests.faults.table import Table
from tests.wire.cases import PITCH, cards, counted, settled
from tests.wire.connection import Json
from tests.wire.person import Person, text
from tests.wire.process import Discord, Process

ROUNDS = 20
BURSTS = 8
CHAINS = 24  # of three starts each, one after the other on one database
AT_ONCE = 2  # chains
WHOLE = 6  # every so manieth chain ends with a bot that people use
LONGEST = 0.1  # seconds from the press to the kill; early moments, when work is under way, prevail
ZONES = ("Europe/Berlin", "Asia/Tokyo", "America/Denver")

# Where in a start a bot is killed, and how long after it has said so, in seconds at most.
STARTS = {
    "bringing .* up to revision": 0.03,
    "logging in using static token": 0.03,
    "has connected to Gateway": 0.01,
}


async def test_killed_while_people_use_it(  # noqa: PLR0917 - fixtures
    discord: Discord, nora: Person, mara: Person, rafi: Person, database: Path, table: Table
) -> None:
    chance = random.Random(20261122)  # noqa: S311 - the same moments in every run
    asking = table.row("SIGKILL while a question is answered", f"{ANSWER} or {FAILED}")
    showing = table.row("SIGKILL while a card is shown", f"{ANSWER} or {FAILED}")
    saving = table.row("SIGKILL while a setting is saved", f"{ANSWER} or {FAILED}")
    zone, cards = "UTC", []
    for number in range(ROUNDS):
        async with bot_on(discord, database) as bot:
            if cards:
                await still_works(nora, cards[-1])
            cards.append(await ask(nora))
            wanted = ZONES[number % len(ZONES)]
            question = await rafi.command_body("biz-talk", "advice", question=f"rates {number}")
            setting = await mara.command_body("biz-talk", "config set", zone=wanted)
            asked, shown, saved, _ = await asyncio.gather(
                tried(rafi, question),
                acknowledged(nora, nora.press_body(cards[-1], "Show in channel")),
                tried(mara, setting),
                kill(discord, bot, after=chance.triangular(0, LONGEST, 0)),
            )
        asking.seen[asked] += 1
        showing.seen[shown] += 1
        saving.seen[saved] += 1
        kept = zone_in(database)
        saving.lost += kept != wanted if saved == ANSWER else kept not in {zone, wanted}
        zone = kept
        answers = [one for one in rafi.heard("MESSAGE_CREATE") if f"rates {number}" in text(one)]
        asking.lost += asked == ANSWER and not answers
        asking.doubled += len(answers) > 1
        showing.lost += not offers_to_show(nora, cards[-1]) and len(shared(nora, by=nora)) <= number
    async with bot_on(discord, database):
        await still_works(nora, cards[-1])
        await ask(mara)
    showing.doubled += len(shared(mara, by=nora)) - ROUNDS
    for row in (asking, showing, saving):
        row.check()


async def test_killed_while_messages_are_judged(  # noqa: PLR0917 - fixtures
    discord: Discord, nora: Person, pax: Person, mara: Person, database: Path, table: Table
) -> None:
    row = table.row("SIGKILL while messages are judged", ANSWER)
    chance = random.Random(20261123)  # noqa: S311 - the same moments in every run
    for number in range(BURSTS + 1):
        async with bot_on(discord, database) as bot:
            if number:
                await shown(database, number)
                await settled(lambda times=number: counted(database, "allow") == times)
                await settled(lambda times=number: counted(database, "remove") == 2 * times)
                await mara.send(mara.press_body((await cards(mara))[-1], "Promotion"))
                await decided(mara, "Promotion", number)
                row.seen[ANSWER] += 1
            if number < BURSTS:
                review(database, mara)
                await asyncio.gather(
                    pax.say("biz-talk", f"{PITCH} Offer {number}"),
                    nora.say("general-talk", "what reverb did you use?"),
                    pax.say("general-talk", PITCH),
                    kill(discord, bot, after=chance.triangular(0, LONGEST, 0)),
                )
            else:
                assert await bot.stop() == 0
    await count(row, database, mara, cases=BURSTS, messages=2 * BURSTS)
    row.check()


async def still_works(person: Person, card: Json) -> None:
    """Show the last card if that did not come about; follow an entry from the first one shown."""
    if offers_to_show(person, card):
        assert await acknowledged(person, person.press_body(card, "Show in channel")) == ANSWER
        await marked(person, card)
    first = shared(person, by=person)[0]
    assert await tried(person, person.choice_body(first, "undervaluing")) == ANSWER


async def kill(discord: Discord, bot: Process, after: float) -> None:
    """Kill at this moment; Discord then gives up on answers at once, not after 3 seconds."""
    await asyncio.sleep(after)  # nothing is waited for: the moment is the fault
    assert await bot.stop(signal.SIGKILL) == -signal.SIGKILL
    await discord.order("clock", advance_seconds=3)


async def test_killed_while_it_starts(
    discord: Discord, nora: Person, tmp_path: Path, table: Table
) -> None:
    killed = {
        moment: table.row(f"SIGKILL after a start has said {moment!r}", "intact and started again")
        for moment in STARTS
    }
    turn = asyncio.Semaphore(AT_ONCE)

    async def chain(number: int) -> None:
        chance = random.Random(number)  # noqa: S311 - the same moments in every run
        database = tmp_path / f"{number}.db"
        async with turn:
            for moment, row in killed.items():
                bot = await Process.start("-m", "bot", "run", env=discord.settings(database))
                await bot.said(moment)
                await asyncio.sleep(chance.uniform(0, STARTS[moment]))  # the moment is the fault
                assert await bot.stop(signal.SIGKILL) == -signal.SIGKILL
                zone_in(database)
                row.seen["intact and started again"] += 1  # the next start gets further than this

    await asyncio.gather(*map(chain, range(CHAINS)))
    for number in range(0, CHAINS, WHOLE):
        async with bot_on(discord, tmp_path / f"{number}.db"):
            assert await tried(nora, await nora.command_body("biz-talk", "advice")) == ANSWER
    for row in killed.values():
        row.check()


def zone_in(database: Path) -> str:
    """The zone that is saved; fails if the database is not intact."""
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'jobs'").fetchone() is None:
            return "UTC"  # killed before its migration
        saved = connection.execute("SELECT zone FROM guild_settings").fetchone()
    return saved[0] if saved else "UTC"
