"""Application commands: registering them for everywhere or for one guild.

https://discord.com/developers/docs/interactions/application-commands
"""

from bot.sandbox import errors, limits, payloads
from bot.sandbox.call import Answer, Call, Route
from bot.sandbox.json import JsonObject
from bot.sandbox.rules.commands import check_command, check_commands, check_scope
from bot.sandbox.world import Command, CommandKind

GLOBAL = "/applications/{application_id}/commands"
IN_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"


def list_commands(call: Call) -> Answer:
    """``GET``: the commands of this scope."""
    return [payloads.command(call.world, one) for one in _registered(call)]


def get_command(call: Call) -> Answer:
    """``GET …/{command_id}``."""
    return payloads.command(call.world, _command(call))


def overwrite_commands(call: Call) -> Answer:
    """``PUT``: these and no others. A command that was there under its name keeps its id."""
    bodies = check_commands(call.body)
    before = {(one.kind, one.name): one for one in _registered(call)}
    _count_new(call, sum(_key(body) not in before for body in bodies))
    kept = [_store(call, body, before.get(_key(body))) for body in bodies]
    for gone in {one.id for one in before.values()} - {one.id for one in kept}:
        del call.world.application.commands[gone]
    return [payloads.command(call.world, one) for one in kept]


def create_command(call: Call) -> Answer:
    """``POST``: one more, or the new form of the one that has this name."""
    body = check_command(call.body)
    before = {(one.kind, one.name): one for one in _registered(call)}
    check_scope([one.body for key, one in before.items() if key != _key(body)] + [body])
    _count_new(call, _key(body) not in before)
    return payloads.command(call.world, _store(call, body, before.get(_key(body))))


def edit_command(call: Call) -> Answer:
    """``PATCH …/{command_id}``."""
    command = _command(call)
    body = check_command(command.body | call.json)
    return payloads.command(call.world, _store(call, body, command))


def delete_command(call: Call) -> Answer:
    """``DELETE …/{command_id}``."""
    del call.world.application.commands[_command(call).id]
    return None


def _registered(call: Call) -> list[Command]:
    if call.id_in_path("application_id") != call.world.application.id or not call.user.bot:
        raise errors.missing_access()
    guild_id = call.guild().id if "guild_id" in call.path else None
    every = call.world.application.commands.values()
    return [one for one in every if one.guild_id == guild_id]


def _command(call: Call) -> Command:
    wanted = call.id_in_path("command_id")
    for command in _registered(call):
        if command.id == wanted:
            return command
    raise errors.unknown_command()


def _key(body: JsonObject) -> tuple[CommandKind, str]:
    return CommandKind(int(str(body["type"]))), str(body["name"])


def _store(call: Call, body: JsonObject, before: Command | None) -> Command:
    if before is not None and before.body == body:
        return before
    kind, name = _key(body)
    fresh = call.local.snowflakes.take()
    command = Command(
        id=fresh if before is None else before.id,
        version=fresh,
        kind=kind,
        name=name,
        body=body,
        guild_id=call.id_in_path("guild_id") if "guild_id" in call.path else None,
    )
    call.world.application.commands[command.id] = command
    return command


def _count_new(call: Call, commands: int) -> None:
    scope = (call.path.get("guild_id"), call.now.date())
    created = call.world.application.created_on
    if created.get(scope, 0) + commands > limits.DAILY_COMMAND_CREATES:
        raise errors.too_many_command_creates()
    created[scope] = created.get(scope, 0) + commands


ROUTES = tuple(
    Route(method, scope + rest, answer, status)
    for scope in (GLOBAL, IN_GUILD)
    for method, rest, answer, status in (
        ("GET", "", list_commands, 200),
        ("PUT", "", overwrite_commands, 200),
        ("POST", "", create_command, 201),
        ("GET", "/{command_id}", get_command, 200),
        ("PATCH", "/{command_id}", edit_command, 200),
        ("DELETE", "/{command_id}", delete_command, 204),
    )
)
