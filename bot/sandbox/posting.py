"""Writing, changing and removing messages in the world, and telling everybody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.sandbox import (
    announcing,
    attachments,
    media,
    mentions,
    polls,
    refusals,
    threads,
    unfurling,
)
from bot.sandbox.access import channel_permissions
from bot.sandbox.attachments import Files
from bot.sandbox.json import JsonObject, as_object, as_objects
from bot.sandbox.local import LocalDiscord
from bot.sandbox.message import (
    Attachment,
    Guise,
    Message,
    MessageFlag,
    MessageKind,
    Reference,
)
from bot.sandbox.permissions import Permission
from bot.sandbox.rules.components import assign_ids
from bot.sandbox.rules.form import Path
from bot.sandbox.rules.messages import MessageBody, check_message
from bot.sandbox.uploads import Upload
from bot.sandbox.world import Channel, Interaction

NONCE_REMEMBERED = timedelta(minutes=5)  # "the past few minutes", says Create Message

_CHANGED_BY_EDITS = MessageFlag.LOADING | MessageFlag.SUPPRESS_EMBEDS | MessageFlag.IS_COMPONENTS_V2


@dataclass(frozen=True)
class Origin:
    """Where a message comes from, beyond its author."""

    kind: MessageKind = MessageKind.DEFAULT
    interaction: Interaction | None = None
    seen_only_by: int | None = None
    reference: Reference | None = None
    snapshots: tuple[JsonObject, ...] = ()
    guise: Guise | None = None
    application_id: int | None = None
    message_id: int | None = None  # of a forum post, which has that of its thread


def check_new(
    body: object,
    uploads: Mapping[int, Upload],
    *,
    interaction: bool = False,
    at: Path = (),
) -> MessageBody:
    """Hold a new message and the files with it against the rules."""
    files = Files(uploads)
    checked = check_message(body, interaction=interaction, files=files.names, at=at)
    files.refuse(checked.attachments)
    return replace(checked, uploads=uploads)


def post(
    local: LocalDiscord, channel: Channel, author_id: int, body: MessageBody, origin: Origin
) -> Message:
    """Put a checked message into the channel and announce it.

    In a thread that may wake it and make people join. Raises 50083 and 160005 where it is closed.
    """
    if origin.seen_only_by is None:
        threads.make_way(local, channel, author_id)
    message = Message(
        id=origin.message_id or local.snowflakes.take(),
        channel_id=channel.id,
        author_id=author_id,
        sent_at=local.clock.now(),
        kind=origin.kind,
        nonce=body.nonce,
        reference=origin.reference,
        snapshots=list(origin.snapshots),
        sticker_ids=body.sticker_ids,
        application_id=origin.application_id,
        guise=origin.guise,
        seen_only_by=origin.seen_only_by,
        tts=body.tts,
    )
    if origin.interaction is not None:
        message.interaction_id = origin.interaction.id
        message.application_id = author_id  # a bot user has its application's id
    if body.poll is not None:
        message.poll = polls.begin(local, message, body.poll)
    _write(local, channel, message, body)
    message.flags = body.flags
    if origin.snapshots:
        message.flags |= MessageFlag.HAS_SNAPSHOT
    if origin.seen_only_by is not None:
        message.flags |= MessageFlag.EPHEMERAL
    else:
        by_itself = origin.interaction is not None or origin.guise is not None
        writer_id = None if by_itself else author_id
        threads.take_in(local, channel, writer_id, message.mentioned_user_ids)
    announcing.keep(local, channel, message)
    unfurling.follow(local, message)
    return message


def check_edit(
    message: Message,
    body: object,
    uploads: Mapping[int, Upload],
    *,
    interaction: bool = False,
    at: Path = (),
) -> MessageBody:
    """Hold an edit and the files with it against the rules, given what the message holds now.

    Raises 520003 for what a poll says, 160011 for words in a forward.
    """
    parts = {
        "content": message.content,
        "embeds": message.embeds,
        "components": message.components,
        "attachments": message.attachments,
        "poll": message.poll,
        "sticker_ids": message.sticker_ids,
        "message_snapshots": message.snapshots,
    }
    files = Files(uploads, _staying(message, as_object(body)))
    checked = check_message(
        body,
        editing=message.flags,
        held=[name for name, part in parts.items() if part],
        interaction=interaction,
        files=files.names,
        at=at,
    )
    files.refuse(checked.attachments)
    checked = replace(checked, uploads=uploads)
    if message.poll is not None and not checked.names_nothing_to_show:
        raise refusals.cannot_edit_a_poll()
    if message.snapshots and not checked.names_nothing_to_show:
        raise refusals.forward_with_content()
    return checked


def edit(local: LocalDiscord, message: Message, body: MessageBody) -> None:
    """Change what the body names and announce the message as it is now."""
    channel = local.world.channels[message.channel_id]
    was_loading = bool(message.flags & MessageFlag.LOADING)
    _write(local, channel, message, body)
    message.flags = message.flags & ~_CHANGED_BY_EDITS | body.flags
    if body.poll is not None and was_loading:
        message.poll = polls.begin(local, message, body.poll)
    if not was_loading and not body.names_nothing_to_show:
        message.edited_at = local.clock.now()
    local.events.message_updated(message)
    unfurling.follow(local, message)


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


def _last(channel: Channel, fits: Callable[[Message], bool]) -> Message | None:
    return next((one for one in reversed(channel.messages.values()) if fits(one)), None)


def _write(local: LocalDiscord, channel: Channel, message: Message, body: MessageBody) -> None:
    """Set the parts that the body names; None stands for a part it does not name."""
    if body.content is not None:
        message.content = body.content
    files = Files(body.uploads, tuple(message.attachments))
    message.attachments = attachments.settle(local, channel.id, files, body.attachments)
    if body.embeds is not None:
        message.embeds = media.in_embeds(body.embeds, message.attachments)
    if body.components is not None:
        numbered = assign_ids(body.components)
        message.components = media.in_components(local, numbered, message.attachments)
    held = channel_permissions(local.world, message.author_id, channel, local.clock.now())
    found = mentions.find(
        local.world,
        channel,
        mentions.texts_of(message.content, message.components),
        body.allowed_mentions,
        may_mention_everyone=bool(held & Permission.MENTION_EVERYONE),
    )
    notified = [*_answered(local, channel, message, body), *found.user_ids]
    message.mentioned_user_ids = list(dict.fromkeys(notified))
    message.mentioned_role_ids = found.role_ids
    message.mentions_everyone = found.everyone


def _answered(
    local: LocalDiscord, channel: Channel, message: Message, body: MessageBody
) -> list[int]:
    """Who is notified by being replied to: ``allowed_mentions.replied_user``, on by default."""
    wanted = body.allowed_mentions is None or bool(body.allowed_mentions.get("replied_user"))
    if message.reference is None or message.reference.forward or not wanted:
        return []
    if message.interaction_id is not None:
        return []
    answered = channel.messages.get(message.reference.message_id or 0)
    author_ids = [] if answered is None else [answered.author_id]
    return [one for one in author_ids if one != message.author_id and one in local.world.users]


def _staying(message: Message, body: JsonObject) -> tuple[Attachment, ...]:
    """The attachments that an edit keeps: all of them unless it says which."""
    if "attachments" not in body:
        return tuple(message.attachments)
    ids = {str(one.get("id")) for one in as_objects(body["attachments"])}
    return tuple(one for one in message.attachments if str(one.id) in ids)
