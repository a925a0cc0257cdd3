"""A modal as its person sees it: the fields, and the form filled in."""

from typing import TypeAlias

from tests.wire.connection import Json

Value: TypeAlias = str | list[str] | bool

ROW, TEXT_INPUT, LABEL, RADIO_GROUP, CHECKBOX = 1, 4, 18, 21, 23


def is_modal(answer: Json) -> bool:
    """Whether the bot answered with a modal, not with a message."""
    return "title" in answer and "custom_id" in answer


def fields(modal: Json) -> list[Json]:
    """What there is to fill in, from top to bottom, without the labels around it."""
    return [one for row in modal["components"] for one in _inside(row)]


def filled_in(modal: Json, values: dict[str, Value]) -> list[Json]:
    """The components that a client sends: these values, and what stood there before elsewhere.

    The names are the fields' custom_ids. A select and a group of checkboxes take a list; one text
    stands for a list of one.
    """
    unknown = values.keys() - {one["custom_id"] for one in fields(modal)}
    assert not unknown, f"no such field: {sorted(unknown)}"
    return [_row(row, values) for row in modal["components"]]


def _inside(row: Json) -> list[Json]:
    return [row["component"]] if row["type"] == LABEL else row.get("components", [])


def _row(row: Json, values: dict[str, Value]) -> Json:
    shape = {"type": row["type"], "id": row["id"]}
    answers = [_answer(one, values) for one in _inside(row)]
    if row["type"] == LABEL:
        return shape | {"component": answers[0]}
    return shape | {"components": answers} if row["type"] == ROW else shape


def _answer(field: Json, values: dict[str, Value]) -> Json:
    given = values.get(field["custom_id"])
    shape = {key: field[key] for key in ("type", "id", "custom_id")}
    if field["type"] in (TEXT_INPUT, RADIO_GROUP, CHECKBOX):
        return shape | {"value": _before(field) if given is None else given}
    if given is None:
        return shape | {"values": _preselected(field)}
    return shape | {"values": [given] if isinstance(given, str) else given}


def _before(field: Json) -> str | bool | None:
    if field["type"] == TEXT_INPUT:
        return field.get("value") or ""
    if field["type"] == CHECKBOX:
        return bool(field["default"])
    return next(iter(_preselected(field)), None)


def _preselected(field: Json) -> list[str]:
    chosen = [one["value"] for one in field.get("options", ()) if one.get("default")]
    return chosen + [one["id"] for one in field.get("default_values", ())]
