"""What is noted of every message that was judged, gathered so that many become one write."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.store import Judged, RecentPost, Store
from bot.store.recent_posts import MemberPost


@dataclass(slots=True)
class Tally:
    """How many messages were judged how, what was posted, and up to where channels were read."""

    counts: Counter[tuple[int, date, Judged]] = field(default_factory=Counter)
    posts: list[MemberPost] = field(default_factory=list)
    seen: dict[tuple[int, int], int] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return self.counts.total() + len(self.posts) + len(self.seen)

    def see(self, guild_id: int, channel_id: int, message_id: int) -> None:
        """Note that a channel was read up to a message."""
        place = guild_id, channel_id
        self.seen[place] = max(message_id, self.seen.get(place, 0))

    def unsee(self, channel_id: int) -> None:
        """Note that a channel is gone."""
        for place in [one for one in self.seen if one[1] == channel_id]:
            del self.seen[place]

    def posts_of(self, guild_id: int, author_id: int, since: datetime) -> Iterator[RecentPost]:
        """What somebody has posted since then, of what is not written yet."""
        for one in self.posts:
            if (one.guild_id, one.author_id) == (guild_id, author_id) and one.post.at >= since:
                yield one.post

    async def write(self, store: Store) -> None:
        """Write all of it or nothing; of servers that switched judging off, only how far it read.

        Written, it is empty; after an error everything is still there.
        """
        if not self.size:
            return
        written = Tally(self.counts.copy(), self.posts.copy(), self.seen.copy())
        guild_ids = {one for one, _, _ in written.counts} | {one.guild_id for one in written.posts}
        modes = {one: (await store.guild_settings.get(one)).moderation_mode for one in guild_ids}
        off = {one for one, mode in modes.items() if mode == "off"}
        async with store.together() as rooms:
            for (guild_id, day, decision), times in written.counts.items():
                if guild_id not in off:
                    await rooms.decision_counts.add(guild_id, day, decision, times)
            await rooms.recent_posts.note_all(
                [one for one in written.posts if one.guild_id not in off]
            )
            for (guild_id, channel_id), message_id in written.seen.items():
                await rooms.seen.seen(guild_id, channel_id, message_id)
        self._take_off(written)

    def _take_off(self, written: "Tally") -> None:
        self.counts -= written.counts
        del self.posts[: len(written.posts)]
        for place, message_id in written.seen.items():
            if self.seen.get(place) == message_id:
                del self.seen[place]
