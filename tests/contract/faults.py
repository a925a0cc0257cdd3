"""Validation errors in words: where, what was expected, what stood there.

A failed `oneOf` (message components have up to seven shapes) reports every shape's complaints;
here only those of the shape that was meant are kept.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import jsonschema_rs

from tests.contract.traffic import Json

Kind = jsonschema_rs.ValidationErrorKind

LONGEST_VALUE = 80
MOST_CHOICES = 12
DISCRIMINATORS = ("type", "trigger_type")


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a JSON value; `pointer` is a JSON pointer, empty for the whole."""

    pointer: str
    expected: str
    value: str

    def __str__(self) -> str:
        return f"{self.pointer or 'the whole'}: expected {self.expected}, got {self.value}"


def find(validator: jsonschema_rs.Validator, value: Json) -> list[Fault]:
    """Return all faults of a value, in the order of the schema."""
    if validator.is_valid(value):
        return []
    return [fault for error in validator.iter_errors(value) for fault in explain(error)]


def explain(error: jsonschema_rs.ValidationError) -> Iterator[Fault]:
    """Put one error into words; one about alternatives yields those of the alternative meant."""
    match error.kind:
        case Kind.OneOfNotValid(context) | Kind.AnyOf(context):
            yield from _alternatives(error, context)
        case Kind.AdditionalProperties(unexpected):
            for key in unexpected:
                pointer = _pointer([*error.instance_path, key])
                yield Fault(pointer, "no such key", shorten(_member(error.instance, key)))
        case _:
            yield Fault(_pointer(error.instance_path), _expected(error), shorten(error.instance))


def shorten(value: object) -> str:
    """Write a value as JSON on one line of at most LONGEST_VALUE characters."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"


def _expected(error: jsonschema_rs.ValidationError) -> str:
    match error.kind:
        case Kind.Required(name):
            words = f"the key {name!r}"
        case Kind.Type(types):
            words = " or ".join(types)
        case Kind.Enum(options):
            words = _one_of(options)
        case Kind.Constant(value):
            words = shorten(value)
        case Kind.Format(name):
            words = f"the format {name}"
        case Kind.Pattern(pattern):
            words = f"text like {pattern}"
        case Kind.MaxLength(limit):
            words = f"at most {limit} characters"
        case Kind.MaxItems(limit):
            words = f"at most {limit} items"
        case Kind.OneOfMultipleValid():
            words = "exactly one of the alternatives to fit"
        case other:
            words = f"{other.name} to hold ({shorten(error.message)})"
    return words


def _alternatives(
    error: jsonschema_rs.ValidationError, context: list[list[jsonschema_rs.ValidationError]]
) -> Iterator[Fault]:
    here = error.instance_path
    branches = [branch for branch in context if not _is_other_type(branch, here)]
    meant = [branch for branch in branches if not _wrong_kind(branch, here)]
    if meant:
        for cause in min(meant, key=lambda branch: _distance(branch, here)):
            yield from explain(cause)
    elif branches:
        wrong = [cause for branch in branches for cause in _wrong_kind(branch, here)]
        first = wrong[0]
        choices = _choices(wrong)
        expected = _one_of(choices) if choices else _expected(first)
        yield Fault(_pointer(first.instance_path), expected, shorten(first.instance))
    else:
        types = [_expected(branch[0]) for branch in context]
        yield Fault(_pointer(here), " or ".join(types), shorten(error.instance))


def _distance(
    branch: list[jsonschema_rs.ValidationError], here: list[str | int]
) -> tuple[int, int]:
    """How far a value is from a branch: complaints about its own keys weigh most."""
    return sum(cause.instance_path == here for cause in branch), len(branch)


def _is_other_type(branch: list[jsonschema_rs.ValidationError], here: list[str | int]) -> bool:
    """Whether the branch is for another JSON type altogether, such as null for an object."""
    return any(
        isinstance(cause.kind, Kind.Type) and cause.instance_path == here for cause in branch
    )


def _wrong_kind(
    branch: list[jsonschema_rs.ValidationError], here: list[str | int]
) -> list[jsonschema_rs.ValidationError]:
    """Return the errors which say that another variant was meant.

    That is a wrong value, or none, of the key that tells variants apart, or of an enumeration.
    """
    tellers = [here, *([*here, name] for name in DISCRIMINATORS)]
    return [
        cause
        for cause in branch
        if (isinstance(cause.kind, Kind.Enum | Kind.Constant) and cause.instance_path in tellers)
        or (
            isinstance(cause.kind, Kind.Required)
            and cause.instance_path == here
            and cause.kind.property in DISCRIMINATORS
        )
    ]


def _choices(errors: Iterable[jsonschema_rs.ValidationError]) -> list[object]:
    choices: list[object] = []
    for error in errors:
        match error.kind:
            case Kind.Enum(options):
                choices.extend(options)
            case Kind.Constant(value):
                choices.append(value)
    return sorted(dict.fromkeys(choices), key=str)


def _one_of(choices: Sequence[object]) -> str:
    shown = [shorten(choice) for choice in choices[:MOST_CHOICES]]
    return "one of " + ", ".join(shown) + (", …" if len(choices) > MOST_CHOICES else "")


def _member(value: object, key: str) -> object:
    return value.get(key) if isinstance(value, dict) else None


def _pointer(path: Iterable[str | int]) -> str:
    return "".join(f"/{str(key).replace('~', '~0').replace('/', '~1')}" for key in path)
