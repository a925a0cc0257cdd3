"""/outreach on the wire: how a message may be heard, for its author alone, and nothing kept."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.wire.person import Person, text
from tests.wire.planning import EPHEMERAL, labels, said
from tests.wire.process import Discord, Process, start_bot

PITCH = (
    "Hey! I'm a mix engineer. I offer mixing, mastering and vocal tuning, $50 per song. "
    "DM me for rates"
)
PERSON = (
    "Hi Ana, I saw your set at the open mic on Friday. The bridge of the second song stayed with "
    "me. How did you record the vocals on the EP? One small thought that might help."
)


@pytest.fixture
async def database(discord: Discord, tmp_path: Path) -> Path:
    await discord.order("reset")
    return tmp_path / "biztalk.db"


@pytest.fixture
async def bot(discord: Discord, database: Path) -> AsyncIterator[Process]:
    running = await start_bot(discord, database)
    yield running
    assert await running.stop() == 0


async def test_a_pitch_is_told_as_one_with_its_words_and_entries_to_read(
    bot: Process, nora: Person, database: Path
) -> None:
    card = await nora.command("biz-talk", "outreach", text=PITCH)
    assert card["flags"] & EPHEMERAL
    for told in ("It names prices", "“$50”", "It lists services", "It asks them to write"):
        assert told in said(card)
    assert "nothing in it about their music" in text(card)
    assert "What is good" not in text(card)
    assert "**__DM me for rates__**" in text(card)
    entry = await nora.press(card, "Read: The price-list DM")
    assert entry["flags"] & EPHEMERAL
    assert "spam" in text(entry)
    for file in database.parent.iterdir():
        assert b"vocal tuning" not in file.read_bytes()


async def test_a_message_to_a_person_is_told_as_one_in_a_form_and_in_direct_messages(
    bot: Process, nora: Person
) -> None:
    await nora.open_dm()
    form = await nora.opens(await nora.command_body("dm", "outreach"))
    card = await nora.submit(form, message=PERSON)
    assert "one person writing to another" in text(card)
    assert "What reads as a pitch" not in text(card)
    assert "It speaks of their music" in text(card)
    assert "It shows that you were there" in text(card)
    assert labels(card)
    late = await nora.command("dm", "outreach", text="I do mixing and mastering. Love your new EP")
    assert "The pitch comes before the interest" in text(late)
    empty = await nora.command("dm", "outreach", text="…")
    assert "not a word in that yet" in empty["content"]
