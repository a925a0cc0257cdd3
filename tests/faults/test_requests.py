"""Every kind of request that /advice makes, met by every kind of trouble."""

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
from tests.wire.process import Discord, Process

_UNSUGGESTED = "Ignoring exception in autocomplete"
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
    row = table.row(f"{trouble} on the answer to a command and a choice", f"{ANSWER} or {SENTENCE}")
    card = await ask(nora)
    command = await nora.command_body("biz-talk", "advice", question="a low rate")
    await discord.order("faults", **CALLBACK, **TROUBLES[trouble])
    row.seen[await tried(nora, command)] += 1
    if trouble == "lost answer":  # the bot cannot know that it came through, and says so
        await nora.hears("MESSAGE_CREATE", lambda one: kind_of(one) == SENTENCE)
    await discord.order("faults", **CALLBACK, **TROUBLES[trouble])
    row.seen[await tried(nora, nora.choice_body(card, "undervaluing"))] += 1
    await ask(nora)
    cards = [one for one in nora.heard("MESSAGE_CREATE") if "a low rate" in text(one)]
    row.doubled += max(0, len(cards) - 1)
    assert await discord.met() == 2
    row.check()


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_suggestions_may_fail_but_nothing_with_them(
    discord: Discord, bot: Process, nora: Person, table: Table, trouble: str
) -> None:
    row = table.row(f"{trouble} on suggestions while typing", f"{ANSWER} or {FAILED}")
    failed = bot.told.count(_UNSUGGESTED)
    await discord.order("faults", **CALLBACK, **TROUBLES[trouble])
    body = await nora.command_body("biz-talk", "advice", question="should I w")
    body["data"]["options"][0]["focused"] = True
    nonce = await nora.send(body | {"type": 4})
    if trouble == "reset":  # nobody can be told, so only the log knows
        await bot.said(_UNSUGGESTED, times=failed + 1)
        row.seen[FAILED] += 1
    else:
        event = "APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE"
        await nora.hears(event, lambda one: one["nonce"] == nonce)
        row.seen[ANSWER] += 1
    assert await tried(nora, await nora.command_body("biz-talk", "advice")) == ANSWER
    row.check()


@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("step", SHOWING)
async def test_showing_in_the_channel(  # noqa: PLR0917 - fixtures, and the two parameters
    discord: Discord,
    bot: Process,
    nora: Person,
    mara: Person,
    table: Table,
    step: str,
    trouble: str,
) -> None:
    row = table.row(f"{trouble} on {step} when showing", f"{ANSWER} or {SENTENCE}")
    card, control = await ask(nora), await ask(mara, "general-talk")
    await discord.order("faults", **SHOWING[step], **TROUBLES[trouble])
    row.seen[await share(nora, card)] += 1
    if (step, trouble) == ("posting", "lost answer"):  # the bot cannot know that it stands
        await nora.hears("MESSAGE_CREATE", lambda one: kind_of(one) == SENTENCE)
    if (step, trouble) == ("marking the card", "reset"):
        await bot.said("A card could not be marked as shown")
    else:
        row.lost += not shared(nora, by=nora) and not offers_to_show(nora, card)
        if offers_to_show(nora, card):
            await tried(nora, nora.press_body(card, "Show in channel"))
        await marked(nora, card)
    assert await share(mara, control) == ANSWER
    row.doubled += len(shared(mara, by=nora)) - 1
    assert await discord.met() == 1
    row.check()


async def test_longer_than_discord_waits(
    discord: Discord, bot: Process, nora: Person, table: Table
) -> None:
    row = table.row("500 on the answer for longer than 3 seconds", FAILED)
    await discord.order("faults", **CALLBACK, **TROUBLES["500"], times=2)
    row.seen[await tried(nora, await nora.command_body("biz-talk", "advice"))] += 1
    await bot.said("/advice was answered too late")
    assert await tried(nora, await nora.command_body("biz-talk", "advice")) == ANSWER
    assert await discord.met() == 2
    row.check()


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
