"""Writing, changing and removing messages in the world, and telling everybody."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta

from bot.sandbox import mentions, threads
from bot.sandbox.access import channel_permissions
from bot.sandbox.local import LocalDiscord
from bot.sandbox.permissions import Permission
from bot.sandbox.rules.components import assign_ids
from bot.sandbox.rules.form import Path
from bot.sandbox.rules.messages import MessageBody, check_message
from bot.sandbox.world import (
    Channel,
    Interaction,
    Message,
    MessageFlag,
    MessageKind,
    Reference,
)

NONCE_REMEMBERED = timedelta(minutes=5)  # "the past few minutes", says Create Message

_CHANGED_BY_EDITS = MessageFlag.LOADING | MessageFlag.SUPPRESS_EMBEDS | MessageFlag.IS_COMPONENTS_V2


@dataclass(frozen=True)
class Origin:
    """Where a message comes from, beyond its author."""

    kind: MessageKind = MessageKind.DEFAULT
    interaction: Interaction | None = None
    seen_only_by: int | None = None
    reference: Reference | None = None


def post(
    local: LocalDiscord, channel: Channel, author_id: int, body: MessageBody, origin: Origin
) -> Message:
    """Put a checked message into the channel and announce it.

    In a thread that may wake it and make people join. Raises 50083 and 160005 where it is closed.
    """
    if origin.seen_only_by is None:
        threads.make_way(local, channel, author_id)
    message = Message(
        id=local.snowflakes.take(),
        channel_id=channel.id,
        author_id=author_id,
        sent_at=local.clock.now(),
        kind=origin.kind,
        nonce=body.nonce,
        reference=origin.reference,
        seen_only_by=origin.seen_only_by,
        tts=body.tts,
    )
    if origin.interaction is not None:
        message.interaction_id = origin.interaction.id
        message.application_id = local.world.application.id
    _write(local, channel, message, body)
    message.flags = body.flags
    if origin.seen_only_by is not None:
        message.flags |= MessageFlag.EPHEMERAL
    else:
        writer_id = None if origin.interaction is not None else author_id
        threads.take_in(local, channel, writer_id, message.mentioned_user_ids)
    _keep(local, channel, message)
    return message


def announce(  # noqa: PLR0913 - what the kinds of system messages differ in
    local: LocalDiscord,
    channel: Channel,
    author_id: int,
    kind: MessageKind,
    *,
    content: str = "",
    mentioned: Collection[int] = (),
    reference: Reference | None = None,
) -> None:
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
    )
    _keep(local, channel, message)


def check_edit(
    message: Message, body: object, *, interaction: bool = False, at: Path = ()
) -> MessageBody:
    """Hold an edit against the rules, given what the message holds now."""
    parts = {
        "content": message.content,
        "embeds": message.embeds,
        "components": message.components,
    }
    return check_message(
        body,
        editing=message.flags,
        held=[name for name, part in parts.items() if part],
        interaction=interaction,
        at=at,
    )


def edit(local: LocalDiscord, message: Message, body: MessageBody) -> None:
    """Change what the body names and announce the message as it is now."""
    channel = local.world.channels[message.channel_id]
    was_loading = bool(message.flags & MessageFlag.LOADING)
    _write(local, channel, message, body)
    message.flags = message.flags & ~_CHANGED_BY_EDITS | body.flags
    if not was_loading:
        message.edited_at = local.clock.now()
    local.events.message_updated(message)


def remove(local: LocalDiscord, message: Message) -> None:
    """Take one message away and announce it."""
    del local.world.channels[message.channel_id].messages[message.id]
    local.events.message_deleted(message)


def same_nonce(
    local: LocalDiscord, channel: Channel, author_id: int, body: MessageBody
) -> Message | None:
    """The message that an enforced nonce already made a moment ago."""
    if not body.enforce_nonce or body.nonce is None:
        return None
    since = local.clock.now() - NONCE_REMEMBERED
    return _last(
        channel,
        lambda one: (
            one.author_id == author_id and str(one.nonce) == str(body.nonce) and one.sent_at > since
        ),
    )


def _keep(local: LocalDiscord, channel: Channel, message: Message) -> None:
    channel.messages[message.id] = message
    if not message.ephemeral:
        channel.last_message_id = message.id
        if channel.thread is not None and message.kind is not MessageKind.THREAD_STARTER_MESSAGE:
            channel.thread.sent += 1
    local.events.message_created(message)


def _last(channel: Channel, fits: Callable[[Message], bool]) -> Message | None:
    return next((one for one in reversed(channel.messages.values()) if fits(one)), None)


def _write(local: LocalDiscord, channel: Channel, message: Message, body: MessageBody) -> None:
    """Set the parts that the body names; None stands for a part it does not name."""
    if body.content is not None:
        message.content = body.content
    if body.embeds is not None:
        message.embeds = [{"type": "rich"} | embed for embed in body.embeds]
    if body.components is not None:
        message.components = assign_ids(body.components)
    held = channel_permissions(local.world, message.author_id, channel, local.clock.now())
    found = mentions.find(
        local.world,
        channel,
        mentions.texts_of(message.content, message.components),
        body.allowed_mentions,
        may_mention_everyone=bool(held & Permission.MENTION_EVERYONE),
    )
    notified = [*_answered(channel, message, body), *found.user_ids]
    message.mentioned_user_ids = list(dict.fromkeys(notified))
    message.mentioned_role_ids = found.role_ids
    message.mentions_everyone = found.everyone


def _answered(channel: Channel, message: Message, body: MessageBody) -> list[int]:
    """Who is notified by being replied to: ``allowed_mentions.replied_user``, on by default."""
    wanted = body.allowed_mentions is None or bool(body.allowed_mentions.get("replied_user"))
    if message.reference is None or message.interaction_id is not None or not wanted:
        return []
    answered = channel.messages.get(message.reference.message_id or 0)
    author_ids = [] if answered is None else [answered.author_id]
    return [one for one in author_ids if one != message.author_id]
