"""Pictures and files inside components and embeds, as Discord stores them.

UnfurledMediaResponse: an ``attachment://`` address becomes that of the attachment. What stands
elsewhere keeps its address; nothing is fetched.
"""

from collections.abc import Sequence

from bot.sandbox.attachments import named
from bot.sandbox.json import JsonObject, JsonObjects, as_object, as_objects
from bot.sandbox.local import LocalDiscord
from bot.sandbox.message import Attachment
from bot.sandbox.rules.kinds import Kind

_IN_EMBEDS = (
    ("image", "url"),
    ("thumbnail", "url"),
    ("footer", "icon_url"),
    ("author", "icon_url"),
)


def in_components(
    local: LocalDiscord, components: JsonObjects, attachments: Sequence[Attachment]
) -> JsonObjects:
    """The same components, whose media are stored."""
    return [_component(local, one, attachments) for one in components]


def in_embeds(embeds: JsonObjects, attachments: Sequence[Attachment]) -> JsonObjects:
    """The same embeds, in which attachments stand by their address."""
    return [_embed(one, attachments) for one in embeds]


def _component(
    local: LocalDiscord, one: JsonObject, attachments: Sequence[Attachment]
) -> JsonObject:
    stored = dict(one)
    for name in ("media", "file"):
        if name in one:
            stored[name] = _media(local, as_object(one[name]), attachments)
    if one.get("type") == Kind.FILE:
        found = named(attachments, str(as_object(one["file"]).get("url")))
        stored["name"] = None if found is None else found.filename
        stored["size"] = None if found is None else len(found.content)
    for name in ("components", "items"):
        if name in one:
            stored[name] = in_components(local, as_objects(one[name]), attachments)
    if "accessory" in one:
        stored["accessory"] = _component(local, as_object(one["accessory"]), attachments)
    return stored


def _media(local: LocalDiscord, media: JsonObject, attachments: Sequence[Attachment]) -> JsonObject:
    url = str(media.get("url"))
    found = named(attachments, url)
    shape: JsonObject = {"id": str(local.snowflakes.take()), "url": url, "proxy_url": url}
    if found is None:
        return shape
    shape |= {"url": found.url, "proxy_url": found.url, "attachment_id": str(found.id)}
    shape["content_type"] = found.content_type
    if found.extent is not None:
        shape["width"], shape["height"] = found.extent
    return shape


def _embed(embed: JsonObject, attachments: Sequence[Attachment]) -> JsonObject:
    stored = dict(embed)
    for part, name in _IN_EMBEDS:
        inner = as_object(embed.get(part))
        found = named(attachments, str(inner.get(name)))
        if found is not None:
            stored[part] = inner | {name: found.url}
    return stored
