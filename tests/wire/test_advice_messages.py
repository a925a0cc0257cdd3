"""“Find advice for this”: a helper answers somebody's message with one press."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.wire.person import Person, buttons, components, options, text
from tests.wire.process import Discord, start_bot

FIND, ANSWER = "Find advice for this", "Answer with this"
QUESTION = "Somebody offered me a mix for free, should I work for free?"
EPHEMERAL = 1 << 6
SEND, HISTORY = 1 << 11, 1 << 16
BOT_ROLE = 804_000_000_000_000_003


@asynccontextmanager
async def overwritten(olive: Person, one: int, **bits: Any) -> AsyncIterator[None]:
    await olive.set_overwrite("general-talk", one, **bits)
    yield
    await olive.clear_overwrite("general-talk", one)


def reply_to(message: dict[str, Any]) -> Any:
    """Fits the bot's public replies to a message."""

    def fits(one: dict[str, Any]) -> bool:
        answered = (one.get("message_reference") or {}).get("message_id")
        public = one["author"].get("bot", False) and not one["flags"] & EPHEMERAL
        return public and answered == message["id"]

    return fits


async def test_a_helper_answers_a_newcomer_across_a_restart(
    discord: Discord, tmp_path: Path, nora: Person, mara: Person
) -> None:
    database = tmp_path / "biztalk.db"
    first = await start_bot(discord, database)
    question = await nora.say("general-talk", QUESTION)
    card = await mara.use_on(question, FIND)
    assert card["flags"] & EPHEMERAL
    assert "For the message: \u2068Somebody offered me a mix" in text(card)
    labels = [ANSWER, "Helpful", "Not helpful", "All topics"]
    assert [one["label"] for one in buttons(card)] == labels
    best = text(card)
    assert await first.stop() == 0

    second = await start_bot(discord, database)
    turned = await mara.choose(card, options(card)[0])
    assert turned["id"] == card["id"]
    assert text(turned) != best
    assert [one["label"] for one in buttons(turned)] == labels
    assert len(options(turned)) >= len(options(card))

    await mara.press(turned, ANSWER)
    answer = await nora.hears("MESSAGE_CREATE", reply_to(question))
    assert f"Shown by <@{mara.id}>" in text(answer)
    assert not answer["mentions"]
    assert not answer["mention_everyone"]
    assert not buttons(answer)
    spent = await mara.hears(
        "MESSAGE_UPDATE",
        lambda one: "Answered in the channel" in [each.get("label") for each in buttons(one)],
    )
    assert spent["id"] == card["id"]
    again = await mara.refused(mara.press_body(spent, "Answered in the channel"))
    assert again["code"] == 50035
    assert await second.stop() == 0


@pytest.mark.usefixtures("bot")
class TestWithOneBot:
    async def test_two_helpers_with_the_same_entry_post_it_once(
        self, nora: Person, mara: Person, olive: Person
    ) -> None:
        question = await nora.say("general-talk", QUESTION)
        for helper in (mara, olive):
            await helper.press(await helper.use_on(question, FIND), ANSWER)
            await helper.hears(
                "MESSAGE_UPDATE",
                lambda one: "Answered in the channel" in [b.get("label") for b in buttons(one)],
            )
        await nora.hears("MESSAGE_CREATE", reply_to(question))
        assert len([one for one in nora.heard("MESSAGE_CREATE") if reply_to(question)(one)]) == 1

    async def test_it_works_on_ones_own_message_and_on_the_bots(
        self, nora: Person, mara: Person
    ) -> None:
        own = await nora.use_on(await nora.say("general-talk", QUESTION), FIND)
        await nora.press(own, ANSWER)
        posted = await mara.hears(
            "MESSAGE_CREATE", lambda one: one["author"].get("bot") and not one["flags"] & EPHEMERAL
        )
        card = await mara.use_on(posted, FIND)
        assert "### " in text(card)

    async def test_a_message_that_is_gone_gets_a_sentence(self, nora: Person, mara: Person) -> None:
        question = await nora.say("general-talk", QUESTION)
        card = await mara.use_on(question, FIND)
        path = f"/channels/{question['channel_id']}/messages/{question['id']}"
        assert (await nora.request("DELETE", path))[0] == 204
        told = await mara.press(card, ANSWER)
        assert "That message is gone" in text(told)
        assert told["flags"] & EPHEMERAL

    @pytest.mark.parametrize("content", ["\u200b\u2060\u200d", "||\u200b||"])
    async def test_a_message_without_a_word_gets_a_card_or_a_sentence(
        self, nora: Person, mara: Person, content: str
    ) -> None:
        told = await mara.use_on(await nora.say("general-talk", content), FIND)
        assert told["flags"] & EPHEMERAL
        assert text(told)

    @pytest.mark.parametrize(
        "content",
        ["x" * 2000, "# @everyone ```py\nrates```", "🎸", "<@804000000000000015> rates?"],
    )
    async def test_any_message_gets_a_private_card_without_effect(
        self, nora: Person, mara: Person, content: str
    ) -> None:
        card = await mara.use_on(await nora.say("general-talk", content), FIND)
        assert card["flags"] & EPHEMERAL
        assert not any([card["mention_everyone"], *card["mentions"], *card["mention_roles"]])
        assert all(len(one.get("custom_id", "")) <= 100 for one in components(card))

    async def test_what_nobody_asked_the_bot_is_not_kept(self, nora: Person, mara: Person) -> None:
        said = await nora.say("general-talk", "quantum chromodynamics of gluons")
        card = await mara.use_on(said, FIND)
        assert "I keep this question" not in text(card)
        assert "chromodynamics" not in text(await mara.command("biz-talk", "advice-gaps"))

    async def test_who_may_not_post_cannot_answer(
        self, nora: Person, mara: Person, olive: Person
    ) -> None:
        question = await nora.say("general-talk", QUESTION)
        card = await mara.use_on(question, FIND)
        async with overwritten(olive, mara.id, of_member=True, deny=SEND):
            assert "You may read here but not post" in text(await mara.press(card, ANSWER))
        async with overwritten(olive, BOT_ROLE, deny=HISTORY):
            assert "I lack Read Message History" in text(await mara.press(card, ANSWER))
        assert not [one for one in nora.heard("MESSAGE_CREATE") if reply_to(question)(one)]

    async def test_in_a_conversation_with_the_bot_there_is_nobody_to_answer(
        self, nora: Person
    ) -> None:
        await nora.open_dm()
        card = await nora.use_on(await nora.say("dm", QUESTION), FIND)
        assert ANSWER not in [one["label"] for one in buttons(card)]
