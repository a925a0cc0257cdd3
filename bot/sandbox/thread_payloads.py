"""Threads in Discord's JSON: ThreadResponse, ThreadMemberResponse and what their events add."""

from bot.sandbox import limits
from bot.sandbox.json import JsonObject
from bot.sandbox.message import Message, MessageKind
from bot.sandbox.moments import moment
from bot.sandbox.world import Channel, ChannelKind, Thread


def thread(one: Channel, details: Thread, *, viewer_id: int | None = None) -> JsonObject:
    """ThreadResponse, with the viewer's own membership if there is one."""
    payload: JsonObject = {
        "id": str(one.id),
        "type": int(one.kind),
        "flags": 0,
        "guild_id": str(one.guild_id),
        "parent_id": str(details.parent_id),
        "owner_id": str(details.owner_id),
        "name": one.name,
        "last_message_id": None if one.last_message_id is None else str(one.last_message_id),
        "last_pin_timestamp": moment(one.last_pin_at),
        "rate_limit_per_user": details.slowmode,
        "message_count": sum(_counts(one, message) for message in one.history()),
        "member_count": member_count(details),
        "total_message_sent": details.sent,
        "thread_metadata": _metadata(one, details),
    }
    if viewer_id in details.members:
        payload["member"] = member(one, details, viewer_id)
    return payload


def member(one: Channel, details: Thread, user_id: int) -> JsonObject:
    """ThreadMemberResponse."""
    return {"id": str(one.id), "user_id": str(user_id)} | _membership(details, user_id)


def in_guild_create(one: Channel, details: Thread, *, viewer_id: int) -> JsonObject:
    """A thread of GUILD_CREATE, whose member is the one who reads and has no ids."""
    payload = thread(one, details)
    if viewer_id in details.members:
        payload["member"] = _membership(details, viewer_id)
    return payload


def member_count(details: Thread) -> int:
    """How many joined, as far as Discord counts."""
    return min(len(details.members), limits.THREAD_MEMBERS_COUNTED)


def _membership(details: Thread, user_id: int) -> JsonObject:
    return {"join_timestamp": moment(details.members[user_id]), "flags": 0}


def _metadata(one: Channel, details: Thread) -> JsonObject:
    metadata: JsonObject = {
        "archived": details.archived,
        "archive_timestamp": moment(details.archive_changed_at),
        "auto_archive_duration": int(details.archive_after.total_seconds()) // 60,
        "locked": details.locked,
        "create_timestamp": moment(details.created_at),
    }
    if one.kind is ChannelKind.PRIVATE_THREAD:
        metadata["invitable"] = details.invitable
    return metadata


def _counts(channel: Channel, message: Message) -> bool:
    """``message_count`` leaves out the message that the thread began with."""
    begins = message.kind is MessageKind.THREAD_STARTER_MESSAGE or message.id == channel.id
    return not begins
