"""Pinning messages and taking pins back, and telling everybody."""

from bot.sandbox import announcing, errors, limits
from bot.sandbox.local import LocalDiscord
from bot.sandbox.message import Message, MessageKind, Reference
from bot.sandbox.world import Channel


def pin(local: LocalDiscord, channel: Channel, message: Message, by_id: int) -> None:
    """Pin a message and let Discord say in the channel that ``by_id`` did. Raises 30003.

    That one already pinned stays as it is, without a word, is a guess. The update of the message
    comes first (Rapptz/discord.py#300).
    """
    if message.pinned_at is not None:
        return
    if len(channel.pins()) >= limits.PINS:
        raise errors.too_many_pins()
    message.pinned_at = local.clock.now()
    _tell(local, channel, message)
    announcing.announce(
        local,
        channel,
        by_id,
        MessageKind.CHANNEL_PINNED_MESSAGE,
        reference=Reference(channel.id, message.id),
    )


def unpin(local: LocalDiscord, channel: Channel, message: Message) -> None:
    """Take a message's pin back, if it has one."""
    if message.pinned_at is None:
        return
    message.pinned_at = None
    _tell(local, channel, message)


def _tell(local: LocalDiscord, channel: Channel, message: Message) -> None:
    local.events.message_updated(message)
    local.events.pins_changed(channel)
