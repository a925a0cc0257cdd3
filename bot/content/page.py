"""One YAML file as plain data that remembers the line of each part."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from bot.content.nodes import Loader, compose
from bot.content.problems import Problem
from bot.guidance import Place

LARGEST_FILE = 1024 * 1024  # bytes; the whole library is a tenth of that
TEXT = "tag:yaml.org,2002:str"
READ_AS = frozenset(
    f"tag:yaml.org,2002:{kind}" for kind in ("int", "float", "bool", "null", "timestamp")
)
TAB_INDENT = re.compile(r"[ ]*\t")
LIST_ITEM = re.compile(r"^(?=- )", re.MULTILINE)
NAMED = re.compile(r"""\bid:[ ]*["']?([^\s"',}]+)""")


@dataclass
class Page:
    """What a file holds: a list of items, as far as it could be read, and what is wrong with it.

    `unread` are the ids of items that are there but could not be read; `lost` says that not even
    those are known.
    """

    file: str
    items: list[object] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    lost: bool = False
    lines: dict[Place, int] = field(default_factory=dict)
    reports: list[tuple[Place, int, str, str]] = field(default_factory=list)
    unreadable: list[Problem] = field(default_factory=list)

    def line(self, place: Place) -> int:
        """Return the line of a place, or of the closest part around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def label(self, number: int) -> str:
        """Return what tells an item from the others: its id, or else its number from 1."""
        item = self.items[number] if number < len(self.items) else None
        name = item.get("id") if isinstance(item, Mapping) else None
        return name if isinstance(name, str) and name else f"entry {number + 1}"

    def report(self, place: Place, message: str, mend: str, line: int | None = None) -> None:
        """Note a problem at a place, which may belong to an item that is still being read."""
        self.reports.append((place, line or self.line(place), message, mend))

    @property
    def problems(self) -> list[Problem]:
        """Everything that is wrong with this file."""
        return self.unreadable + [
            Problem(self.file, line, self._owner(place), message, mend)
            for place, line, message, mend in self.reports
        ]

    def _owner(self, place: Place) -> str:
        return self.label(place[0]) if place and isinstance(place[0], int) else ""


def read_page(folder: Path, file: str) -> Page:
    """Read a file of the content folder that holds a list. Never raises for what is in it."""
    page = Page(file)
    text = _text(page, folder / file)
    if text is None:
        return page
    tabs = [n for n, line in enumerate(text.split("\n"), 1) if TAB_INDENT.match(line)]
    for line in tabs:
        page.report((), "the line begins with a tab", "use spaces instead", line)
    if tabs:
        page.unread.update(NAMED.findall(text))
        return page
    try:
        _take(page, text)
    except yaml.YAMLError as error:
        for above, part in _parts(text):
            _take_part(page, part, above)
        if not page.unreadable:
            page.unreadable.append(_unreadable(page, error, text))
    if not page.items and not page.problems:
        page.report((), "the file holds nothing", "write its entries, or delete the file")
    return page


def _text(page: Page, path: Path) -> str | None:
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        page.lost = True
        page.report((), f"the file cannot be read: {reason}", "put it there as a readable file")
        return None
    if len(content) > LARGEST_FILE:
        page.lost = True
        page.report((), "the file is larger than 1 MiB", "split it into several files")
        return None
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        page.unread.update(NAMED.findall(content.decode("utf-8", "replace")))
        page.report((), "a character here is not UTF-8", "save the file as UTF-8", line)
        return None


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Part a list into its items, each with the number of lines above it.

    So one broken item does not hide the others.
    """
    above = 0
    for part in LIST_ITEM.split(text):
        yield above, part
        above += part.count("\n")


def _take_part(page: Page, text: str, above: int) -> None:
    try:
        _take(page, text, above)
    except yaml.YAMLError as error:
        page.unread.update(NAMED.findall(text))
        page.unreadable.append(_unreadable(page, error, text, above))


def _unreadable(page: Page, error: yaml.YAMLError, text: str, above: int = 0) -> Problem:
    line = _error_line(error, text, above)
    names = NAMED.findall("\n".join(text.split("\n")[: line - above]))
    message = f"this cannot be read as YAML: {_reason(error)}"
    mend = "look for a missing quotation mark, a colon inside a sentence or a wrong indent"
    return Problem(page.file, line, names[-1] if names else "", message, mend)


def _reason(error: yaml.YAMLError) -> str:
    if isinstance(error, yaml.MarkedYAMLError):
        return str(error.problem or error.context)
    return "it holds a control character"


def _error_line(error: yaml.YAMLError, text: str, above: int) -> int:
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        return (mark.line if mark else above) + 1
    position = getattr(error, "position", 0)  # a ReaderError: where the character stands
    return above + text.count("\n", 0, position) + 1


def _take(page: Page, text: str, above: int = 0) -> None:
    """Add the items of a YAML list to the page; raises YAMLError if the text is no YAML."""
    try:
        node, loader = compose(text, above)
        if node is not None:
            _Reading(page, loader).items(node)
    except RecursionError:
        page.lost = True
        page.report((), "the lists are nested too deeply", "write them flat")


class _Reading:
    """Turns YAML nodes into plain data and notes lines, repeated keys and what is not plain."""

    def __init__(self, page: Page, loader: Loader) -> None:
        self._page = page
        self._loader = loader

    def items(self, root: yaml.Node) -> None:
        """Take a list of items, or items below their ids: `venues-first: {title: ...}`."""
        if isinstance(root, yaml.SequenceNode):
            for node in root.value:
                self._item(node, {})
        elif isinstance(root, yaml.MappingNode) and all(
            isinstance(node, yaml.MappingNode) for _, node in root.value
        ):
            for key, node in root.value:
                self._item(node, {"id": str(key.value)})
        else:
            self._page.lost = True
            mend = "begin each entry with a hyphen, such as - id: venues-first"
            self._odd(root, (), "the file is not a list of entries", mend)

    def _item(self, node: yaml.Node, named: dict[str, object]) -> None:
        number = len(self._page.items)
        value = self.value(node, (number,))
        self._page.items.append(named | value if isinstance(value, dict) else value)

    def value(self, node: yaml.Node, place: Place) -> object:
        self._page.lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*place, n)) for n, item in enumerate(node.value)]
        return self._scalar(node, place)

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, object]:
        fields: dict[str, object] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._odd(key_node, place, "a field name is missing here", "write name: text")
                continue
            key = str(key_node.value)
            line = key_node.start_mark.line + 1
            if key in fields:
                first = self._page.line((*place, key))
                message = f"'{key}' stands twice in this entry, first on line {first}"
                self._odd(key_node, place, message, "keep one of them")
                continue
            self._page.lines[(*place, key)] = line
            fields[key] = self.value(value_node, (*place, key))
        return fields

    def _scalar(self, node: yaml.Node, place: Place) -> object:
        mend = "put the text in quotation marks"
        if node.tag == TEXT:
            return str(node.value)
        implied = self._loader.resolve(  # type: ignore[no-untyped-call]  # untyped in the stubs
            yaml.ScalarNode, node.value, (True, False)
        )
        if node.tag not in READ_AS or node.tag != implied:
            self._odd(node, place, f"'{node.tag}' is not read here", mend)
            return None
        try:
            value: object = self._loader.construct_object(node)
        except ValueError as error:  # a date or a number that does not exist
            self._odd(node, place, f"'{node.value}' cannot be read: {error}", mend)
            return None
        return value

    def _odd(self, node: yaml.Node, place: Place, message: str, mend: str) -> None:
        self._page.report(place, message, mend, node.start_mark.line + 1)
