"""What was posted while the bot was away: each message is judged once, as if it had been there.

Whenever Discord lays out a server anew (after a start, a lost session or an outage) it names the
last message of each channel. Where that is later than what was read, a job to read what lies
between is written down, together with how far the channel is read then. What was edited meanwhile
is named nowhere, so the messages of the last day are read again, and those judged that do not say
what they said before.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence

import discord

from bot.clock import Clock
from bot.store import Case, Store
from bot.store.jobs import Job
from bot.workflows.judging import RECENT, Judging
from bot.workflows.port import Busy, PortError, Surroundings
from bot.workflows.tally import Tally

_log = logging.getLogger(__name__)

KIND = "read_missed"
MOST = 500  # messages of a channel, the latest
MOST_AGAIN = 100  # of those that were read before

# https://docs.discord.com/developers/resources/channel#channel-object-channel-types
_WITHOUT_MESSAGES = frozenset({4, 14, 15, 16})  # categories, directories; forums hold threads only


class CatchingUp:
    """Reads what was missed."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        surroundings: Surroundings,
        judging: Judging,
        show: Callable[[Case], None],
    ) -> None:
        """Use `show` for each case that comes of it."""
        self._store, self._clock, self._surroundings = store, clock, surroundings
        self._judging, self._show = judging, show

    async def plan(self, guild: Mapping[str, object]) -> None:
        """Plan the reading of what was missed on a server, as GUILD_CREATE lays it out.

        On a server that was never read before, reading begins now: where nothing was posted yet,
        with the channel itself, whose id is lower than those of its messages.
        """
        guild_id = snowflake(guild.get("id"))
        known = await self._store.seen.of(guild_id)
        # Ids rise with time everywhere: what is older than the last message that was read had its
        # turn, in whatever channel it stands.
        newest = max(known.values(), default=0)
        now = self._clock.now()
        yesterday = discord.utils.time_snowflake(now - RECENT)
        async with self._store.together() as rooms:
            for channel_id, last in _last_messages(guild):
                after = known.get(channel_id, newest)
                if not known or last > after:
                    await rooms.seen.seen(guild_id, channel_id, last or channel_id)
                if not known or last <= min(after, yesterday):
                    continue
                is_new = last > after
                await rooms.jobs.schedule(
                    KIND,
                    f"missed:{channel_id}:{after if is_new else now.isoformat()}:{last}",
                    now,
                    {
                        "guild": guild_id,
                        "channel": channel_id,
                        "after": after,
                        "until": max(last, after),
                        "again": min(yesterday, after),
                    },
                    guild_id=guild_id,
                )

    async def plan_gap(self, guild_id: int, channel_id: int, first: int, last: int) -> None:
        """Plan the reading of what could not be judged at once."""
        now = self._clock.now()
        await self._store.jobs.schedule(
            KIND,
            f"missed:{channel_id}:{first - 1}:{last}:{now.isoformat()}",
            now,
            {"guild": guild_id, "channel": channel_id, "after": first - 1, "until": last},
            guild_id=guild_id,
        )

    async def read(self, job: Job) -> None:
        """Read and judge what a job stands for; a channel that is out of reach is left out.

        Raises what kept messages from being judged; once more, the others are not judged again.
        """
        guild_id, channel_id, after, until = (
            int(job.payload[name] or 0) for name in ("guild", "channel", "after", "until")
        )
        if (await self._store.guild_settings.get(guild_id)).moderation_mode == "off":
            return
        try:
            again = int(job.payload.get("again") or after)
            missed = [
                *filter(_is_edited, await self._between(channel_id, again, after, MOST_AGAIN)),
                *await self._between(channel_id, after, until, MOST),
            ]
        except Busy:
            raise
        except PortError as refused:
            _log.info("What was missed in channel %d cannot be read: %s", channel_id, refused)
            return
        tally, failures = Tally(), list[Exception]()
        for payload in missed:
            try:
                case = await self._judging.judge_missed(payload, tally, guild_id)
            except Exception as failure:  # noqa: BLE001 - one must not keep others from being judged
                _log.warning("Missed message %s could not be judged.", payload.get("id"))
                failures.append(failure)
            else:
                if case is not None:
                    self._show(case)
        await tally.write(self._store)
        if failures:
            raise failures[0]

    async def _between(
        self, channel_id: int, after: int, until: int, most: int
    ) -> Sequence[Mapping[str, object]]:
        if until <= after:
            return ()
        return await self._surroundings.messages_between(channel_id, after, until, most)


def _is_edited(message: Mapping[str, object]) -> bool:
    return message.get("edited_timestamp") is not None


def _last_messages(guild: Mapping[str, object]) -> Iterator[tuple[int, int]]:
    """Channels and active threads that messages stand in, each with its last one, or 0."""
    for listed in ("channels", "threads"):
        places = guild.get(listed)
        for place in places if isinstance(places, list) else ():
            if place.get("type") not in _WITHOUT_MESSAGES:
                yield snowflake(place.get("id")), snowflake(place.get("last_message_id"))


def snowflake(value: object) -> int:
    """Read an id of Discord's JSON; 0 if it is none."""
    return int(value) if isinstance(value, str) and value.isdigit() else 0
