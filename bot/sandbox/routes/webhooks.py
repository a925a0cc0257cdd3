"""Webhooks: made by who manages them, used by whoever has their token.

The token of an interaction serves under the same paths; `callbacks` answers those.
"""

from bot.sandbox import errors, posting, webhooks
from bot.sandbox.access import require
from bot.sandbox.call import Answer, Call, Route
from bot.sandbox.json import JsonObject
from bot.sandbox.message import Message
from bot.sandbox.message_payloads import message as message_shape
from bot.sandbox.permissions import Permission
from bot.sandbox.routes import callbacks
from bot.sandbox.rules.webhooks import check_webhook
from bot.sandbox.world import Channel, ChannelKind, Webhook

OF_CHANNEL = "/channels/{channel_id}/webhooks"
WITH_TOKEN = "/webhooks/{webhook_id}/{webhook_token}"  # noqa: S105 - a path, not a token


def create_webhook(call: Call) -> Answer:
    """``POST /channels/{channel_id}/webhooks``."""
    channel = _home(call)
    webhook = webhooks.create(call, channel, check_webhook(call.body))
    return webhooks.shape(call.world, webhook, with_user=True)


def list_webhooks(call: Call) -> Answer:
    """``GET /channels/{channel_id}/webhooks``."""
    found = webhooks.of_channel(call.world, _home(call))
    return [webhooks.shape(call.world, one, with_user=True) for one in found]


def get_webhook(call: Call) -> Answer:
    """``GET /webhooks/{webhook_id}``."""
    return webhooks.shape(call.world, _managed(call), with_user=True)


def delete_webhook(call: Call) -> Answer:
    """``DELETE /webhooks/{webhook_id}``."""
    webhooks.remove(call, _managed(call))
    return None


def get_with_token(call: Call) -> Answer:
    """``GET /webhooks/{webhook_id}/{webhook_token}``, which does not say who made it."""
    return webhooks.shape(call.world, _with_token(call), with_user=False)


def delete_with_token(call: Call) -> Answer:
    """``DELETE /webhooks/{webhook_id}/{webhook_token}``."""
    webhooks.remove(call, _with_token(call))
    return None


def execute(call: Call) -> Answer:
    """``POST /webhooks/{webhook_id}/{webhook_token}``; 204 unless it is asked to ``wait``."""
    if _is_interaction(call):
        return callbacks.create_follow_up(call)
    message = webhooks.execute(call, _with_token(call))
    return _shape(call, message) if call.flag("wait") else None


def get_message(call: Call) -> Answer:
    """``GET …/messages/{message_id}``."""
    if _is_interaction(call):
        return callbacks.get_message(call)
    return _shape(call, _message(call))


def edit_message(call: Call) -> Answer:
    """``PATCH …/messages/{message_id}``."""
    if _is_interaction(call):
        return callbacks.edit_message(call)
    message = _message(call)
    posting.edit(call.local, message, posting.check_edit(message, call.json, call.uploads))
    return _shape(call, message)


def delete_message(call: Call) -> Answer:
    """``DELETE …/messages/{message_id}``."""
    if _is_interaction(call):
        return callbacks.delete_message(call)
    posting.remove(call.local, _message(call))
    return None


def _is_interaction(call: Call) -> bool:
    return call.id_in_path("webhook_id") == call.world.application.id


def _home(call: Call) -> Channel:
    channel = call.channel(Permission.MANAGE_WEBHOOKS)
    if channel.kind not in (ChannelKind.TEXT, ChannelKind.FORUM):
        raise errors.wrong_channel_kind()
    return channel


def _managed(call: Call) -> Webhook:
    """The path's webhook, of whose channel the caller manages the webhooks."""
    webhook = _known(call)
    home = call.world.channels[webhook.channel_id]
    if not (call.user.bot and webhook.application_id is not None):
        require(call.world, call.user.id, home, Permission.MANAGE_WEBHOOKS, call.now)
    return webhook


def _with_token(call: Call) -> Webhook:
    webhook = _known(call)
    if webhook.token != call.path["webhook_token"]:
        raise errors.invalid_webhook_token()
    return webhook


def _known(call: Call) -> Webhook:
    webhook = call.world.webhooks.get(call.id_in_path("webhook_id"))
    if webhook is None:
        raise errors.unknown_webhook()
    return webhook


def _message(call: Call) -> Message:
    """A message that came through the webhook; in a thread, ``thread_id`` says which."""
    webhook = _with_token(call)
    place = call.world.channels.get(call.id_in_query("thread_id") or webhook.channel_id)
    found = None if place is None else place.messages.get(call.id_in_path("message_id"))
    if found is None or found.author_id != webhook.id:
        raise errors.unknown_message()
    return found


def _shape(call: Call, message: Message) -> JsonObject:
    return message_shape(call.world, message, viewer_id=call.user.id)


ROUTES = (
    Route("POST", OF_CHANNEL, create_webhook),
    Route("GET", OF_CHANNEL, list_webhooks),
    Route("GET", "/webhooks/{webhook_id}", get_webhook),
    Route("DELETE", "/webhooks/{webhook_id}", delete_webhook),
    Route("GET", WITH_TOKEN, get_with_token, authenticated=False),
    Route("DELETE", WITH_TOKEN, delete_with_token, authenticated=False),
    Route("POST", WITH_TOKEN, execute, authenticated=False),
    Route("GET", WITH_TOKEN + "/messages/{message_id}", get_message, authenticated=False),
    Route("PATCH", WITH_TOKEN + "/messages/{message_id}", edit_message, authenticated=False),
    Route("DELETE", WITH_TOKEN + "/messages/{message_id}", delete_message, authenticated=False),
)
