"""The options of chat commands, their choices, and the choices that autocomplete answers.

https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-structure
and the ApplicationCommand...Option schemas of the OpenAPI document.
"""

from collections.abc import Collection
from enum import IntEnum

from bot.sandbox import limits
from bot.sandbox.json import JsonObject, JsonObjects
from bot.sandbox.rules import field_errors
from bot.sandbox.rules.form import Form, Path, present, reading
from bot.sandbox.rules.kinds import CHANNEL_KINDS
from bot.sandbox.rules.names import command_name
from bot.sandbox.rules.translations import translated_names, translated_texts


class OptionKind(IntEnum):
    """ApplicationCommandOptionType."""

    SUBCOMMAND = 1
    SUBCOMMAND_GROUP = 2
    STRING = 3
    INTEGER = 4
    BOOLEAN = 5
    USER = 6
    CHANNEL = 7
    ROLE = 8
    MENTIONABLE = 9
    NUMBER = 10
    ATTACHMENT = 11


_SUBCOMMANDS = (OptionKind.SUBCOMMAND, OptionKind.SUBCOMMAND_GROUP)
_PLAIN = tuple(kind for kind in OptionKind if kind not in _SUBCOMMANDS)
_NUMBERS = (OptionKind.INTEGER, OptionKind.NUMBER)
_TYPED = (OptionKind.STRING, *_NUMBERS)
_INSIDE = {
    OptionKind.SUBCOMMAND: _PLAIN,
    OptionKind.SUBCOMMAND_GROUP: (OptionKind.SUBCOMMAND,),
}


def read_options(form: Form, allowed: Collection[OptionKind] = tuple(OptionKind)) -> JsonObjects:
    """The options of a command, subcommand or group, each as it is kept."""
    inner = form.forms("options", most=limits.COMMAND_OPTIONS) or []
    options = [_option(one, allowed) for one in inner]
    _refuse_repeated_names(form, options)
    _refuse_mixture(form, options)
    _refuse_late_required(form, options)
    return options


def check_choices(
    choices: object, option_kind: int | None = None, *, at: Path = ("data",)
) -> JsonObjects:
    """The answer to an autocomplete: at most 25 choices of the option's kind (or of any)."""
    kinds = _TYPED if option_kind is None else (OptionKind(option_kind),)
    with reading({"choices": choices}, at) as form:
        found = _choices(form, kinds)
    return found or []


def _option(form: Form, allowed: Collection[OptionKind]) -> JsonObject:
    raw = form.raw("type")
    if raw is None:
        form.complain(field_errors.REQUIRED, "type")
        return {}
    if not isinstance(raw, int) or isinstance(raw, bool) or raw not in allowed:
        form.complain(field_errors.wrong_kind(sorted(allowed)))
        return {}
    kind = OptionKind(raw)
    option = present(
        type=kind.value,
        name=command_name(form, "name", chat=True),
        name_localizations=translated_names(form, chat=True),
        description=form.text(
            "description", least=1, most=limits.COMMAND_DESCRIPTION, required=True
        ),
        description_localizations=translated_texts(form),
    )
    if kind in _SUBCOMMANDS:
        return option | {"options": read_options(form, _INSIDE[kind])}
    return option | {"required": form.truth("required") or False} | _details(form, kind)


def _details(form: Form, kind: OptionKind) -> JsonObject:
    """What only some kinds of option have; on others Discord passes it over."""
    details: JsonObject = {}
    if kind in _TYPED:
        choices = _choices(form, (kind,))
        autocomplete = form.truth("autocomplete")
        if choices and autocomplete:
            form.complain(field_errors.choices((False,)), "autocomplete")
        details |= present(choices=choices, autocomplete=autocomplete)
    if kind is OptionKind.STRING:
        most = limits.STRING_OPTION_LENGTH
        details |= present(
            min_length=form.whole("min_length", least=0, most=most),
            max_length=form.whole("max_length", least=1, most=most),
        )
    elif kind in _NUMBERS:
        details |= present(
            min_value=_number(form, "min_value", kind), max_value=_number(form, "max_value", kind)
        )
    elif kind is OptionKind.CHANNEL:
        details |= present(channel_types=form.some_of("channel_types", CHANNEL_KINDS))
    _refuse_reversed(form, details)
    return details


def _refuse_reversed(form: Form, details: JsonObject) -> None:
    for least, most in (("min_length", "max_length"), ("min_value", "max_value")):
        low, high = details.get(least), details.get(most)
        if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
            form.complain(field_errors.too_big(high), least)


def _number(form: Form, name: str, kind: OptionKind) -> float | None:
    bounds = -limits.INT53, limits.INT53
    if kind is OptionKind.INTEGER:
        return form.whole(name, least=bounds[0], most=bounds[1])
    return form.number(name, least=bounds[0], most=bounds[1])


def _choices(form: Form, kinds: Collection[OptionKind]) -> JsonObjects | None:
    inner = form.forms("choices", most=limits.CHOICES)
    return None if inner is None else [_choice(one, kinds) for one in inner]


def _choice(form: Form, kinds: Collection[OptionKind]) -> JsonObject:
    return present(
        name=form.text("name", least=1, most=limits.CHOICE_NAME, required=True),
        name_localizations=translated_texts(form, "name_localizations"),
        value=_choice_value(form, kinds),
    )


def _choice_value(form: Form, kinds: Collection[OptionKind]) -> str | float | None:
    value = form.raw("value")
    is_text = isinstance(value, str) and OptionKind.STRING in kinds
    if is_text or tuple(kinds) == (OptionKind.STRING,):
        return form.text("value", most=limits.CHOICE_TEXT, required=True)
    if OptionKind.NUMBER in kinds:
        return form.number("value", least=-limits.INT53, most=limits.INT53, required=True)
    return form.whole("value", least=-limits.INT53, most=limits.INT53, required=True)


def _refuse_repeated_names(form: Form, options: JsonObjects) -> None:
    names = [option.get("name") for option in options]
    for place, name in enumerate(names):
        if name is not None and name in names[:place]:
            form.complain(field_errors.option_name_twice(str(name)), "options", place)


def _refuse_mixture(form: Form, options: JsonObjects) -> None:
    """A command with subcommands takes no other options: it cannot be run itself."""
    kinds = [option.get("type") in _SUBCOMMANDS for option in options if option]
    if len(set(kinds)) > 1:
        form.complain(field_errors.MIXED_OPTIONS, "options", kinds.index(not kinds[0]))


def _refuse_late_required(form: Form, options: JsonObjects) -> None:
    optional_seen = False
    for place, option in enumerate(options):
        if optional_seen and option.get("required"):
            form.complain(field_errors.REQUIRED_AFTER_OPTIONAL, "options", place)
        optional_seen |= option.get("required") is False
