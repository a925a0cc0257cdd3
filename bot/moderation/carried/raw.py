"""Values of Discord's JSON, of which nothing is taken for granted."""

from collections.abc import Mapping, Sequence
from typing import TypeGuard

_LONGEST_ID = 19
_MOST_ID = 1 << 63


def is_object(value: object) -> TypeGuard[Mapping[str, object]]:
    """Whether this is a JSON object."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeGuard[Sequence[object]]:
    """Whether this is a JSON array."""
    return isinstance(value, list)


def whole(value: object) -> int | None:
    """The whole number, if this is one; true and false are none."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def snowflake(value: object) -> int | None:
    """The id, written as text or as a number, if this is one and a BIGINT holds it."""
    if isinstance(value, str) and len(value) <= _LONGEST_ID and value.isascii() and value.isdigit():
        number: int | None = int(value)
    else:
        number = whole(value)
    return number if number is not None and 0 <= number < _MOST_ID else None


def inner(members: Mapping[str, object], key: str) -> Mapping[str, object]:
    """The object under this key; an empty one if there is none."""
    value = members.get(key)
    return value if is_object(value) else {}
