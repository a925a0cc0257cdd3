import pytest

from bot.moderation.exported import as_sent, without_people
from bot.moderation.payload import read_message
from tests.unit.exporting import author, message


def test_everything_a_message_carries_is_read() -> None:
    sent = as_sent(
        message(
            1,
            "content",
            type="24",
            author={"id": "5", "isBot": True},
            attachments=[{"id": "1", "fileName": "my_song.mp3", "url": "file/a.mp3"}],
            embeds=[
                {"title": "title", "url": "https://a.org", "author": {"name": "by"}, "images": []}
                | {"image": {"url": "Files/a.png", "canonicalUrl": "https://b.org/c"}, "new": 1}
            ],
            stickers=[{"id": "1", "name": "sticker"}],
            components=[
                {"type": "ActionRow", "components": [{"type": "Button", "url": "https://d.org"}]}
            ],
            forwardedMessage={"content": "forwarded", "embeds": [], "attachments": None},
            reference={"type": "Forward", "messageId": "4"},
        )
        | {"type": "Default"}
    )
    found = read_message(sent)
    assert found.unread == ()
    assert found.is_bot
    assert {"content", "my_song", "forwarded", "sticker"} <= {part.text for part in found.parts}
    texts = " ".join(part.text for part in found.parts)
    for address in ("https://a.org", "https://b.org/c", "https://d.org"):
        assert address in texts


@pytest.mark.parametrize("odd", [5, "text", [5], {"a": 1}])
def test_what_is_written_otherwise_is_told_as_unread(odd: object) -> None:
    assert read_message(as_sent(message(1, attachments=odd))).unread or odd == [5]
    assert as_sent({"author": odd, "reference": odd, "mentions": odd})["content"] is None


def test_names_and_ids_are_taken_out() -> None:
    told = message(1, mentions=[author(4), {"name": None}, 7])
    text = "@Kim Q and <@!123456> in <#99>, @kim4: discord.com/users/123456789012345678"
    shown = without_people(text, told)
    assert shown == "@someone and @someone in @someone, @someone: discord.com/users/..."
