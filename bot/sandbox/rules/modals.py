"""Modals: what the bot asks, and whether what a person sends answers it.

https://discord.com/developers/docs/components/using-modal-components;
ModalInteractionCallbackRequestData and the ...ForModalRequest schemas of the OpenAPI document.
"""

from dataclasses import dataclass

from bot.sandbox import limits
from bot.sandbox.json import JsonObject, JsonObjects
from bot.sandbox.rules import field_errors
from bot.sandbox.rules.components import assign_ids, text_display
from bot.sandbox.rules.controls import (
    component_id,
    options,
    refuse_too_few,
    required_in_modal,
    select,
)
from bot.sandbox.rules.form import Form, Path, present, reading
from bot.sandbox.rules.kinds import SELECTS, Kind
from bot.sandbox.rules.tree import refuse_repeats, walk

_ROWS = (Kind.ACTION_ROW, Kind.TEXT_DISPLAY, Kind.LABEL)
_LABELLED = (
    Kind.TEXT_INPUT,
    *SELECTS,
    Kind.FILE_UPLOAD,
    Kind.RADIO_GROUP,
    Kind.CHECKBOX_GROUP,
    Kind.CHECKBOX,
)


@dataclass(frozen=True)
class Modal:
    """A checked modal; its components have ids, and their defaults are filled in."""

    custom_id: str
    title: str
    components: JsonObjects


def check_modal(body: object, *, at: Path = ("data",)) -> Modal:
    """Read the data of a modal callback. Raises 50035."""
    with reading(body, at) as form:
        custom_id = form.text("custom_id", least=1, most=limits.CUSTOM_ID, required=True)
        title = form.text("title", least=1, most=limits.MODAL_TITLE, required=True)
        inner = form.forms("components", most=limits.MODAL_ROWS, required=True)
        if inner == []:
            form.complain(field_errors.REQUIRED, "components")
        components = [_row(one) for one in inner or ()]
        if not form.complaints.by_path:
            refuse_repeats(walk(components, (*at, "components")), form.complaints)
    return Modal(custom_id or "", title or "", assign_ids(components))


def _row(form: Form) -> JsonObject:
    kind = _kind(form, _ROWS)
    if kind is Kind.TEXT_DISPLAY:
        return text_display(form)
    if kind is Kind.LABEL:
        return _label(form)
    return {} if kind is None else _action_row(form)


def _kind(form: Form, allowed: tuple[Kind, ...]) -> Kind | None:
    raw = form.raw("type")
    if raw is None:
        form.complain(field_errors.REQUIRED, "type")
        return None
    if not isinstance(raw, int) or isinstance(raw, bool) or raw not in allowed:
        form.complain(field_errors.wrong_kind(sorted(allowed)))
        return None
    return Kind(raw)


def _action_row(form: Form) -> JsonObject:
    """The older form: a row with one text input, which carries its own label."""
    inner = form.forms("components", least=1, most=limits.ROW_WIDTH, required=True) or []
    for place in range(1, len(inner)):
        form.complain(field_errors.ROW_TOO_WIDE, "components", place)
    inputs = [one for one in inner if _kind(one, (Kind.TEXT_INPUT,)) is not None]
    return present(
        type=Kind.ACTION_ROW.value,
        id=component_id(form),
        components=[_text_input(one, with_label=True) for one in inputs],
    )


def _label(form: Form) -> JsonObject:
    inner = form.form("component", required=True)
    return present(
        type=Kind.LABEL.value,
        id=component_id(form),
        label=form.text("label", least=1, most=limits.LABEL, required=True),
        description=form.text("description", least=1, most=limits.LABEL_DESCRIPTION),
        component=None if inner is None else _labelled(inner),
    )


def _labelled(form: Form) -> JsonObject:
    kind = _kind(form, _LABELLED)
    if kind is None:
        return {}
    if kind in SELECTS:
        return select(form, kind, in_modal=True)
    return _READERS[kind](form)


def _common(form: Form, kind: Kind) -> JsonObject:
    return present(
        type=kind.value,
        id=component_id(form),
        custom_id=form.text("custom_id", least=1, most=limits.CUSTOM_ID, required=True),
    )


def _text_input(form: Form, *, with_label: bool = False) -> JsonObject:
    least = form.whole("min_length", least=0, most=limits.INPUT_TEXT)
    most = form.whole("max_length", least=1, most=limits.INPUT_TEXT)
    if least is not None and most is not None and least > most:
        form.complain(field_errors.too_big(most), "min_length")
    return (
        _common(form, Kind.TEXT_INPUT)
        | present(
            style=form.one_of("style", (1, 2), required=True),
            label=form.text("label", least=1, most=limits.LABEL, required=with_label),
            value=form.text("value", most=limits.INPUT_TEXT),
            placeholder=form.text("placeholder", most=limits.INPUT_PLACEHOLDER),
            min_length=least,
            max_length=most,
        )
        | {"required": form.truth("required") is not False}
    )


def _radio_group(form: Form) -> JsonObject:
    least, most = limits.RADIO_OPTIONS_LEAST, limits.RADIO_OPTIONS
    return _common(form, Kind.RADIO_GROUP) | {
        "options": options(form, most, least=least),
        "required": form.truth("required") is not False,
    }


def _checkbox_group(form: Form) -> JsonObject:
    asked = form.whole("max_values", least=1, most=limits.CHECKBOXES)
    found = options(form, limits.CHECKBOXES, max_values=asked or limits.CHECKBOXES)
    most = asked or len(found)
    refuse_too_few(form, found, most)
    return _common(form, Kind.CHECKBOX_GROUP) | {
        "options": found,
        "min_values": _least(form, limits.CHECKBOXES, most),
        "max_values": most,
        "required": required_in_modal(form),
    }


def _checkbox(form: Form) -> JsonObject:
    return _common(form, Kind.CHECKBOX) | {"default": form.truth("default") or False}


def _file_upload(form: Form) -> JsonObject:
    most = form.whole("max_values", least=1, most=limits.FILES_UPLOADED) or 1
    return _common(form, Kind.FILE_UPLOAD) | {
        "min_values": _least(form, limits.FILES_UPLOADED, most),
        "max_values": most,
        "required": required_in_modal(form),
    }


def _least(form: Form, highest: int, most: int) -> int:
    least = form.whole("min_values", least=0, most=highest)
    if least is not None and least > most:
        form.complain(field_errors.too_big(most), "min_values")
    return 1 if least is None else least


_READERS = {
    Kind.TEXT_INPUT: _text_input,
    Kind.RADIO_GROUP: _radio_group,
    Kind.CHECKBOX_GROUP: _checkbox_group,
    Kind.CHECKBOX: _checkbox,
    Kind.FILE_UPLOAD: _file_upload,
}
