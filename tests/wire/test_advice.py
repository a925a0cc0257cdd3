"""/advice, as members ask it: any question and any topic gets a private card."""

import re
from typing import Any

import pytest

from tests.wire.person import Person, buttons, options, text
from tests.wire.process import Process

pytestmark = pytest.mark.usefixtures("bot")

EPHEMERAL = 1 << 6
PAX, REGULARS = "<@804000000000000015>", "<@&804000000000000002>"
TOPICS = 24


def title(message: dict[str, Any]) -> str:
    """The card's heading."""
    found = re.search(r"^### (.+)$", text(message), re.MULTILINE)
    return found[1] if found else ""


def pings(message: dict[str, Any]) -> list[Any]:
    return [message["mention_everyone"], *message["mentions"], *message["mention_roles"]]


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("should I work for free?", "should I work for free?"),
        ("RATES", "RATES"),
        ("  rates \n and  discounts ", "rates and discounts"),
        ("r" * 300, "r" * 149 + "…"),
        ("🎸🎸", "🎸🎸"),
        ("كم أطلب مقابل العمل؟", "كم أطلب مقابل العمل؟"),
        ("\u202egnp.exe", "gnp.exe"),  # a right-to-left override goes
        ("ra\u200btes", "rates"),
        ("# **rates** _a_ ~~b~~ `c` ||d||", r"# \*\*rates\*\* \_a\_ \~\~b\~\~ \`c\` \|\|d\|\|"),
        ("```py\nrates```", r"\`\`\`py rates\`\`\`"),
        ("[rates](https://a.example)", r"\[rates\](https\://a.example)"),
        ('rates AND OR NOT NEAR("a" -b) title:x*', r'rates AND OR NOT NEAR("a" -b) title\:x\*'),
        ("'; DROP TABLE entries; --", "'; DROP TABLE entries; --"),
        ("@everyone @here", r"\@everyone \@here"),
        (PAX, r"\<\@804000000000000015>"),
        (REGULARS, r"\<\@&804000000000000002>"),
        ("<#804000000000000020> </advice:1> <t:0>", None),
    ],
)
async def test_any_question_gets_a_private_card_that_says_it_back_without_effect(
    nora: Person, question: str, shown: str | None
) -> None:
    card = await nora.command("biz-talk", "advice", question=question)
    assert card["flags"] & EPHEMERAL
    assert title(card)
    assert not any(pings(card))
    said_back = re.search("You asked: \u2068(.*)\u2069", text(card))
    assert said_back is not None
    assert shown is None or said_back[1] == shown
    assert not re.search(r"(?<!\\)[<@]", said_back[1])


@pytest.mark.parametrize("question", [" ", "\u200b\u200d\u2060", "\u202e"])
async def test_a_question_without_a_word_is_told_so_and_offered_the_topics(
    nora: Person, question: str
) -> None:
    card = await nora.command("biz-talk", "advice", question=question)
    assert "I could not find a word in that question" in text(card)
    assert len(options(card)) == TOPICS


@pytest.mark.parametrize("question", ["", "x" * 301, "x" * 6000, "x" * 6001])
async def test_discord_refuses_a_question_of_another_length(nora: Person, question: str) -> None:
    refusal = await nora.refused(await nora.command_body("biz-talk", "advice", question=question))
    assert refusal["code"] == 50035
    assert "between 1 and 300" in str(refusal["errors"])


@pytest.mark.parametrize("question", ["quantum chromodynamics", "xyzzy", "🎸", "Wie geht's?"])
async def test_nothing_found_is_honest_and_offers_the_topics(nora: Person, question: str) -> None:
    card = await nora.command("biz-talk", "advice", question=question)
    assert "holds nothing on that yet" in text(card)
    assert len(options(card)) == TOPICS


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "What would help?"),
        ({"topic": "referrals"}, "Referrals"),
        ({"topic": "Referrals"}, "Referrals"),
        ({"topic": "social"}, "Social media"),
        ({"topic": "no such topic"}, "What would help?"),
        ({"topic": "@everyone"}, "What would help?"),
        ({"topic": "x" * 100}, "What would help?"),
        ({"question": "quantum chromodynamics", "topic": "referrals"}, "Referrals"),
        ({"question": "rates", "topic": "no such topic"}, "What would help?"),
    ],
)
async def test_topics_can_be_chosen_typed_and_mistyped(
    nora: Person, given: dict[str, str], expected: str
) -> None:
    card = await nora.command("biz-talk", "advice", **given)
    assert title(card) == expected
    assert card["flags"] & EPHEMERAL
    assert not any(pings(card))


async def test_a_question_within_a_topic_stays_in_it(nora: Person) -> None:
    within = await nora.command("biz-talk", "advice", topic="international")
    card = await nora.command("biz-talk", "advice", question="rates", topic="international")
    assert "You asked" in text(card)
    offered = await nora.choose(within, options(within)[0])
    titles = [title(offered)]
    for entry in options(within)[1:]:
        again = await nora.command("biz-talk", "advice", topic="international")
        titles.append(title(await nora.choose(again, entry)))
    assert title(card) in titles


async def test_browsing_leads_from_the_topics_to_an_entry_and_back_in_one_message(
    nora: Person,
) -> None:
    topics = await nora.command("biz-talk", "advice")
    entries = await nora.choose(topics, "customer-service")
    assert title(entries) == "Customer service"
    entry = await nora.choose(entries, options(entries)[0])
    assert "-# From" in text(entry)
    labels = ["Show in channel", "Helpful", "Not helpful", "All topics"]
    assert [one["label"] for one in buttons(entry)] == labels
    again = await nora.press(entry, "All topics")
    assert title(again) == "What would help?"
    assert {one["id"] for one in (entries, entry, again)} == {topics["id"]}


@pytest.mark.parametrize(
    ("option", "typed", "first"),
    [
        ("question", "", None),
        ("question", "ration", "Ration the cheap ones"),
        ("question", "RATION", "Ration the cheap ones"),
        ("topic", "", "Networking at venues"),
        ("topic", "ref", "Referrals"),
        ("topic", "self promotion", "No self-promotion rule"),
    ],
)
async def test_typing_is_completed(
    nora: Person, option: str, typed: str, first: str | None
) -> None:
    offered = await nora.suggestions("biz-talk", "advice", **{option: typed})
    assert 1 <= len(offered) <= 25
    assert first is None or offered[0]["name"] == first
    chosen = await nora.command("biz-talk", "advice", **{option: offered[0]["value"]})
    assert title(chosen) == offered[0]["name"]


@pytest.mark.parametrize("option", ["question", "topic"])
@pytest.mark.parametrize("typed", ["xyzzy", "🎸", '"*', "\u200b", "@everyone", "x" * 1000, "%_"])
async def test_completion_bears_odd_input(nora: Person, option: str, typed: str) -> None:
    offered = await nora.suggestions("biz-talk", "advice", **{option: typed})
    assert len(offered) <= 25


async def test_nothing_of_this_was_an_error(bot: Process, nora: Person) -> None:
    await nora.command("biz-talk", "advice")
    assert "Traceback" not in bot.told
    assert " ERROR " not in bot.told
