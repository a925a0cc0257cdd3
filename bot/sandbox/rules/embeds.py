"""Embeds: RichEmbed of the OpenAPI document.

https://discord.com/developers/docs/resources/message#embed-object-embed-limits
"""

from collections.abc import Iterator

from bot.sandbox import limits
from bot.sandbox.json import JsonObject, JsonObjects, as_object, as_objects
from bot.sandbox.rules import field_errors
from bot.sandbox.rules.form import Form, present

_LINKS = ("http", "https")
_PICTURES = (*_LINKS, "attachment")
_PARTS = ("title", "description", "footer", "image", "thumbnail", "author", "fields")


def read_embeds(form: Form) -> JsonObjects | None:
    """The field ``embeds``, each as it is kept; None when the message does not name it."""
    if form.names("embeds") and not form.holds("embeds"):
        return []
    inner = form.forms("embeds", most=limits.EMBEDS)
    if inner is None:
        return None
    embeds = [_embed(one) for one in inner]
    if sum(len(text) for embed in embeds for text in _counted(embed)) > limits.EMBEDS_TOTAL:
        form.complain(field_errors.EMBEDS_TOO_LARGE, "embeds")
    return embeds


def _embed(form: Form) -> JsonObject:
    embed = present(
        title=_text(form, "title", limits.EMBED_TITLE),
        description=_text(form, "description", limits.EMBED_DESCRIPTION),
        url=_address(form, "url", _LINKS),
        timestamp=form.moment("timestamp"),
        color=form.whole("color", least=0, most=limits.COLOUR),
        footer=_footer(form.form("footer")),
        image=_picture(form.form("image")),
        thumbnail=_picture(form.form("thumbnail")),
        author=_author(form.form("author")),
        fields=_fields(form),
    )
    if all(form.raw(name) in (None, "", []) for name in _PARTS):
        form.complain(field_errors.REQUIRED, "description")
    return {"type": "rich"} | embed


def _text(form: Form, name: str, most: int) -> str | None:
    return form.text(name, most=most, trimmed=True) or None


def _address(form: Form, name: str, schemes: tuple[str, ...]) -> str | None:
    if form.raw(name) == "":
        return None
    return form.address(name, most=limits.EMBED_URL, schemes=schemes)


def _footer(form: Form | None) -> JsonObject | None:
    if form is None:
        return None
    return present(
        text=form.text("text", least=1, most=limits.EMBED_FOOTER, required=True, trimmed=True),
        icon_url=_address(form, "icon_url", _PICTURES),
    )


def _author(form: Form | None) -> JsonObject | None:
    if form is None:
        return None
    return present(
        name=form.text("name", least=1, most=limits.EMBED_AUTHOR, required=True, trimmed=True),
        url=_address(form, "url", _LINKS),
        icon_url=_address(form, "icon_url", _PICTURES),
    )


def _picture(form: Form | None) -> JsonObject | None:
    if form is None:
        return None
    return present(url=_address(form, "url", _PICTURES)) or None


def _fields(form: Form) -> JsonObjects | None:
    inner = form.forms("fields", most=limits.EMBED_FIELDS)
    return [_field(one) for one in inner] if inner else None


def _field(form: Form) -> JsonObject:
    name, value = limits.EMBED_FIELD_NAME, limits.EMBED_FIELD_VALUE
    return {
        "name": form.text("name", least=1, most=name, required=True, trimmed=True),
        "value": form.text("value", least=1, most=value, required=True, trimmed=True),
        "inline": form.truth("inline") or False,
    }


def _counted(embed: JsonObject) -> Iterator[str]:
    """The texts that count towards the 6,000 of a message."""
    yield str(embed.get("title") or "")
    yield str(embed.get("description") or "")
    yield str(as_object(embed.get("footer")).get("text") or "")
    yield str(as_object(embed.get("author")).get("name") or "")
    for field in as_objects(embed.get("fields")):
        yield str(field["name"] or "")
        yield str(field["value"] or "")
