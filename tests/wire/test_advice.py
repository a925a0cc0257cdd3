"""/advice, as members use it."""

from pathlib import Path

from tests.wire.person import Person, buttons, components, text
from tests.wire.process import Discord, Process, start_bot


def card_options(message: dict) -> list[str]:
    return [o["value"] for one in components(message) for o in one.get("options", ())]


async def test_a_newcomer_asks_follows_a_related_entry_and_shares_across_a_restart(
    discord: Discord, tmp_path: Path
) -> None:
    database = tmp_path / "biztalk.db"
    first = await start_bot(discord, database)
    nora, mara = await Person.join(discord, "Nora"), await Person.join(discord, "Mara")

    card = await nora.command("biz-talk", "advice", question="should I work for free?")
    assert card["flags"] & 64
    assert "Five questions for a low offer" in text(card)
    assert "Marketing and Networking for Engineers" in text(card)

    assert await first.stop() == 0
    second = await start_bot(discord, database)

    related = await nora.choose(card, "undervaluing")
    assert related["id"] == card["id"]
    assert "No reason means no discount" in text(related)

    await nora.press(related, "Show in channel")
    shared = await mara.hears("MESSAGE_CREATE", lambda m: m["author"].get("bot", False))
    assert "No reason means no discount" in text(shared)
    assert not shared["flags"] & 64
    assert not shared["mentions"]

    await nora.leave()
    await mara.leave()
    assert await second.stop() == 0
