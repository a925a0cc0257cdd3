"""Which threads there are: active ones in the guild, archived ones in a channel.

https://discord.com/developers/docs/topics/threads#enumerating-threads
"""

from collections.abc import Callable

from bot.sandbox import thread_payloads
from bot.sandbox.call import Answer, Call, Route
from bot.sandbox.json import JsonObject
from bot.sandbox.permissions import Permission
from bot.sandbox.world import Channel, ChannelKind, Thread

ARCHIVED = "/channels/{channel_id}/threads/archived"
PAGE = 50  # threads a request gets when it does not say how many; at most 100


def list_active(call: Call) -> Answer:
    """``GET /guilds/{guild_id}/threads/active``: all that the caller can see, newest first."""
    found = [
        (one, thread)
        for one, thread in call.world.threads_in(call.guild().id)
        if not thread.archived and call.sees(one)
    ]
    return _listed(call, found, more=False)


def list_public(call: Call) -> Answer:
    """``GET …/threads/archived/public``, by when they were archived."""
    parent = call.channel(Permission.READ_MESSAGE_HISTORY)
    return _by_time(call, parent, ChannelKind.PUBLIC_THREAD)


def list_private(call: Call) -> Answer:
    """``GET …/threads/archived/private``, for moderators."""
    parent = call.channel(Permission.READ_MESSAGE_HISTORY | Permission.MANAGE_THREADS)
    return _by_time(call, parent, ChannelKind.PRIVATE_THREAD)


def list_joined(call: Call) -> Answer:
    """``GET …/users/@me/threads/archived/private``: those the caller is in, newest first."""
    parent = call.channel(Permission.READ_MESSAGE_HISTORY)
    before = call.id_in_query("before")

    def fits(one: Channel, thread: Thread) -> bool:
        return call.user.id in thread.members and (before is None or one.id < before)

    return _page(call, _archived(call, parent, ChannelKind.PRIVATE_THREAD, fits))


def _by_time(call: Call, parent: Channel, kind: ChannelKind) -> Answer:
    before = call.moment_in_query("before")

    def fits(_: Channel, thread: Thread) -> bool:
        return before is None or thread.archive_changed_at < before

    found = _archived(call, parent, kind, fits)
    found.sort(key=lambda pair: pair[1].archive_changed_at, reverse=True)
    return _page(call, found)


def _archived(
    call: Call, parent: Channel, kind: ChannelKind, fits: Callable[[Channel, Thread], bool]
) -> list[tuple[Channel, Thread]]:
    return [
        (one, thread)
        for one, thread in call.world.threads_in(parent.guild_id or 0)
        if thread.archived
        and thread.parent_id == parent.id
        and one.kind is kind
        and fits(one, thread)
    ]


def _page(call: Call, found: list[tuple[Channel, Thread]]) -> JsonObject:
    limit = call.number("limit", default=PAGE, least=2, most=100)
    return _listed(call, found[:limit], more=len(found) > limit)


def _listed(call: Call, found: list[tuple[Channel, Thread]], *, more: bool) -> JsonObject:
    """ThreadsResponse: the threads, and beside them the caller's own memberships."""
    return {
        "threads": [thread_payloads.thread(one, thread) for one, thread in found],
        "members": [
            thread_payloads.member(one, thread, call.user.id)
            for one, thread in found
            if call.user.id in thread.members
        ],
        "has_more": more,
    }


ROUTES = (
    Route("GET", "/guilds/{guild_id}/threads/active", list_active),
    Route("GET", ARCHIVED + "/public", list_public),
    Route("GET", ARCHIVED + "/private", list_private),
    Route("GET", "/channels/{channel_id}/users/@me/threads/archived/private", list_joined),
)
