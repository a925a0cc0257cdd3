"""What Discord shows of a page behind a link is not taken for the words of who posted the link."""

import pytest

from bot.moderation.payload import read_message
from tests.contract import samples
from tests.contract.traffic import Json, JsonObject

YOUTUBE = "https://www.youtube.com/watch?v=1"


def by_person(**changes: Json) -> JsonObject:
    return samples.message(author=samples.user(), **changes)


def unfurled(content: str, **changes: Json) -> dict[str, bool]:
    """The texts of a message of a person with one embed, and which of them are a preview."""
    embed: JsonObject = {
        "type": "video",
        "url": YOUTUBE,
        "title": "A song",
        "description": "Subscribe",
        "author": {"name": "Band", "url": "https://www.youtube.com/channel/2"},
        "thumbnail": {"url": "https://i.test/1.jpg"},
    }
    read = read_message(by_person(content=content, embeds=[embed | changes]))
    assert read.unread == ()
    return {part.text: number in read.previews for number, part in enumerate(read.parts)}


def test_what_a_page_says_is_a_preview() -> None:
    content = f"I like {YOUTUBE}"
    assert unfurled(content) == {
        content: False,
        "Band https://www.youtube.com/channel/2": True,
        "A song": True,
        YOUTUBE: True,
        "Subscribe": True,
    }


def test_where_a_short_link_leads_is_not() -> None:
    found = unfurled("https://short.test/1", type="article")
    assert not found[YOUTUBE]
    assert found["Subscribe"]


def test_people_have_no_embeds_but_previews() -> None:
    assert unfurled(YOUTUBE, type="rich")["Subscribe"]


@pytest.mark.parametrize("forwarded", [False, True])
@pytest.mark.parametrize(("kind", "is_preview"), [("rich", False), ("link", True)])
def test_apps_and_what_is_forwarded_may_have_embeds_of_their_own(
    kind: str, *, is_preview: bool, forwarded: bool
) -> None:
    carried: JsonObject = {"content": YOUTUBE, "embeds": [{"type": kind, "url": YOUTUBE}]}
    forward = by_person(content="", message_snapshots=[{"message": carried}])
    read = read_message(forward if forwarded else samples.message(**carried))
    assert [part.text for part in read.parts] == [YOUTUBE, YOUTUBE]
    assert read.previews == ({1} if is_preview else set())
