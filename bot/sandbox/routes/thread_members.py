"""Who is in a thread: joining and leaving, adding and removing others, and reading the list.

https://discord.com/developers/docs/resources/channel#join-thread and its neighbours
"""

from bot.sandbox import announcing, errors, payloads, thread_payloads, threads
from bot.sandbox.access import refuse_archived, refuse_locked
from bot.sandbox.call import Answer, Call, Route
from bot.sandbox.intents import Intent
from bot.sandbox.message import MessageKind
from bot.sandbox.permissions import Permission
from bot.sandbox.world import Channel, ChannelKind, Thread

MOST_LISTED = 100
ALL = "/channels/{channel_id}/thread-members"


def join(call: Call) -> Answer:
    """``PUT …/thread-members/@me``; a private thread has to be seen already."""
    channel, thread = _active(call)
    threads.join(call.local, channel, thread, call.user.id)
    return None


def leave(call: Call) -> Answer:
    """``DELETE …/thread-members/@me``."""
    channel, thread = _active(call)
    threads.leave(call.local, channel, thread, call.user.id)
    return None


def add_member(call: Call) -> Answer:
    """``PUT …/thread-members/{user_id}``; needs to write there, and that they see the parent."""
    channel, thread = _active(call, Permission.SEND_MESSAGES)
    user_id = _member_id(call, channel)
    if user_id == call.user.id:
        return join(call)
    refuse_locked(call.world, call.user.id, channel, call.now)
    if user_id in thread.members:
        return None
    if not threads.may_add(call.local, channel, thread, call.user.id, user_id):
        raise errors.missing_permissions()
    threads.join(call.local, channel, thread, user_id)
    _tell(call, channel, MessageKind.RECIPIENT_ADD, user_id)
    return None


def remove_member(call: Call) -> Answer:
    """``DELETE …/thread-members/{user_id}``: as a moderator, or from one's own private thread."""
    channel, thread = _active(call)
    user_id = _member_id(call, channel)
    if user_id == call.user.id:
        return leave(call)
    owns = channel.kind is ChannelKind.PRIVATE_THREAD and thread.owner_id == call.user.id
    if not owns and not call.may(channel, Permission.MANAGE_THREADS):
        raise errors.missing_permissions()
    threads.leave(call.local, channel, thread, user_id)
    _tell(call, channel, MessageKind.RECIPIENT_REMOVE, user_id)
    return None


def get_member(call: Call) -> Answer:
    """``GET …/thread-members/{user_id}``; 404 for who is not in it."""
    channel, thread = call.thread()
    mine = call.path["user_id"] == "@me"
    user_id = call.user.id if mine else call.id_in_path("user_id")
    if user_id not in thread.members:
        raise errors.unknown_member()
    return _shape(call, channel, thread, user_id)


def list_members(call: Call) -> Answer:
    """``GET …/thread-members``; in pages when ``with_member`` is asked for.

    An application has to be granted GUILD_MEMBERS.
    """
    channel, thread = call.thread()
    granted = call.world.application.intents_granted & Intent.GUILD_MEMBERS
    if call.user.bot and not granted:
        raise errors.missing_access()
    limit = call.number("limit", default=MOST_LISTED, least=1, most=MOST_LISTED)
    after = call.id_in_query("after") or 0
    ids = sorted(thread.members)
    if call.flag("with_member"):
        ids = [one for one in ids if one > after][:limit]
    return [_shape(call, channel, thread, one) for one in ids]


def _active(call: Call, needed: Permission = Permission.VIEW_CHANNEL) -> tuple[Channel, Thread]:
    channel, thread = call.thread(needed)
    refuse_archived(channel)
    return channel, thread


def _member_id(call: Call, channel: Channel) -> int:
    """The path's member of the guild. Raises 10013 for nobody, 10007 for a stranger."""
    user_id = call.id_in_path("user_id")
    if user_id not in call.world.users:
        raise errors.unknown_user()
    if channel.guild_id is None or user_id not in call.world.guilds[channel.guild_id].members:
        raise errors.unknown_member()
    return user_id


def _tell(call: Call, channel: Channel, kind: MessageKind, user_id: int) -> None:
    announcing.announce(call.local, channel, call.user.id, kind, mentioned=[user_id])


def _shape(call: Call, channel: Channel, thread: Thread, user_id: int) -> dict[str, object]:
    shape = thread_payloads.member(channel, thread, user_id)
    if channel.guild_id is None or not call.flag("with_member"):
        return shape
    member = call.world.guilds[channel.guild_id].members[user_id]
    return shape | {"member": payloads.member(call.world, member)}


ROUTES = (
    Route("GET", ALL, list_members),
    Route("PUT", ALL + "/@me", join),
    Route("DELETE", ALL + "/@me", leave),
    Route("GET", ALL + "/{user_id}", get_member),
    Route("PUT", ALL + "/{user_id}", add_member),
    Route("DELETE", ALL + "/{user_id}", remove_member),
)
