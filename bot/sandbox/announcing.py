"""New messages reach their channel here, and so do those that Discord itself writes."""

from collections.abc import Collection, Sequence

from bot.sandbox.json import JsonObject
from bot.sandbox.local import LocalDiscord
from bot.sandbox.message import Message, MessageKind, Reference
from bot.sandbox.world import Channel


def announce(  # noqa: PLR0913 - what the kinds of system messages differ in
    local: LocalDiscord,
    channel: Channel,
    author_id: int,
    kind: MessageKind,
    *,
    content: str = "",
    mentioned: Collection[int] = (),
    reference: Reference | None = None,
    embeds: Sequence[JsonObject] = (),
) -> Message:
    """Put a system message into the channel, about something that ``author_id`` did."""
    message = Message(
        id=local.snowflakes.take(),
        channel_id=channel.id,
        author_id=author_id,
        sent_at=local.clock.now(),
        kind=kind,
        content=content,
        mentioned_user_ids=list(mentioned),
        reference=reference,
        embeds=list(embeds),
    )
    keep(local, channel, message)
    return message


def keep(local: LocalDiscord, channel: Channel, message: Message) -> None:
    """Put a message into the channel and tell everybody."""
    channel.messages[message.id] = message
    if not message.ephemeral:
        channel.last_message_id = message.id
        begins = message.kind is MessageKind.THREAD_STARTER_MESSAGE or message.id == channel.id
        if channel.thread is not None and not begins:
            channel.thread.sent += 1
    local.events.message_created(message)
