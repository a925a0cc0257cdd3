"""Every text that Discord's document puts into a message is either read or known to be unseen."""

import json
from collections.abc import Iterator
from functools import cache
from typing import cast

import pytest

from bot.moderation import Place
from bot.moderation.payload import read_message
from tests.contract import samples
from tests.contract.openapi import ABSENT, locate
from tests.contract.traffic import Json, JsonObject

if not locate().is_file():
    pytest.skip(ABSENT, allow_module_level=True)

NOT_OF_THE_AUTHOR = {
    *("UserResponse", "BasicApplicationResponseWithBot", "ApplicationResponse"),
    *("ResolvedObjectsResponse", "MessageMentionChannelResponse", "BasicMessageResponse"),
    *("MessageInteractionResponse", "ApplicationCommandInteractionMetadataResponse"),
    *("MessageComponentInteractionMetadataResponse", "ModalSubmitInteractionMetadataResponse"),
    *("MessageLobbyMemberResponse", "MessageRoleSubscriptionDataResponse", "SnowflakeType"),
    *("PurchaseNotificationResponse", "ThreadMemberResponse", "ThreadMetadataResponse"),
    *("MessageReactionResponse", "PollResultsResponse", "MessageActivityResponse"),
    *("MessageReferenceResponse", "CustomClientThemeResponse", "MessageCallResponse"),
}
"""People, channels, apps, purchases and messages that are spoken of."""

NO_WORDS = {
    *("timestamp", "edited_timestamp", "expiry", "last_pin_timestamp", "clip_created_at", "nonce"),
    *("custom_id", "proxy_url", "proxy_icon_url", "icon_url", "content_type", "waveform", "tags"),
    *("MessageAttachmentResponse.url", "MessageAttachmentResponse.placeholder"),
    *("MessageEmbedImageResponse.placeholder", "MessageEmbedVideoResponse.placeholder"),
    *("MessageEmbedResponse.type", "StringSelectOptionResponse.value"),
    *("ThreadResponse.rtc_region", "ThreadResponse.permissions"),
    *("ComponentEmojiResponse.name", "MessageReactionEmojiResponse.name"),
}
"""Times, ids, addresses that Discord made, and the names of emoji."""


@cache
def schemas() -> dict[str, JsonObject]:
    document = json.loads(locate().read_bytes())
    return cast("dict[str, JsonObject]", document["components"]["schemas"])


def variants(schema: JsonObject, name: str, key: str = "") -> list[Json]:
    """Instances that have every property and, together, every alternative of it."""
    if isinstance(reference := schema.get("$ref"), str):
        target = reference.rsplit("/", 1)[1]
        return [None] if target in NOT_OF_THE_AUTHOR else variants(schemas()[target], target, key)
    if "oneOf" in schema and "type" not in schema:
        branches = cast("list[JsonObject]", schema["oneOf"])
        return [one for branch in branches for one in variants(branch, name, key)]
    if "enum" in schema:
        return [cast("list[Json]", schema["enum"])[0]]
    if schema.get("type") == "array":
        return [variants(cast("JsonObject", schema["items"]), name, key)]
    if schema.get("type") == "object":
        return [*objects(cast("dict[str, JsonObject]", schema.get("properties", {})), name)]
    return [word(schema.get("type"), f"{name}.{key}")]


def word(kinds: Json, known_as: str) -> str | None:
    """Its own name for what is text; an embed has to be an app's, for previews are read less."""
    if known_as == "MessageEmbedResponse.type":
        return "rich"
    return f"<{known_as}>" if "string" in (kinds if isinstance(kinds, list) else [kinds]) else None


def objects(properties: dict[str, JsonObject], name: str) -> Iterator[JsonObject]:
    columns = {key: variants(schema, name, key) for key, schema in properties.items()}
    for row in range(max(map(len, columns.values()), default=0)):
        chosen = {key: column[min(row, len(column) - 1)] for key, column in columns.items()}
        yield {key: value for key, value in chosen.items() if value is not None}


def texts(node: Json) -> Iterator[str]:
    if isinstance(node, str) and node.startswith("<"):
        yield node
    elif isinstance(node, dict | list):
        for value in node.values() if isinstance(node, dict) else node:
            yield from texts(value)


def is_seen(text: str) -> bool:
    return text[1:-1] not in NO_WORDS and text[1:-1].partition(".")[2] not in NO_WORDS


PROPERTIES = cast("dict[str, JsonObject]", schemas()["MessageResponse"]["properties"])


@pytest.mark.parametrize("key", PROPERTIES)
def test_every_text_of_the_document_is_read(key: str) -> None:
    for value in variants(PROPERTIES[key], "MessageResponse", key):
        seen = {text for text in texts(value) if is_seen(text)}
        if not seen:
            continue
        read = read_message(samples.message(**{key: value}))
        assert read.unread == ()
        assert {text for text in seen if not any(text in part.text for part in read.parts)} == set()


def test_the_document_holds_texts_in_every_place() -> None:
    message = {
        key: value
        for key, schema in PROPERTIES.items()
        for value in variants(schema, "MessageResponse", key)
        if any(map(is_seen, texts(value)))
    }
    assert {part.place for part in read_message(samples.message(**message)).parts} == set(Place)
