"""The components of messages: what may stand where, and how much of it.

https://discord.com/developers/docs/components/reference and the ...ForMessageRequest schemas of
the OpenAPI document. What is kept has the defaults that Discord's answers show; media stay bare
addresses, which the server turns into what it stores.
"""

from collections.abc import Collection, Iterable, Iterator

from bot.sandbox import errors, limits
from bot.sandbox.json import JsonObject, JsonObjects, as_object, as_objects
from bot.sandbox.rules import controls, field_errors
from bot.sandbox.rules.controls import component_id
from bot.sandbox.rules.form import Complaints, Form, Path, present
from bot.sandbox.rules.kinds import SELECTS, Kind
from bot.sandbox.rules.tree import refuse_repeats, walk

MEDIA_SCHEMES = ("http", "https", "attachment")
ATTACHMENT = "attachment://"

_IN_CONTAINER = (
    Kind.ACTION_ROW,
    Kind.SECTION,
    Kind.TEXT_DISPLAY,
    Kind.MEDIA_GALLERY,
    Kind.FILE,
    Kind.SEPARATOR,
)
_AT_TOP = {False: (Kind.ACTION_ROW,), True: (*_IN_CONTAINER, Kind.CONTAINER)}
_IN_ROW = (Kind.BUTTON, *SELECTS)
_BESIDE_SECTION = (Kind.BUTTON, Kind.THUMBNAIL)


def read_components(form: Form, *, v2: bool) -> JsonObjects | None:
    """The field ``components`` of a message with or without IS_COMPONENTS_V2, each as it is kept.

    None when the message does not name it. What concerns all of them together is for
    ``check_whole``, once nothing is wrong with each alone.
    """
    if form.names("components") and not form.holds("components"):
        return []
    inner = form.forms("components", most=limits.V2_COMPONENTS if v2 else limits.ROWS)
    return None if inner is None else [_component(one, _AT_TOP[v2]) for one in inner]


def check_whole(
    components: JsonObjects, complaints: Complaints, at: Path, files: Collection[str]
) -> None:
    """What must hold for the message: unique ids, 40 components, 4,000 characters, known files.

    ``files`` are the names of what is uploaded or attached. Raises the 500 with which Discord
    answers text that it fails to store.
    """
    everything = list(walk(components, (*at, "components")))
    refuse_repeats(everything, complaints)
    if len(everything) > limits.V2_COMPONENTS:
        complaints.add((*at, "components"), field_errors.TOO_MANY_COMPONENTS)
    for path, url in _media(everything):
        if url.startswith(ATTACHMENT) and url.removeprefix(ATTACHMENT) not in files:
            complaints.add(path, field_errors.NO_SUCH_FILE)
    texts = [str(one["content"]) for _, one in everything if one["type"] == Kind.TEXT_DISPLAY]
    if sum(map(len, texts)) > limits.V2_TEXT:
        complaints.add((*at, "components"), field_errors.TOO_MUCH_TEXT)
    elif not complaints.by_path and _stored_bytes(texts) > limits.V2_STORED_BYTES:
        raise errors.internal()


def assign_ids(components: Iterable[JsonObject]) -> JsonObjects:
    """The same components, each with an ``id``: those without get the next free number.

    Parents count before what they hold, and numbers that the sender chose are left to them
    (components/reference#anatomy-of-a-component).
    """
    trees = list(components)
    taken = {one.get("id") for _, one in walk(trees, ())}
    free = iter(number for number in range(1, limits.COMPONENT_ID) if number not in taken)
    return [_numbered(one, free) for one in trees]


def _numbered(component: JsonObject, free: Iterator[int]) -> JsonObject:
    numbered = component | {"id": component.get("id") or next(free)}
    for name in ("components", "accessory", "component"):
        held = component.get(name)
        if isinstance(held, list):
            numbered[name] = [_numbered(as_object(one), free) for one in held]
        elif held is not None:
            numbered[name] = _numbered(as_object(held), free)
    return numbered


def _component(form: Form, allowed: Collection[Kind]) -> JsonObject:
    """One component of a kind that may stand here."""
    kind = form.raw("type")
    if kind is None:
        form.complain(field_errors.REQUIRED, "type")
        return {}
    if not isinstance(kind, int) or isinstance(kind, bool) or kind not in allowed:
        form.complain(field_errors.wrong_kind(sorted(allowed)))
        return {}
    if kind in SELECTS:
        return controls.select(form, Kind(kind))
    return _READERS[Kind(kind)](form)


def _row(form: Form) -> JsonObject:
    inner = form.forms("components", least=1, most=limits.ROW_WIDTH, required=True) or []
    width = 0
    for place, one in enumerate(inner):
        width += limits.ROW_WIDTH if one.raw("type") in SELECTS else 1
        if width > limits.ROW_WIDTH:
            form.complain(field_errors.ROW_TOO_WIDE, "components", place)
    return present(
        type=Kind.ACTION_ROW.value,
        id=component_id(form),
        components=[_component(one, _IN_ROW) for one in inner],
    )


def _section(form: Form) -> JsonObject:
    texts = form.forms("components", least=1, most=limits.SECTION_TEXTS, required=True) or []
    beside = form.form("accessory", required=True)
    return present(
        type=Kind.SECTION.value,
        id=component_id(form),
        components=[_component(one, (Kind.TEXT_DISPLAY,)) for one in texts],
        accessory=None if beside is None else _component(beside, _BESIDE_SECTION),
    )


def text_display(form: Form) -> JsonObject:
    """Markdown text."""
    return present(
        type=Kind.TEXT_DISPLAY.value,
        id=component_id(form),
        content=form.text("content", least=1, most=limits.V2_TEXT, required=True),
    )


def _thumbnail(form: Form) -> JsonObject:
    return present(type=Kind.THUMBNAIL.value, id=component_id(form)) | _picture(form)


def _gallery(form: Form) -> JsonObject:
    inner = form.forms("items", least=1, most=limits.GALLERY_ITEMS, required=True) or []
    return present(
        type=Kind.MEDIA_GALLERY.value,
        id=component_id(form),
        items=[_picture(one) for one in inner],
    )


def _picture(form: Form) -> JsonObject:
    return {
        "media": _address(form, "media", MEDIA_SCHEMES),
        "description": form.text("description", least=1, most=limits.MEDIA_DESCRIPTION),
        "spoiler": form.truth("spoiler") or False,
    }


def _file(form: Form) -> JsonObject:
    shape = present(type=Kind.FILE.value, id=component_id(form))
    return shape | {
        "file": _address(form, "file", ("attachment",)),
        "spoiler": form.truth("spoiler") or False,
    }


def _address(form: Form, name: str, schemes: tuple[str, ...]) -> JsonObject:
    inner = form.form(name, required=True)
    if inner is None:
        return {}
    return {"url": inner.address("url", most=limits.MEDIA_URL, schemes=schemes, required=True)}


def _separator(form: Form) -> JsonObject:
    shape = present(type=Kind.SEPARATOR.value, id=component_id(form))
    return shape | {
        "spacing": form.one_of("spacing", (1, 2)) or 1,
        "divider": form.truth("divider") is not False,
    }


def _container(form: Form) -> JsonObject:
    inner = form.forms("components", least=1, most=limits.V2_COMPONENTS, required=True) or []
    shape = present(type=Kind.CONTAINER.value, id=component_id(form))
    return shape | {
        "accent_color": form.whole("accent_color", least=0, most=limits.COLOUR),
        "spoiler": form.truth("spoiler") or False,
        "components": [_component(one, _IN_CONTAINER) for one in inner],
    }


_READERS = {
    Kind.ACTION_ROW: _row,
    Kind.BUTTON: controls.button,
    Kind.SECTION: _section,
    Kind.TEXT_DISPLAY: text_display,
    Kind.THUMBNAIL: _thumbnail,
    Kind.MEDIA_GALLERY: _gallery,
    Kind.FILE: _file,
    Kind.SEPARATOR: _separator,
    Kind.CONTAINER: _container,
}


def _media(everything: list[tuple[Path, JsonObject]]) -> Iterator[tuple[Path, str]]:
    """Every address of a picture or file, with its path."""
    for path, component in everything:
        for name in ("media", "file"):
            if name in component:
                yield (*path, name, "url"), str(as_object(component[name]).get("url"))
        for place, item in enumerate(as_objects(component.get("items"))):
            yield (*path, "items", place, "media", "url"), str(as_object(item["media"]).get("url"))


def _stored_bytes(texts: list[str]) -> int:
    return sum(
        len(text.encode(errors="surrogatepass")) + limits.V2_STORED_BYTES_PER_TEXT for text in texts
    )
