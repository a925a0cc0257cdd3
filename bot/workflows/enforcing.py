"""Carrying out what is planned about cases: step by step, and each result is written.

A bot that is killed anywhere goes on at its next start where it was. Every step can be taken twice
with one effect: a post that is gone is gone, a time-out ends at a moment that is known, and what
is written is looked for first. What Discord refuses for good stands on the case's card.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Generic, TypeVar
from weakref import WeakValueDictionary

from bot import limits
from bot.clock import Clock
from bot.moderation import Counted, Ladder, counting
from bot.store import Case, Plan, Repositories, Step, StepOutcome, Store
from bot.store.jobs import Job
from bot.store.people import NOBODY
from bot.workflows.letters import Letters
from bot.workflows.port import Busy, Closed, Gone, Hands, NotAllowed, PortError

_log = logging.getLogger(__name__)

ShownT = TypeVar("ShownT")

CARRY_OUT = "carry_out_case"
"""The kind of the jobs that carry out what is planned about a case."""

REASON = "Case {}"
"""What the server's audit log says."""

_PATIENCE = timedelta(seconds=30)
"""How long the way that goes on at once has before a job goes the same way."""

_MEMBER_STEPS = frozenset({"timeout", "end_timeout"})


async def promise(rooms: Repositories, guild_id: int, case_id: int, now: datetime) -> None:
    """Write down that what is planned about a case is to be carried out, before any of it is."""
    await rooms.jobs.schedule(
        CARRY_OUT,
        f"case:{case_id}:carry-out:{now.isoformat()}",
        now + _PATIENCE,
        {"guild": guild_id, "case": case_id},
        guild_id=guild_id,
    )


class Enforcing(Generic[ShownT]):
    """Takes the steps of cases."""

    def __init__(  # noqa: PLR0913 - what it works with, the last two by name
        self,
        store: Store,
        clock: Clock,
        hands: Hands,
        letters: Letters[ShownT],
        *,
        ladder: Callable[[], Ladder],
        show: Callable[[int, int], Awaitable[None]],
    ) -> None:
        """Read the `ladder` anew each time.

        Use `show` to bring the card of a case, by server and number, up to date.
        """
        self._store, self._clock, self._hands, self._letters = store, clock, hands, letters
        self._ladder, self._show = ladder, show
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def carry_out(self, guild_id: int, case_id: int) -> None:
        """Take every step that is planned about a case, and show it.

        Trouble that may pass is logged, and tried again by a job.
        """
        try:
            await self._carry_out(guild_id, case_id)
        except Exception:  # noqa: BLE001 - the job that was promised tries again, and raises
            _log.exception("What is planned about case %d is tried again later", case_id)
        finally:
            await self._show(guild_id, case_id)

    async def take_up(self, job: Job) -> None:
        """Carry out what a job stands for; trouble that may pass is raised, for another try."""
        guild_id, case_id = int(job.payload["guild"] or 0), int(job.payload["case"] or 0)
        try:
            await self._carry_out(guild_id, case_id)
        finally:
            await self._show(guild_id, case_id)

    async def _carry_out(self, guild_id: int, case_id: int) -> None:
        async with self._locks.setdefault(case_id, asyncio.Lock()):
            while (case := await self._store.cases.get(guild_id, case_id)) is not None:
                planned = [one for one in await self._store.steps.of(case_id) if _is_planned(one)]
                if not planned:
                    break
                await self._take(planned[0], case)

    async def _take(self, step: Step, case: Case) -> None:
        try:
            outcome = await self._do(step, case)
        except Busy:
            raise
        except LookupError as forgotten:  # what it is about, which is kept for so long only
            _log.warning("Case %d: %s comes too late: %s", case.id, step.kind, forgotten)
            await self._store.steps.failed(step, "refused")
        except PortError as refused:
            _log.warning("Case %d: %s could not be done: %s", case.id, step.kind, refused)
            await self._store.steps.failed(step, await self._why(step, refused))
        else:
            await self._done(step, case, outcome)

    async def _do(self, step: Step, case: Case) -> StepOutcome | None:
        """Take a step, and return what is to be said of it besides that it is done."""
        match step.kind:
            case "remove":
                return await self._remove(step, case)
            case "timeout":
                return await self._time_out(step)
            case "end_timeout":
                return await self._end_timeout(step)
            case "restore":
                return await self._restore(step, case)
            case "remind":
                return await self._remind(step, case)
            case "note" | "warn" | "told" | "answer":
                return await self._tell(step, case)

    async def _done(self, step: Step, case: Case, outcome: StepOutcome | None) -> None:
        """Write that a step is done; with a post that went, what the ladder says to it."""
        async with self._store.together() as rooms:
            if not await rooms.steps.done(step, outcome):
                await self._take_back(rooms, step)
            elif step.kind == "remove" and await _is_to_climb(rooms, case):
                await self._climb(rooms, case, step.by)

    async def _take_back(self, rooms: Repositories, step: Step) -> None:
        """Take back what was done while a moderator took it back, and it was not known to be done.

        A step that was only planned anew is taken once more instead.
        """
        known = {(one.kind, one.target_id) for one in await rooms.steps.of(step.case_id)}
        case = await rooms.cases.get(step.guild_id, step.case_id)
        if case is None or (step.kind, step.target_id) in known:
            return
        if step.kind == "remove":
            post = Plan("remove", step.target_id)
            again = await _planned(rooms, step, post, Plan("restore", step.target_id), Plan("told"))
            await rooms.steps.done(next(one for one in again if one.kind == "remove"))
        elif step.kind == "timeout":
            await _planned(rooms, step, Plan("end_timeout", until=step.until))
        await promise(rooms, step.guild_id, step.case_id, self._clock.now())

    async def _climb(self, rooms: Repositories, case: Case, by: int | None) -> None:
        settings = await rooms.guild_settings.get(case.guild_id)
        now, days = self._clock.now(), timedelta(days=settings.strike_days)
        earlier = await rooms.strikes.of_member(case.guild_id, case.author_id)
        counted = [Counted(one.given_at, one.withdrawn_at is not None) for one in earlier]
        rung = self._ladder().rung_after(counting(counted, now, days))
        await rooms.strikes.give(
            case.id,
            case.guild_id,
            case.author_id,
            rung.strike,
            asks_moderators=rung.asks_moderators,
        )
        if rung.times_out:
            until = now + timedelta(minutes=settings.timeout_minutes)
            plan = Plan("timeout", until=until)
            await rooms.steps.plan(case.id, case.guild_id, case.author_id, [plan], by)

    async def _remove(self, step: Step, case: Case) -> StepOutcome | None:
        message = next(one for one in case.messages if one.message_id == step.target_id)
        if step.by is None and await self._hands.is_above(case.guild_id, case.author_id):
            raise Above(str(case.author_id))
        reason, place = REASON.format(case.id), (message.channel_id, message.message_id)
        try:
            forum_id = await self._hands.forum_of(*place)
            if forum_id is not None:  # so that it can come back there
                await self._store.steps.placed(step.id, forum_id)
            await self._hands.delete_post(*place, reason)
        except Gone:
            return "gone"
        return None

    async def _time_out(self, step: Step) -> StepOutcome | None:
        now = self._clock.now()
        if step.until is None or step.until <= now:
            return "gone"
        standing = await self._hands.timed_out_until(step.guild_id, step.user_id)
        if standing is not None and standing >= step.until:
            return None if standing == step.until else "by_hand"
        reason = REASON.format(step.case_id)
        await self._hands.time_out(step.guild_id, step.user_id, step.until, reason)
        return None

    async def _end_timeout(self, step: Step) -> StepOutcome | None:
        standing = await self._hands.timed_out_until(step.guild_id, step.user_id)
        if standing is None or standing <= self._clock.now():
            return "gone"
        if standing != step.until:
            return "by_hand"  # a moderator set another one, which is theirs to end
        reason = REASON.format(step.case_id)
        await self._hands.time_out(step.guild_id, step.user_id, None, reason)
        return None

    async def _restore(self, step: Step, case: Case) -> StepOutcome | None:
        removed = await self._store.steps.of_message("remove", step.target_id)
        if removed is not None and removed.channel_id is not None:
            posts = await self._store.removed_posts.of(case.id)
            texts = {one.message_id: one.text for one in posts}
            title = texts[step.target_id].partition("\n")[0][: limits.THREAD_NAME]
            await self._letters.post_in_forum(step, removed.channel_id, title)
            return None
        message = next(one for one in case.messages if one.message_id == step.target_id)
        sought = f"restored:{step.target_id}:"
        await self._letters.post(step, message.channel_id, sought=sought)
        return None

    async def _remind(self, step: Step, case: Case) -> StepOutcome | None:
        settings = await self._store.guild_settings.get(case.guild_id)
        if settings.log_channel_id is None:
            raise Gone("there is no moderators' log")
        await self._letters.post(step, settings.log_channel_id)
        return None

    async def _tell(self, step: Step, case: Case) -> StepOutcome | None:
        removals = [one for one in await self._store.steps.of(case.id) if one.kind == "remove"]
        if step.kind == "note" and not any(one.state == "done" for one in removals):
            raise NotAllowed("nothing was taken down, so there is nothing to tell")
        await self._letters.deliver(step, case)
        return None

    async def _why(self, step: Step, refused: PortError) -> StepOutcome:
        if isinstance(refused, Above):
            return "above"
        if isinstance(refused, Closed):
            return "closed"
        if isinstance(refused, NotAllowed):
            of_member = step.kind in _MEMBER_STEPS
            above = of_member and await self._hands.is_above(step.guild_id, step.user_id)
            return "above" if above else "not_allowed"
        return "refused"


class Above(PortError):
    """The member with this id stands above the bot."""


async def _is_to_climb(rooms: Repositories, case: Case) -> bool:
    """Whether the ladder has not spoken yet, and there is a member to whom it can."""
    if case.author_id == NOBODY:
        return False
    told = any(one.kind == "note" for one in await rooms.steps.of(case.id))
    return told and await rooms.strikes.of(case.id) is None


async def _planned(rooms: Repositories, step: Step, *plans: Plan) -> list[Step]:
    """Plan these about the case of a step, and return its steps."""
    await rooms.steps.plan(step.case_id, step.guild_id, step.user_id, plans, step.by)
    return await rooms.steps.of(step.case_id)


def _is_planned(step: Step) -> bool:
    return step.state == "planned"
