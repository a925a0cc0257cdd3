"""Which gateway event goes to whom: by what they may see, and for the bot by its intents.

https://discord.com/developers/docs/events/gateway#gateway-intents
"""

from collections.abc import Callable, Collection

from bot.sandbox import message_payloads, payloads
from bot.sandbox.access import has_part_in, sees
from bot.sandbox.clock import SandboxClock
from bot.sandbox.intents import Intent
from bot.sandbox.json import JsonObject
from bot.sandbox.message import Message
from bot.sandbox.moderation_events import ModerationEvents
from bot.sandbox.moments import moment
from bot.sandbox.sessions import Session, Sessions
from bot.sandbox.thread_events import ThreadEvents
from bot.sandbox.world import Channel, Interaction, World

_VISIBILITY = {  # seen before, seen now
    (True, True): "CHANNEL_UPDATE",
    (False, True): "CHANNEL_CREATE",
    (True, False): "CHANNEL_DELETE",
    (False, False): None,
}


class Events:
    """Tells clients what happened in the world; of ``threads`` and ``moderation`` there is more."""

    def __init__(self, world: Callable[[], World], sessions: Sessions, clock: SandboxClock) -> None:
        self._world = world
        self._sessions = sessions
        self._clock = clock
        self.threads = ThreadEvents(world, sessions, clock)
        self.moderation = ModerationEvents(world, sessions)

    def message_created(self, message: Message) -> None:
        """MESSAGE_CREATE, to everybody who can read it."""
        self._message_event("MESSAGE_CREATE", message)

    def message_updated(self, message: Message) -> None:
        """MESSAGE_UPDATE: the whole message, as Discord sends it since 2025."""
        self._message_event("MESSAGE_UPDATE", message)

    def message_deleted(self, message: Message) -> None:
        """MESSAGE_DELETE."""
        payload = self._place(message) | {"id": str(message.id)}
        self._publish_message("MESSAGE_DELETE", message, lambda _: payload)

    def messages_deleted(self, channel: Channel, message_ids: list[int]) -> None:
        """MESSAGE_DELETE_BULK."""
        payload: JsonObject = {
            "ids": [str(one) for one in message_ids],
            "channel_id": str(channel.id),
        }
        if channel.guild_id is not None:
            payload["guild_id"] = str(channel.guild_id)
        to = self._readers(channel, Intent.GUILD_MESSAGES, Intent.DIRECT_MESSAGES)
        self._sessions.publish("MESSAGE_DELETE_BULK", lambda _: payload, to)

    def reaction_changed(self, event: str, message: Message, emoji: str, user_id: int) -> None:
        """MESSAGE_REACTION_ADD or MESSAGE_REACTION_REMOVE."""
        payload = self._place(message) | {
            "user_id": str(user_id),
            "message_id": str(message.id),
            "emoji": {"id": None, "name": emoji},
            "burst": False,
            "type": 0,
        }
        if event == "MESSAGE_REACTION_ADD":
            payload["message_author_id"] = str(message.author_id)
            payload |= self._member_of(message, user_id, with_user=True)
        channel = self._world().channels[message.channel_id]
        to = self._readers(channel, Intent.GUILD_MESSAGE_REACTIONS, Intent.DIRECT_MESSAGE_REACTIONS)
        self._sessions.publish(event, lambda _: payload, to)

    def poll_vote(self, event: str, message: Message, answer_id: int, user_id: int) -> None:
        """MESSAGE_POLL_VOTE_ADD or MESSAGE_POLL_VOTE_REMOVE."""
        payload = self._place(message) | {
            "user_id": str(user_id),
            "message_id": str(message.id),
            "answer_id": answer_id,
        }
        channel = self._world().channels[message.channel_id]
        to = self._readers(channel, Intent.GUILD_MESSAGE_POLLS, Intent.DIRECT_MESSAGE_POLLS)
        self._sessions.publish(event, lambda _: payload, to)

    def webhooks_changed(self, channel: Channel) -> None:
        """WEBHOOKS_UPDATE; it names the channel alone."""
        payload: JsonObject = {
            "guild_id": str(channel.guild_id),
            "channel_id": str(channel.id),
        }
        to = self._readers(channel, Intent.GUILD_WEBHOOKS, Intent.GUILD_WEBHOOKS)
        self._sessions.publish("WEBHOOKS_UPDATE", lambda _: payload, to)

    def pins_changed(self, channel: Channel) -> None:
        """CHANNEL_PINS_UPDATE."""
        payload: JsonObject = {
            "channel_id": str(channel.id),
            "last_pin_timestamp": moment(channel.last_pin_at),
        }
        if channel.guild_id is not None:
            payload["guild_id"] = str(channel.guild_id)
        to = self._readers(channel, Intent.GUILDS, Intent.DIRECT_MESSAGES)
        self._sessions.publish("CHANNEL_PINS_UPDATE", lambda _: payload, to)

    def typing(self, channel: Channel, user_id: int) -> None:
        """TYPING_START."""
        payload: JsonObject = {
            "channel_id": str(channel.id),
            "user_id": str(user_id),
            "timestamp": int(self._clock.now().timestamp()),
        }
        if channel.guild_id is not None:
            payload["guild_id"] = str(channel.guild_id)
        to = self._readers(channel, Intent.GUILD_MESSAGE_TYPING, Intent.DIRECT_MESSAGE_TYPING)
        self._sessions.publish("TYPING_START", lambda _: payload, to)

    def dm_opened(self, channel: Channel) -> None:
        """CHANNEL_CREATE for a conversation; bots are not told (they asked for it themselves)."""
        self._sessions.publish(
            "CHANNEL_CREATE",
            lambda to: payloads.channel(self._world(), channel, viewer_id=to.user.id),
            lambda to: to.user.id in channel.recipient_ids and not to.user.bot,
        )

    def channel_created(self, channel: Channel) -> None:
        """CHANNEL_CREATE of a guild's new channel."""

        def to(session: Session) -> bool:
            if session.user.bot:
                return self._knows(session, channel)
            return self._sees(session, channel)

        self._sessions.publish(
            "CHANNEL_CREATE",
            lambda one: payloads.channel(self._world(), channel, viewer_id=one.user.id),
            to,
        )

    def channel_changed(self, channel: Channel, seen_by: Collection[int]) -> None:
        """CHANNEL_UPDATE; a person to whom it appears or disappears is told just that.

        ``seen_by`` are the users who saw it before. A bot knows its hidden channels as well. To
        whom the channel is new its threads are told too.
        """
        for session in self._sessions.all():
            viewer_id = session.user.id
            event = self._told_of_change(session, channel, viewer_id in seen_by)
            if event is not None:
                session.dispatch(
                    event, payloads.channel(self._world(), channel, viewer_id=viewer_id)
                )
            if viewer_id not in seen_by and self._sees(session, channel):
                self.threads.synced(session, channel)

    def to_person(self, interaction: Interaction, event: str, **extra: object) -> None:
        """An event about an interaction, to the person who began it."""
        payload = {"id": str(interaction.id), "nonce": interaction.nonce} | extra
        for session in self._sessions.of_user(interaction.user_id):
            session.dispatch(event, payload)

    def to_bot(self, payload: JsonObject) -> None:
        """INTERACTION_CREATE, once, to the bot if it is there."""
        bot_id = self._world().application.bot_id
        sessions = list(self._sessions.of_user(bot_id))
        if sessions:
            sessions[-1].dispatch("INTERACTION_CREATE", payload)

    def _message_event(self, event: str, message: Message) -> None:
        def build(session: Session) -> JsonObject:
            payload = message_payloads.message(self._world(), message, viewer_id=session.user.id)
            payload |= self._place(message) | self._member_of(message, message.author_id)
            hidden = self._is_hidden(session, message)
            return message_payloads.without_content(payload) if hidden else payload

        self._publish_message(event, message, build)

    def _publish_message(
        self, event: str, message: Message, build: Callable[[Session], JsonObject]
    ) -> None:
        channel = self._world().channels[message.channel_id]
        readers = self._readers(channel, Intent.GUILD_MESSAGES, Intent.DIRECT_MESSAGES)

        def to(session: Session) -> bool:
            if message.ephemeral:
                return session.user.id == message.seen_only_by
            return readers(session)

        self._sessions.publish(event, build, to)

    def _readers(
        self, channel: Channel, in_guild: Intent, in_dm: Intent
    ) -> Callable[[Session], bool]:
        needed = in_dm if channel.guild_id is None else in_guild

        def to(session: Session) -> bool:
            if session.user.bot and not session.intents & needed:
                return False
            return self._sees(session, channel)

        return to

    def _sees(self, session: Session, channel: Channel) -> bool:
        return sees(self._world(), session.user.id, channel, self._clock.now())

    def _knows(self, bot: Session, channel: Channel) -> bool:
        """Whether a bot is told of a guild's channel, which it need not see."""
        guild = self._world().guilds[channel.guild_id or 0]
        return bot.user.id in guild.members and bool(bot.intents & Intent.GUILDS)

    def _told_of_change(self, session: Session, channel: Channel, seen_before: bool) -> str | None:
        if session.user.bot:
            return "CHANNEL_UPDATE" if self._knows(session, channel) else None
        return _VISIBILITY[seen_before, self._sees(session, channel)]

    def _is_hidden(self, session: Session, message: Message) -> bool:
        """Whether the bot sees no content here: it lacks the intent and has no part in it."""
        if not session.user.bot or session.intents & Intent.MESSAGE_CONTENT:
            return False
        return not has_part_in(self._world(), session.user.id, message)

    def _place(self, message: Message) -> JsonObject:
        channel = self._world().channels[message.channel_id]
        place: JsonObject = {"channel_id": str(channel.id)}
        if channel.guild_id is not None:
            place["guild_id"] = str(channel.guild_id)
        return place

    def _member_of(self, message: Message, user_id: int, *, with_user: bool = False) -> JsonObject:
        world = self._world()
        guild_id = world.channels[message.channel_id].guild_id
        member = None if guild_id is None else world.guilds[guild_id].members.get(user_id)
        if member is None:
            return {}
        shape = (
            payloads.member(world, member) if with_user else payloads.member_without_user(member)
        )
        return {"member": shape}
