"""A person's ``POST /interactions`` becomes one INTERACTION_CREATE for the bot."""

import secrets
from datetime import timedelta

from bot.sandbox import errors, limits, message_payloads, payloads
from bot.sandbox.access import channel_permissions, guild_permissions, refuse_archived
from bot.sandbox.call import Call
from bot.sandbox.interaction_payloads import integration_owners
from bot.sandbox.interactions import modals, options
from bot.sandbox.interactions.resolved import Resolved, as_snowflake, partial_channel
from bot.sandbox.json import JsonObject, JsonObjects, as_object, as_objects
from bot.sandbox.permissions import Permission
from bot.sandbox.rules.kinds import SELECTS, Kind
from bot.sandbox.world import (
    Channel,
    Command,
    CommandKind,
    Interaction,
    InteractionKind,
)

ANSWER_WITHIN = timedelta(seconds=3)
IN_GUILD, IN_BOT_DM = 0, 1  # interaction contexts


def begin(call: Call) -> Interaction:
    """Check what the person sent, tell the bot, and start the three seconds it has.

    Raises the refusal a client would get: unknown channel or command, missing permission, an
    option or a choice that does not exist, a modal that was not opened.
    """
    kind = _kind(call)
    channel = _channel(call)
    interaction = _remember(call, kind, channel)
    data = as_object(call.json.get("data"))
    match kind:
        case InteractionKind.COMMAND | InteractionKind.AUTOCOMPLETE:
            told = _command_data(call, interaction, channel, data)
        case InteractionKind.COMPONENT:
            told = _component_data(call, interaction, channel, data)
        case InteractionKind.MODAL_SUBMIT:
            told = modals.submission(call, interaction, data)
    call.world.interactions[interaction.id] = interaction
    call.events.to_person(interaction, "INTERACTION_CREATE")
    if channel.guild_id is None or _is_bot_in(call, channel.guild_id):
        call.events.to_bot(_payload(call, interaction, channel, told))
    call.local.clock.call_at(call.now + ANSWER_WITHIN, lambda: _expire(call, interaction))
    return interaction


def _kind(call: Call) -> InteractionKind:
    try:
        return InteractionKind(int(str(call.json.get("type"))))
    except ValueError:
        raise errors.invalid_value("type", "Not an interaction type.") from None


def _channel(call: Call) -> Channel:
    channel = call.world.channels.get(as_snowflake(call.json.get("channel_id")))
    if channel is None or not call.sees(channel):
        raise errors.unknown_channel()
    in_guild = channel.guild_id is not None
    if in_guild and not call.may(channel, Permission.USE_APPLICATION_COMMANDS):
        raise errors.missing_permissions()
    refuse_archived(channel)
    if not in_guild and call.world.application.bot_id not in channel.recipient_ids:
        raise errors.unknown_channel()
    return channel


def _remember(call: Call, kind: InteractionKind, channel: Channel) -> Interaction:
    session = call.local.sessions.find(str(call.json.get("session_id")))
    if session is None or session.user is not call.user:
        raise errors.invalid_value("session_id", "This session is not connected.")
    return Interaction(
        id=call.local.snowflakes.take(),
        token=secrets.token_urlsafe(48),
        kind=kind,
        user_id=call.user.id,
        channel_id=channel.id,
        guild_id=channel.guild_id,
        session_id=session.id,
        nonce=str(call.json.get("nonce", "")),
        began_at=call.now,
    )


def _expire(call: Call, interaction: Interaction) -> None:
    if interaction.acknowledged or interaction.id not in call.world.interactions:
        return  # answered, or of a world that was reset
    interaction.expired = True
    if interaction.kind is not InteractionKind.AUTOCOMPLETE:
        call.events.to_person(interaction, "INTERACTION_FAILURE", reason_code=2)


def _command_data(
    call: Call, interaction: Interaction, channel: Channel, data: JsonObject
) -> JsonObject:
    command = _command(call, channel, data)
    interaction.command_name = " ".join([command.name, *options.subcommands(data)])
    interaction.command_kind = command.kind
    resolved = Resolved(call, channel.guild_id)
    given = as_objects(data.get("options"))
    typing = interaction.kind is InteractionKind.AUTOCOMPLETE
    options.check(given, as_objects(command.body.get("options")), resolved, typing=typing)
    told: JsonObject = {
        "id": str(command.id),
        "name": command.name,
        "type": int(command.kind),
        "options": given,
    }
    if command.guild_id is not None:
        told["guild_id"] = str(command.guild_id)
    if command.kind is not CommandKind.CHAT_INPUT:
        target = as_snowflake(data.get("target_id"))
        interaction.target_message_id = target
        found = (
            resolved.message(channel, target)
            if command.kind is CommandKind.MESSAGE
            else resolved.user(target)
        )
        if not found:
            raise errors.unknown_message()
        told["target_id"] = str(target)
    return told | {"resolved": resolved.payload()}


def _command(call: Call, channel: Channel, data: JsonObject) -> Command:
    command = call.world.application.commands.get(as_snowflake(data.get("id")))
    if command is None or not (call.world.trusts_clients or _usable(call, command, channel)):
        raise errors.unknown_command()
    if command.name != data.get("name") or int(command.kind) != data.get("type"):
        raise errors.unknown_command()
    return command


def _usable(call: Call, command: Command, channel: Channel) -> bool:
    if channel.guild_id is None:
        return command.guild_id is None and IN_BOT_DM in _contexts(command)
    if command.guild_id not in (None, channel.guild_id) or IN_GUILD not in _contexts(command):
        return False
    return may_use(call, command, channel.guild_id)


def may_use(call: Call, command: Command, guild_id: int) -> bool:
    """Whether the caller holds the command's ``default_member_permissions`` in the guild.

    "0" leaves it to administrators alone. Where the bot is not, nobody has its commands.
    """
    if not _is_bot_in(call, guild_id):
        return False
    needed = command.body.get("default_member_permissions")
    if needed is None:
        return True
    wanted = int(str(needed)) or int(Permission.ADMINISTRATOR)
    held = guild_permissions(call.world.guilds[guild_id], call.user.id)
    return bool(held & Permission.ADMINISTRATOR) or held & wanted == wanted


def _is_bot_in(call: Call, guild_id: int) -> bool:
    return call.world.application.bot_id in call.world.guilds[guild_id].members


def _contexts(command: Command) -> list[object]:
    contexts = command.body.get("contexts")
    if isinstance(contexts, list):
        return contexts
    return [IN_GUILD] if command.body.get("dm_permission") is False else [IN_GUILD, IN_BOT_DM]


def _component_data(
    call: Call, interaction: Interaction, channel: Channel, data: JsonObject
) -> JsonObject:
    message = channel.messages.get(as_snowflake(call.json.get("message_id")))
    if message is None or message.seen_only_by not in (None, call.user.id):
        raise errors.unknown_message()
    component = _find(message.components, data.get("custom_id"))
    if component is None or component.get("type") != data.get("component_type"):
        raise errors.invalid_value("custom_id", "This message has no such component.")
    if component.get("disabled"):
        raise errors.invalid_value("custom_id", "This component is disabled.")
    interaction.source_message_id = message.id
    told: JsonObject = {
        "id": component.get("id"),
        "custom_id": data.get("custom_id"),
        "component_type": data.get("component_type"),
    }
    if component["type"] in SELECTS:
        told |= _chosen(call, channel, component, data.get("values"))
    return told


def _find(components: JsonObjects, custom_id: object) -> JsonObject | None:
    for component in components:
        if component.get("custom_id") == custom_id and custom_id is not None:
            return component
        inside = as_objects(component.get("components"))
        accessory = component.get("accessory")
        found = _find([*inside, *as_objects([accessory])], custom_id)
        if found is not None:
            return found
    return None


def _chosen(call: Call, channel: Channel, select: JsonObject, values: object) -> JsonObject:
    chosen = [str(value) for value in values] if isinstance(values, list) else []
    least, most = int(str(select.get("min_values", 1))), int(str(select.get("max_values", 1)))
    if not least <= len(chosen) <= most:
        raise errors.invalid_value("values", f"Must be between {least} and {most} in length.")
    offered = {str(option["value"]) for option in as_objects(select.get("options"))}
    if offered and not offered.issuperset(chosen):
        raise errors.invalid_value("values", "Value must be one of the options.")
    resolved = Resolved(call, channel.guild_id)
    if not all(resolved.chosen(select, value) for value in chosen):
        raise errors.invalid_value("values", "Value is not known here.")
    with_own_options = select["type"] == Kind.STRING_SELECT
    return {"values": chosen} | ({} if with_own_options else {"resolved": resolved.payload()})


def _payload(
    call: Call, interaction: Interaction, channel: Channel, data: JsonObject
) -> JsonObject:
    bot_id = call.world.application.bot_id
    payload: JsonObject = {
        "id": str(interaction.id),
        "application_id": str(call.world.application.id),
        "type": int(interaction.kind),
        "token": interaction.token,
        "version": 1,
        "data": data,
        "channel": partial_channel(call, channel),
        "channel_id": str(channel.id),
        "app_permissions": str(channel_permissions(call.world, bot_id, channel, call.now)),
        "locale": "en-US",
        "entitlements": [],
        "authorizing_integration_owners": integration_owners(channel.guild_id),
        "context": IN_BOT_DM if channel.guild_id is None else IN_GUILD,
        "attachment_size_limit": limits.FILE_BYTES,
    }
    source = channel.messages.get(interaction.source_message_id or 0)
    if source is not None:  # a modal may outlive the message that it was opened from
        payload["message"] = message_payloads.message(call.world, source, viewer_id=bot_id)
    if channel.guild_id is None:
        return payload | {"user": payloads.user(call.user)}
    guild = call.world.guilds[channel.guild_id]
    held = channel_permissions(call.world, call.user.id, channel, call.now)
    member = payloads.member(call.world, guild.members[call.user.id])
    return payload | {
        "guild_id": str(guild.id),
        "guild": {"id": str(guild.id), "locale": guild.locale, "features": []},
        "guild_locale": guild.locale,
        "member": member | {"permissions": str(held)},
    }
