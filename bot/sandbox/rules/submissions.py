"""What a person sends back from a modal, held against what the modal asked.

https://discord.com/developers/docs/interactions/receiving-and-responding
#interaction-object-modal-submit-data-structure. Discord's clients keep to the modal, so a refusal
here means that a test, or our page, did not.
"""

from collections.abc import Mapping

from bot.sandbox import limits
from bot.sandbox.json import JsonObject, JsonObjects, as_object, as_objects
from bot.sandbox.rules import field_errors
from bot.sandbox.rules.form import Complaints, Form, Path, reading
from bot.sandbox.rules.kinds import Kind
from bot.sandbox.rules.modals import Modal
from bot.sandbox.rules.tree import walk

_ANSWERED_BY_OPTION = (Kind.STRING_SELECT, Kind.CHECKBOX_GROUP)


def check_submission(modal: Modal, submitted: object, *, at: Path = ("data",)) -> JsonObjects:
    """The components of a modal submit interaction, from the ``data`` that a person sends.

    A field is found by its ``custom_id``, wherever it stands; one left out counts as left empty.
    Whether the people, channels or files exist is not looked at; a file stands by the number of its
    upload. Raises 50035.
    """
    with reading(submitted, at) as form:
        form.one_of("custom_id", (modal.custom_id,), required=True)
        answers = _answers(form.raw("components"))
        path = (*at, "components")
        return [
            _row(row, answers, form.complaints, (*path, place))
            for place, row in enumerate(modal.components)
        ]


def _answers(components: object) -> dict[str, JsonObject]:
    every = (one for _, one in walk(as_objects(components), ()))
    return {str(one["custom_id"]): one for one in every if "custom_id" in one}


def _row(
    row: JsonObject, answers: Mapping[str, JsonObject], complaints: Complaints, at: Path
) -> JsonObject:
    shape = {"type": row["type"], "id": row["id"]}
    if row["type"] == Kind.LABEL:
        asked = as_object(row["component"])
        return shape | {"component": _answer(asked, answers, complaints, (*at, "component"))}
    if row["type"] == Kind.ACTION_ROW:
        return shape | {
            "components": [
                _answer(asked, answers, complaints, (*at, "components", place))
                for place, asked in enumerate(as_objects(row["components"]))
            ]
        }
    return shape


def _answer(
    asked: JsonObject, answers: Mapping[str, JsonObject], complaints: Complaints, at: Path
) -> JsonObject:
    custom_id = str(asked["custom_id"])
    form = Form(answers.get(custom_id, {}), complaints, at)
    shape = {"type": asked["type"], "id": asked["id"], "custom_id": custom_id}
    if asked["type"] == Kind.TEXT_INPUT:
        return shape | {"value": _text(form, asked)}
    if asked["type"] == Kind.CHECKBOX:
        return shape | {"value": form.truth("value") or False}
    if asked["type"] == Kind.RADIO_GROUP:
        wanted = asked["required"] is True
        return shape | {"value": form.one_of("value", _offered(asked), required=wanted)}
    return shape | {"values": _values(form, asked)}


def _text(form: Form, asked: JsonObject) -> str:
    wanted = asked["required"] is True
    text = form.text("value", most=limits.INPUT_TEXT, required=wanted)
    if not text:
        if wanted and text is not None:
            form.complain(field_errors.REQUIRED, "value")
        return ""
    least = _number(asked, "min_length", 0)
    most = _number(asked, "max_length", limits.INPUT_TEXT)
    if not least <= len(text) <= most:
        form.complain(field_errors.length(least, most), "value")
    return text


def _values(form: Form, asked: JsonObject) -> list[str]:
    least, most = _number(asked, "min_values", 1), _number(asked, "max_values", 1)
    if asked["type"] in _ANSWERED_BY_OPTION:
        values = form.some_of("values", _offered(asked))
    else:
        ids = form.snowflakes("values", most=limits.SELECT_VALUES)
        values = None if ids is None else [str(one) for one in ids]
    if not values:
        if asked["required"] is True and not form.raw("values"):
            form.complain(field_errors.REQUIRED, "values")
        return []
    if not least <= len(values) <= most:
        form.complain(field_errors.length(least, most), "values")
    return values


def _offered(asked: JsonObject) -> list[str]:
    return [str(option["value"]) for option in as_objects(asked["options"])]


def _number(asked: JsonObject, name: str, otherwise: int) -> int:
    value = asked.get(name)
    return value if isinstance(value, int) else otherwise
