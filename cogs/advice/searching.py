"""Asking the library, in a thread: a question takes it some milliseconds of computing."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from bot.content import Wording
from bot.guidance import Entry, Guidance, Topic
from cogs.advice import cards

ANSWERS = 5
_NEAREST = 3


@dataclass(frozen=True)
class Found:
    """What a search brought, best first."""

    entries: tuple[Entry, ...]

    @property
    def best(self) -> Entry | None:
        """The entry to show; None if nothing was found."""
        return next(iter(self.entries), None)

    @property
    def others(self) -> tuple[Entry, ...]:
        """Those that answer less well."""
        return self.entries[1:]

    @property
    def is_answer(self) -> bool:
        """Whether the library itself answers, rather than nothing or a page that it lacks."""
        return self.best is not None and self.best.held

    def within(self, topic: Topic) -> "Found":
        """Keep what belongs to a topic."""
        inside = (entry for entry in self.entries if topic.id in entry.topics)
        return Found(tuple(inside))

    def first(self, limit: int) -> "Found":
        """Keep the best of them."""
        return Found(self.entries[:limit])


async def search(guidance: Guidance, text: str, limit: int = ANSWERS) -> Found:
    """Find at most `limit` entries for a text."""
    matches = await asyncio.to_thread(guidance.search, text, limit)
    return Found(tuple(match.entry for match in matches))


async def nearest(guidance: Guidance, text: str) -> list[Topic]:
    """Find the few topics that come nearest to a text, of those that have entries."""
    topics = await asyncio.to_thread(guidance.nearest_topics, text, _NEAREST)
    return [topic for topic in topics if guidance.in_topic(topic.id)]


def nothing_held(wording: Wording, near: Sequence[Topic]) -> str:
    """Say that the library holds nothing, and what comes nearest."""
    if not near:
        return wording.nothing_held
    return f"{wording.nothing_held} {wording.nearest.format(topics=cards.named(near))}"
