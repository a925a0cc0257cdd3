"""Threads: starting, changing and deleting them.

https://discord.com/developers/docs/resources/channel#start-thread-from-message and its neighbours
"""

from bot.sandbox import announcing, auditing, errors, forums, payloads, posting, threads
from bot.sandbox.access import refuse_locked, require
from bot.sandbox.automod import watching
from bot.sandbox.automod.watching import Seen
from bot.sandbox.call import Answer, Call, Route
from bot.sandbox.message import MessageKind, Reference
from bot.sandbox.permissions import Permission
from bot.sandbox.routes.messages import refuse_parts
from bot.sandbox.routes.messages import shape as message_shape
from bot.sandbox.rules.threads import ThreadChange, check_change, check_start
from bot.sandbox.world import Channel, ChannelKind, Thread


def start_thread(call: Call) -> Answer:
    """``POST /channels/{channel_id}/threads``: private unless ``type`` is 11; a post in a forum."""
    forum = call.channel()
    if forum.kind is ChannelKind.FORUM:
        return _begin_post(call, forum)
    parent = _parent(call)
    wish = check_start(call.json)
    public = wish.kind is ChannelKind.PUBLIC_THREAD
    _require(
        call,
        parent,
        Permission.CREATE_PUBLIC_THREADS if public else Permission.CREATE_PRIVATE_THREADS,
    )
    seen = _let_title_through(call, parent, wish.name)
    channel = threads.begin(call.local, parent, call.user.id, wish, call.local.snowflakes.take())
    watching.follow(call.local, seen, None)
    if public:
        announcing.announce(
            call.local,
            parent,
            call.user.id,
            MessageKind.THREAD_CREATED,
            content=channel.name,
            reference=Reference(channel.id, None),
        )
    return _shape(call, channel)


def _begin_post(call: Call, forum: Channel) -> Answer:
    """A forum's post, with its first message (``message``); the answer holds both.

    Send Messages is what it takes: resources/channel#start-thread-in-forum-or-media-channel.
    """
    wish = check_start(call.json, in_forum=True)
    _require(call, forum, Permission.SEND_MESSAGES)
    body = posting.check_new(call.json.get("message"), call.uploads, at=("message",))
    refuse_parts(call, forum, body)
    titled = _let_title_through(call, forum, wish.name)
    seen = watching.let_through(call.local, forum, call.user, body.content)
    channel, message = forums.begin_post(call.local, forum, call.user.id, wish, body)
    watching.follow(call.local, titled, None)
    watching.follow(call.local, seen, message.id)
    return _shape(call, channel) | {"message": message_shape(call, message)}


def start_thread_from_message(call: Call) -> Answer:
    """``POST /channels/{channel_id}/messages/{message_id}/threads``, once a message."""
    parent = _parent(call)
    source = call.message(parent)
    if source.ephemeral:
        raise errors.unknown_message()
    if source.kind.by_discord:
        raise errors.system_message()
    wish = check_start(call.json, from_message=True)
    _require(call, parent, Permission.CREATE_PUBLIC_THREADS)
    if source.id in call.world.channels:
        raise errors.thread_exists()
    seen = _let_title_through(call, parent, wish.name)
    channel = threads.begin(call.local, parent, call.user.id, wish, source.id)
    watching.follow(call.local, seen, None)
    call.events.message_updated(source)
    announcing.announce(
        call.local,
        channel,
        call.user.id,
        MessageKind.THREAD_STARTER_MESSAGE,
        reference=Reference(parent.id, source.id),
    )
    return _shape(call, channel)


def change_thread(call: Call) -> Answer:
    """``PATCH /channels/{channel_id}`` of a thread."""
    channel, thread = _simulated(call)
    wish = check_change(call.json)
    _refuse_change(call, channel, thread, wish)
    renamed = wish.name not in (None, channel.name)
    seen = _let_title_through(call, channel, wish.name if renamed else None)
    threads.change(call.local, channel, thread, wish)
    watching.follow(call.local, seen, None)
    if renamed:
        announcing.announce(
            call.local,
            channel,
            call.user.id,
            MessageKind.CHANNEL_NAME_CHANGE,
            content=channel.name,
        )
    return _shape(call, channel)


def delete_thread(call: Call) -> Answer:
    """``DELETE /channels/{channel_id}`` of a thread."""
    channel, thread = _simulated(call)
    _require(call, channel, Permission.MANAGE_THREADS)
    gone = _shape(call, channel)
    threads.remove(call.local, channel, thread)
    auditing.record_thread_deletion(call.local, channel, call.actor)
    return gone


def _refuse_change(call: Call, channel: Channel, thread: Thread, wish: ThreadChange) -> None:
    """Who may do what: topics/threads#editing--deleting-threads, resources/channel#modify-channel.

    An archived thread changes only while it is woken. That its owner may wake a locked one, as
    the first page says, is not so (discord/discord-api-docs#7407).
    """
    if thread.archived and wish.keeps_it_archived:
        raise errors.thread_archived()
    moderates = call.may(channel, Permission.MANAGE_THREADS)
    if moderates:
        return
    owns = thread.owner_id == call.user.id
    if wish.for_moderators or (wish.for_its_owner and not owns):
        raise errors.missing_permissions()
    if thread.archived and wish.archived is False:
        _require(call, channel, Permission.SEND_MESSAGES)
    if wish.for_its_owner or wish.archived is False:
        refuse_locked(call.world, call.user.id, channel, call.now)


def _let_title_through(call: Call, place: Channel, title: str | None) -> Seen:
    """What AutoMod has to say of a thread's title. Raises 200001."""
    return watching.let_through(call.local, place, call.user, title, title=True)


def _parent(call: Call) -> Channel:
    """The path's channel, in which threads can begin. Raises 50024 for others."""
    channel = call.channel()
    if channel.kind is not ChannelKind.TEXT:
        raise errors.wrong_channel_kind()
    return channel


def _simulated(call: Call) -> tuple[Channel, Thread]:
    """The path's thread; of other channels neither changing nor deleting is simulated."""
    channel = call.channel()
    if channel.thread is None:
        raise errors.not_found()
    return channel, channel.thread


def _require(call: Call, channel: Channel, needed: Permission) -> None:
    require(call.world, call.user.id, channel, needed, call.now)


def _shape(call: Call, channel: Channel) -> dict[str, object]:
    return payloads.channel(call.world, channel, viewer_id=call.user.id)


ROUTES = (
    Route("POST", "/channels/{channel_id}/threads", start_thread, status=201),
    Route(
        "POST",
        "/channels/{channel_id}/messages/{message_id}/threads",
        start_thread_from_message,
        status=201,
    ),
    Route("PATCH", "/channels/{channel_id}", change_thread),
    Route("DELETE", "/channels/{channel_id}", delete_thread),
)
