"""The weekly tip: posted once, pinned once, and the one before it unpinned.

An occurrence is written into the ledger before anything is posted; there is one row a server and
moment. Before posting, the newest message of the channel is written down as well. An answer that
never came, or a bot that was killed, then leaves a row in doubt, and the message is looked for
behind that one, by the occurrence's number in its buttons, before it is posted again. Where the
history may not be read, it is not posted again.

What cannot be done is tried every hour, at each start, and when a server becomes known.
"""

import asyncio
import hashlib
import logging
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Generic, TypeVar
from weakref import WeakValueDictionary

from bot import limits
from bot.clock import Clock
from bot.store import Repositories, Store
from bot.store.jobs import Job
from bot.store.tip import TipNoticeKind, TipOccurrence
from bot.tips import (
    LATE,
    Schedule,
    Tip,
    following,
    is_too_soon,
    latest_before,
    next_tip,
    owed,
)
from bot.workflows.pin_tip import PinningTips
from bot.workflows.port import Gone, NotAllowed, Pins, Port, PortError
from bot.workflows.tip_notices import TipNotices

_log = logging.getLogger(__name__)

ShownT = TypeVar("ShownT")

LOOK, ROUND = "post_tip", "tip_round"
"""Kinds of jobs: looking what a server is owed, and the hourly round over all servers."""

MARK = "tip:{}:"
"""How the custom_ids begin that only this occurrence's own message carries."""

ABOUT_CHANNEL: Final[tuple[TipNoticeKind, ...]] = ("channel_gone", "cannot_post")
ABOUT_POSTING: Final[tuple[TipNoticeKind, ...]] = ("no_channel", "no_history", "empty")

_PATIENCE = timedelta(seconds=30)
"""How long the way that goes on at once has before a job goes the same way."""

_ROUNDS = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Offered:
    """The tips as curators have written them, and the entries that members may read."""

    tips: Sequence[Tip]
    entries: Container[str]


class PostingTips(Generic[ShownT]):
    """Gives every server its tip."""

    def __init__(  # noqa: PLR0913 - what it works with, the last three by name
        self,
        store: Store,
        clock: Clock,
        port: Port[ShownT],
        pins: Pins,
        *,
        offered: Callable[[], Offered],
        draw: Callable[[TipOccurrence, Tip], ShownT],
        notices: TipNotices[ShownT],
    ) -> None:
        """Read what is `offered` anew each time; use `draw` to make an occurrence's card."""
        self._store, self._clock, self._port, self._pins = store, clock, port, pins
        self._ledger = store.tip_occurrences
        self._offered, self._draw, self._notices = offered, draw, notices
        self._pinning = PinningTips(store, pins)
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def begin(self) -> None:
        """See to it that a round is made now, and every hour from then on."""
        now = self._clock.now()
        await self._store.jobs.schedule(ROUND, f"{ROUND}:{now.isoformat()}", now)

    async def make_round(self, _job: Job) -> None:
        """Look at every server that has tips; what fails at one is tried again by itself."""
        due = self._clock.now().replace(minute=0, second=0, microsecond=0) + _ROUNDS
        await self._store.jobs.schedule(ROUND, f"{ROUND}:{due.isoformat()}", due)
        for schedule in await self._store.tip_schedules.all():
            try:
                await self.look(schedule.guild_id)
            except Exception as trouble:  # noqa: BLE001 - one server must not stop the others
                _log.warning("The tips of server %d wait: %s", schedule.guild_id, trouble)
                await self.check(schedule.guild_id, after=_PATIENCE)

    async def check(self, guild_id: int, after: timedelta = timedelta()) -> None:
        """See to it that a server is looked at soon, if it has tips."""
        if await self._store.tip_schedules.get(guild_id) is not None:
            due = self._clock.now() + after
            await _schedule(self._store, guild_id, due, f"look:{due.isoformat()}")

    async def take_up(self, job: Job) -> None:
        """Look at the server that a job names; trouble that may pass is raised, for another try."""
        await self.look(int(job.payload["guild"] or 0))

    async def look(self, guild_id: int) -> None:
        """Write down what the server is owed, go on with what is under way, tell what went wrong.

        Raises what may pass once the rest is done.
        """
        async with self._locks.setdefault(guild_id, asyncio.Lock()):
            if guild_id in await self._store.departures.all():
                return  # nothing can be done there; the round after the bot is back goes on
            await self._take_stock(guild_id)
            try:
                await self._go_on(guild_id)
            finally:
                await self._notices.tell(guild_id)

    async def post_now(self, guild_id: int, schedule: Schedule) -> TipOccurrence:
        """Post this week's tip unless it is there, and return it as it stands then.

        A week goes from one occurrence to the next. What fails for now is tried again.
        """
        async with self._locks.setdefault(guild_id, asyncio.Lock()):
            due = latest_before(schedule, self._clock.now())
            last = await self._ledger.last_posted(guild_id)
            if last is not None and is_too_soon(due, last.due):
                return last
            async with self._store.together() as rooms:
                asked = await rooms.tip_occurrences.ask_for(guild_id, due)
                again = self._clock.now() + _PATIENCE
                await _schedule(rooms, guild_id, again, f"ask:{again.isoformat()}")
        try:
            await self.look(guild_id)
        except Exception as trouble:  # noqa: BLE001 - the job that was promised tries again
            _log.warning("The tip of server %d is tried again later: %s", guild_id, trouble)
        return await self._ledger.get(guild_id, asked.id) or asked

    async def pause(self, guild_id: int) -> None:
        """Post nothing more until moderators say so; a tip that is out is still pinned."""
        async with self._store.together() as rooms:
            await rooms.tip_schedules.set(guild_id, is_paused=True)
            await rooms.tip_occurrences.drop_planned(guild_id)

    async def _take_stock(self, guild_id: int) -> None:
        schedule = await self._store.tip_schedules.get(guild_id)
        if schedule is None or schedule.is_paused:
            return
        settings = await self._store.guild_settings.get(guild_id)
        when, now = schedule.within(settings.zone), self._clock.now()
        posted = await self._ledger.last_due(guild_id, posted=True)
        accounted = await self._ledger.last_due(guild_id, posted=False)
        found = owed(when, schedule.begun, now, accounted=accounted, posted=posted)
        coming = next(following(when, now, posted))
        async with self._store.together() as rooms:
            await _schedule(rooms, guild_id, coming, coming.isoformat(), now)
            missed = await rooms.tip_occurrences.miss(guild_id, found.missed)
            if missed:
                last = found.missed[-1]
                await rooms.tip_notices.raise_(guild_id, "missed", last, number=missed)
            if found.due is not None:
                await rooms.tip_occurrences.plan(guild_id, found.due)

    async def _go_on(self, guild_id: int) -> None:
        """Take what is under way as far as it goes, the newest first."""
        troubles: list[Exception] = []
        for one in reversed(await self._ledger.unfinished(guild_id)):
            try:
                await self._take_on(one)
            except Exception as trouble:  # noqa: BLE001 - raised below, with the others
                troubles.append(trouble)
        if troubles:
            message = f"tips of server {guild_id} wait: {troubles[0]!r}"
            raise ExceptionGroup(message, troubles)

    async def _take_on(self, one: TipOccurrence) -> None:
        reached: TipOccurrence | None = one
        while reached is not None:
            match reached.state:
                case "planned":
                    reached = await self._post(reached)
                case "posted":
                    reached = await self._pinning.pin(reached)
                case "pinned":
                    reached = await self._pinning.finish(reached)
                case _:
                    return

    async def _post(self, one: TipOccurrence) -> TipOccurrence | None:
        """Return it as posted; None if it waits, or is at its end."""
        in_doubt = one.after_id is not None
        try:
            message_id = await self._find(one) if in_doubt else None
        except NotAllowed as refused:
            await self._leave_in_doubt(one, refused)
            return None
        if message_id is not None:
            return await self._ledger.posted(one, message_id)
        settled = await self._ledger.not_posted(one) if in_doubt else one
        if settled is None or not await self._is_time(settled):
            return None
        tip = await self._next_tip(one.guild_id)
        if tip is None:
            await self._waits(settled, "empty")
            return None
        return await self._post_somewhere(settled, tip)

    async def _find(self, one: TipOccurrence) -> int | None:
        """Return the message that the last try may have left; none is left in a channel gone."""
        try:
            mark = MARK.format(one.id)
            return await self._pins.find_after(one.channel_id or 0, mark, one.after_id or 0)
        except Gone:
            return None

    async def _leave_in_doubt(self, one: TipOccurrence, refused: PortError) -> None:
        _log.warning("Whether tip %d was posted cannot be seen: %s", one.id, refused)
        if self._clock.now() - one.owed_from >= LATE:
            await self._ledger.failed(one)
        await self._waits(one, "no_history", one.channel_id)

    async def _is_time(self, one: TipOccurrence) -> bool:
        now = self._clock.now()
        if now - one.owed_from < LATE:
            return one.owed_from <= now  # a clock that ran ahead may have been put right
        async with self._store.together() as rooms:
            await rooms.tip_occurrences.missed(one)
            if one.problem is None:  # else moderators know why
                await rooms.tip_notices.raise_(one.guild_id, "missed", one.due)
        return False

    async def _next_tip(self, guild_id: int) -> Tip | None:
        offered = self._offered()
        return next_tip(offered.tips, await self._ledger.used(guild_id), offered.entries)

    async def _post_somewhere(self, one: TipOccurrence, tip: Tip) -> TipOccurrence | None:
        """Post in the channel that was chosen, or else in the server's biz-talk channel."""
        places = await self._places(one.guild_id)
        if not places:
            await self._waits(one, "no_channel")
            return None
        reached: TipOccurrence | None = one
        for channel_id in places:
            if reached is None or reached.state != "planned":
                return None
            try:
                reached = await self._post_in(channel_id, reached, tip)
            except (Gone, NotAllowed) as refused:
                _log.warning("The tip %d cannot be posted: %s", one.id, refused)
                gone = isinstance(refused, Gone)
                await self._waits(one, "channel_gone" if gone else "cannot_post", channel_id)
                reached = await self._ledger.get(one.guild_id, one.id)
            else:
                mended = (
                    ABOUT_POSTING if channel_id != places[0] else (*ABOUT_POSTING, *ABOUT_CHANNEL)
                )
                await self._store.tip_notices.mend(one.guild_id, mended)
                return reached
        return None

    async def _post_in(self, channel_id: int, one: TipOccurrence, tip: Tip) -> TipOccurrence | None:
        newest = await self._pins.newest(channel_id)
        begun = await self._ledger.begin(one, tip.id, channel_id, newest)
        if begun is None:
            return None
        try:
            message_id = await self._port.post(channel_id, self._draw(begun, tip), _nonce(begun))
        except (Gone, NotAllowed):
            await self._ledger.not_posted(begun)
            raise
        return await self._ledger.posted(begun, message_id)

    async def _places(self, guild_id: int) -> list[int]:
        schedule = await self._store.tip_schedules.get(guild_id)
        settings = await self._store.guild_settings.get(guild_id)
        chosen = None if schedule is None else schedule.channel_id
        return list(dict.fromkeys(one for one in (chosen, settings.biz_talk_channel_id) if one))

    async def _waits(
        self, one: TipOccurrence, problem: TipNoticeKind, channel_id: int | None = None
    ) -> None:
        async with self._store.together() as rooms:
            current = await rooms.tip_occurrences.get(one.guild_id, one.id)
            if current is not None and problem != "missed":
                await rooms.tip_occurrences.troubled(current, problem)
            await rooms.tip_notices.raise_(one.guild_id, problem, one.due, channel_id=channel_id)


async def _schedule(
    rooms: Repositories, guild_id: int, due: datetime, occasion: str, now: datetime | None = None
) -> None:
    """Plan to look at a server.

    With `now`, anew if the clock went back over a time at which it was done.
    """
    payload, key = {"guild": guild_id}, f"tip:{guild_id}:{occasion}"
    job = await rooms.jobs.schedule(LOOK, key, due, payload, guild_id=guild_id)
    if now is not None and job.state in ("done", "failed"):
        again = f"{key}:{now.isoformat()}"
        await rooms.jobs.schedule(LOOK, again, due, payload, guild_id=guild_id)


def _nonce(one: TipOccurrence) -> str:
    name = f"tip:{one.id}:{one.due.isoformat()}"
    return hashlib.sha256(name.encode()).hexdigest()[: limits.NONCE]
