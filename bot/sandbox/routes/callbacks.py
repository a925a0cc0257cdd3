"""The bot's answers to interactions: the callback and the follow-ups, opened by their token.

The follow-ups stand under the paths of webhooks, whose routes come here with them.
"""

from bot.sandbox import errors, message_payloads, posting
from bot.sandbox.call import Answer, Call, Route
from bot.sandbox.interactions import answering
from bot.sandbox.interactions.answering import CallbackKind
from bot.sandbox.json import JsonObject
from bot.sandbox.message import Message, MessageFlag
from bot.sandbox.world import Interaction


def create_callback(call: Call) -> Answer:
    """``POST /interactions/{id}/{token}/callback``; 204 unless ``with_response`` is asked for."""
    interaction = call.world.interactions.get(call.id_in_path("interaction_id"))
    if interaction is None or interaction.token != call.path["interaction_token"]:
        raise errors.unknown_interaction()
    kind = answering.answer(call.local, interaction, call.json, call.uploads)
    if not call.flag("with_response"):
        return None
    return _callback_response(call, interaction, kind)


def create_follow_up(call: Call) -> Answer:
    """``POST /webhooks/{application}/{token}``."""
    return _shape(
        call, answering.follow_up(call.local, _interaction(call), call.json, call.uploads)
    )


def get_message(call: Call) -> Answer:
    """``GET …/messages/@original`` or one by id."""
    return _shape(call, _message(call))


def edit_message(call: Call) -> Answer:
    """``PATCH …/messages/@original`` or one by id."""
    message = _message(call)
    body = posting.check_edit(message, call.json, call.uploads, interaction=True)
    posting.edit(call.local, message, body)
    return _shape(call, message)


def delete_message(call: Call) -> Answer:
    """``DELETE …/messages/@original`` or one by id."""
    posting.remove(call.local, _message(call))
    return None


def _interaction(call: Call) -> Interaction:
    if call.id_in_path("webhook_id") != call.world.application.id:
        raise errors.unknown_webhook()
    found = call.world.interaction_with_token(call.path["webhook_token"])
    return answering.usable(call.local, found)


def _message(call: Call) -> Message:
    interaction = _interaction(call)
    if call.path.get("message_id", "@original") == "@original":
        message = answering.response_message(call.local, interaction)
    else:
        channel = call.world.channels.get(interaction.channel_id)
        message = None if channel is None else channel.messages.get(call.id_in_path("message_id"))
    if message is None or message.author_id != call.world.application.bot_id:
        raise errors.unknown_message()
    return message


def _shape(call: Call, message: Message) -> JsonObject:
    return message_payloads.message(call.world, message, viewer_id=call.world.application.bot_id)


def _callback_response(call: Call, interaction: Interaction, kind: CallbackKind) -> JsonObject:
    told: JsonObject = {"id": str(interaction.id), "type": int(interaction.kind)}
    if interaction.kind is not interaction.kind.AUTOCOMPLETE:
        told["channel_id"] = str(interaction.channel_id)
    if interaction.guild_id is not None:
        told["guild_id"] = str(interaction.guild_id)
    message = answering.response_message(call.local, interaction)
    if message is None:
        return {"interaction": told}
    told |= {
        "response_message_id": str(message.id),
        "response_message_loading": bool(message.flags & MessageFlag.LOADING),
        "response_message_ephemeral": message.ephemeral,
    }
    if kind in (CallbackKind.DEFERRED_MESSAGE, CallbackKind.DEFERRED_UPDATE):
        return {"interaction": told}  # the resource is "only present" for the other two
    return {"interaction": told, "resource": {"type": int(kind), "message": _shape(call, message)}}


ROUTES = (
    Route(
        "POST",
        "/interactions/{interaction_id}/{interaction_token}/callback",
        create_callback,
        authenticated=False,
    ),
)
