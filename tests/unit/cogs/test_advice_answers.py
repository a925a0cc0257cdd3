"""“Find advice for this” on a message, and answering it."""

from typing import Any

import pytest

NAME = "Find advice for this"
NO_RIGHTS = 1024  # View Channel alone
CARD = [{"type": 17, "components": [{"type": 10, "content": "Where are the open mics?"}]}]


def said(fake_discord: Any, content: str = "", **more: Any) -> Any:
    return fake_discord.message({"content": content}) | more


async def find(fake_discord: Any, content: str = "open mics", **more: Any) -> tuple[Any, str]:
    """The private card for a message, and the custom_id that answers the message with it."""
    message = said(fake_discord, content, **more)
    shown = await fake_discord.use_on(NAME, message)
    return shown, f"advice:answer:{message['id']}:open-mics"


async def test_a_helper_sees_the_entries_privately(fake_discord: Any) -> None:
    shown, answer = await find(fake_discord)
    assert shown.data["flags"] & 64
    assert "For the message: \u2068open mics\u2069" in shown.text
    assert "### Go to open mics" in shown.text
    assert shown.component(answer)["label"] == "Answer with this"
    assert shown.component("advice:helpful:open-mics")
    assert max(len(one) for one in shown.custom_ids) <= 100


@pytest.mark.parametrize(
    "more",
    [
        {"components": CARD, "flags": 1 << 15},
        {"embeds": [{"type": "rich", "title": "Question", "description": "open mics"}]},
        {"embeds": [{"type": "rich", "fields": [{"name": "open", "value": "mics"}]}]},
        {"message_snapshots": [{"message": {"content": "open mics", "type": 0}}]},
    ],
)
async def test_words_are_read_wherever_they_stand(fake_discord: Any, more: Any) -> None:
    if "message_snapshots" in more:
        snapshot = said(fake_discord, "open mics")
        kept = ("content", "type", "timestamp", "edited_timestamp", "flags", "mentions")
        kept = (*kept, "mention_roles", "attachments", "embeds", "components")
        more = {
            "message_snapshots": [{"message": {key: snapshot[key] for key in kept}}],
            "message_reference": {"type": 1, "channel_id": "200", "message_id": "7"},
        }
    shown, _ = await find(fake_discord, "", **more)
    said_back = shown.text.split("For the message: ")[1].splitlines()[0]
    assert "open mics" in said_back


async def test_a_very_long_message_is_read_in_part(fake_discord: Any) -> None:
    shown, _ = await find(fake_discord, "open mics " + "x" * 4000)
    assert shown.path.endswith("/callback")
    assert len(shown.text) < 1000


@pytest.mark.parametrize("content", ["", " \n", "\u200b\u2060"])
async def test_a_message_without_words_gets_a_sentence(fake_discord: Any, content: str) -> None:
    shown, _ = await find(fake_discord, content)
    assert "I could not find a word in that message" in shown.text


async def test_what_is_not_found_is_said_but_not_kept(
    fake_discord: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    guidance = fake_discord.bot.shelf.content.guidance
    monkeypatch.setattr(guidance, "search", lambda _question, _limit=5: [])
    shown, _ = await find(fake_discord, "xyzzy @everyone")
    assert "The library holds nothing on that yet" in shown.text
    assert "I keep" not in shown.text
    assert "@everyone" not in shown.text.replace("\\@", "")
    assert await fake_discord.bot.store.gaps.count(100) == 0


async def test_answering_replies_once_without_a_ping(fake_discord: Any) -> None:
    shown, answer = await find(fake_discord)
    spent = await fake_discord.press(shown, answer)
    posted = fake_discord.exchanges[-2]
    assert posted.path == "/channels/200/messages"
    assert str(posted.body["message_reference"]["message_id"]) == answer.split(":")[2]
    assert posted.body["message_reference"]["fail_if_not_exists"]
    assert posted.body["allowed_mentions"] == {"parse": [], "replied_user": False}
    assert posted.body["enforce_nonce"]
    assert "Shown by <@300>" in posted.text
    assert posted.custom_ids == ["advice:related:open-mics"]
    assert spent.component(answer)["label"] == "Answered in the channel"
    assert spent.component(answer)["disabled"]


async def test_two_helpers_with_one_entry_are_one_post(fake_discord: Any) -> None:
    message = said(fake_discord, "open mics")
    for _ in range(2):
        shown = await fake_discord.use_on(NAME, message)
        await fake_discord.press(shown, f"advice:answer:{message['id']}:open-mics")
    first, second = (e.body["nonce"] for e in fake_discord.exchanges if "/channels/" in e.path)
    assert first == second


async def test_another_entry_keeps_the_message_and_the_other_answers(fake_discord: Any) -> None:
    shown, answer = await find(fake_discord)
    message_id = answer.split(":")[2]
    turned = await fake_discord.press(shown, f"advice:answers:{message_id}:open-mics", "discounts")
    assert "### Ration the discounts" in turned.text
    assert turned.component(f"advice:answer:{message_id}:discounts")
    menu = turned.component(f"advice:answers:{message_id}:discounts")
    assert "open-mics" in [one["value"] for one in menu["options"]]


async def test_a_message_that_is_gone_gets_a_sentence(
    fake_discord: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, answer = await find(fake_discord)
    fake_discord.refuse("/channels/", 404, 10008)
    told = await fake_discord.press(shown, answer)
    assert "That message is gone" in told.text
    assert not [one for one in fake_discord.exchanges if one.path.endswith("@original")]


@pytest.mark.parametrize(
    ("where", "sentence"),
    [
        ({"permissions": NO_RIGHTS}, "not post"),
        ({"app_permissions": NO_RIGHTS}, "I lack Send Messages, Read Message History"),
    ],
)
async def test_who_may_not_post_cannot_answer(
    fake_discord: Any, where: dict[str, int], sentence: str
) -> None:
    shown, answer = await find(fake_discord)
    told = await fake_discord.press(shown, answer, **where)
    assert sentence in told.text
    assert [e.path for e in fake_discord.exchanges if "/channels/" in e.path] == []


async def test_in_a_direct_message_there_is_nobody_to_answer(fake_discord: Any) -> None:
    message = said(fake_discord, "open mics")
    shown = await fake_discord.use_on(NAME, message, in_dm=True)
    assert "### Go to open mics" in shown.text
    assert not [one for one in shown.custom_ids if one.startswith("advice:answer:")]


async def test_it_is_one_message_command_for_everybody(bot: Any) -> None:
    [offered] = [one.to_dict(bot.tree) for one in bot.tree.get_commands() if one.name == NAME]
    assert offered["type"] == 3
    assert offered.get("default_member_permissions") is None
