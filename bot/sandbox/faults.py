"""Trouble on request: refused, lost and late answers, and a gateway that misbehaves."""

import fnmatch
from collections import Counter
from dataclasses import asdict, dataclass
from enum import StrEnum

from bot.sandbox.json import JsonObject, as_object


class Kind(StrEnum):
    """What happens to a request that a fault catches."""

    STATUS = "status"  # answered with ``status`` instead of being carried out
    RESET = "reset"  # the connection breaks before the request is carried out
    LOST_ANSWER = "lost_answer"  # carried out, and then the connection breaks
    RATE_LIMIT = "rate_limit"  # 429 with ``retry_after``; ``whole_bot`` for the global one


class Phase(StrEnum):
    """When a socket to the gateway is cut, without a word."""

    HELLO = "hello"  # before HELLO
    IDENTIFY = "identify"  # between HELLO and READY
    RESUME = "resume"  # on RESUME, before anything is sent again


HEARTBEAT_MS = 41_250


@dataclass
class Fault:
    """A fault for the bot's next ``times`` requests that match ``method`` and ``path``."""

    kind: Kind
    method: str
    path: str
    times: int = 1
    status: int = 500
    code: int = 0
    message: str = "injected by the sandbox"
    retry_after: float = 1.0
    whole_bot: bool = False
    caught: int = 0

    def catches(self, method: str, path: str) -> bool:
        """Whether this request is one of those, and the fault is not used up."""
        wanted = self.method in ("*", method) and fnmatch.fnmatchcase(path, self.path)
        return wanted and self.caught < self.times


class Faults:
    """The faults waiting for the bot."""

    def __init__(self) -> None:
        self._rest: list[Fault] = []
        self.gateway_refusals = 0
        self.close_codes: list[int] = []
        self.cuts: Counter[Phase] = Counter()
        self.silent_heartbeats = False
        self.heartbeat_ms = HEARTBEAT_MS

    def add(self, wish: JsonObject) -> None:
        """Take a fault in the form that ``POST /sandbox/faults`` documents."""
        self._rest.append(
            Fault(
                kind=Kind(str(wish["kind"])),
                method=str(wish.get("method", "*")),
                path=str(wish.get("path", "*")),
                times=int(str(wish.get("times", 1))),
                status=int(str(wish.get("status", 500))),
                code=int(str(wish.get("code", 0))),
                message=str(wish.get("message", Fault.message)),
                retry_after=float(str(wish.get("retry_after", 1.0))),
                whole_bot=bool(wish.get("whole_bot", False)),
            )
        )

    def take(self, method: str, path: str) -> Fault | None:
        """The fault that this request meets, counted as met."""
        for fault in self._rest:
            if fault.catches(method, path):
                fault.caught += 1
                return fault
        return None

    def take_refusal(self) -> bool:
        """Whether this attempt to connect to the gateway is refused."""
        if self.gateway_refusals == 0:
            return False
        self.gateway_refusals -= 1
        return True

    def take_close_code(self) -> int | None:
        """With which code this IDENTIFY is hung up on, if it is."""
        return self.close_codes.pop(0) if self.close_codes else None

    def take_cut(self, phase: Phase) -> bool:
        """Whether this socket is cut now."""
        if self.cuts[phase] == 0:
            return False
        self.cuts[phase] -= 1
        return True

    def listed(self) -> list[JsonObject]:
        """All faults with how often each was met."""
        return [as_object(asdict(fault)) for fault in self._rest]

    def clear(self) -> None:
        """No more trouble."""
        self._rest.clear()
        self.gateway_refusals = 0
        self.close_codes.clear()
        self.cuts.clear()
        self.silent_heartbeats = False
        self.heartbeat_ms = HEARTBEAT_MS
