"""/audience-check and /session-check on the wire: gone on with after a restart, in DMs too."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from tests.wire.connection import Json
from tests.wire.evaluating import labels, part
from tests.wire.person import Person, text
from tests.wire.process import Discord, Process, start_bot

EPHEMERAL = 1 << 6


@pytest.fixture
async def start(
    discord: Discord, tmp_path: Path
) -> AsyncIterator[Callable[[], Awaitable[Process]]]:
    """Starts the bot, as often as called, over one database."""
    begun: list[Process] = []

    async def running() -> Process:
        begun.append(await start_bot(discord, tmp_path / "biztalk.db"))
        return begun[-1]

    yield running
    for one in begun:
        await one.stop()


async def answered(person: Person, card: Json, *answers: str) -> Json:
    """The card after these buttons were pressed, by the ends of their custom_ids."""
    for answer in answers:
        card = await person.use(card, part(card, answer))
    return card


async def test_five_questions_lead_to_one_step_and_its_entry(
    start: Callable[[], Awaitable[Process]], nora: Person, mara: Person
) -> None:
    first = await start()
    card = await nora.command("biz-talk", "audience-check")
    assert card["flags"] & EPHEMERAL
    card = await answered(nora, card, ":merch:no", ":shop:yes", ":reach:yes")
    assert "Still to answer: reason to sign up, writing to it." in text(card)
    assert labels(card).count("✓ Yes") == 2
    assert await first.stop() == 0

    await start()
    card = await answered(nora, card, ":offer:no", ":wrote:no")
    assert "### Next step\n\nWrite to your list this week" in text(card)
    entry = await nora.press(card, "Read: A mailing list is a micro-network")
    assert "people who chose to hear from you" in text(entry)
    assert "From " in text(entry)

    await nora.open_dm()
    again = await nora.command("dm", "audience-check")
    assert "### Next step\n\nWrite to your list" in text(again)
    again = await answered(nora, again, ":wrote:yes", ":offer:yes", ":merch:yes")
    assert "### All there" in text(again)
    fresh = await nora.press(again, "Forget my answers")
    assert "Still to answer: merch, shop, reason" in text(fresh)
    assert "Still to answer: merch, shop" in text(await mara.command("biz-talk", "audience-check"))


async def test_a_session_is_prepared_looked_back_on_and_taken_out(
    start: Callable[[], Awaitable[Process]], nora: Person, mara: Person
) -> None:
    first = await start()
    before = await nora.command("biz-talk", "session-check before")
    assert text(before).count("\n- ") == 7
    assert "the song is theirs" in text(before)
    entry = await nora.press(before, "Read: Before the session: service check")
    assert "Read this in the quiet minutes" in text(entry)
    assert "No session is kept yet" in text(await nora.press(before, "How the last ones went"))

    await nora.open_dm()
    after = await nora.command("dm", "session-check after")
    after = await answered(nora, after, ":heard:yes")
    assert await first.stop() == 0

    await start()
    resumed = await nora.command("biz-talk", "session-check after")
    assert labels(resumed).count("✓ Yes") == 1
    done = await answered(nora, resumed, ":ease:partly", ":again:yes")
    assert "heard yes, at ease partly, again yes" in text(done)
    assert "Read: Quiet is fine, invisible is not" in labels(done)

    second = await nora.command("biz-talk", "session-check after")
    assert "✓ Yes" not in labels(second)
    second = await answered(nora, second, ":heard:no", ":ease:yes", ":again:no", ":again:yes")
    assert "**The last 2**\nHeard: yes 1, partly 0, no 1" in text(second)
    assert "Again: yes 2, partly 0, no 0" in text(second)
    left = await nora.press(second, "Delete this one")
    assert "Deleted." in text(left)
    assert "The last" not in text(left)
    assert "heard yes, at ease partly, again yes" in text(left)
    assert "No session is kept yet" in text(await nora.press(done, "Delete this one"))
    gone = await nora.use(after, part(after, ":heard:no"))  # a card of it that stayed open
    assert "was deleted" in gone["content"]
    others = await mara.command("biz-talk", "session-check before")
    assert "No session is kept yet" in text(await mara.press(others, "How the last ones went"))


async def test_entries_lead_to_the_tools(
    start: Callable[[], Awaitable[Process]], nora: Person
) -> None:
    await start()
    for question, command in (
        ("what does one stream earn", "/streams"),
        ("audit my site", "/audience-check"),
        ("session etiquette", "/session-check before"),
    ):
        answer = await nora.command("biz-talk", "advice", question=question)
        assert f"Next step: `{command}`" in text(answer)
