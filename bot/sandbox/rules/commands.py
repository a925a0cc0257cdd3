"""Registering application commands.

https://discord.com/developers/docs/interactions/application-commands and
ApplicationCommandCreateRequest of the OpenAPI document.
"""

from collections.abc import Iterable

from bot.sandbox import errors, limits
from bot.sandbox.json import JsonObject, JsonObjects, as_object, as_objects
from bot.sandbox.rules import field_errors
from bot.sandbox.rules.form import Complaints, Form, Path, present, refuse
from bot.sandbox.rules.names import command_name
from bot.sandbox.rules.options import check_choices, read_options
from bot.sandbox.rules.translations import translated_names, translated_texts
from bot.sandbox.world import CommandKind

__all__ = ["check_choices", "check_command", "check_commands", "check_scope"]


_MOST = {
    CommandKind.CHAT_INPUT: limits.CHAT_COMMANDS,
    CommandKind.USER: limits.USER_COMMANDS,
    CommandKind.MESSAGE: limits.MESSAGE_COMMANDS,
}
_EVERY_CONTEXT = (0, 1, 2)  # InteractionContextType: guild, the bot's DM, other DMs
_EVERY_INSTALLATION = (0, 1)  # ApplicationIntegrationType: guild, user


def check_command(body: object, *, at: Path = ()) -> JsonObject:
    """One command as it is kept: what ApplicationCommandResponse shows, without ids."""
    complaints = Complaints()
    command = _command(Form(body, complaints, at))
    refuse(complaints)
    return command


def check_commands(body: object) -> JsonObjects:
    """The commands of a whole scope, as a PUT brings them. Raises 50035 or 30032."""
    complaints = Complaints()
    form = Form({"commands": body if body is not None else []}, complaints)
    values = form.items("commands", most=limits.COMMANDS_IN_ONE_PUT) or []
    if complaints.by_path:  # the list is the body itself, so what is wrong with it has no field
        complaints = Complaints({(): complaints.by_path[("commands",)]})
    commands = [_command(Form(one, complaints, (place,))) for place, one in enumerate(values)]
    taken: set[tuple[object, object]] = set()
    for place, command in enumerate(commands):
        key = command.get("type"), command.get("name")
        if command.get("name") is not None and key in taken:
            complaints.add((place,), field_errors.COMMAND_NAME_TWICE)
        taken.add(key)
    refuse(complaints)
    check_scope(commands)
    return commands


def check_scope(commands: Iterable[JsonObject]) -> None:
    """Refuse more commands of a type than a scope holds: 100 chat, 15 user, 15 message."""
    kinds = [command["type"] for command in commands]
    for kind, most in _MOST.items():
        if kinds.count(kind.value) > most:
            raise errors.too_many_commands(most)


def _command(form: Form) -> JsonObject:
    kind = CommandKind(form.one_of("type", list(CommandKind)) or CommandKind.CHAT_INPUT)
    chat = kind is CommandKind.CHAT_INPUT
    installations = form.some_of("integration_types", _EVERY_INSTALLATION, least=1)
    command = present(
        type=kind.value,
        name=command_name(form, "name", chat=chat),
        name_localizations=translated_names(form, chat=chat),
        description_localizations=translated_texts(form),
        options=read_options(form) if chat else None,
    ) | {
        "description": _description(form, chat=chat),
        "default_member_permissions": _permissions(form),
        "dm_permission": form.truth("dm_permission") is not False,
        "contexts": form.some_of("contexts", _EVERY_CONTEXT, least=1),
        "integration_types": [0] if installations is None else installations,
        "nsfw": form.truth("nsfw") or False,
    }
    if not chat and form.raw("options"):
        form.complain(field_errors.length(0, 0), "options")
    if _size(command) > limits.COMMAND_CHARACTERS:
        form.complain(field_errors.COMMAND_TOO_LARGE)
    return command


def _description(form: Form, *, chat: bool) -> str:
    if chat:
        most = limits.COMMAND_DESCRIPTION
        return form.text("description", least=1, most=most, required=True) or ""
    return form.text("description", most=0) or ""


def _permissions(form: Form) -> str | None:
    """Permissions as text, or as the number that discord.py sends (and the schema asks for)."""
    value = form.raw("default_member_permissions")
    if isinstance(value, str) and value.isascii() and value.isdecimal():
        value = int(value)
    name = "default_member_permissions"
    inner = Form({name: value}, form.complaints, form.path)
    number = inner.whole(name, least=0, most=limits.PERMISSIONS)
    return None if number is None else str(number)


def _size(part: JsonObject) -> int:
    """The characters that count: names, descriptions and values, each at its longest language."""
    return (
        _longest(part, "name")
        + _longest(part, "description")
        + (len(str(part["value"])) if "value" in part else 0)
        + sum(_size(one) for one in as_objects(part.get("options")))
        + sum(_size(one) for one in as_objects(part.get("choices")))
    )


def _longest(part: JsonObject, name: str) -> int:
    translations = as_object(part.get(f"{name}_localizations")).values()
    return max(len(str(text or "")) for text in (part.get(name), *translations))
