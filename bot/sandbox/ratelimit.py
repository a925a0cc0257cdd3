"""Rate limits per route and for all routes together, with the headers that tell of them.

The numbers of a route are Discord's to choose and are not documented; these stand for them.
https://discord.com/developers/docs/topics/rate-limits
"""

import hashlib
from dataclasses import dataclass

GLOBAL_A_SECOND = 50  # requests of one bot; interaction endpoints do not count


@dataclass
class _Window:
    limit: int
    seconds: float
    began: float
    used: int = 0

    def take(self, now: float) -> bool:
        if now - self.began >= self.seconds:
            self.began, self.used = now, 0
        self.used += 1
        return self.used <= self.limit


@dataclass(frozen=True)
class Allowance:
    """What a bucket says to one request. Seconds are real ones."""

    bucket: str
    limit: int
    remaining: int
    reset_after: float
    refused: bool = False
    for_everything: bool = False

    def headers(self, wall_clock: float) -> dict[str, str]:
        """The X-RateLimit headers."""
        told = {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.remaining),
            "X-RateLimit-Reset": f"{wall_clock + self.reset_after:.3f}",
            "X-RateLimit-Reset-After": f"{self.reset_after:.3f}",
            "X-RateLimit-Bucket": self.bucket,
        }
        if self.refused:
            told["Retry-After"] = f"{self.reset_after:.3f}"
            told["X-RateLimit-Scope"] = "global" if self.for_everything else "user"
        if self.for_everything:
            told["X-RateLimit-Global"] = "true"
        return told


class RateLimits:
    """Fixed windows, one a route and channel."""

    def __init__(self) -> None:
        self._windows: dict[tuple[str, str], _Window] = {}
        self._all = _Window(GLOBAL_A_SECOND, 1.0, 0.0)

    def take(self, route: str, place: str, now: float, *, counts_globally: bool) -> Allowance:
        """Count one request to ``route`` (its template) in ``place`` (its channel or guild)."""
        limit, seconds = _limit_of(route)
        window = self._windows.setdefault((route, place), _Window(limit, seconds, now))
        bucket = hashlib.sha256(route.encode()).hexdigest()[:32]
        if counts_globally and not self._all.take(now):
            left = self._all.began + self._all.seconds - now
            return Allowance(bucket, limit, 0, left, refused=True, for_everything=True)
        allowed = window.take(now)
        left = window.began + window.seconds - now
        return Allowance(bucket, limit, max(limit - window.used, 0), left, refused=not allowed)


def _limit_of(route: str) -> tuple[int, float]:
    match route:
        case "POST /channels/{channel_id}/messages":
            return 5, 5.0
        case "PUT /channels/{channel_id}/messages/{message_id}/reactions/{emoji}/@me":
            return 1, 0.25
        case _:
            return 50, 1.0
