"""Every kind of request that /advice makes, met by every kind of trouble."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.faults.acts import (
    ANSWER,
    FAILED,
    SENTENCE,
    ask,
    bot_on,
    kind_of,
    marked,
    offers_to_show,
    share,
    shared,
    tried,
)
from tests.faults.table import Table
from tests.faults.troubles import CALLBACK, TROUBLES
from tests.wire.person import Person, text
from tests.wire.process import PATIENCE, Discord, Process

ANSWERS_TRIED = 3
SHOWING = {
    "taking up": CALLBACK,
    "posting": {"method": "POST", "path": "/channels/*/messages"},
    "marking the card": {"method": "PATCH", "path": "/webhooks/*/messages/@original"},
}


@pytest.fixture(scope="module")
async def bot(discord: Discord, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Process]:
    async with bot_on(discord, tmp_path_factory.mktemp("bot") / "biztalk.db") as bot:
        yield bot
        assert await bot.stop() == 0


@pytest.fixture(autouse=True)
async def _calm(discord: Discord) -> AsyncIterator[None]:
    yield
    await discord.calm()


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("trouble", TROUBLES)
async def test_the_answer_to_a_command_or_choice(
    discord: Discord, nora: Person, table: Table, trouble: str
) -> None:
    row = table.row(f"{trouble} on the answer to a command and a choice", ANSWER)
    card = await ask(nora)
    command = await nora.command_body("biz-talk", "advice", question="a low rate")
    await discord.order("faults", **CALLBACK, **TROUBLES[trouble])
    row.seen[await tried(nora, command)] += 1
    await discord.order("faults", **CALLBACK, **TROUBLES[trouble])
    row.seen[await tried(nora, nora.choice_body(card, "undervaluing"))] += 1
    await ask(nora)
    said = nora.heard("MESSAGE_CREATE")
    row.doubled += max(0, sum("a low rate" in text(one) for one in said) - 1)
    row.doubled += sum(kind_of(one) == SENTENCE for one in said)
    assert await discord.met() == 2
    row.check()


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("trouble", TROUBLES)
async def test_suggestions_may_fail_but_nothing_with_them(
    discord: Discord, nora: Person, table: Table, trouble: str
) -> None:
    row = table.row(f"{trouble} on suggestions while typing", ANSWER)
    await discord.order("faults", **CALLBACK, **TROUBLES[trouble])
    body = await nora.command_body("biz-talk", "advice", question="should I w")
    body["data"]["options"][0]["focused"] = True
    nonce = await nora.send(body | {"type": 4})
    event = "APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE"
    await nora.hears(event, lambda one: one["nonce"] == nonce)
    row.seen[ANSWER] += 1
    assert await tried(nora, await nora.command_body("biz-talk", "advice")) == ANSWER
    row.check()


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("step", SHOWING)
async def test_showing_in_the_channel(  # noqa: PLR0917 - fixtures, and the two parameters
    discord: Discord,
    nora: Person,
    mara: Person,
    table: Table,
    step: str,
    trouble: str,
) -> None:
    row = table.row(f"{trouble} on {step} when showing", ANSWER)
    card, control = await ask(nora), await ask(mara, "general-talk")
    await discord.order("faults", **SHOWING[step], **TROUBLES[trouble])
    row.seen[await share(nora, card)] += 1
    await marked(nora, card)
    row.lost += not shared(nora, by=nora)
    assert await share(mara, control) == ANSWER
    row.doubled += len(shared(mara, by=nora)) - 1
    row.doubled += sum(kind_of(one) == SENTENCE for one in nora.heard("MESSAGE_CREATE"))
    assert await discord.met() == 1
    row.check()


async def test_longer_than_discord_waits(
    discord: Discord, bot: Process, nora: Person, table: Table
) -> None:
    row = table.row("500 on the answer for longer than 3 seconds", FAILED)
    await discord.order("faults", **CALLBACK, **TROUBLES["500"], times=1_000)
    trying = asyncio.create_task(tried(nora, await nora.command_body("biz-talk", "advice")))
    await met(discord, ANSWERS_TRIED)
    await discord.order("clock", advance_seconds=3)
    row.seen[await trying] += await discord.met()
    await discord.calm()
    await bot.said("/advice could not be answered|/advice was answered too late")
    assert await tried(nora, await nora.command_body("biz-talk", "advice")) == ANSWER
    row.check()


async def met(discord: Discord, times: int) -> None:
    """Wait until faults were met so many times."""
    async with asyncio.timeout(PATIENCE):
        while await discord.met() < times:
            pass


@pytest.mark.usefixtures("bot")
async def test_longer_than_a_person_waits(discord: Discord, nora: Person, table: Table) -> None:
    row = table.row("429 for five minutes on posting when showing", SENTENCE)
    card = await ask(nora)
    await discord.order("faults", **SHOWING["posting"], kind="rate_limit", retry_after=300)
    row.seen[await share(nora, card)] += 1
    assert any("wait 5 minutes" in text(one) for one in nora.heard("MESSAGE_CREATE"))
    row.lost += not offers_to_show(nora, card)
    row.check()


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_login_and_registration(
    discord: Discord, nora: Person, database: Path, table: Table, trouble: str
) -> None:
    row = table.row(f"{trouble} on each request of a start", ANSWER)
    application = f"/applications/{discord.application_id}/commands"
    for path in ("/users/@me", "/oauth2/applications/@me", application):
        await discord.order("faults", method="GET", path=path, **TROUBLES[trouble])
    await discord.order("faults", method="PUT", path=application, **TROUBLES[trouble])
    async with bot_on(discord, database):
        row.seen[await tried(nora, await nora.command_body("biz-talk", "advice"))] += 4
    assert await discord.met() == 4
    row.check()
