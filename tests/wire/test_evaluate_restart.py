"""Forms that were open, and a card, while the bot was down: all go on as if nothing had been."""

from pathlib import Path

import pytest

from tests.wire.evaluating import (
    OFFER,
    answered,
    card_of,
    cards_at,
    opened,
    sent,
    turned,
    verdict,
)
from tests.wire.person import Person, text
from tests.wire.process import Discord, start_bot


@pytest.fixture
async def database(discord: Discord, tmp_path: Path) -> Path:
    """An empty one, for a server without threads: both count offers from one."""
    await discord.order("reset")
    return tmp_path / "biztalk.db"


async def test_the_forms_and_the_card_outlive_the_bot(
    discord: Discord, database: Path, nora: Person
) -> None:
    first = await start_bot(discord, database)
    offer = await opened(nora, currency="EUR")
    assert await first.stop() == 0

    second = await start_bot(discord, database)
    answer = await sent(nora, offer, **OFFER | {"hours": "a while"})
    retry = await nora.opens(nora.press_body(answer, "Correct it"))
    assert await second.stop() == 0

    third = await start_bot(discord, database)
    told = await turned(nora, answer, nora.submit_body(retry, hours="8"))
    card = await card_of(nora, told)
    assert "€320" in text(card)
    card = await answered(nora, card, more="2", port="0", learn="0", want="0")
    names = await nora.opens(nora.press_body(card, "Name them"))
    assert await third.stop() == 0

    fourth = await start_bot(discord, database)
    card = await nora.submit(names, named="Their label's next EP")
    card = await answered(nora, card, afford="yes", terms="written")
    assert verdict(card) == "Take it"
    assert "Their label's next EP" in text(card)
    assert [one["id"] for one in await cards_at(nora, int(card["channel_id"]))] == [card["id"]]
    assert await fourth.stop() == 0
