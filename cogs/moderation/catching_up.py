"""What was posted while the bot was away: each message is judged once, as if it had been there.

Whenever Discord lays out a server anew (after a start, a lost session or an outage) it names the
last message of each channel. Where that is later than what was read, a job to read what lies
between is written down, together with how far the channel is read then.
"""

import logging
from collections.abc import Callable, Iterator, Mapping

from bot.clock import Clock
from bot.store import Case, Store
from bot.store.jobs import Job
from bot.workflows.judging import Judging
from bot.workflows.port import Busy, PortError, Surroundings
from bot.workflows.tally import Tally

_log = logging.getLogger(__name__)

KIND = "read_missed"
MOST = 500  # messages of a channel, the latest

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

        On a server that was never read before, reading begins now.
        """
        guild_id = snowflake(guild.get("id"))
        known = await self._store.seen.of(guild_id)
        # Ids rise with time everywhere: what is older than the last message that was read had its
        # turn, in whatever channel it stands.
        newest = max(known.values(), default=0)
        async with self._store.together() as rooms:
            for channel_id, last in _last_messages(guild):
                after = known.get(channel_id, newest)
                if last <= after:
                    continue
                await rooms.seen.seen(guild_id, channel_id, last)
                if known:
                    await rooms.jobs.schedule(
                        KIND,
                        f"missed:{channel_id}:{after}:{last}",
                        self._clock.now(),
                        {"guild": guild_id, "channel": channel_id, "after": after, "until": last},
                        guild_id=guild_id,
                    )

    async def plan_gap(self, guild_id: int, channel_id: int, first: int, last: int) -> None:
        """Plan the reading of what came too fast to be judged at once."""
        await self._store.jobs.schedule(
            KIND,
            f"missed:{channel_id}:{first - 1}:{last}",
            self._clock.now(),
            {"guild": guild_id, "channel": channel_id, "after": first - 1, "until": last},
            guild_id=guild_id,
        )

    async def read(self, job: Job) -> None:
        """Read and judge what a job stands for; a channel that is out of reach is left out."""
        guild_id, channel_id, after, until = (
            int(job.payload[name] or 0) for name in ("guild", "channel", "after", "until")
        )
        if (await self._store.guild_settings.get(guild_id)).moderation_mode == "off":
            return
        try:
            missed = await self._surroundings.messages_between(channel_id, after, until, MOST)
        except Busy:
            raise
        except PortError as refused:
            _log.info("What was missed in channel %d cannot be read: %s", channel_id, refused)
            return
        tally = Tally()
        for payload in missed:
            try:
                case = await self._judging.judge(payload, tally, guild_id=guild_id)
            except Exception:  # noqa: BLE001 - one message must not keep the others from being judged
                _log.exception("Missed message %s could not be judged.", payload.get("id"))
            else:
                if case is not None:
                    self._show(case)
        await tally.write(self._store)


def _last_messages(guild: Mapping[str, object]) -> Iterator[tuple[int, int]]:
    """Channels and active threads that messages stand in, each with its last one."""
    for listed in ("channels", "threads"):
        places = guild.get(listed)
        for place in places if isinstance(places, list) else ():
            last = snowflake(place.get("last_message_id"))
            if last and place.get("type") not in _WITHOUT_MESSAGES:
                yield snowflake(place.get("id")), last


def snowflake(value: object) -> int:
    """Read an id of Discord's JSON; 0 if it is none."""
    return int(value) if isinstance(value, str) and value.isdigit() else 0
