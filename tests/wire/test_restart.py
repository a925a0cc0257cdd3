"""What outlives the process: cards that were sent, and what a server has set."""

from pathlib import Path

from tests.wire.person import Person, text
from tests.wire.process import Discord, start_bot


async def test_a_newcomer_asks_follows_a_related_entry_and_shares_across_a_restart(
    discord: Discord, tmp_path: Path, nora: Person, mara: Person
) -> None:
    database = tmp_path / "biztalk.db"
    first = await start_bot(discord, database)
    card = await nora.command("biz-talk", "advice", question="should I work for free?")
    assert card["flags"] & 64
    assert "Five questions for a low offer" in text(card)
    assert "Marketing and Networking for Engineers" in text(card)
    await mara.command("biz-talk", "config set", zone="Europe/Berlin")

    assert await first.stop() == 0
    second = await start_bot(discord, database)

    related = await nora.choose(card, "undervaluing")
    assert related["id"] == card["id"]
    assert "No reason means no discount" in text(related)

    await nora.press(related, "Show in channel")
    shared = await mara.hears("MESSAGE_CREATE", lambda one: not one["flags"] & 64)
    assert "No reason means no discount" in text(shared)
    assert not shared["mentions"]

    settings = await mara.command("biz-talk", "config show")
    assert "Time zone: Europe/Berlin" in text(settings)
    assert await second.stop() == 0
