"""Walking through components that hold components."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from bot.sandbox.json import JsonObject, as_object, as_objects
from bot.sandbox.rules import field_errors
from bot.sandbox.rules.form import Complaints, Path

Placed: TypeAlias = tuple[Path, JsonObject]

_HOLDS_ONE = ("accessory", "component")


def walk(components: Iterable[JsonObject], at: Path) -> Iterator[Placed]:
    """Every component with its path, parents before what they hold."""
    for place, one in enumerate(components):
        yield from _with_held(one, (*at, place))


def refuse_repeats(everything: Iterable[Placed], complaints: Complaints) -> None:
    """Each ``custom_id`` and each ``id`` stands once (components/reference)."""
    seen: set[tuple[str, object]] = set()
    for path, component in everything:
        for name, error in (
            ("custom_id", field_errors.CUSTOM_ID_TWICE),
            ("id", field_errors.REPEATED),
        ):
            value = component.get(name)
            if value is not None and (name, value) in seen:
                complaints.add((*path, name), error)
            seen.add((name, value))


def _with_held(component: JsonObject, at: Path) -> Iterator[Placed]:
    yield at, component
    yield from walk(as_objects(component.get("components")), (*at, "components"))
    for name in _HOLDS_ONE:
        if name in component:
            yield from _with_held(as_object(component[name]), (*at, name))
