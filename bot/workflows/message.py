"""A message as it is to be judged: what it says, whose it is, and where it stands."""

import hmac
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from bot.moderation import Action, Decision, Facts, Part, Place
from bot.moderation.folding import fold
from bot.moderation.payload import Kind, Read, read_message
from bot.store import KeptPart, KeptSignal, Sighting, Store
from bot.workflows.port import Surroundings

KEY = "moderation"
"""The name of the key with which hashes are made."""

_FIRST_SNOWFLAKE_MS = 1_420_070_400_000  # https://docs.discord.com/developers/reference#snowflakes


def id_at(moment: datetime) -> int:
    """The first id that a message posted then could have."""
    return (int(moment.timestamp() * 1000) - _FIRST_SNOWFLAKE_MS) << 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message in its place, as far as it tells of itself.

    The first `own` of its `parts` are the author's, the others stand on the page behind a link.
    `digest` is a keyed hash of the author's. `member` is what Discord told of them with it.
    """

    read: Read
    guild_id: int
    channel_id: int
    message_id: int
    author_id: int
    parts: tuple[Part, ...]
    own: int
    digest: str
    member: Mapping[str, object] | None

    @property
    def posted_at(self) -> datetime:
        """When it was posted, which its id tells."""
        return datetime.fromtimestamp(((self.message_id >> 22) + _FIRST_SNOWFLAKE_MS) / 1000, UTC)

    def facts(self) -> Facts:
        """What there is to judge, without what is known besides the message."""
        return Facts(
            parts=self.parts, key=self.digest, channel=self.channel_id, unread=self.read.unread
        )

    def sighting(self, decision: Decision, rules_version: str) -> Sighting:
        """What is kept of it when it becomes a case."""
        return Sighting(
            guild_id=self.guild_id,
            channel_id=self.channel_id,
            author_id=self.author_id,
            message_id=self.message_id,
            posted_at=self.posted_at,
            action="remove" if decision.action is Action.REMOVE else "review",
            rule=decision.rule,
            score=decision.score,
            rules_version=rules_version,
            signals=[
                KeptSignal(one.name, one.part, self._place(one.part), one.span, one.weight)
                for one in decision.signals
            ],
            digest=self.digest,
            parts=[KeptPart(part.place.value, part.text) for part in self.parts],
        )

    def _place(self, number: int) -> str:
        return self.parts[number].place.value if number < len(self.parts) else ""


class Reader:
    """Reads messages from Discord's JSON."""

    def __init__(
        self, store: Store, surroundings: Surroundings, new_secret: Callable[[], bytes]
    ) -> None:
        """Use `new_secret` once in a database's life, for the key of the hashes."""
        self._store, self._surroundings, self._new_secret = store, surroundings, new_secret
        self._secret: bytes | None = None

    async def read(self, payload: Mapping[str, object], guild_id: int | None) -> Message | None:
        """Read a message; None if it is not on a server, has no author, or is the bot's own.

        `guild_id` is for messages of a channel's history, which do not name it.
        """
        read = read_message(payload)
        guild_id = read.guild_id or guild_id
        if guild_id is None or read.channel_id is None or read.message_id is None:
            return None
        titles, opened_by = self._titles(read, guild_id, read.channel_id)
        author_id = opened_by or read.invoked_by or read.author_id
        if author_id is None or self._is_ours(read, author_id):
            return None
        shown = [part for n, part in enumerate(read.parts) if n not in read.previews]
        shown = [*titles, *shown]
        member = payload.get("member") if author_id == read.author_id else None
        return Message(
            read=read,
            guild_id=guild_id,
            channel_id=read.channel_id,
            message_id=read.message_id,
            author_id=author_id,
            parts=(*shown, *(read.parts[number] for number in sorted(read.previews))),
            own=len(shown),
            digest=await self._digest(shown),
            member=member if isinstance(member, dict) else None,
        )

    def _is_ours(self, read: Read, author_id: int) -> bool:
        ours = self._surroundings.self_ids
        through_ours = read.is_webhook and read.application_id in ours
        return through_ours or not ours.isdisjoint((author_id, read.author_id))

    def _titles(self, read: Read, guild_id: int, channel_id: int) -> tuple[list[Part], int | None]:
        """The title that belongs to a message, and whose it is if not the message's author's.

        A forum post's title belongs to the message that begins it. A thread on a message may be
        somebody else's; Discord then begins it with a message of its own.
        """
        begins_post = read.message_id == channel_id
        if not begins_post and read.kind != Kind.THREAD_STARTER:
            return [], None
        thread = self._surroundings.thread(guild_id, channel_id)
        if thread is None:
            return [], None
        return [Part(Place.TITLE, thread.title)], None if begins_post else thread.owner_id

    async def _digest(self, parts: Sequence[Part]) -> str:
        if self._secret is None:
            self._secret = await self._store.keys.get_or_add(KEY, self._new_secret())
        said = "\n".join(fold(part.text).text for part in parts)
        return hmac.new(self._secret, said.encode(), sha256).hexdigest() if said else ""
