"""A model's complaints in plain words: what is wrong with an item, and how to mend it."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.guidance import Place, closest

Model = TypeVar("Model", bound=BaseModel)
Complaint = tuple[Place, str, str]
"""A place in an item, what is wrong there, and how to mend it."""

MEND_BY_KIND = {
    "bool": ("this is neither true nor false", "write true or false"),
    "int": ("this is not a whole number", "write a number such as 10"),
    "date": ("this is not a date", "write it like 2026-02-18, without quotation marks"),
    "is": ("this is not a date", "write it like 2026-02-18, without quotation marks"),
    "tuple": ("this is not a list", "write it like [one, two]"),
    "dict": ("this has no names", "write each name with what belongs to it, below each other"),
    "model": ("this has no fields", "write its fields below each other, such as doc: and use:"),
    "greater": ("this number is too small", "write 0 or more"),
}
"""By the first word of pydantic's error type, where nothing more exact can be said."""


def validate(model: type[Model], item: object) -> Model | list[Complaint]:
    """Return the item as a model, or every complaint about it."""
    if not isinstance(item, Mapping):
        mend = "write its fields below each other, such as id: and title:"
        return [((), f"this is {_what(item)}, not an entry with fields", mend)]
    try:
        return model.model_validate(item)
    except ValidationError as error:
        return [_complaint(detail, model) for detail in error.errors(include_url=False)]


def _complaint(error: ErrorDetails, model: type[BaseModel]) -> Complaint:
    place, kind, given = error["loc"], error["type"], error["input"]
    limits = error.get("ctx", {})
    message, mend = MEND_BY_KIND.get(kind.split("_")[0], (error["msg"].lower(), "correct it"))
    if kind == "missing":
        message, mend = "this is missing", f"add {place[-1]}: with what belongs there"
    elif kind == "extra_forbidden":
        near = closest(str(place[-1]), _field_names(model))
        message = "there is no such field"
        mend = f"did you mean '{near}'?" if near else "take it out"
    elif kind == "string_type":
        message, mend = f"this is {_what(given)}, not text", "put the text in quotation marks"
    elif kind == "string_too_long":
        length, most = len(str(given).strip()), limits["max_length"]
        message, mend = f"{length} characters, at most {most}", f"shorten it by {length - most}"
    elif kind == "too_long":
        length, most = limits["actual_length"], limits["max_length"]
        message, mend = f"{length} items, at most {most}", f"take out {length - most}"
    elif kind in {"string_too_short", "too_short"}:
        message, mend = "this is empty", "write at least one"
    elif kind == "enum":
        near = closest(str(given), str(limits["expected"]).replace("'", "").split(", "))
        message = f"'{given}' is not one of {limits['expected']}"
        mend = f"did you mean '{near}'?" if near else "choose one of these"
    elif kind == "shape":
        message, mend = f"'{given}' is not of the right form", error["msg"]
    return place, message, mend


def _what(value: object) -> str:
    """Say what YAML has read, in words that help to see why it is not what was meant."""
    kinds: tuple[tuple[type, str], ...] = (
        (bool, "read as yes or no"),
        (int, "read as a number"),
        (float, "read as a number"),
        (date, "read as a date"),
        (str, "text"),
        (list, "a list"),
        (dict, "a group of fields"),
    )
    return next((words for kind, words in kinds if isinstance(value, kind)), "empty")


def _field_names(model: type[BaseModel]) -> set[str]:
    """Return the field names of a model and of the models in its lists."""
    names = set(model.model_fields)
    for field in model.model_fields.values():
        for part in get_args(field.annotation):
            if isinstance(part, type) and issubclass(part, BaseModel):
                names |= set(part.model_fields)
    return names
