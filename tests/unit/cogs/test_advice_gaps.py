"""What the library cannot answer: the card says so, and the question is kept without the person."""

from typing import Any

import pytest

POINTER = """
- id: pointer-visa
  title: 'Visas: not in the library yet'
  kind: pointer
  topics: []
  aliases: [touring visa]
  body: That page is not in this library.
  sources: [{doc: note, items: [S30], use: paraphrase}]
  related: [discounts]
  reviewed: 2026-02-18
"""
NONSENSE = "xyzzy plugh qwertz"


@pytest.fixture
def content_folder(content_folder: Any) -> Any:
    path = content_folder / "guidance" / "all.yaml"
    path.write_text(path.read_text() + POINTER)
    return content_folder


async def ask(fake_discord: Any, question: str, *more: Any, **where: Any) -> Any:
    field = {"name": "question", "type": 3, "value": question}
    return await fake_discord.command("advice", field, *more, **where)


async def kept(fake_discord: Any) -> list[tuple[str, int, str | None]]:
    gaps = await fake_discord.bot.store.gaps.listed(100, 10)
    return [(gap.text, gap.times, gap.pointer_id) for gap in gaps]


@pytest.fixture
def holds_nothing(fake_discord: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library in which no search finds anything."""
    guidance = fake_discord.bot.shelf.content.guidance
    monkeypatch.setattr(guidance, "search", lambda _question, _limit=5: [])


@pytest.mark.usefixtures("holds_nothing")
async def test_nothing_found_is_said_and_kept_without_the_person(fake_discord: Any) -> None:
    shown = await ask(fake_discord, f"{NONSENSE} with <@300> at https://a.example, kim@a.example")
    assert "The library holds nothing on that yet" in shown.text
    assert "What comes nearest:" in shown.text
    assert "I keep this question for 90 days, without your name" in shown.text
    assert len(shown.component("advice:topics")["options"]) == 2
    assert await kept(fake_discord) == [(f"{NONSENSE} with … at …", 1, None)]


@pytest.mark.usefixtures("holds_nothing")
async def test_the_nearest_topics_are_named_and_offered_first(fake_discord: Any) -> None:
    guidance = fake_discord.bot.shelf.content.guidance
    near = [one for one in guidance.nearest_topics("rates", 3) if guidance.in_topic(one.id)]
    shown = await ask(fake_discord, "rates")
    assert f"What comes nearest: {', '.join(one.name for one in near)}." in shown.text
    assert shown.component("advice:topics")["options"][0]["value"] == near[0].id


@pytest.mark.usefixtures("holds_nothing")
async def test_the_same_question_counts_up(fake_discord: Any) -> None:
    for question in (NONSENSE, f"  {NONSENSE.upper()}?? ", f"*{NONSENSE}*"):
        await ask(fake_discord, question)
    assert await kept(fake_discord) == [(f"*{NONSENSE}*", 3, None)]


@pytest.mark.usefixtures("holds_nothing")
async def test_in_direct_messages_nothing_is_kept_nor_said_to_be(fake_discord: Any) -> None:
    shown = await ask(fake_discord, NONSENSE, in_dm=True)
    assert "holds nothing on that yet" in shown.text
    assert "I keep this question" not in shown.text
    assert await fake_discord.bot.store.gaps.count(100) == 0


@pytest.mark.usefixtures("holds_nothing")
@pytest.mark.parametrize("question", ["🎸🎸", "<@300>", "https://a.example", "kim@a.example"])
async def test_what_has_no_word_left_is_not_kept(fake_discord: Any, question: str) -> None:
    shown = await ask(fake_discord, question)
    assert "holds nothing on that yet" in shown.text
    assert "I keep this question" not in shown.text
    assert await kept(fake_discord) == []


@pytest.mark.usefixtures("holds_nothing")
async def test_within_a_topic_it_is_kept_as_well(fake_discord: Any) -> None:
    topic = {"name": "topic", "type": 3, "value": "rates"}
    shown = await ask(fake_discord, NONSENSE, topic)
    assert "### Rates" in shown.text
    assert "I keep this question for 90 days" in shown.text
    assert await kept(fake_discord) == [(NONSENSE, 1, None)]


async def test_a_page_that_is_not_held_is_named_and_the_question_kept(fake_discord: Any) -> None:
    shown = await ask(fake_discord, "touring visa")
    assert "### Visas: not in the library yet" in shown.text
    assert "I keep this question for 90 days" in shown.text
    offered = [one["value"] for one in shown.component("advice:related:pointer-visa")["options"]]
    assert "discounts" in offered
    assert shown.component("advice:topics")["placeholder"] == "Nearest topics"
    assert await kept(fake_discord) == [("touring visa", 1, "pointer-visa")]


async def test_an_answer_is_not_kept(fake_discord: Any) -> None:
    shown = await ask(fake_discord, "open mics")
    assert "I keep this question" not in shown.text
    assert await kept(fake_discord) == []
