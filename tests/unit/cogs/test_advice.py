from typing import Any

import discord
import pytest

from cogs.advice import views

NO_RIGHTS = 1024  # View Channel alone


def option(name: str, value: str) -> dict[str, Any]:
    return {"name": name, "type": 3, "value": value}


async def test_answer_is_private_and_says_where_it_comes_from(fake_discord: Any) -> None:
    shown = await fake_discord.command("advice", option("question", "open mics"))
    assert shown.path.endswith("/callback")
    assert shown.data["flags"] & 64
    assert "### Go to open mics" in shown.text
    assert "- Keep showing up" in shown.text
    assert "From The community note, in Venues." in shown.text
    assert "high" in shown.text
    assert shown.custom_ids == [
        "advice:related:open-mics",
        "advice:show:open-mics",
        "advice:helpful:open-mics",
        "advice:unhelpful:open-mics",
        "advice:browse",
    ]


async def test_following_a_related_entry_turns_the_same_card(fake_discord: Any) -> None:
    shown = await fake_discord.command("advice", option("question", "open mics"))
    turned = await fake_discord.press(shown, "advice:related:open-mics", "discounts")
    assert turned.body["type"] == 7
    assert "### Ration the discounts" in turned.text


async def test_browsing_from_topics_to_an_entry(fake_discord: Any) -> None:
    topics = await fake_discord.command("advice")
    offered = [o["value"] for o in topics.component("advice:topics")["options"]]
    assert offered == ["venues", "rates"]
    entries = await fake_discord.press(topics, "advice:topics", "rates")
    entry = await fake_discord.press(entries, "advice:topic:rates:0", "discounts")
    assert "### Ration the discounts" in entry.text
    again = await fake_discord.press(entry, "advice:browse")
    assert again.custom_ids == ["advice:topics"]


@pytest.mark.parametrize(
    ("topic", "title"),
    [("rates", "### Rates"), ("Rates", "### Rates"), ("zzz", "### What would help?")],
)
async def test_a_topic_may_be_chosen_or_typed(fake_discord: Any, topic: str, title: str) -> None:
    shown = await fake_discord.command("advice", option("topic", topic))
    assert title in shown.text


async def test_showing_posts_once_without_a_ping_and_spends_the_button(fake_discord: Any) -> None:
    shown = await fake_discord.command("advice", option("question", "open mics"))
    spent = await fake_discord.press(shown, "advice:show:open-mics")
    posted = fake_discord.exchanges[-2]
    assert posted.path == "/channels/200/messages"
    assert "Shown by <@300>" in posted.text
    assert posted.body["allowed_mentions"]["parse"] == []
    assert posted.body["enforce_nonce"]
    assert len(posted.body["nonce"]) <= 25
    assert posted.custom_ids == ["advice:related:open-mics"]
    assert spent.component("advice:show:open-mics")["disabled"]
    assert "You asked: \u2068open mics\u2069" in spent.text


async def test_a_shown_card_answers_privately(fake_discord: Any) -> None:
    shown = await fake_discord.command("advice", option("question", "open mics"))
    await fake_discord.press(shown, "advice:show:open-mics")
    posted = fake_discord.exchanges[-2]
    answered = await fake_discord.press(
        posted, "advice:related:open-mics", "discounts", ephemeral=False
    )
    assert answered.body["type"] == 4
    assert answered.data["flags"] & 64


async def test_two_presses_on_one_card_are_one_post(fake_discord: Any) -> None:
    shown = await fake_discord.command("advice", option("question", "open mics"))
    message = fake_discord.message(shown.data, ephemeral=True)
    data = {"custom_id": "advice:show:open-mics", "component_type": 2}
    await fake_discord._interact(3, data, message=message)
    await fake_discord._interact(3, data, message=message)
    first, second = (e.body["nonce"] for e in fake_discord.exchanges if "/channels/" in e.path)
    assert first == second


async def test_who_may_not_post_cannot_show(fake_discord: Any) -> None:
    shown = await fake_discord.command("advice", option("question", "open mics"))
    told = await fake_discord.press(shown, "advice:show:open-mics", permissions=NO_RIGHTS)
    assert "not post" in told.text
    assert [e.path for e in fake_discord.exchanges if "/channels/" in e.path] == []


async def test_a_bot_that_may_not_post_names_what_it_lacks(fake_discord: Any) -> None:
    shown = await fake_discord.command("advice", option("question", "open mics"))
    told = await fake_discord.press(shown, "advice:show:open-mics", app_permissions=NO_RIGHTS)
    assert "I lack Send Messages" in told.text


async def test_a_post_that_fails_leaves_the_button_as_it_was(fake_discord: Any) -> None:
    shown = await fake_discord.command("advice", option("question", "open mics"))
    fake_discord.refuse("/channels/", 403, 50001)
    told = await fake_discord.press(shown, "advice:show:open-mics")
    assert [e.path for e in fake_discord.exchanges if e.path.endswith("@original")] == []
    assert "Discord does not let me do that here" in told.text


async def test_a_post_that_stands_is_not_taken_back_if_the_card_cannot_say_so(
    fake_discord: Any,
) -> None:
    shown = await fake_discord.command("advice", option("question", "open mics"))
    fake_discord.refuse("@original", 503)
    last = await fake_discord.press(shown, "advice:show:open-mics")
    assert last.path == "/channels/200/messages"


async def test_in_a_direct_message_nothing_is_offered_to_show(fake_discord: Any) -> None:
    shown = await fake_discord.command("advice", option("question", "open mics"), in_dm=True)
    assert "advice:show:open-mics" not in shown.custom_ids


async def test_a_withdrawn_entry_gets_a_sentence(fake_discord: Any) -> None:
    shown = await fake_discord.command("advice", option("question", "open mics"))
    told = await fake_discord.press(shown, "advice:related:open-mics", "gone")
    assert "no longer in the library" in told.text


@pytest.mark.parametrize(
    "question",
    [
        "",
        " ",
        "\u200b\u200d",
        "x" * 6000,
        "🎸🎸",
        "@everyone",
        "سؤال",
        "**",
        "<@1> OR NEAR(",
        "\x00",
    ],
)
async def test_any_question_gets_a_card_without_ping_or_broken_layout(
    fake_discord: Any, question: str
) -> None:
    shown = await fake_discord.command("advice", option("question", question))
    assert {"advice:topics", "advice:browse"} & set(shown.custom_ids)
    assert len(shown.text) < 1000
    assert "@everyone" not in shown.text.replace("\\@", "")
    assert "<@1>" not in shown.text


async def test_completion_offers_titles_and_topics(fake_discord: Any) -> None:
    titles = await fake_discord.complete("advice", "question", "ration")
    assert titles[0] == {"name": "Ration the discounts", "value": "Ration the discounts"}
    topics = await fake_discord.complete("advice", "topic", "ven")
    assert topics == [{"name": "Venues", "value": "venues"}]


async def test_cards_hold_only_dynamic_items(bot: Any) -> None:
    guidance = bot.shelf.content.guidance
    card = views.all_topics(guidance, "Choose.")
    pressed = [i for i in card.walk_children() if i.is_dispatchable()]
    assert pressed
    assert all(isinstance(item, discord.ui.DynamicItem) for item in pressed)
    assert card.timeout is None
