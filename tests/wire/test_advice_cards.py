"""Cards of /advice after they were sent: shown in the channel, pressed by others, outdated."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from tests.wire.person import Person, buttons, components, options, text
from tests.wire.process import Discord
from tests.wire.puppet import Puppet

pytestmark = pytest.mark.usefixtures("bot")

EPHEMERAL = 1 << 6
SEND = 1 << 11
MENU = 3
BOT_ROLE = 804_000_000_000_000_003


@pytest.fixture
async def puppet(discord: Discord) -> AsyncIterator[Puppet]:
    """The bot's token in our own hands, to post what an older version would have posted."""
    played = Puppet.of(discord)
    yield played
    await played.leave()


@asynccontextmanager
async def overwritten(olive: Person, channel: str, one: int, **bits: Any) -> AsyncIterator[None]:
    await olive.set_overwrite(channel, one, **bits)
    yield
    await olive.clear_overwrite(channel, one)


def in_public(message: dict[str, Any]) -> bool:
    return message["author"].get("bot", False) and not message["flags"] & EPHEMERAL


async def ask(person: Person, channel: str) -> dict[str, Any]:
    return await person.command(channel, "advice", question="should I work for free?")


async def test_a_card_is_shown_once_under_the_name_of_who_shows_it(
    nora: Person, mara: Person
) -> None:
    card = await ask(nora, "general-talk")
    await nora.press(card, "Show in channel")
    spent = await nora.hears("MESSAGE_UPDATE", lambda one: one["id"] == card["id"])
    shown = await mara.hears("MESSAGE_CREATE", in_public)
    assert "Five questions for a low offer" in text(shown)
    assert f"Shown by <@{nora.id}>" in text(shown)
    assert "You asked" not in text(shown)
    assert not shown["mentions"]
    assert not shown["mention_everyone"]
    assert not buttons(shown)
    button = next(one for one in buttons(spent) if one["label"] == "Shown in the channel")
    assert button["disabled"]
    again = await nora.refused(nora.press_body(spent, "Shown in the channel"))
    assert again["code"] == 50035
    assert len([one for one in mara.heard("MESSAGE_CREATE") if in_public(one)]) == 1


async def test_a_public_card_answers_others_privately_and_stays_as_it_is(
    nora: Person, mara: Person
) -> None:
    await nora.press(await ask(nora, "general-talk"), "Show in channel")
    shown = await mara.hears("MESSAGE_CREATE", in_public)
    private = await mara.choose(shown, options(shown)[0])
    assert private["flags"] & EPHEMERAL
    assert private["id"] != shown["id"]
    assert private["message_reference"]["message_id"] == shown["id"]
    turned = await mara.press(private, "All topics")
    assert turned["id"] == private["id"]
    status, now = await nora.request(
        "GET", f"/channels/{shown['channel_id']}/messages/{shown['id']}"
    )
    assert status == 200
    assert now["components"] == shown["components"]
    assert not now["edited_timestamp"]


async def test_who_may_only_read_cannot_have_it_posted(olive: Person, nora: Person) -> None:
    async with overwritten(olive, "show-your-work", nora.id, of_member=True, deny=SEND):
        card = await ask(nora, "show-your-work")
        told = await nora.press(card, "Show in channel")
        assert "You may read here but not post" in text(told)
        assert told["flags"] & EPHEMERAL
    await nora.press(card, "Show in channel")
    await olive.hears("MESSAGE_CREATE", in_public)


async def test_a_bot_that_may_not_post_says_what_it_lacks(olive: Person, nora: Person) -> None:
    async with overwritten(olive, "show-your-work", BOT_ROLE, deny=SEND):
        card = await ask(nora, "show-your-work")
        told = await nora.press(card, "Show in channel")
        assert "I lack Send Messages" in text(told)
    assert not [one for one in olive.heard("MESSAGE_CREATE") if in_public(one)]


async def test_in_a_conversation_with_the_bot_there_is_nothing_to_show(nora: Person) -> None:
    await nora.open_dm()
    card = await ask(nora, "dm")
    assert "Five questions for a low offer" in text(card)
    labels = ["Helpful", "Not helpful", "All topics"]
    assert [one["label"] for one in buttons(card)] == labels
    topics = await nora.press(card, "All topics")
    entries = await nora.choose(topics, "referrals")
    entry = await nora.choose(entries, options(entries)[0])
    assert [one["label"] for one in buttons(entry)] == labels


WITHDRAWN = "That entry is no longer in the library"
OUTDATED = "That button is from an older version of me"
OLD_BUTTONS = {
    "advice:show:gone": WITHDRAWN,
    "advice:helpful:gone": WITHDRAWN,
    "advice:answer:1:gone": WITHDRAWN,
    "advice:show:": OUTDATED,
    "advice:show:../../etc": OUTDATED,
    "survey:1": OUTDATED,
}
OLD_MENUS = {
    "advice:related:gone": WITHDRAWN,
    "advice:topic:referrals:0": WITHDRAWN,
    "advice:answers:1:gone": WITHDRAWN,
    "advice:topics": "That topic is no longer in the library",
}


async def test_what_an_older_version_left_behind_gets_a_sentence(
    puppet: Puppet, nora: Person
) -> None:
    gone = [{"label": "Gone", "value": "gone"}]
    pressed = [{"type": 2, "style": 2, "label": one, "custom_id": one} for one in OLD_BUTTONS]
    chosen = [[{"type": MENU, "custom_id": one, "options": gone}] for one in OLD_MENUS]
    old = {}
    for rows in ([pressed[:5], pressed[5:]], chosen):
        made = [{"type": 1, "components": row} for row in rows]
        posted = await puppet.post(nora.channels["biz-talk"], content="old", components=made)
        message = await nora.hears(
            "MESSAGE_CREATE", lambda one, made=posted: one["id"] == made["id"]
        )
        old |= {
            one["custom_id"]: (message, one) for one in components(message) if "custom_id" in one
        }
    for custom_id, sentence in (OLD_BUTTONS | OLD_MENUS).items():
        message, component = old[custom_id]
        values = ["gone"] if component["type"] == MENU else None
        told = await nora.use(message, component, values)
        assert sentence in text(told)
        assert told["flags"] & EPHEMERAL
