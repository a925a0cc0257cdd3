"""Pinning messages and taking pins back, and telling everybody."""

from bot.sandbox import announcing, auditing, errors, limits
from bot.sandbox.audit_log import Actor, AuditAction
from bot.sandbox.local import LocalDiscord
from bot.sandbox.message import Message, MessageKind, Reference
from bot.sandbox.world import Channel


def pin(local: LocalDiscord, channel: Channel, message: Message, by: Actor) -> None:
    """Pin a message and let Discord say in the channel that ``by`` did. Raises 30003.

    That one already pinned stays as it is, without a word, is a guess. The update of the message
    comes first (Rapptz/discord.py#300).
    """
    if message.pinned_at is not None:
        return
    if len(channel.pins()) >= limits.PINS:
        raise errors.too_many_pins()
    message.pinned_at = local.clock.now()
    _tell(local, channel, message)
    _record(local, channel, message, AuditAction.MESSAGE_PIN, by)
    announcing.announce(
        local,
        channel,
        by.user_id,
        MessageKind.CHANNEL_PINNED_MESSAGE,
        reference=Reference(channel.id, message.id),
    )


def unpin(local: LocalDiscord, channel: Channel, message: Message, by: Actor) -> None:
    """Take a message's pin back, if it has one."""
    if message.pinned_at is None:
        return
    message.pinned_at = None
    _tell(local, channel, message)
    _record(local, channel, message, AuditAction.MESSAGE_UNPIN, by)


def _tell(local: LocalDiscord, channel: Channel, message: Message) -> None:
    local.events.message_updated(message)
    local.events.pins_changed(channel)


def _record(
    local: LocalDiscord, channel: Channel, message: Message, action: AuditAction, by: Actor
) -> None:
    """Write into the audit log whose message it was, and which."""
    if channel.guild_id is not None:
        guild = local.world.guilds[channel.guild_id]
        options = {"channel_id": str(channel.id), "message_id": str(message.id)}
        auditing.record(local, guild, by, action, message.author_id, options=options)
