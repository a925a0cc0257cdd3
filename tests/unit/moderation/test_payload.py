"""What is read of a message: the words in every place, and who answers for them."""

import pytest

from bot.moderation import Place
from bot.moderation.carried.node import MOST_CHARACTERS, MOST_DEPTH, MOST_PARTS
from bot.moderation.payload import Read, read_message
from tests.contract import samples
from tests.contract.traffic import Json, JsonObject

PITCH = "DM me for rates"
CDN = "https://cdn.discordapp.com/attachments/1/2"


def by_person(**changes: Json) -> JsonObject:
    return samples.message(**{"author": samples.user(), "content": ""} | changes)


def by_app(**changes: Json) -> JsonObject:
    return by_person(author=samples.user(samples.BOT, bot=True), **changes)


def read_of(**changes: Json) -> list[tuple[Place, str]]:
    read = read_message(by_app(**changes))
    assert read.unread == ()
    return [(part.place, part.text) for part in read.parts]


def components(*several: Json) -> list[str]:
    found = read_of(components=[*several])
    assert {place for place, _ in found} <= {Place.COMPONENT}
    return [text for _, text in found]


def test_a_plain_message() -> None:
    assert read_message(by_person(content="**Hi** ||there||", guild_id="200")) == Read(
        parts=read_message({"content": "**Hi** ||there||"}).parts,
        unread=(),
        author_id=101,
        message_id=700,
        channel_id=300,
        guild_id=200,
        kind=0,
    )
    assert read_of(content="**Hi** ||there||") == [(Place.CONTENT, "**Hi** ||there||")]


def test_an_embed_from_top_to_bottom() -> None:
    embed: JsonObject = {
        "type": "rich",
        "url": "https://mixes.test",
        "title": "Mixing",
        "description": PITCH,
        "author": {"name": "Nia", "url": "https://nia.test", "icon_url": "https://icons.test"},
        "provider": {"name": "Mixes"},
        "fields": [{"name": "Price", "value": "$50", "inline": True}],
        "image": {"url": f"{CDN}/price_list.png?ex=1", "description": "A price list"},
        "thumbnail": {"url": "https://pictures.test/1.png"},
        "footer": {"text": "Book now"},
    }
    assert read_of(embeds=[embed]) == [
        (Place.EMBED, text)
        for text in (
            "Mixes",
            "Nia https://nia.test",
            "Mixing https://mixes.test",
            PITCH,
            "Price",
            "$50",
            "A price list price_list",
            "https://pictures.test/1.png",
            "Book now",
        )
    ]


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("my_new_single.mp3", "my_new_single"),
        ("SPOILER_dm-me.PNG", "SPOILER_dm-me"),
        ("mybeats.com", "mybeats.com"),
        ("mybeats.com.zip", "mybeats.com"),
        (".png", ".png"),
    ],
)
def test_the_name_of_a_file_without_its_ending(name: str, read: str) -> None:
    attachment: JsonObject = {"filename": name, "url": f"{CDN}/{name}", "title": None}
    assert read_of(attachments=[attachment]) == [(Place.ATTACHMENT, read)]


def test_title_and_description_of_a_file() -> None:
    attachment: JsonObject = {"filename": "c953b519.mp3", "title": "새 싱글", "description": PITCH}
    assert [text for _, text in read_of(attachments=[attachment])] == ["c953b519", "새 싱글", PITCH]


def test_everything_in_a_forward_is_in_the_forward() -> None:
    snapshot: JsonObject = {
        "content": "Look",
        "embeds": [{"type": "rich", "title": "Beats"}],
        "attachments": [{"filename": "beat.mp3"}],
        "components": [{"type": 10, "content": PITCH}],
        "sticker_items": [{"name": "Hire me"}],
    }
    assert read_of(message_snapshots=[{"message": snapshot}]) == [
        (Place.FORWARD, text) for text in ("Look", "Beats", "beat", "Hire me", PITCH)
    ]


def test_a_forward_that_came_without_its_message_is_unread() -> None:
    read = read_message(by_person(message_reference={"type": 1, "channel_id": "300"}))
    assert read.unread == (Place.FORWARD,)


def test_poll_and_sticker() -> None:
    poll: JsonObject = {
        "question": {"text": "Who mixes you?"},
        "answers": [{"answer_id": 1, "poll_media": {"text": PITCH, "emoji": {"name": "🎧"}}}],
    }
    assert read_of(poll=poll, sticker_items=[{"name": "Wave"}]) == [
        (Place.POLL, "Who mixes you?"),
        (Place.POLL, PITCH),
        (Place.STICKER, "Wave"),
    ]


def test_a_button_and_where_it_leads_are_one_text() -> None:
    button: JsonObject = {"type": 2, "style": 5, "label": "Listen", "url": "https://beats.test/1"}
    assert components({"type": 1, "components": [button]}) == ["Listen https://beats.test/1"]


def test_components_within_components() -> None:
    menu: JsonObject = {
        "type": 3,
        "custom_id": "menu",
        "placeholder": "Choose",
        "options": [{"label": "Mix", "value": "mix", "description": "$50"}],
    }
    section: JsonObject = {
        "type": 9,
        "components": [{"type": 10, "content": PITCH}],
        "accessory": {"type": 11, "media": {"url": "https://a.test/1"}, "description": "Me"},
    }
    gallery: JsonObject = {
        "type": 12,
        "items": [{"media": {"url": f"{CDN}/rates%20card.png?ex=1"}, "description": None}],
    }
    file: JsonObject = {"type": 13, "name": "contract.pdf", "file": {"url": f"{CDN}/contract.pdf"}}
    inside: list[Json] = [section, {"type": 14}, gallery, file, {"type": 1, "components": [menu]}]
    assert components({"type": 17, "components": inside}) == [
        PITCH,
        "Me https://a.test/1",
        "rates card",
        "contract",
        "contract",
        "Choose",
        "Mix",
        "$50",
    ]


def test_a_component_that_nobody_knows_is_read_and_unread() -> None:
    carousel: JsonObject = {
        "type": 99,
        "slides": [
            {"custom_id": "x", "heading": {"text": PITCH}},
            {"label": "Go", "url": "a.test"},
        ],
        "caption": ["Swipe"],
    }
    read = read_message(by_app(components=[carousel, {"type": 10, "content": "after"}]))
    assert [part.text for part in read.parts] == [PITCH, "Go a.test", "Swipe", "after"]
    assert read.unread == (Place.COMPONENT,)


def test_there_is_an_end_to_what_is_read() -> None:
    read = read_message(
        by_person(content="a" * (MOST_CHARACTERS + 1), sticker_items=[{"name": "b"}])
    )
    assert [len(part.text) for part in read.parts] == [MOST_CHARACTERS]
    assert read.unread == (Place.CONTENT, Place.STICKER)
    many = read_message(by_app(components=[{"type": 10, "content": "a"}] * (MOST_PARTS + 1)))
    assert (len(many.parts), many.unread) == (MOST_PARTS, (Place.COMPONENT,))


def test_a_full_message_is_read_whole() -> None:
    files: list[Json] = [
        {"filename": "a" * 200, "title": "b" * 200, "description": "c" * 500} for _ in range(10)
    ]
    assert len(read_of(content="d" * 4000, attachments=files)) == 31


@pytest.mark.parametrize("depth", [MOST_DEPTH, 900])
def test_what_is_nested_without_end_is_unread(depth: int) -> None:
    nested: JsonObject = {"type": 10, "content": PITCH}
    for _ in range(depth):
        nested = {"type": 17, "components": [nested]}
    assert read_message(by_app(components=[nested])).unread == (Place.COMPONENT,)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"content": 7}, Place.CONTENT),
        ({"embeds": {"title": PITCH}}, Place.EMBED),
        ({"embeds": [{"type": [], "title": PITCH}]}, Place.EMBED),
        ({"attachments": [PITCH]}, Place.ATTACHMENT),
        ({"message_snapshots": [{}]}, Place.FORWARD),
        ({"message_snapshots": [{"message": {"embeds": 1}}]}, Place.FORWARD),
        ({"poll": PITCH}, Place.POLL),
        ({"sticker_items": [{"name": {}}]}, Place.STICKER),
        ({"components": [{"type": True, "content": PITCH}]}, Place.COMPONENT),
        ({"thread": {"name": 1}}, Place.TITLE),
    ],
)
def test_what_cannot_be_read_is_told(changes: JsonObject, place: Place) -> None:
    assert read_message(by_app(**changes)).unread == (place,)
