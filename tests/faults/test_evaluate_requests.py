"""Each request on the way to an offer's card, met by trouble while the bot lives on."""

from collections.abc import AsyncIterator

import pytest

from tests.faults.acts import ANSWER, SENTENCE, bot_on, kind_of
from tests.faults.moments import REQUESTS
from tests.faults.table import Table
from tests.faults.troubles import TROUBLES
from tests.wire.evaluating import OFFER, cards_at, custom_ids, opened
from tests.wire.person import Person, text
from tests.wire.process import Discord, Process

PATIENCE = 30  # seconds after which the bot goes on by itself with what was cut short
STEPS = [
    "looking for the thread",
    "opening the thread",
    "adding the member",
    "looking for the card",
    "posting the card",
]


@pytest.fixture(scope="module")
async def bot(discord: Discord, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Process]:
    async with bot_on(discord, tmp_path_factory.mktemp("bot") / "biztalk.db") as bot:
        yield bot
        assert await bot.stop() == 0


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("trouble", ["502", "503", "429", "reset", "lost answer"])
async def test_there_is_one_thread_with_one_card(
    discord: Discord, nora: Person, mara: Person, table: Table, trouble: str
) -> None:
    row = table.row(f"{trouble} on each request on the way to the card", f"{ANSWER} or {SENTENCE}")
    for step in STEPS:
        name = f"{trouble} on {step}"
        form = await opened(nora)
        await discord.order("faults", **REQUESTS[step], **TROUBLES[trouble])
        await nora.send(nora.submit_body(form, **OFFER | {"job": name}))
        told = await nora.hears(
            "MESSAGE_UPDATE",
            lambda one, before=form["id"]: (
                int(one["id"]) > int(before) and one["flags"] & 1 << 6 and text(one).strip() != ""
            ),
        )
        row.seen[kind_of(told)] += 1
        await discord.order("clock", advance_seconds=PATIENCE)
        card = await nora.hears(
            "MESSAGE_CREATE", lambda one, name=name: name in text(one) and is_card(one)
        )
        row.doubled += len(await cards_at(nora, int(card["channel_id"]))) - 1
        assert await discord.met() == 1
        await discord.calm()
    row.doubled += len({one["id"] for one in mara.heard("THREAD_CREATE")}) - len(STEPS)
    row.check()


def is_card(message: dict[str, object]) -> bool:
    return any(one.startswith("gig:") for one in custom_ids(message))
