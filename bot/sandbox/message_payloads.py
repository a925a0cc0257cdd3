"""Messages in Discord's JSON, as one viewer receives them: MessageResponse and what it holds."""

from bot.sandbox import interaction_payloads, payloads, poll_payloads, thread_payloads
from bot.sandbox.json import JsonObject, as_object, as_objects
from bot.sandbox.message import (
    Attachment,
    Guise,
    Message,
    MessageFlag,
    MessageKind,
    Reaction,
)
from bot.sandbox.moments import moment
from bot.sandbox.rules.tree import walk
from bot.sandbox.stickers import STICKERS
from bot.sandbox.world import World

_IS_SPOILER = 1 << 3  # attachment flags
_NO_CONTENT: JsonObject = {"content": "", "embeds": [], "attachments": [], "components": []}


def message(world: World, one: Message, *, viewer_id: int) -> JsonObject:
    """MessageResponse, as ``viewer_id`` sees it (its own reactions and votes are marked)."""
    payload = _shared(world, one) | {
        "id": str(one.id),
        "channel_id": str(one.channel_id),
        "author": _author(world, one),
        "mention_everyone": one.mentions_everyone,
        "pinned": one.pinned_at is not None,
        "tts": one.tts,
    }
    if one.reactions:
        payload["reactions"] = [_reaction(each, viewer_id) for each in one.reactions.values()]
    if one.poll is not None:
        payload["poll"] = poll_payloads.poll(one.poll, viewer_id)
    if one.snapshots:
        payload["message_snapshots"] = one.snapshots
    if one.nonce is not None:
        payload["nonce"] = one.nonce
    payload |= _sent_by(world, one)
    if one.reference is not None:
        payload |= _what_it_answers(world, one, viewer_id)
    started = world.channels.get(one.id)
    # A forum post and its first message have one id as well; that message shows no thread.
    if started is not None and started.thread is not None and started.id != one.channel_id:
        payload["thread"] = thread_payloads.thread(started, started.thread)
        payload["flags"] = one.flags | MessageFlag.HAS_THREAD
    return payload


def without_content(payload: JsonObject) -> JsonObject:
    """What a bot without MESSAGE_CONTENT gets of another's message.

    resources/message, Message Structure: empty fields, and no poll. That the snapshots of a
    forward are emptied too is not documented; it would be a way around the rest otherwise.
    """
    bare = payload | _NO_CONTENT
    bare.pop("poll", None)
    if "message_snapshots" in bare:
        bare["message_snapshots"] = [
            {"message": as_object(each["message"]) | _NO_CONTENT}
            for each in as_objects(bare["message_snapshots"])
        ]
    return bare


def snapshot(world: World, one: Message) -> JsonObject:
    """MessageSnapshotResponse: the message as it is now, without its author."""
    return {"message": _shared(world, one)}


def attachment(one: Attachment) -> JsonObject:
    """MessageAttachmentResponse, which is AttachmentResponse as well."""
    payload: JsonObject = {
        "id": str(one.id),
        "filename": one.filename,
        "size": len(one.content),
        "url": one.url,
        "proxy_url": one.url,
    }
    if one.content_type is not None:
        payload["content_type"] = one.content_type
    if one.title is not None:
        payload["title"] = one.title
    if one.description is not None:
        payload["description"] = one.description
    if one.extent is not None:
        payload["width"], payload["height"] = one.extent
    if one.spoiler:
        payload["flags"] = _IS_SPOILER
    if one.ephemeral:
        payload["ephemeral"] = True
    return payload


def _shared(world: World, one: Message) -> JsonObject:
    """MinimalContentMessageResponse: what a message and its snapshot have in common."""
    mentioned = (world.users[who] for who in one.mentioned_user_ids)
    used = _addresses(one)
    payload: JsonObject = {
        "type": int(one.kind),
        "content": one.content,
        "mentions": [payloads.user(each) for each in mentioned],
        "mention_roles": [str(role_id) for role_id in one.mentioned_role_ids],
        "attachments": [attachment(each) for each in one.attachments if each.url not in used],
        "embeds": one.shown_embeds,
        "components": one.components,
        "timestamp": moment(one.sent_at),
        "edited_timestamp": moment(one.edited_at),
        "flags": one.flags,
    }
    if one.sticker_ids:
        shown = (STICKERS[each] for each in one.sticker_ids)
        payload["sticker_items"] = [
            {name: each[name] for name in ("id", "name", "format_type")} for each in shown
        ]
    return payload


def _addresses(one: Message) -> set[object]:
    """The files that stand in embeds or components, and so not among the attachments."""
    nodes = [each for _, each in walk(one.components, ())]
    nodes += [as_object(item) for each in nodes for item in as_objects(each.get("items"))]
    media = [as_object(each.get(name)) for each in nodes for name in ("media", "file")]
    media += [as_object(each.get(name)) for each in one.embeds for name in ("image", "thumbnail")]
    icons = [
        as_object(each.get(name)).get("icon_url")
        for each in one.embeds
        for name in ("footer", "author")
    ]
    return {*(each.get("url") for each in media), *icons}


def _author(world: World, one: Message) -> JsonObject:
    if one.guise is None:
        return payloads.user(world.users[one.author_id])
    return _webhook_as_author(one.guise)


def _webhook_as_author(one: Guise) -> JsonObject:
    """Not a user: the webhook's id, name and picture (resources/message, footnote 1)."""
    return {
        "id": str(one.webhook_id),
        "username": one.name,
        "global_name": None,
        "discriminator": "0000",
        "avatar": one.avatar,
        "bot": True,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
    }


def _sent_by(world: World, one: Message) -> JsonObject:
    """Through which application, webhook and interaction it came."""
    told: JsonObject = {}
    if one.application_id is not None:
        told["application_id"] = str(one.application_id)
    if one.guise is not None:
        told["webhook_id"] = str(one.guise.webhook_id)
    if one.interaction_id is not None:
        told["webhook_id"] = str(one.application_id)
        interaction = world.interactions[one.interaction_id]
        person = payloads.user(world.users[interaction.user_id])
        told |= interaction_payloads.whose_work(world, interaction, person)
    return told


def _reaction(one: Reaction, viewer_id: int) -> JsonObject:
    """MessageReactionResponse."""
    count = len(one.user_ids)
    return {
        "emoji": {"id": None, "name": one.emoji},
        "count": count,
        "count_details": {"burst": 0, "normal": count},
        "burst_colors": [],
        "me_burst": False,
        "me": viewer_id in one.user_ids,
    }


def _what_it_answers(world: World, one: Message, viewer_id: int) -> JsonObject:
    if one.reference is None:
        return {}
    place = world.channels.get(one.reference.channel_id)
    home = world.channels[one.channel_id] if place is None else place
    reference: JsonObject = {
        "type": int(one.reference.forward),
        "channel_id": str(one.reference.channel_id),
    }
    if home.guild_id is not None:
        reference["guild_id"] = str(home.guild_id)
    if one.reference.message_id is None:
        return {"message_reference": reference}
    reference["message_id"] = str(one.reference.message_id)
    if one.reference.forward or one.kind is MessageKind.CHANNEL_PINNED_MESSAGE:
        return {"message_reference": reference}
    answered = None if place is None else place.messages.get(one.reference.message_id)
    if answered is None or answered.seen_only_by not in (None, viewer_id):
        return {"message_reference": reference, "referenced_message": None}
    without_its_own = message(world, answered, viewer_id=viewer_id)
    without_its_own.pop("referenced_message", None)
    return {"message_reference": reference, "referenced_message": without_its_own}
