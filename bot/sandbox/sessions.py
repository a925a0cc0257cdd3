"""Gateway sessions: who is connected, what each has been sent, and how one is resumed.

https://discord.com/developers/docs/events/gateway#connection-lifecycle
"""

import asyncio
import json
import secrets
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bot.sandbox.json import JsonObject
from bot.sandbox.traffic import Traffic
from bot.sandbox.world import User

KEPT_FOR_RESUME = 2_000  # events a session remembers while its client is away


@dataclass
class Session:
    """One client's session. It outlives its socket, so that it can be resumed."""

    id: str
    user: User
    intents: int
    traffic: Traffic
    sequence: int = 0
    sent: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=KEPT_FOR_RESUME))
    outbox: asyncio.Queue[str | None] | None = None
    times: int = 1  # that each event is sent

    def dispatch(self, event: str, data: JsonObject) -> None:
        """Send an event, or keep it until the client resumes."""
        for _ in range(self.times):
            self._dispatch(event, data)

    def _dispatch(self, event: str, data: JsonObject) -> None:
        self.sequence += 1
        frame = {"op": 0, "s": self.sequence, "t": event, "d": data}
        self.traffic.gateway(self.user, "out", frame)
        text = json.dumps(frame)
        self.sent.append((self.sequence, text))
        if self.outbox is not None:
            self.outbox.put_nowait(text)

    def send(self, frame: JsonObject) -> None:
        """Send a frame that is not an event; lost when nobody is connected."""
        self.traffic.gateway(self.user, "out", frame)
        if self.outbox is not None:
            self.outbox.put_nowait(json.dumps(frame))

    def missed_after(self, sequence: int) -> list[str] | None:
        """The frames after ``sequence``; None when they are no longer all kept."""
        oldest = self.sent[0][0] if self.sent else self.sequence + 1
        if sequence > self.sequence or sequence + 1 < oldest:
            return None
        return [text for number, text in self.sent if number > sequence]

    def hang_up(self) -> None:
        """End the connection, if there is one, without a goodbye; the session stays."""
        if self.outbox is not None:
            self.outbox.put_nowait(None)


class Sessions:
    """All sessions, and how to reach some of them."""

    def __init__(self, traffic: Traffic) -> None:
        self._traffic = traffic
        self._open: dict[str, Session] = {}

    def begin(self, user: User, intents: int) -> Session:
        """A new session for a client that identified itself."""
        session = Session(secrets.token_hex(16), user, intents, self._traffic)
        self._open[session.id] = session
        return session

    def find(self, session_id: str) -> Session | None:
        """The session with this id, if it is still known."""
        return self._open.get(session_id)

    def forget(self, session: Session) -> None:
        """The session can no longer be resumed."""
        self._open.pop(session.id, None)

    def of_user(self, user_id: int) -> Iterator[Session]:
        """The sessions of one user."""
        return (one for one in list(self._open.values()) if one.user.id == user_id)

    def all(self) -> list[Session]:
        """Every session, connected or waiting to be resumed."""
        return list(self._open.values())

    def publish(
        self,
        event: str,
        build: Callable[[Session], JsonObject],
        to: Callable[[Session], bool],
    ) -> None:
        """Dispatch an event to every session that ``to`` accepts, as that session sees it."""
        for session in self.all():
            if to(session):
                session.dispatch(event, build(session))
