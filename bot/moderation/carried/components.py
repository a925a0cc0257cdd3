"""Components of a message: texts, buttons and where they lead, menus, galleries, files.

https://docs.discord.com/developers/components/reference
"""

from collections.abc import Callable, Mapping

from bot.moderation.carried.files import address, read_picture, stem
from bot.moderation.carried.node import Node
from bot.moderation.carried.raw import is_array, is_object, whole
from bot.moderation.facts import Place

_WORDED = (
    *("title", "label", "name", "question", "text", "content", "caption", "alt", "placeholder"),
    *("value", "description", "footer", "url", "link", "href"),
)
"""Keys that hold what people see, in kinds of components that are not known."""


def read_components(node: Node) -> None:
    """Read the components of a message, an embed or another component."""
    for component in node.each("components", Place.COMPONENT):
        _read(component)


def _read(node: Node) -> None:
    kind = whole(node.members.get("type"))
    read = None if kind is None else _READERS.get(kind)
    if read is not None:
        read(node)
    else:
        node.miss()
        _read_unknown(node)


def _read_button(node: Node) -> None:
    node.say(node.text("label"), node.text("url"))


def _read_menu(node: Node) -> None:
    node.tell("placeholder")
    for option in node.each("options"):
        option.tell("label", "description")


def _read_input(node: Node) -> None:
    node.tell("label", "value", "placeholder")


def _read_section(node: Node) -> None:
    read_components(node)
    accessory = node.inner("accessory")
    if accessory is not None:
        _read(accessory)


def _read_text(node: Node) -> None:
    node.tell("content")


def _read_gallery(node: Node) -> None:
    for item in node.each("items"):
        read_picture(item)


def _read_file(node: Node) -> None:
    file = node.inner("file")
    node.say(stem(node.text("name")))
    if file is not None:
        node.say(address(file.text("url")))


def _read_nothing(_: Node) -> None:
    """A separator says nothing."""


def _read_unknown(node: Node) -> None:
    """Read what looks like words, however deep it stands."""
    node.say(*(text for key in _WORDED if isinstance(text := node.members.get(key), str)))
    for key, value in node.members.items():
        if is_object(value):
            _read_unknown_value(node, value)
        elif is_array(value):
            if key in _WORDED:
                node.say(*(text for text in value if isinstance(text, str)))
            for one in value:
                if is_object(one):
                    _read_unknown_value(node, one)


def _read_unknown_value(node: Node, value: object) -> None:
    inside = node.under(value)
    if inside is not None:
        _read_unknown(inside)


_READERS: Mapping[int, Callable[[Node], None]] = {
    1: read_components,
    2: _read_button,
    3: _read_menu,
    4: _read_input,
    5: _read_menu,
    6: _read_menu,
    7: _read_menu,
    8: _read_menu,
    9: _read_section,
    10: _read_text,
    11: read_picture,
    12: _read_gallery,
    13: _read_file,
    14: _read_nothing,
    17: read_components,
}
