"""Whatever JSON comes, reading it ends well: nothing is lost in silence, nothing raises."""

import copy
import json
from collections.abc import Iterator
from typing import TypeAlias, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.moderation import Place
from bot.moderation.carried.files import stem
from bot.moderation.carried.node import MOST_CHARACTERS, MOST_PARTS
from bot.moderation.payload import Read, read_message, read_thread
from tests.contract.openapi import ABSENT, GATEWAY, locate, published
from tests.contract.traffic import Json, JsonObject
from tests.unit.moderation.carrying import MARK, messages

Path: TypeAlias = tuple[str | int, ...]

KEYS = st.sampled_from(
    [
        *("type", "content", "embeds", "attachments", "components", "message_snapshots", "message"),
        *("poll", "question", "answers", "poll_media", "sticker_items", "thread", "name", "title"),
        *("description", "url", "author", "fields", "value", "footer", "text", "image", "items"),
        *("media", "accessory", "options", "label", "filename", "bot", "id", "owner_id", "file"),
        *("webhook_id", "interaction_metadata", "authorizing_integration_owners", "user", "1"),
        *("message_reference", "referenced_message", "message_id", "interaction", "placeholder"),
    ]
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 60) | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(KEYS | st.text(), inner, max_size=6)
    ),
    max_leaves=40,
)


def is_within_bounds(read: Read) -> bool:
    return (
        len(read.parts) <= MOST_PARTS
        and sum(len(part.text) for part in read.parts) <= MOST_CHARACTERS
        and all(part.text.strip() for part in read.parts)
        and read.previews <= set(range(len(read.parts)))
    )


@given(ANYTHING)
@settings(max_examples=300)
def test_any_json_is_read_without_raising(payload: object) -> None:
    for read in (read_message, read_thread):
        assert is_within_bounds(read(cast("JsonObject", payload)))


@given(messages())
def test_everything_that_people_see_is_read_where_it_stands(
    written: tuple[JsonObject, list[tuple[Place, str]]],
) -> None:
    payload, said = written
    read = read_message(payload)
    assert read.unread == ()
    for place, text in said:
        assert any(part.place is place and text in part.text for part in read.parts), text


@given(messages())
@settings(max_examples=30)
def test_the_messages_of_these_tests_are_such_as_discord_sends(
    written: tuple[JsonObject, list[tuple[Place, str]]],
) -> None:
    if not locate().is_file():
        pytest.skip(ABSENT)
    published().component(GATEWAY, "MessageResponse").validate(written[0])


def seen_paths(node: Json, path: Path = ()) -> Iterator[Path]:
    """The paths to all that people see, and to everything that holds it."""
    if MARK in json.dumps(node, ensure_ascii=False):
        if path:
            yield path
        if isinstance(node, dict | list):
            for key, value in node.items() if isinstance(node, dict) else enumerate(node):
                yield from seen_paths(value, (*path, key))


def replaced(payload: JsonObject, path: Path, value: Json) -> JsonObject:
    changed = copy.deepcopy(payload)
    node = cast("dict[str | int, Json]", changed)
    for key in path[:-1]:
        node = cast("dict[str | int, Json]", node[key])
    node[path[-1]] = value
    return changed


def marked(node: Json) -> set[str]:
    if isinstance(node, str):
        return {stem(node)} if MARK in node else set()
    if isinstance(node, dict | list):
        return set().union(*map(marked, node.values() if isinstance(node, dict) else node))
    return set()


def is_read(text: str, read: Read) -> bool:
    return any(text in part.text for part in read.parts)


@given(st.data(), st.sampled_from([7, True, -1.5]))
def test_what_is_not_what_it_should_be_is_unread_and_hides_nothing_else(
    data: st.DataObject, wrong: Json
) -> None:
    payload, _ = data.draw(messages())
    changed = replaced(payload, data.draw(st.sampled_from([*seen_paths(payload)])), wrong)
    read = read_message(changed)
    assert read.unread
    assert [text for text in marked(changed) if not is_read(text, read)] == []


@given(st.data())
def test_what_is_null_is_not_there(data: st.DataObject) -> None:
    payload, _ = data.draw(messages())
    paths = [path for path in seen_paths(payload) if isinstance(path[-1], str)]
    changed = replaced(payload, data.draw(st.sampled_from(paths)), None)
    read = read_message(changed)
    assert set(read.unread) <= {Place.FORWARD, Place.COMPONENT}
    assert [text for text in marked(changed) if not is_read(text, read)] == []


@given(st.data(), ANYTHING)
@settings(max_examples=200)
def test_a_message_with_anything_anywhere_is_read_without_raising(
    data: st.DataObject, anything: object
) -> None:
    payload, _ = data.draw(messages())
    path = data.draw(st.sampled_from([*seen_paths(payload), *((key,) for key in payload)]))
    assert is_within_bounds(read_message(replaced(payload, path, cast("Json", anything))))
