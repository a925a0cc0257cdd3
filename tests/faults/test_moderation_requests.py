"""Each request of moderation, met by trouble while the bot lives on; and events that make no sense.

What was lost is done half a minute later by itself.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.faults.acts import ANSWER, SENTENCE, bot_on, tried
from tests.faults.moderating import REPORT, count, decided, requests_at, review, shown_in_time
from tests.faults.moments import rows
from tests.faults.table import Table
from tests.faults.troubles import TROUBLES
from tests.wire.cases import PITCH, case_of, counted
from tests.wire.connection import Json
from tests.wire.person import Person, text
from tests.wire.process import Discord, Process

CHOSEN = ["500", "503", "429", "reset", "lost answer"]
TO_THE_CARD = ["asking who wrote it", "looking for the card", "posting the card"]
OF_A_REPORT = ["acknowledging", "reading the message", "thanking"]
NONSENSE: list[tuple[str, Json]] = [
    ("MESSAGE_CREATE", {"id": "1", "channel_id": "2", "content": PITCH}),
    ("MESSAGE_CREATE", {"id": "x", "guild_id": [], "author": 7, "embeds": {"a": 1}}),
    ("MESSAGE_UPDATE", {"id": {}, "channel_id": None, "components": [[[]]]}),
    ("MESSAGE_DELETE", {"id": None}),
    ("MESSAGE_DELETE_BULK", {"ids": "all of them"}),
    ("THREAD_DELETE", {"id": -1}),
    ("GUILD_CREATE", {"id": "none", "channels": ["x"], "threads": 5}),
]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bot") / "biztalk.db"


@pytest.fixture(scope="module")
async def bot(discord: Discord, database: Path) -> AsyncIterator[Process]:
    async with bot_on(discord, database) as bot:
        yield bot
        assert await bot.stop() == 0


@pytest.fixture
def before(bot: Process, database: Path, mara: Person) -> int:
    """How many cases there are; each is decided."""
    assert bot
    review(database, mara)
    return number_of(database, "cases")


def number_of(database: Path, table: str) -> int:
    return len(rows(database, f"SELECT 1 FROM moderation_{table}"))  # noqa: S608 - ours


@pytest.mark.parametrize("trouble", CHOSEN)
async def test_from_a_promotion_to_a_press(  # noqa: PLR0917 - fixtures, and the parameter
    discord: Discord,
    database: Path,
    before: int,
    pax: Person,
    mara: Person,
    table: Table,
    trouble: str,
) -> None:
    row = table.row(
        f"{trouble} on each request from a promotion to a press", f"{ANSWER} or {SENTENCE}"
    )
    requests, kind = requests_at(mara), TROUBLES[trouble]
    removed, cases = counted(database, "remove"), before
    for step in TO_THE_CARD:
        await discord.order("faults", **requests[step], **kind)
        # Of whoever posts through an app of their own, Discord does not say what they are.
        message = await discord.made(
            "user-app", person="Pax", channel_id=str(pax.channels["biz-talk"]), content=PITCH
        )
        cases += 1
        await shown_in_time(discord, database, cases)
        card = await case_of(mara, message)
        await discord.order("faults", **requests["acknowledging"], **kind)
        row.seen[await tried(mara, mara.press_body(card, "Promotion"))] += 1
        await shown_in_time(discord, database, cases)
        await decided(mara, "Promotion", cases)
        assert await discord.met() == 2
        await discord.calm()
    await count(row, database, mara, cases=cases, messages=cases)
    row.doubled += number_of(database, "decisions") - cases
    row.doubled += counted(database, "remove") - removed - len(TO_THE_CARD)
    row.check()


@pytest.mark.parametrize("trouble", CHOSEN)
async def test_on_a_report(  # noqa: PLR0917 - fixtures, and the parameter
    discord: Discord,
    database: Path,
    before: int,
    nora: Person,
    rafi: Person,
    mara: Person,
    table: Table,
    trouble: str,
) -> None:
    row = table.row(f"{trouble} on each request of a report", f"{ANSWER} or {SENTENCE}")
    requests, cases = requests_at(mara), before
    reports = number_of(database, "reports")
    for step in OF_A_REPORT:
        said = await rafi.say("general-talk", f"Everybody votes for them on Sunday, {trouble}")
        form = await nora.opens(await nora.use_on_body(said, REPORT))
        await discord.order("faults", **requests[step], **TROUBLES[trouble])
        row.seen[await tried(nora, nora.submit_body(form, reason="politics"))] += 1
        cases, reports = cases + 1, reports + 1
        if number_of(database, "reports") < reports:  # as she is asked
            form = await nora.opens(await nora.use_on_body(said, REPORT))
            assert "with the moderators" in text(await nora.submit(form, reason="politics"))
        await shown_in_time(discord, database, cases)
        assert await discord.met() == 1
        await discord.calm()
        card = await case_of(mara, said)
        await mara.send(mara.press_body(card, "Promotion"))
        await decided(mara, "Promotion", cases)
    await count(row, database, mara, cases=cases, messages=cases)
    row.doubled += number_of(database, "reports") - reports
    row.check()


async def test_events_that_make_no_sense(  # noqa: PLR0917 - fixtures
    discord: Discord,
    database: Path,
    bot: Process,
    before: int,
    pax: Person,
    mara: Person,
    table: Table,
) -> None:
    row = table.row("malformed events of each kind that moderation hears", ANSWER)
    for event, content in NONSENSE:
        await discord.order("gateway", do="send", t=event, d=content)
    card = await case_of(mara, await pax.say("biz-talk", PITCH))
    row.seen[await tried(mara, mara.press_body(card, "Promotion"))] += len(NONSENSE)
    await count(row, database, mara, cases=before + 1, messages=before + 1)
    assert PITCH not in bot.told
    row.check()
