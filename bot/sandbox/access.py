"""Who may see and do what in which channel of the world, and the refusals that follow."""

from datetime import datetime

from bot.sandbox import errors
from bot.sandbox.message import Message
from bot.sandbox.permissions import (
    IN_A_DM,
    WHILE_TIMED_OUT,
    Permission,
    in_channel,
    in_guild,
)
from bot.sandbox.world import Channel, ChannelKind, Guild, World


def guild_permissions(guild: Guild, user_id: int) -> int:
    """What the member's roles give in the whole guild; nothing for a stranger."""
    member = guild.members.get(user_id)
    if member is None:
        return 0
    return in_guild(
        guild.roles[guild.id].permissions,
        [guild.roles[role_id].permissions for role_id in member.roles],
        owner=guild.owner_id == user_id,
    )


def outranks(guild: Guild, user_id: int, other_id: int) -> bool:
    """Whether the one stands above the other: by their highest roles, and the owner above all.

    https://discord.com/developers/docs/topics/permissions#permission-hierarchy
    """
    if guild.owner_id in (user_id, other_id):
        return guild.owner_id == user_id != other_id
    return _highest(guild, user_id) > _highest(guild, other_id)


def is_timed_out(guild: Guild, user_id: int, now: datetime) -> bool:
    """Whether the member may do nothing but read; the owner and administrators always may."""
    member = guild.members[user_id]
    over = member.timed_out_until is None or member.timed_out_until <= now
    return not over and not guild_permissions(guild, user_id) & Permission.ADMINISTRATOR


def channel_permissions(world: World, user_id: int, channel: Channel, now: datetime) -> int:
    """What the user may do in the channel at this moment.

    A thread takes its parent's permissions; a private one is there for those who joined it and
    for who manages threads (topics/threads#permissions).
    """
    if channel.guild_id is None:
        return IN_A_DM if user_id in channel.recipient_ids else 0
    guild = world.guilds[channel.guild_id]
    member = guild.members.get(user_id)
    if member is None:
        return 0
    total = in_channel(
        guild_permissions(guild, user_id),
        _parent(world, channel).overwrites,
        everyone_id=guild.id,
        role_ids=member.roles,
        member_id=user_id,
        sending=to_write_in(channel),
    )
    if _is_left_out(channel, user_id) and not total & Permission.MANAGE_THREADS:
        return 0
    return total & WHILE_TIMED_OUT if is_timed_out(guild, user_id, now) else total


def sees(world: World, user_id: int, channel: Channel, now: datetime) -> bool:
    """Whether the channel exists for this user."""
    return bool(channel_permissions(world, user_id, channel, now) & Permission.VIEW_CHANNEL)


def has_part_in(world: World, user_id: int, message: Message) -> bool:
    """Whether the message is the user's own, mentions them, or stands in their conversation."""
    concerns = user_id in (message.author_id, *message.mentioned_user_ids)
    return concerns or world.channels[message.channel_id].guild_id is None


def require(
    world: World, user_id: int, channel: Channel, needed: Permission, now: datetime
) -> None:
    """Raise 50001 when the channel is hidden from the user, 50013 when only ``needed`` lacks.

    Send Messages stands for what it takes to write in this very channel.
    """
    if needed & Permission.SEND_MESSAGES:
        needed = needed & ~Permission.SEND_MESSAGES | to_write_in(channel)
    held = channel_permissions(world, user_id, channel, now)
    if not held & Permission.VIEW_CHANNEL:
        raise errors.missing_access()
    if needed & ~Permission(held):
        raise errors.missing_permissions()


def to_write_in(channel: Channel) -> Permission:
    """Send Messages, which has no effect in threads, or what takes its place there."""
    in_thread = channel.thread is not None
    return Permission.SEND_MESSAGES_IN_THREADS if in_thread else Permission.SEND_MESSAGES


def refuse_archived(channel: Channel) -> None:
    """Raise 50083 when it is an archived thread: nothing in it changes."""
    if channel.thread is not None and channel.thread.archived:
        raise errors.thread_archived()


def refuse_locked(world: World, user_id: int, channel: Channel, now: datetime) -> None:
    """Raise 160005 in a locked thread (50083 once it is archived), unless the user manages threads.

    https://discord.com/developers/docs/topics/threads#locked-threads
    """
    thread = channel.thread
    if thread is None or not thread.locked:
        return
    if not channel_permissions(world, user_id, channel, now) & Permission.MANAGE_THREADS:
        raise errors.thread_archived(for_good=True) if thread.archived else errors.thread_locked()


def refuse_timed_out(world: World, user_id: int, channel: Channel, now: datetime) -> None:
    """Raise 50013 where a time-out keeps the member from what takes no permission otherwise."""
    guild = world.guilds.get(channel.guild_id or 0)
    if guild is not None and is_timed_out(guild, user_id, now):
        raise errors.missing_permissions()


def _highest(guild: Guild, user_id: int) -> int:
    return max((guild.roles[one].position for one in guild.members[user_id].roles), default=0)


def _parent(world: World, channel: Channel) -> Channel:
    return channel if channel.thread is None else world.channels[channel.thread.parent_id]


def _is_left_out(channel: Channel, user_id: int) -> bool:
    thread = channel.thread if channel.kind is ChannelKind.PRIVATE_THREAD else None
    return thread is not None and user_id not in thread.members
