"""What was asked in vain, from the newcomer's question to the moderator's new entry."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.wire.person import Person, buttons, options, text
from tests.wire.process import Discord, start_bot

IN_VAIN = "quantum chromodynamics of gluons"
DAY = 86_400
KEPT = "I keep this question for 90 days, without your name"
EPHEMERAL = 1 << 6


async def review(moderator: Person) -> dict[str, Any]:
    return await moderator.command("moderators-log", "advice-gaps")


async def test_a_question_asked_in_vain_reaches_the_moderators_without_the_person(
    discord: Discord, tmp_path: Path, nora: Person, mara: Person
) -> None:
    database = tmp_path / "biztalk.db"
    first = await start_bot(discord, database)
    card = await nora.command(
        "biz-talk", "advice", question=f"{IN_VAIN}, <@{nora.id}>? nora@a.example"
    )
    assert "The library holds nothing on that yet" in text(card)
    assert "What comes nearest:" in text(card)
    assert KEPT in text(card)
    assert await first.stop() == 0

    second = await start_bot(discord, database)
    await nora.command("biz-talk", "advice", question=f"{IN_VAIN.upper()}")
    await nora.command("biz-talk", "advice", question=f"  {IN_VAIN}?! ")
    await nora.open_dm()
    asked_privately = await nora.command("dm", "advice", question="quantum gravity of gluons")
    assert KEPT not in text(asked_privately)

    listed = await review(mara)
    assert listed["flags"] & EPHEMERAL
    assert f"{IN_VAIN}?!" in text(listed)
    assert "asked 3 times" in text(listed)
    assert "gravity" not in text(listed)
    assert "Nora" not in text(listed)
    assert str(nora.id) not in text(listed)
    assert "a.example" not in text(listed)
    assert len(options(listed)) == 1

    chosen = await mara.choose(listed, options(listed)[0])
    assert chosen["id"] == listed["id"]
    assert await second.stop() == 0

    third = await start_bot(discord, database)
    printed = await mara.press(chosen, "As YAML")
    code = re.search(r"```yaml\n(.*?)```", text(printed), re.DOTALL)
    assert code is not None
    [entry] = yaml.safe_load(code[1])
    assert entry["draft"] is True
    assert entry["aliases"] == [f"{IN_VAIN}?!"]
    left = await mara.press(printed, "Dealt with")
    assert "Nothing was asked in vain" in text(left)
    assert await third.stop() == 0


async def test_a_page_that_is_not_held_is_named_to_both(
    discord: Discord, tmp_path: Path, nora: Person, mara: Person
) -> None:
    bot = await start_bot(discord, tmp_path / "biztalk.db")
    card = await nora.command("biz-talk", "advice", question="what to charge")
    assert "Pricing and rates: not in the library yet" in text(card)
    assert KEPT in text(card)
    listed = await review(mara)
    assert "named: Pricing and rates: not in the library yet" in text(listed)
    assert await bot.stop() == 0


async def test_after_90_days_it_is_gone(
    discord: Discord, tmp_path: Path, nora: Person, mara: Person
) -> None:
    bot = await start_bot(discord, tmp_path / "biztalk.db")
    await nora.command("biz-talk", "advice", question=IN_VAIN)
    assert "chromodynamics" in text(await review(mara))
    await discord.order("clock", advance_seconds=91 * DAY)
    await bot.said("1 old rows of advice_gaps deleted")
    assert "Nothing was asked in vain in the last 90 days." in text(await review(mara))
    assert await bot.stop() == 0


@pytest.mark.usefixtures("bot")
async def test_it_is_for_moderators_alone(nora: Person, mara: Person) -> None:
    assert "advice-gaps" not in [one["name"] for one in await nora.commands()]
    body = await mara.command_body("biz-talk", "advice-gaps")
    refusal = await nora.refused(body)
    assert refusal["code"]
    assert not buttons(await review(mara))
