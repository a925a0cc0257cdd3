"""Messages: history, writing, editing, deleting."""

from bot.sandbox import auditing, errors, forwards, message_payloads, posting, refusals
from bot.sandbox.access import has_part_in, refuse_locked
from bot.sandbox.automod import watching
from bot.sandbox.call import Answer, Call, Route
from bot.sandbox.intents import Intent
from bot.sandbox.json import JsonObject
from bot.sandbox.message import Message, MessageKind, Reference
from bot.sandbox.permissions import Permission
from bot.sandbox.posting import Origin
from bot.sandbox.rules.messages import MessageBody, check_bulk_delete
from bot.sandbox.snowflakes import first_at
from bot.sandbox.stickers import STICKERS
from bot.sandbox.world import Channel, ChannelKind

PAGE = 50  # messages a request gets when it does not say how many; at most 100
DELETABLE = (
    MessageKind.CHANNEL_PINNED_MESSAGE,
    MessageKind.THREAD_CREATED,
    MessageKind.AUTO_MODERATION_ACTION,
    MessageKind.POLL_RESULT,
)  # of system messages: resources/message, Message Types
TWO_WEEKS_MS = 14 * 24 * 3600 * 1000


def list_messages(call: Call) -> Answer:
    """``GET /channels/{channel_id}/messages``, newest first, with before, after or around."""
    channel = call.channel()
    if not call.may(channel, Permission.READ_MESSAGE_HISTORY):
        return []
    limit = call.number("limit", default=PAGE, least=1, most=100)
    history = channel.history()
    around, after, before = (call.id_in_query(name) for name in ("around", "after", "before"))
    if around is not None:
        older = [one for one in history if one.id < around]
        older = older[max(len(older) - limit // 2, 0) :]
        chosen = older + [one for one in history if one.id >= around][: limit - len(older)]
    elif after is not None:
        chosen = [one for one in history if one.id > after][:limit]
    else:
        chosen = [one for one in history if before is None or one.id < before][-limit:]
    return [shape(call, message) for message in reversed(chosen)]


def get_message(call: Call) -> Answer:
    """``GET /channels/{channel_id}/messages/{message_id}``."""
    return shape(call, call.message(call.channel(Permission.READ_MESSAGE_HISTORY)))


def create_message(call: Call) -> Answer:
    """``POST /channels/{channel_id}/messages``, also as a reply or a forward."""
    channel = call.channel(Permission.SEND_MESSAGES)
    if channel.kind is ChannelKind.FORUM:
        raise errors.not_in_a_forum()
    _refuse_closed_dm(call, channel)
    body = posting.check_new(call.json, call.uploads)
    refuse_parts(call, channel, body)
    already = posting.same_nonce(call.local, channel, call.user.id, body)
    if already is not None:
        return shape(call, already)
    origin = _origin(call, channel, body)
    seen = watching.let_through(call.local, channel, call.user, body.content)
    message = posting.post(call.local, channel, call.user.id, body, origin)
    watching.follow(call.local, seen, message.id)
    return shape(call, message)


def edit_message(call: Call) -> Answer:
    """``PATCH /channels/{channel_id}/messages/{message_id}``: one's own.

    Whoever manages messages may hide or show another's embeds (``flags``), and no more.
    """
    channel = call.active_channel()
    message = call.message(channel)
    if message.author_id != call.user.id and not _only_hides_embeds(call, channel):
        raise errors.cannot_edit_anothers_message()
    if message.kind.by_discord:
        raise errors.system_message()
    refuse_locked(call.world, call.user.id, channel, call.now)
    body = posting.check_edit(message, call.json, call.uploads)
    if body.uploads and not call.may(channel, Permission.ATTACH_FILES):
        raise errors.missing_permissions()
    seen = watching.let_through(call.local, channel, call.user, body.content)
    posting.edit(call.local, message, body)
    watching.follow(call.local, seen, message.id)
    return shape(call, message)


def delete_message(call: Call) -> Answer:
    """``DELETE /channels/{channel_id}/messages/{message_id}``: one's own, or as a moderator.

    The pages allow it in archived threads; real answers refuse it (victornpb/undiscord#399).
    """
    channel = call.active_channel()
    message = call.message(channel)
    if message.author_id != call.user.id and not call.may(channel, Permission.MANAGE_MESSAGES):
        raise errors.missing_permissions()
    if message.kind.by_discord and message.kind not in DELETABLE:
        raise errors.system_message()
    posting.remove(call.local, message)
    auditing.record_deletion(call.local, message, call.actor)
    return None


def delete_messages(call: Call) -> Answer:
    """``POST /channels/{channel_id}/messages/bulk-delete``: 2 to 100, none older than 14 days."""
    channel = call.active_channel(Permission.MANAGE_MESSAGES)
    wanted = check_bulk_delete(call.json)
    oldest = first_at(call.now) - (TWO_WEEKS_MS << 22)
    if any(message_id < oldest for message_id in wanted):
        raise errors.too_old_to_bulk_delete()
    found = [channel.messages[one].kind for one in wanted if one in channel.messages]
    if any(kind.by_discord and kind not in DELETABLE for kind in found):
        raise errors.system_message()
    there = [one for one in wanted if channel.messages.pop(one, None) is not None]
    if there:
        call.events.messages_deleted(channel, there)
        auditing.record_bulk_deletion(call.local, channel, len(there), call.actor)
    return None


def shape(call: Call, message: Message) -> JsonObject:
    """The message as the caller may read it: a bot, for want of the intent, without content.

    What counts over HTTP is whether the application was granted MESSAGE_CONTENT, not whether its
    connection asked for it (events/gateway#message-content-intent).
    """
    told = message_payloads.message(call.world, message, viewer_id=call.user.id)
    granted = call.world.application.intents_granted & Intent.MESSAGE_CONTENT
    if call.user.bot and not granted and not has_part_in(call.world, call.user.id, message):
        return message_payloads.without_content(told)
    return told


def refuse_parts(call: Call, channel: Channel, body: MessageBody) -> None:
    """Raise 50013 for embeds, files or a poll without the permission, 50081 for a wrong sticker.

    Bots send none of the standard stickers, which are all there are.
    """
    needed = Permission(0)
    if body.embeds:
        needed |= Permission.EMBED_LINKS
    if body.uploads:
        needed |= Permission.ATTACH_FILES
    if body.poll is not None:
        needed |= Permission.SEND_POLLS
    if not call.may(channel, needed):
        raise errors.missing_permissions()
    if body.sticker_ids and (call.user.bot or not STICKERS.keys() >= set(body.sticker_ids)):
        raise refusals.invalid_sticker()


def _only_hides_embeds(call: Call, channel: Channel) -> bool:
    return set(call.json) == {"flags"} and call.may(channel, Permission.MANAGE_MESSAGES)


def _refuse_closed_dm(call: Call, channel: Channel) -> None:
    others = [call.world.users[one] for one in channel.recipient_ids if one != call.user.id]
    if not call.user.bot:
        return
    if any(not call.world.share_a_guild(call.user.id, other.id) for other in others):
        raise errors.no_mutual_guild()
    if any(not other.accepts_dms for other in others):
        raise errors.cannot_dm()


def _origin(call: Call, channel: Channel, body: MessageBody) -> Origin:
    """What the new message answers or carries on, if anything."""
    reference = body.reference
    if reference is None:
        return Origin()
    if reference.forward:
        return forwards.origin(call, reference)
    if reference.message_id not in channel.messages:
        if reference.may_be_gone:
            return Origin()
        raise errors.unknown_message_reference()
    if channel.messages[reference.message_id].kind.by_discord:
        raise errors.system_message_reference()
    if not call.may(channel, Permission.READ_MESSAGE_HISTORY):
        raise errors.cannot_reply_without_history()
    return Origin(MessageKind.REPLY, reference=Reference(channel.id, reference.message_id))


ROUTES = (
    Route("GET", "/channels/{channel_id}/messages", list_messages),
    Route("POST", "/channels/{channel_id}/messages", create_message),
    Route("POST", "/channels/{channel_id}/messages/bulk-delete", delete_messages),
    Route("GET", "/channels/{channel_id}/messages/{message_id}", get_message),
    Route("PATCH", "/channels/{channel_id}/messages/{message_id}", edit_message),
    Route("DELETE", "/channels/{channel_id}/messages/{message_id}", delete_message),
)
