"""Who answers for what is read: people, apps, webhooks; replies, titles and Discord's own words."""

from typing import cast

import pytest

from bot.moderation import Part, Place
from bot.moderation.payload import read_message, read_thread
from tests.contract import samples
from tests.contract.traffic import Json, JsonObject

PITCH = "DM me for rates"
APP = samples.user(samples.BOT, bot=True)
PERSON = samples.user()


def sent(author: JsonObject = PERSON, **changes: Json) -> JsonObject:
    return samples.message(author=author, **{"content": PITCH} | changes)


def invoked(owners: JsonObject, user: JsonObject = PERSON) -> JsonObject:
    return {"id": "1", "type": 2, "user": user, "authorizing_integration_owners": owners}


def test_a_person_and_an_app() -> None:
    person, app = read_message(sent()), read_message(sent(APP))
    assert (person.author_id, person.is_bot, person.is_webhook) == (101, False, False)
    assert (app.author_id, app.is_bot, app.is_webhook) == (100, True, False)


@pytest.mark.parametrize("made_by", [{}, {"application_id": "100"}])
def test_a_webhook_of_a_person_or_of_an_app(made_by: JsonObject) -> None:
    read = read_message(sent(samples.user("900", bot=True), webhook_id="900", **made_by))
    assert (read.author_id, read.is_webhook, read.invoked_by) == (900, True, None)
    assert read.application_id == (100 if made_by else None)


@pytest.mark.parametrize("kind", [20, 23])
def test_what_an_app_says_that_somebody_brought_along_they_say(kind: int) -> None:
    answer = sent(
        APP,
        type=kind,
        webhook_id="100",
        application_id="100",
        interaction_metadata=invoked({"1": "101"}),
    )
    read = read_message(answer)
    assert (read.author_id, read.is_bot, read.is_webhook, read.invoked_by) == (
        100,
        True,
        False,
        101,
    )
    assert read.parts == (Part(Place.CONTENT, PITCH),)


@pytest.mark.parametrize(
    ("author", "metadata"),
    [
        (APP, invoked({"0": "200"})),
        (PERSON, invoked({"1": "101"})),
        (APP, invoked({"1": "101"}, user={})),
        (APP, {"authorizing_integration_owners": ["1"]}),
        (APP, 7),
    ],
)
def test_nobody_else_is_taken_for_the_one_who_speaks(author: JsonObject, metadata: Json) -> None:
    assert read_message(sent(author, interaction_metadata=metadata)).invoked_by is None


@pytest.mark.parametrize("wrong", [True, "x", "-1", "²", "9" * 19, "9" * 40, 2**63, 1.0, None, {}])
def test_an_id_is_an_id_or_nothing(wrong: Json) -> None:
    read = read_message({"id": wrong, "author": {"id": wrong}, "type": 0})
    assert (read.message_id, read.author_id) == (None, None)


def test_a_reply_and_what_it_answers() -> None:
    asked = samples.message(id="690", author=samples.user("102"), content="Who masters in Leeds?")
    reply = sent(
        type=19,
        message_reference={"type": 0, "channel_id": "300", "message_id": "690"},
        referenced_message=asked,
    )
    read = read_message(reply)
    assert (read.reply_to_id, read.reply_to_author_id) == (690, 102)
    assert read.reply_to == "Who masters in Leeds?"
    assert read.parts == (Part(Place.CONTENT, PITCH),)


def test_a_reply_to_a_message_that_is_gone() -> None:
    reference: JsonObject = {"type": 0, "channel_id": "300", "message_id": "690"}
    read = read_message(sent(type=19, message_reference=reference, referenced_message=None))
    assert (read.reply_to_id, read.reply_to, read.unread) == (690, None, ())


def test_a_message_passed_on_from_another_channel_is_no_reply() -> None:
    reference: JsonObject = {"channel_id": "300", "message_id": "690", "guild_id": "201"}
    assert read_message(sent(message_reference=reference)).reply_to_id is None


@pytest.mark.parametrize("kind", [4, 18, 27, 31])
def test_a_name_that_somebody_gave_is_a_title(kind: int) -> None:
    assert read_message(sent(type=kind)).parts == (Part(Place.TITLE, PITCH),)


@pytest.mark.parametrize("kind", [6, 7, 8, 12, 21, 24, 46])
def test_what_discord_says_is_nobodys(kind: int) -> None:
    embed: JsonObject = {"type": "auto_moderation_message", "description": PITCH}
    read = read_message(sent(type=kind, embeds=[embed], referenced_message=sent()))
    assert (read.parts, read.unread) == ((), ())


@pytest.mark.parametrize("kind", [19, 20, 23, 33, 999, None, "new"])
def test_every_other_kind_is_read(kind: Json) -> None:
    assert read_message(sent(type=kind)).parts == (Part(Place.CONTENT, PITCH),)


def test_the_title_of_a_thread_belongs_to_whoever_opened_it() -> None:
    theirs = samples.thread() | {"name": "Hire me", "owner_id": "101"}
    assert read_message(sent(thread=theirs)).parts[1:] == (Part(Place.TITLE, "Hire me"),)
    assert read_message(sent(thread=theirs | {"owner_id": "102"})).parts[1:] == ()


def test_a_thread_or_a_forum_post() -> None:
    read = read_thread(samples.thread() | {"name": PITCH, "owner_id": "101", "parent_id": "301"})
    assert read.parts == (Part(Place.TITLE, PITCH),)
    assert (read.author_id, read.channel_id, read.parent_id) == (101, 302, 301)
    assert (read.guild_id, read.message_id, read.kind) == (200, None, None)


@pytest.mark.parametrize("thread", [{}, {"name": None}, {"name": ["a"]}, [], None])
def test_a_thread_whose_title_cannot_be_read(thread: Json) -> None:
    assert read_thread(cast("JsonObject", thread)).unread == (Place.TITLE,)
