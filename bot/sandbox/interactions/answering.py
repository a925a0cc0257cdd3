"""The bot's first answer to an interaction, and the messages that may follow it.

https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object
"""

from collections.abc import Mapping
from datetime import timedelta
from enum import IntEnum

from bot.sandbox import errors, posting, threads
from bot.sandbox.interactions import modals
from bot.sandbox.json import JsonObject, as_object
from bot.sandbox.local import LocalDiscord
from bot.sandbox.message import Message, MessageFlag, MessageKind, Reference
from bot.sandbox.posting import Origin
from bot.sandbox.rules.commands import check_choices
from bot.sandbox.rules.messages import MessageBody, check_defer
from bot.sandbox.rules.modals import check_modal
from bot.sandbox.uploads import Upload
from bot.sandbox.world import Channel, CommandKind, Interaction, InteractionKind

TOKEN_LIVES = timedelta(minutes=15)


class CallbackKind(IntEnum):
    """How an interaction is answered."""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


_FITS = {
    InteractionKind.COMMAND: {
        CallbackKind.MESSAGE,
        CallbackKind.DEFERRED_MESSAGE,
        CallbackKind.MODAL,
    },
    InteractionKind.COMPONENT: set(CallbackKind) - {CallbackKind.CHOICES},
    InteractionKind.AUTOCOMPLETE: {CallbackKind.CHOICES},
    # A deferred update fits also when there is no message to update, and then shows nothing
    # (discord/discord-api-docs#8612, discordjs/discord.js#8455).
    InteractionKind.MODAL_SUBMIT: set(CallbackKind) - {CallbackKind.CHOICES, CallbackKind.MODAL},
}


def answer(
    local: LocalDiscord,
    interaction: Interaction,
    callback: JsonObject,
    uploads: Mapping[int, Upload],
) -> CallbackKind:
    """Carry out the callback, once, within three seconds.

    Raises 10062 when it comes too late, 40060 when it is the second, 50035 when it does not fit.
    """
    if interaction.expired:
        raise errors.unknown_interaction()
    if interaction.acknowledged:
        raise errors.already_acknowledged()
    kind = _callback_kind(interaction, callback)
    data = as_object(callback.get("data"))
    match kind:
        case CallbackKind.MESSAGE:
            body = posting.check_new(data, uploads, interaction=True, at=("data",))
            _make_way(local, interaction, body.flags)
            _acknowledge(local, interaction)
            _respond(local, interaction, body)
        case CallbackKind.DEFERRED_MESSAGE:
            flags = MessageFlag.LOADING | check_defer(data)
            _make_way(local, interaction, flags)
            _acknowledge(local, interaction)
            _respond(local, interaction, MessageBody(flags=flags))
        case CallbackKind.DEFERRED_UPDATE:
            _acknowledge(local, interaction)
            interaction.response_message_id = interaction.source_message_id
        case CallbackKind.UPDATE:
            source = _source(local, interaction)
            body = posting.check_edit(source, data, uploads, interaction=True, at=("data",))
            _acknowledge(local, interaction)
            interaction.response_message_id = source.id
            posting.edit(local, source, body)
        case CallbackKind.MODAL:
            modal = check_modal(callback.get("data"))
            modals.show(local, interaction, modal)
            _acknowledge(local, interaction)
        case CallbackKind.CHOICES:
            choices = check_choices(data.get("choices"))
            interaction.acknowledged = True
            local.events.to_person(
                interaction, "APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE", choices=choices
            )
    return kind


def follow_up(
    local: LocalDiscord,
    interaction: Interaction,
    data: JsonObject,
    uploads: Mapping[int, Upload],
) -> Message:
    """A further message; the first one after a deferral takes the loading message's place."""
    waiting = response_message(local, interaction)
    if waiting is not None and waiting.flags & MessageFlag.LOADING:
        body = posting.check_edit(waiting, data, uploads, interaction=True)
        posting.edit(local, waiting, body)
        return waiting
    body = posting.check_new(data, uploads, interaction=True)
    reference = None
    if interaction.response_message_id is not None:
        reference = Reference(interaction.channel_id, interaction.response_message_id)
    kind = MessageKind.DEFAULT if reference is None else MessageKind.REPLY
    return _post(local, interaction, body, kind, reference)


def response_message(local: LocalDiscord, interaction: Interaction) -> Message | None:
    """The message that ``@original`` stands for."""
    if interaction.response_message_id is None:
        return None
    return _channel(local, interaction).messages.get(interaction.response_message_id)


def usable(local: LocalDiscord, interaction: Interaction | None) -> Interaction:
    """The interaction, if its token still serves for follow-ups.

    Raises 10015 before the first answer, 50027 after fifteen minutes.
    """
    if interaction is None or not interaction.acknowledged:
        raise errors.unknown_webhook()
    if local.clock.now() - interaction.began_at > TOKEN_LIVES:
        raise errors.invalid_webhook_token()
    return interaction


def _callback_kind(interaction: Interaction, callback: JsonObject) -> CallbackKind:
    try:
        kind = CallbackKind(int(str(callback.get("type"))))
    except ValueError:
        raise errors.invalid_value("type", "Not a type the sandbox simulates.") from None
    of_nothing = kind is CallbackKind.UPDATE and interaction.source_message_id is None
    if of_nothing or kind not in _FITS[interaction.kind]:
        raise errors.invalid_value("type", "Does not fit this kind of interaction.")
    return kind


def _make_way(local: LocalDiscord, interaction: Interaction, flags: int) -> None:
    """Raise what the message would meet in a thread, before the answer counts."""
    channel = _channel(local, interaction)
    if not flags & MessageFlag.EPHEMERAL:
        threads.make_way(local, channel, local.world.application.bot_id)


def _acknowledge(local: LocalDiscord, interaction: Interaction) -> None:
    interaction.acknowledged = True
    local.events.to_person(interaction, "INTERACTION_SUCCESS")


def _respond(local: LocalDiscord, interaction: Interaction, body: MessageBody) -> None:
    kind, reference = MessageKind.DEFAULT, None
    # Also over the answer to a command's modal stands the command (discord/discord-api-docs#8155).
    asked = local.world.interactions.get(interaction.opened_by or 0, interaction)
    if asked.kind is InteractionKind.COMMAND:
        by_menu = asked.command_kind is not CommandKind.CHAT_INPUT
        kind = MessageKind.CONTEXT_MENU_COMMAND if by_menu else MessageKind.CHAT_INPUT_COMMAND
        if asked.command_kind is CommandKind.MESSAGE and asked.target_message_id:
            reference = Reference(interaction.channel_id, asked.target_message_id)
    elif interaction.source_message_id is not None:
        kind = MessageKind.REPLY
        reference = Reference(interaction.channel_id, interaction.source_message_id)
    message = _post(local, interaction, body, kind, reference)
    interaction.response_message_id = message.id


def _post(
    local: LocalDiscord,
    interaction: Interaction,
    body: MessageBody,
    kind: MessageKind,
    reference: Reference | None,
) -> Message:
    private = bool(body.flags & MessageFlag.EPHEMERAL)
    origin = Origin(
        kind=kind,
        interaction=interaction,
        seen_only_by=interaction.user_id if private else None,
        reference=reference,
    )
    bot_id = local.world.application.bot_id
    return posting.post(local, _channel(local, interaction), bot_id, body, origin)


def _channel(local: LocalDiscord, interaction: Interaction) -> Channel:
    channel = local.world.channels.get(interaction.channel_id)
    if channel is None:
        raise errors.unknown_channel()  # a thread that was deleted meanwhile
    return channel


def _source(local: LocalDiscord, interaction: Interaction) -> Message:
    found = _channel(local, interaction).messages.get(interaction.source_message_id or 0)
    if found is None:
        raise errors.unknown_message()
    return found
