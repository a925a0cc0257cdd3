"""Helpful or not: one press a card, whatever happens to the bot in between."""

import asyncio
from pathlib import Path
from typing import Any

from tests.wire.person import Person, buttons, text
from tests.wire.process import Discord, start_bot

QUESTION = "should I work for free?"
EPHEMERAL = 1 << 6


def labels(message: dict[str, Any]) -> list[str]:
    return [one["label"] for one in buttons(message)]


def used_up(message: dict[str, Any]) -> list[str]:
    return [one["label"] for one in buttons(message) if one.get("disabled")]


async def test_a_card_is_rated_once_also_after_a_restart(
    discord: Discord, tmp_path: Path, nora: Person, mara: Person
) -> None:
    database = tmp_path / "biztalk.db"
    first = await start_bot(discord, database)
    card = await nora.command("biz-talk", "advice", question=QUESTION)
    assert labels(card) == ["Show in channel", "Helpful", "Not helpful", "All topics"]
    assert await first.stop() == 0

    second = await start_bot(discord, database)
    thanked = await nora.press(card, "Not helpful")
    assert thanked["id"] == card["id"]
    assert used_up(thanked) == ["Helpful", "Thank you: not helpful"]
    assert "Five questions for a low offer" in text(thanked)

    other = await mara.command("biz-talk", "advice", question=QUESTION)
    assert used_up(await mara.press(other, "Helpful")) == ["Thank you: helpful", "Not helpful"]
    refused = await nora.refused(nora.press_body(thanked, "Thank you: not helpful"))
    assert refused["code"] == 50035

    gaps = await mara.command("biz-talk", "advice-gaps")
    assert "Five questions for a low offer: 1 not helpful, 1 helpful" in text(gaps)
    assert await second.stop() == 0


async def test_two_presses_at_once_count_once(
    discord: Discord, tmp_path: Path, nora: Person, mara: Person
) -> None:
    bot = await start_bot(discord, tmp_path / "biztalk.db")
    card = await nora.command("biz-talk", "advice", question=QUESTION)
    await asyncio.gather(
        *(nora.send(nora.press_body(card, label)) for label in ["Not helpful", "Not helpful"])
    )
    for _ in range(2):
        await nora.hears(
            "MESSAGE_UPDATE", lambda one: one["id"] == card["id"] and bool(used_up(one))
        )
    gaps = await mara.command("biz-talk", "advice-gaps")
    assert "Five questions for a low offer: 1 not helpful, 0 helpful" in text(gaps)
    assert await bot.stop() == 0
