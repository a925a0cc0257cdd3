"""Which thread event goes to whom: only to those who can see the thread.

https://discord.com/developers/docs/events/gateway-events#thread-create and its neighbours;
topics/threads#details-about-thread-access-and-syncing.
"""

from collections.abc import Callable, Collection

from bot.sandbox import payloads, thread_payloads
from bot.sandbox.access import sees
from bot.sandbox.clock import SandboxClock
from bot.sandbox.intents import Intent
from bot.sandbox.json import JsonObject
from bot.sandbox.sessions import Session, Sessions
from bot.sandbox.world import Channel, Thread, World


class ThreadEvents:
    """Tells clients what happened to threads."""

    def __init__(self, world: Callable[[], World], sessions: Sessions, clock: SandboxClock) -> None:
        self._world = world
        self._sessions = sessions
        self._clock = clock

    def created(self, channel: Channel, thread: Thread) -> None:
        """THREAD_CREATE of a new thread."""
        self._sessions.publish(
            "THREAD_CREATE",
            lambda to: self._shape(channel, thread, to) | {"newly_created": True},
            lambda to: self._follows(to, channel),
        )

    def shown(self, channel: Channel, thread: Thread, user_id: int) -> None:
        """THREAD_CREATE to somebody who was added: they may not know the thread yet."""
        self._sessions.publish(
            "THREAD_CREATE",
            lambda to: self._shape(channel, thread, to),
            lambda to: to.user.id == user_id and self._follows(to, channel),
        )

    def updated(self, channel: Channel, thread: Thread) -> None:
        """THREAD_UPDATE, which leaves out the membership of who reads it."""
        payload = thread_payloads.thread(channel, thread)
        self._sessions.publish(
            "THREAD_UPDATE", lambda _: payload, lambda to: self._follows(to, channel)
        )

    def woken(self, channel: Channel, thread: Thread) -> None:
        """THREAD_MEMBER_UPDATE to every member of a thread that is active again."""
        self._sessions.publish(
            "THREAD_MEMBER_UPDATE",
            lambda to: (
                thread_payloads.member(channel, thread, to.user.id)
                | {"guild_id": str(channel.guild_id)}
            ),
            lambda to: to.user.id in thread.members and self._follows(to, channel),
        )

    def deleted(self, channel: Channel, thread: Thread) -> None:
        """THREAD_DELETE; to be sent while the thread is still there."""
        payload: JsonObject = {
            "id": str(channel.id),
            "guild_id": str(channel.guild_id),
            "parent_id": str(thread.parent_id),
            "type": int(channel.kind),
        }
        self._sessions.publish(
            "THREAD_DELETE", lambda _: payload, lambda to: self._follows(to, channel)
        )

    def members_changed(
        self,
        channel: Channel,
        thread: Thread,
        *,
        added: Collection[int] = (),
        removed: Collection[int] = (),
    ) -> None:
        """THREAD_MEMBERS_UPDATE; a bot without GUILD_MEMBERS learns of itself alone."""

        def build(session: Session) -> JsonObject:
            payload: JsonObject = {
                "id": str(channel.id),
                "guild_id": str(channel.guild_id),
                "member_count": thread_payloads.member_count(thread),
            }
            if added:
                payload["added_members"] = [
                    self._added(channel, thread, one) for one in added if _hears_of(session, one)
                ]
            if removed:
                payload["removed_member_ids"] = [
                    str(one) for one in removed if _hears_of(session, one)
                ]
            return payload

        def to(session: Session) -> bool:
            if session.user.id in (*added, *removed):
                return _wants(session, Intent.GUILDS | Intent.GUILD_MEMBERS)
            sees_it = sees(self._world(), session.user.id, channel, self._clock.now())
            return _wants(session, Intent.GUILD_MEMBERS) and sees_it

        self._sessions.publish("THREAD_MEMBERS_UPDATE", build, to)

    def synced(self, session: Session, parent: Channel) -> None:
        """THREAD_LIST_SYNC to somebody who has just gained the channel."""
        if parent.guild_id is None or not _wants(session, Intent.GUILDS):
            return
        user_id = session.user.id
        found = [
            (one, thread)
            for one, thread in self._world().threads_in(parent.guild_id)
            if thread.parent_id == parent.id and not thread.archived and self._follows(session, one)
        ]
        payload: JsonObject = {
            "guild_id": str(parent.guild_id),
            "channel_ids": [str(parent.id)],
            "threads": [thread_payloads.thread(one, thread) for one, thread in found],
            "members": [
                thread_payloads.member(one, thread, user_id)
                for one, thread in found
                if user_id in thread.members
            ],
        }
        session.dispatch("THREAD_LIST_SYNC", payload)

    def _shape(self, channel: Channel, thread: Thread, to: Session) -> JsonObject:
        return thread_payloads.thread(channel, thread, viewer_id=to.user.id)

    def _added(self, channel: Channel, thread: Thread, user_id: int) -> JsonObject:
        world = self._world()
        guild = world.guilds[channel.guild_id or 0]
        member = payloads.member(world, guild.members[user_id])
        shape = thread_payloads.member(channel, thread, user_id)
        return shape | {"member": member, "presence": None}

    def _follows(self, session: Session, channel: Channel) -> bool:
        sees_it = sees(self._world(), session.user.id, channel, self._clock.now())
        return _wants(session, Intent.GUILDS) and sees_it


def _wants(session: Session, intents: Intent) -> bool:
    """Whether a client asked for such events; people have no intents."""
    return not session.user.bot or bool(session.intents & intents)


def _hears_of(session: Session, user_id: int) -> bool:
    return session.user.id == user_id or _wants(session, Intent.GUILD_MEMBERS)
