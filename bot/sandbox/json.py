"""JSON as it travels, typed no further than it has been checked."""

from typing import TypeAlias

JsonObject: TypeAlias = dict[str, object]
JsonObjects: TypeAlias = list[JsonObject]


def as_object(value: object) -> JsonObject:
    """``value`` if it is a JSON object, else an empty one."""
    return value if isinstance(value, dict) else {}


def as_objects(value: object) -> JsonObjects:
    """The JSON objects in ``value`` if it is a list, else nothing."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
