"""A person's options held against the registered command, as the client and Discord do.

https://discord.com/developers/docs/interactions/application-commands#application-command-object
"""

from collections.abc import Callable

from bot.sandbox import errors, limits
from bot.sandbox.interactions.resolved import Resolved, as_snowflake
from bot.sandbox.json import JsonObject, JsonObjects, as_objects
from bot.sandbox.rules.options import OptionKind

NESTING = (OptionKind.SUBCOMMAND, OptionKind.SUBCOMMAND_GROUP)


def check(given: JsonObjects, known: JsonObjects, resolved: Resolved, *, typing: bool) -> None:
    """Raise 50035 for an option that the command does not take, or a required one that lacks.

    ``typing``: an autocomplete request, whose values may still be incomplete.
    """
    if known and known[0].get("type") in NESTING:
        _check_nested(given, known, resolved, typing=typing)
        return
    by_name = {str(option["name"]): option for option in known}
    for option in given:
        definition = by_name.get(str(option.get("name")))
        if definition is None or definition["type"] != option.get("type"):
            raise errors.invalid_option(str(option.get("name")), "This option is not known.")
        if not (typing and option.get("focused")):
            _check_value(option, definition, resolved)
    present = {option.get("name") for option in given}
    for name, definition in by_name.items():
        if definition.get("required") and name not in present and not typing:
            raise errors.invalid_option(name, "This option is required.")


def subcommands(data: JsonObject) -> list[str]:
    """The group and subcommand that were chosen; messages name them after the command."""
    chosen = as_objects(data.get("options"))[:1]
    if not chosen or chosen[0].get("type") not in NESTING:
        return []
    return [str(chosen[0].get("name")), *subcommands(chosen[0])]


def _check_nested(
    given: JsonObjects, known: JsonObjects, resolved: Resolved, *, typing: bool
) -> None:
    chosen = given[0] if len(given) == 1 else {}
    definition = next((one for one in known if one["name"] == chosen.get("name")), None)
    if definition is None:
        raise errors.invalid_option(str(chosen.get("name")), "Choose one subcommand.")
    inner = as_objects(definition.get("options"))
    check(as_objects(chosen.get("options")), inner, resolved, typing=typing)


def _check_value(option: JsonObject, definition: JsonObject, resolved: Resolved) -> None:
    name, value = str(option["name"]), option.get("value")
    kind = OptionKind(int(str(definition["type"])))
    choices = [choice["value"] for choice in as_objects(definition.get("choices"))]
    if choices and value not in choices:
        raise errors.invalid_option(name, "Value must be one of the choices.")
    match kind:
        case OptionKind.STRING:
            _check_length(name, value, definition)
        case OptionKind.INTEGER | OptionKind.NUMBER:
            _check_number(name, value, definition, whole=kind is OptionKind.INTEGER)
        case OptionKind.BOOLEAN:
            if not isinstance(value, bool):
                raise errors.invalid_option(name, "Value must be true or false.")
        case OptionKind.ATTACHMENT:
            option["value"] = resolved.upload(as_snowflake(value))
        case _:
            if not any(find(as_snowflake(value)) for find in _finders(kind, resolved)):
                raise errors.invalid_option(name, "Value is not known here.")


def _finders(kind: OptionKind, resolved: Resolved) -> list[Callable[[int], bool]]:
    finders: dict[OptionKind, list[Callable[[int], bool]]] = {
        OptionKind.USER: [resolved.user],
        OptionKind.CHANNEL: [resolved.channel],
        OptionKind.ROLE: [resolved.role],
        OptionKind.MENTIONABLE: [resolved.user, resolved.role],
    }
    return finders.get(kind, [])


def _check_length(name: str, value: object, definition: JsonObject) -> None:
    least = int(str(definition.get("min_length") or 0))
    most = int(str(definition.get("max_length") or limits.STRING_OPTION_LENGTH))
    if not isinstance(value, str) or not least <= len(value) <= most:
        raise errors.invalid_option(name, f"Must be between {least} and {most} in length.")


def _check_number(name: str, value: object, definition: JsonObject, *, whole: bool) -> None:
    right_type = isinstance(value, int if whole else (int, float)) and not isinstance(value, bool)
    if not right_type:
        raise errors.invalid_option(name, "Value must be a number.")
    number = float(str(value))
    least, most = definition.get("min_value"), definition.get("max_value")
    if least is not None and number < float(str(least)):
        raise errors.invalid_option(name, f"Must be {least} or more.")
    if most is not None and number > float(str(most)):
        raise errors.invalid_option(name, f"Must be {most} or less.")
