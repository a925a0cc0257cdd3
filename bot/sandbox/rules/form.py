"""The small vocabulary in which the rules read JSON: every field typed, every complaint kept.

    with reading(body) as form:
        title = form.text("title", least=1, most=45, required=True)

A getter gives the value, or None when the field is absent, null or refused. At the end of the
block all complaints leave as one 50035, nested as Discord nests them.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias, TypeVar
from urllib.parse import urlsplit

from bot.sandbox.errors import invalid_form
from bot.sandbox.json import JsonObject
from bot.sandbox.rules import field_errors
from bot.sandbox.rules.field_errors import FieldError

Path: TypeAlias = tuple[str | int, ...]
Scalar = TypeVar("Scalar", int, str)


@dataclass
class Complaints:
    """What is wrong with a body, by the path of the field."""

    by_path: dict[Path, list[FieldError]] = field(default_factory=dict)

    def add(self, path: Path, error: FieldError) -> None:
        """Keep one more."""
        self.by_path.setdefault(path, []).append(error)

    def tree(self) -> JsonObject:
        """ErrorDetails: a field that is wrong itself does not list what is wrong inside it."""
        root: JsonObject = {}
        for path, found in self.by_path.items():
            if any(path[:depth] in self.by_path for depth in range(len(path))):
                continue
            node: dict[str, Any] = root
            for step in path:
                node = node.setdefault(str(step), {})
            node["_errors"] = [{"code": one.code, "message": one.message} for one in found]
        return root


@contextmanager
def reading(body: object, at: Path = ()) -> Iterator["Form"]:
    """Read ``body``, whose place in the request is ``at``. Raises one 50035 when it is wrong."""
    complaints = Complaints()
    yield Form(body, complaints, at)
    refuse(complaints)


def refuse(complaints: Complaints) -> None:
    """Raise what was found, if anything."""
    if complaints.by_path:
        raise invalid_form(complaints.tree())


class Form:
    """One JSON object that is being read."""

    def __init__(self, body: object, complaints: Complaints, path: Path = ()) -> None:
        self.complaints = complaints
        self.path = path
        self._fields: Mapping[str, object] = {}
        if isinstance(body, Mapping):
            self._fields = body
        else:
            self.complain(field_errors.NOT_AN_OBJECT)

    def complain(self, error: FieldError, *inside: str | int) -> None:
        """Refuse this object, or what is at ``inside`` it."""
        self.complaints.add((*self.path, *inside), error)

    def names(self, name: str) -> bool:
        """Whether the body names the field at all, be it as null."""
        return name in self._fields

    def holds(self, name: str) -> bool:
        """Whether the field has a value."""
        return self._fields.get(name) is not None

    def raw(self, name: str) -> object:
        """The field as it came."""
        return self._fields.get(name)

    def text(
        self,
        name: str,
        *,
        most: int,
        least: int = 0,
        required: bool = False,
        trimmed: bool = False,
    ) -> str | None:
        """Text of ``least`` to ``most`` characters."""
        value = self._present(name, required=required)
        if value is None:
            return None
        if not isinstance(value, str):
            self.complain(field_errors.not_text(value), name)
            return None
        text = value.strip() if trimmed else value
        if required and least and not text:
            self.complain(field_errors.REQUIRED, name)
            return None
        if not least <= len(text) <= most:
            self.complain(field_errors.length(least, most), name)
            return None
        return text

    def whole(
        self,
        name: str,
        *,
        least: int | None = None,
        most: int | None = None,
        required: bool = False,
    ) -> int | None:
        """A whole number within its range."""
        value = self._present(name, required=required)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool):
            self.complain(field_errors.not_a("int", value), name)
            return None
        return value if self._in_range(name, value, least, most) else None

    def number(
        self,
        name: str,
        *,
        least: float | None = None,
        most: float | None = None,
        required: bool = False,
    ) -> float | None:
        """A number within its range; whole ones stay whole."""
        value = self._present(name, required=required)
        if value is None:
            return None
        if not isinstance(value, int | float) or isinstance(value, bool):
            self.complain(field_errors.not_a("float", value), name)
            return None
        return value if self._in_range(name, value, least, most) else None

    def truth(self, name: str) -> bool | None:
        """True or false."""
        value = self._fields.get(name)
        if value is None or isinstance(value, bool):
            return value
        self.complain(field_errors.choices((True, False)), name)
        return None

    def snowflake(self, name: str, *, required: bool = False) -> int | None:
        """An id, as text or, as discord.py sends some, as a number."""
        value = self._present(name, required=required)
        return None if value is None else self._as_snowflake(value, name)

    def snowflakes(
        self, name: str, *, most: int, least: int = 0, required: bool = False
    ) -> list[int] | None:
        """A list of different ids."""
        values = self.items(name, least=least, most=most, required=required)
        if values is None:
            return None
        found = [self._as_snowflake(value, name, place) for place, value in enumerate(values)]
        ids = [one for one in found if one is not None]
        self._all_different(ids, name)
        return ids

    def one_of(
        self, name: str, allowed: Collection[Scalar], *, required: bool = False
    ) -> Scalar | None:
        """One of the values there are."""
        value = self._present(name, required=required)
        return None if value is None else self._as_one_of(value, allowed, name)

    def some_of(
        self, name: str, allowed: Collection[Scalar], *, least: int = 0
    ) -> list[Scalar] | None:
        """A list of different values out of those there are."""
        values = self.items(name, least=least, most=len(allowed))
        if values is None:
            return None
        found = [self._as_one_of(value, allowed, name, at) for at, value in enumerate(values)]
        chosen = [one for one in found if one is not None]
        self._all_different(chosen, name)
        return chosen

    def address(
        self, name: str, *, most: int, schemes: Sequence[str], required: bool = False
    ) -> str | None:
        """A URL under one of ``schemes``."""
        text = self.text(name, most=most, least=1, required=required)
        if text is None:
            return None
        try:
            parts = urlsplit(text)
        except ValueError:
            self.complain(field_errors.BAD_URL, name)
            return None
        if parts.scheme and parts.scheme not in schemes:
            self.complain(field_errors.bad_scheme(parts.scheme, schemes), name)
            return None
        if not parts.scheme or not parts.netloc:
            self.complain(field_errors.BAD_URL, name)
            return None
        return text

    def moment(self, name: str) -> str | None:
        """A time in ISO 8601, as it came."""
        value = self._fields.get(name)
        if value is None:
            return None
        try:
            datetime.fromisoformat(str(value))
        except ValueError:
            self.complain(field_errors.bad_moment(str(value)), name)
            return None
        return str(value)

    def items(
        self, name: str, *, most: int, least: int = 0, required: bool = False
    ) -> list[object] | None:
        """A list with ``least`` to ``most`` items, which are not looked at."""
        value = self._present(name, required=required)
        if value is None:
            return None
        if not isinstance(value, list):
            self.complain(field_errors.NOT_A_LIST, name)
            return None
        if required and least and not value:
            self.complain(field_errors.REQUIRED, name)
            return None
        if not least <= len(value) <= most:
            self.complain(field_errors.length(least, most), name)
            return None
        return value

    def forms(
        self, name: str, *, most: int, least: int = 0, required: bool = False
    ) -> list["Form"] | None:
        """A list of objects; one that is none is refused and left out."""
        values = self.items(name, least=least, most=most, required=required)
        if values is None:
            return None
        forms: list[Form] = []
        for place, value in enumerate(values):
            if value is None:
                self.complain(field_errors.EMPTY_ITEM, name, place)
            else:
                forms.append(Form(value, self.complaints, (*self.path, name, place)))
        return forms

    def form(self, name: str, *, required: bool = False) -> "Form | None":
        """An object inside this one."""
        value = self._present(name, required=required)
        return None if value is None else Form(value, self.complaints, (*self.path, name))

    def _present(self, name: str, *, required: bool) -> object:
        value = self._fields.get(name)
        if value is None and required:
            self.complain(field_errors.REQUIRED, name)
        return value

    def _in_range(self, name: str, value: float, least: float | None, most: float | None) -> bool:
        if least is not None and value < least:
            self.complain(field_errors.too_small(least), name)
            return False
        if most is not None and value > most:
            self.complain(field_errors.too_big(most), name)
            return False
        return True

    def _as_snowflake(self, value: object, *at: str | int) -> int | None:
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        if isinstance(value, str) and value.isascii() and value.isdecimal():
            return int(value)
        self.complain(field_errors.not_a("snowflake", value), *at)
        return None

    def _as_one_of(
        self, value: object, allowed: Collection[Scalar], *at: str | int
    ) -> Scalar | None:
        if isinstance(value, int | str) and not isinstance(value, bool):
            for one in allowed:
                if value == one:
                    return one
        self.complain(field_errors.choices(allowed), *at)
        return None

    def _all_different(self, values: Sequence[object], name: str) -> None:
        for place, value in enumerate(values):
            if value in values[:place]:
                self.complain(field_errors.REPEATED, name, place)


def present(**fields: object) -> JsonObject:
    """The fields that have a value."""
    return {name: value for name, value in fields.items() if value is not None}
