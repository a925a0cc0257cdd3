"""Forwards: messages that carry a snapshot of another one.

https://discord.com/developers/docs/resources/message#message-reference-types and
#message-reference-content-attribution-forwards
"""

from bot.sandbox import errors, message_payloads, refusals
from bot.sandbox.access import has_part_in
from bot.sandbox.call import Call
from bot.sandbox.intents import Intent
from bot.sandbox.message import Message, Reference
from bot.sandbox.permissions import Permission
from bot.sandbox.posting import Origin
from bot.sandbox.rules.messages import MessageReference
from bot.sandbox.world import Channel


def origin(call: Call, wish: MessageReference) -> Origin:
    """Where a forward comes from, with what it carries.

    Raises 10003 and 50001 for a channel that the caller does not see, 160009 without its history,
    50035 for a message that is not there or cannot be forwarded, 160014 for one that the bot may
    not read.
    """
    channel = call.world.channels.get(wish.channel_id or 0)
    if channel is None:
        raise errors.unknown_channel()
    if not call.sees(channel):
        raise errors.missing_access()
    if not call.may(channel, Permission.READ_MESSAGE_HISTORY):
        raise refusals.cannot_reference_without_history()
    source = _source(call, channel, wish.message_id)
    # A forward that is carried on still shows what it showed.
    snapshots = source.snapshots or [message_payloads.snapshot(call.world, source)]
    return Origin(
        reference=Reference(channel.id, source.id, forward=True), snapshots=tuple(snapshots)
    )


def _source(call: Call, channel: Channel, message_id: int) -> Message:
    source = channel.messages.get(message_id)
    if source is None or source.ephemeral:
        raise errors.unknown_message_reference()
    if source.kind.by_discord or source.poll is not None:
        raise refusals.cannot_be_forwarded()
    granted = call.world.application.intents_granted & Intent.MESSAGE_CONTENT
    if call.user.bot and not granted and not has_part_in(call.world, call.user.id, source):
        raise refusals.cannot_forward_unreadable()
    return source
