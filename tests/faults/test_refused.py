"""Permissions taken away while the bot acts, and closed direct messages: said, and made up for."""

from pathlib import Path

import pytest

from tests.faults.acts import ANSWER, bot_on
from tests.faults.enforcing import in_the_end, taken_back
from tests.faults.moderating import count, decided, review, shown
from tests.faults.moments import rows
from tests.faults.table import Table
from tests.wire.cases import LOG, PITCH, case_of, settled
from tests.wire.enforcing import (
    MANAGE_MESSAGES,
    TOLD,
    act,
    card_of,
    case_id_of,
    done,
    gone,
    letter,
    letters,
)
from tests.wire.person import Person, text
from tests.wire.process import Discord
from tests.wire.tipping import BOT_ROLE, HOUR, PIN_MESSAGES, TALK, begin, notices, pins, tips
from tests.wire.tipping import pass_time as later

VIEW, SEND = 1 << 10, 1 << 11
ONCE = "one post and one pin"


@pytest.fixture
async def database(discord: Discord, tmp_path: Path) -> Path:
    """An empty one, for a server without messages."""
    await discord.order("reset")
    return tmp_path / "biztalk.db"


@pytest.mark.parametrize("taken", [VIEW, SEND])
async def test_the_log(  # noqa: PLR0917 - fixtures, and the parameter
    discord: Discord,
    database: Path,
    pax: Person,
    mara: Person,
    olive: Person,
    table: Table,
    taken: int,
) -> None:
    bot_id = discord.application_id
    what = {VIEW: "View Channel", SEND: "Send Messages"}[taken]
    row = table.row(f"{what} taken away in the moderators' log for a while", ANSWER)
    async with bot_on(discord, database) as bot:
        review(database, mara)
        for number in (1, 2):
            await olive.set_overwrite(LOG, bot_id, of_member=True, deny=taken)
            message = await pax.say("biz-talk", f"{PITCH} Offer {number}")
            await case_id_of(database, message)
            await bot.said("The card of case .* is not up to date", times=number)
            await olive.clear_overwrite(LOG, bot_id)
            await later(discord, HOUR)
            card = await case_of(mara, message)
            await shown(database, number)
            await mara.send(mara.press_body(card, "Promotion"))
            await decided(mara, "Promotion", number)
            row.seen[ANSWER] += 1
        assert await bot.stop() == 0
    await count(row, database, mara, cases=2, messages=2)
    row.check()


async def test_deleting(  # noqa: PLR0917 - fixtures
    discord: Discord, database: Path, pax: Person, mara: Person, olive: Person, table: Table
) -> None:
    row = table.row("Manage Messages taken away before a post is taken down", ANSWER)
    bot_id = discord.application_id
    await pax.open_dm()
    async with bot_on(discord, database) as bot:
        act(database, mara)
        await olive.set_overwrite(TALK, bot_id, of_member=True, deny=MANAGE_MESSAGES)
        post = await pax.say(TALK, PITCH)
        case_id = await case_id_of(database, post)
        card = await card_of(mara, case_id, "**Taken down**: Discord refused it")
        row.doubled += len(letters(pax, "note", case_id))  # there is nothing to tell yet
        await olive.clear_overwrite(TALK, bot_id)
        await mara.press(card, "Take down")
        await gone(pax, post)
        await letter(pax, "note", case_id)
        await done(database, case_id)
        row.seen[ANSWER] += 1
        row.doubled += len(letters(pax, "note", case_id)) > 1
        assert await bot.stop() == 0
    row.check()


async def test_a_tip(
    discord: Discord, database: Path, mara: Person, olive: Person, table: Table
) -> None:
    row = table.row("Send Messages, then Pin Messages taken away when a tip is due", ONCE)
    state = "SELECT state FROM tip_occurrences"
    async with bot_on(discord, database) as bot:
        await begin(discord, mara)
        await olive.set_overwrite(TALK, BOT_ROLE, deny=SEND)
        await later(discord, 2 * HOUR)
        await told(mara, "Send Messages")
        await olive.set_overwrite(TALK, BOT_ROLE, deny=PIN_MESSAGES)
        await later(discord, HOUR)
        await settled(lambda: rows(database, state) == [("posted",)])
        await told(mara, "Pin Messages")
        await olive.clear_overwrite(TALK, BOT_ROLE)
        await later(discord, HOUR)
        await settled(lambda: rows(database, state) == [("done",)])
        assert await bot.stop() == 0
    posted = await tips(mara)
    row.seen[ONCE] += 2
    row.lost += not posted or await pins(mara) != [posted[0]["id"]]
    row.doubled += len(posted) - 1
    row.doubled += len(await notices(mara)) - 2
    row.check()


async def told(moderator: Person, permission: str) -> None:
    """Wait until the log says that the tip is in want of it."""
    log = str(moderator.channels[LOG])
    await moderator.hears(
        "MESSAGE_CREATE",
        lambda one: (
            one["channel_id"] == log
            and "### Weekly tip" in text(one)
            and f"{permission} there" in text(one)
        ),
    )


async def test_direct_messages(
    discord: Discord, database: Path, pax: Person, mara: Person, table: Table
) -> None:
    row = table.row("direct messages closed, and closed between two letters", ANSWER)
    await pax.open_dm()
    async with bot_on(discord, database) as bot:
        act(database, mara)
        for is_open in (False, True):
            await discord.order("dms", person="Pax", open=is_open)
            post = await pax.say(TALK, PITCH)
            case_id = await in_the_end(discord, database, post)
            row.lost += not letters(pax, "note", case_id)
            row.doubled += len(letters(pax, "note", case_id)) > 1
            await discord.order("dms", person="Pax", open=False)
            card = await card_of(mara, case_id, TOLD)
            await mara.send(mara.press_body(card, "Put back"))
            await taken_back(database, case_id)
            await in_the_end(discord, database, post)
            row.lost += not letters(pax, "told", case_id)
            row.doubled += len(letters(pax, "told", case_id)) > 1
            row.seen[ANSWER] += 1
            await later(discord, 2 * HOUR)
        assert await bot.stop() == 0
    row.check()
