"""What happens to threads: they begin, change, fall asleep and wake; people join and leave.

https://discord.com/developers/docs/topics/threads
"""

from collections.abc import Iterable

from bot.sandbox import errors
from bot.sandbox.access import channel_permissions, refuse_locked, sees
from bot.sandbox.local import LocalDiscord
from bot.sandbox.permissions import Permission
from bot.sandbox.rules.threads import ThreadChange, ThreadStart
from bot.sandbox.world import Channel, ChannelKind, Thread


def begin(
    local: LocalDiscord, parent: Channel, owner_id: int, wish: ThreadStart, thread_id: int
) -> Channel:
    """A new thread, with its owner in it. Raises 160006 when the guild is full of active ones."""
    _refuse_one_more(local, parent)
    now = local.clock.now()
    thread = Thread(
        parent_id=parent.id,
        owner_id=owner_id,
        created_at=now,
        archive_after=wish.archive_after,
        archive_changed_at=now,
        active_at=now,
        invitable=wish.invitable,
        slowmode=wish.slowmode,
        members={owner_id: now},
    )
    channel = Channel(thread_id, wish.kind, wish.name, parent.guild_id, thread=thread)
    local.world.channels[channel.id] = channel
    local.events.threads.created(channel, thread)
    local.events.threads.members_changed(channel, thread, added=[owner_id])
    _watch(local, channel, thread)
    return channel


def change(local: LocalDiscord, channel: Channel, thread: Thread, wish: ThreadChange) -> None:
    """Change what the wish names and announce it. Raises 160006 when it cannot be woken."""
    wakes = thread.archived and wish.archived is False
    if wakes:
        _refuse_one_more(local, channel)
    now = local.clock.now()
    if wish.archived not in (None, thread.archived) or wish.archive_after is not None:
        thread.archive_changed_at = now
    if wakes or wish.archive_after is not None:
        thread.active_at = now
    channel.name = channel.name if wish.name is None else wish.name
    thread.archived = thread.archived if wish.archived is None else wish.archived
    thread.locked = thread.locked if wish.locked is None else wish.locked
    thread.invitable = thread.invitable if wish.invitable is None else wish.invitable
    thread.slowmode = thread.slowmode if wish.slowmode is None else wish.slowmode
    thread.archive_after = wish.archive_after or thread.archive_after
    local.events.threads.updated(channel, thread)
    if wakes:
        local.events.threads.woken(channel, thread)
    _watch(local, channel, thread)


def remove(local: LocalDiscord, channel: Channel, thread: Thread) -> None:
    """The thread is gone, with everything in it. The message it began with stays."""
    local.events.threads.deleted(channel, thread)
    del local.world.channels[channel.id]
    source = local.world.channels[thread.parent_id].messages.get(channel.id)
    if source is not None:
        local.events.message_updated(source)


def make_way(local: LocalDiscord, channel: Channel, author_id: int) -> None:
    """Wake an archived thread for a message. Raises 50083 or 160005 where the author may not.

    Bots wake threads as people do: topics/threads#active--archived-threads.
    """
    refuse_locked(local.world, author_id, channel, local.clock.now())
    if channel.thread is not None and channel.thread.archived:
        change(local, channel, channel.thread, ThreadChange(archived=False))


def take_in(
    local: LocalDiscord, channel: Channel, author_id: int | None, mentioned: Iterable[int]
) -> None:
    """Let a message's author and those it mentions join, as far as that is theirs to decide.

    ``author_id`` is None for an answer to an interaction, which makes nobody join.
    """
    if channel.thread is None:
        return
    channel.thread.active_at = local.clock.now()
    if author_id is not None:
        join(local, channel, channel.thread, author_id)
        for user_id in mentioned:
            if may_add(local, channel, channel.thread, author_id, user_id):
                join(local, channel, channel.thread, user_id)


def join(local: LocalDiscord, channel: Channel, thread: Thread, user_id: int) -> bool:
    """Put somebody into the thread; False when they are in it already.

    They are told of the thread as if it were new to them: topics/threads#thread-access.
    """
    if user_id in thread.members:
        return False
    thread.members[user_id] = local.clock.now()
    local.events.threads.shown(channel, thread, user_id)
    local.events.threads.members_changed(channel, thread, added=[user_id])
    return True


def leave(local: LocalDiscord, channel: Channel, thread: Thread, user_id: int) -> None:
    """Take somebody out. Raises 10007 for who is not in it."""
    if thread.members.pop(user_id, None) is None:
        raise errors.unknown_member()
    local.events.threads.members_changed(channel, thread, removed=[user_id])


def may_add(
    local: LocalDiscord, channel: Channel, thread: Thread, adder_id: int, user_id: int
) -> bool:
    """Whether one member may add the other, who has to see the parent.

    In a private thread that is not ``invitable`` one of the two has to be a moderator.
    """
    world, now = local.world, local.clock.now()
    if not sees(world, user_id, world.channels[thread.parent_id], now):
        return False
    if channel.kind is ChannelKind.PUBLIC_THREAD or thread.invitable:
        return True
    either = (channel_permissions(world, one, channel, now) for one in (adder_id, user_id))
    return any(held & Permission.MANAGE_THREADS for held in either)


def _refuse_one_more(local: LocalDiscord, place: Channel) -> None:
    if place.guild_id is None:
        return
    active = [one for _, one in local.world.threads_in(place.guild_id) if not one.archived]
    if len(active) >= local.world.most_active_threads:
        raise errors.too_many_threads()


def _watch(local: LocalDiscord, channel: Channel, thread: Thread) -> None:
    """Archive the thread once it was quiet for long enough."""

    def look() -> None:
        if local.world.channels.get(channel.id) is not channel or thread.archived:
            return  # gone, of a world that was reset, or asleep already
        if local.clock.now() >= thread.due_at:
            change(local, channel, thread, ThreadChange(archived=True))
        else:
            _watch(local, channel, thread)

    if not thread.archived:
        local.clock.call_at(thread.due_at, look)
