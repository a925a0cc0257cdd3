"""What became of a job: asked 30 and 90 days after it was taken, of those who agreed, once each.

That a question is about to be sent is written down first; then it is looked for, sent and noted.
So a bot that is killed between any two of them, and goes on at its next start, asks once.

Away for so long that both are overdue, only the later one is sent; the earlier waits in the list.
"""

import asyncio
import hashlib
import logging
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Final, Generic, TypeVar, Unpack
from weakref import WeakValueDictionary

from bot import limits
from bot.clock import Clock
from bot.jobs.runner import TRIES
from bot.store import Repositories, Store
from bot.store.evaluations import TAKEN, Consent, Evaluation, Outcome
from bot.store.follow_ups import Day, FollowUp, Reported
from bot.store.jobs import Job
from bot.workflows.deletion import clear_late
from bot.workflows.port import Busy, Port, PortError

_log = logging.getLogger(__name__)

ShownT = TypeVar("ShownT")

KIND = "ask_follow_up"
DAYS: Final[tuple[Day, ...]] = (30, 90)
MARK = "gigask:{}:"
"""How the custom_ids begin that only the cards of this follow-up carry."""

# Clocks of two machines differ; what happened this much too early still counts as after.
_LEEWAY = timedelta(minutes=5)


class FollowUps(Generic[ShownT]):
    """Asks members, in direct messages, what became of the jobs they took."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        port: Port[ShownT],
        draw: Callable[[Evaluation, FollowUp], ShownT],
    ) -> None:
        """Use `draw` to make the card that asks."""
        self._store, self._clock, self._port, self._draw = store, clock, port, draw
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def ask(self, job: Job) -> None:
        """Ask what a job stands for, if it is still wanted.

        Without a way to the member's direct messages it waits in their list instead. Trouble that
        may pass is raised, for another try.
        """
        evaluation_id = int(job.payload["evaluation"] or 0)
        async with self._locks.setdefault(evaluation_id, asyncio.Lock()):
            evaluation = await self._store.evaluations.get(evaluation_id)
            all_days = await self._store.follow_ups.of(evaluation_id)
            this = next((one for one in all_days if one.day == job.payload["day"]), None)
            if evaluation is None or this is None or not await self._is_wanted(evaluation):
                return
            if evaluation.follow_ups == "list" or self._is_overtaken(this, all_days):
                await self._store.follow_ups.list_instead(this.id)
            elif sending := await self._store.follow_ups.take_to_ask(this.id):
                await self._send(evaluation, sending, last_try=job.attempts >= TRIES)

    async def _is_wanted(self, evaluation: Evaluation) -> bool:
        agreed = evaluation.outcome in TAKEN and evaluation.follow_ups in ("yes", "list")
        return agreed and await self._store.members.may_ask(evaluation.user_id)

    def _is_overtaken(self, this: FollowUp, all_days: Sequence[FollowUp]) -> bool:
        now = self._clock.now()
        return any(one.day > this.day and one.due <= now for one in all_days)

    async def _send(self, evaluation: Evaluation, follow_up: FollowUp, *, last_try: bool) -> None:
        try:
            channel_id, message_id = await self._sent(evaluation, follow_up)
        except PortError as refused:
            if isinstance(refused, Busy) and not last_try:
                raise
            await self._store.follow_ups.list_instead(follow_up.id)
            _log.info("Follow-up %d waits in the list: %s", follow_up.id, refused)
        except Exception:
            if last_try:
                await self._store.follow_ups.list_instead(follow_up.id)
            raise
        else:
            await self._note(follow_up, channel_id, message_id)

    async def _note(self, follow_up: FollowUp, channel_id: int, message_id: int) -> None:
        """Note where the question is; if its offer was deleted meanwhile, have it cleared."""
        async with self._store.together() as rooms:
            noted = await rooms.follow_ups.asked(follow_up.id, channel_id, message_id)
            if noted is None and await rooms.follow_ups.get(follow_up.id) is None:
                await clear_late(rooms, channel_id, message_id, self._clock.now())

    async def _sent(self, evaluation: Evaluation, follow_up: FollowUp) -> tuple[int, int]:
        """See to it that the question is in the member's direct messages; say where."""
        channel_id = await self._port.open_direct(evaluation.user_id)
        # Not since it was due: a clock that ran ahead of Discord's, and was put right since, would
        # hide a message that was sent too early.
        taken_at = follow_up.due - timedelta(days=follow_up.day)
        mark = MARK.format(follow_up.id)
        message_id = await self._port.find_post(channel_id, mark, taken_at - _LEEWAY)
        if message_id is None:
            shown = self._draw(evaluation, follow_up)
            message_id = await self._port.post(channel_id, shown, _nonce(follow_up))
        return channel_id, message_id


async def decide(
    store: Store, evaluation: Evaluation, revision: int, outcome: Outcome
) -> Evaluation | None:
    """Note what became of an offer; None if its card was older than another change.

    Not taken after all, nothing more is asked about it; the consent to that goes as well.
    """
    async with store.together() as rooms:
        one, owner, change = evaluation.id, evaluation.user_id, rooms.evaluations.change
        if outcome in TAKEN:
            return await change(one, owner, revision=revision, outcome=outcome)
        changed = await change(one, owner, revision=revision, outcome=outcome, follow_ups=None)
        if changed is not None:
            await _take_back(rooms, changed)
        return changed


async def agree(
    store: Store, evaluation_id: int, user_id: int, consent: Consent
) -> Evaluation | None:
    """Note whether and where the member may be asked; plan the questions, or take them back.

    None: it was not taken after all, it is gone or not theirs, or they want no questions at all.
    """
    async with store.together() as rooms:
        evaluation = await rooms.evaluations.get(evaluation_id)
        if evaluation is None or evaluation.outcome not in TAKEN:
            return None
        if consent != "no" and not await rooms.members.may_ask(user_id):
            return None
        changed = await rooms.evaluations.change(
            evaluation_id, user_id, revision=evaluation.revision, follow_ups=consent
        )
        if changed is not None:
            await (_take_back if consent == "no" else _plan)(rooms, changed)
        return changed


async def stop(store: Store, user_id: int) -> None:
    """Ask a member nothing more, about any job, until they say otherwise."""
    async with store.together() as rooms:
        await rooms.members.stop_asking(user_id)
        await rooms.follow_ups.stop(user_id)


async def keep(
    store: Store, evaluation: Evaluation, follow_up_id: int, **values: Unpack[Reported]
) -> FollowUp | None:
    """Keep what the member says; with the last answer that is asked for the asking ends.

    None: it was stopped, or is gone or not theirs.
    """
    async with store.together() as rooms:
        if not values:
            return await _open(rooms, evaluation, follow_up_id)
        kept = await rooms.follow_ups.answer(follow_up_id, evaluation.user_id, **values)
        if kept is None or kept.state == "answered" or not is_complete(evaluation, kept):
            return kept
        return await _end(rooms, kept)


async def end(store: Store, evaluation: Evaluation, follow_up_id: int) -> FollowUp | None:
    """End the asking with what has been said so far; None as for `keep`."""
    async with store.together() as rooms:
        found = await _open(rooms, evaluation, follow_up_id)
        return found if found is None or found.state == "answered" else await _end(rooms, found)


def is_complete(evaluation: Evaluation, follow_up: FollowUp) -> bool:
    """Whether all is answered that is asked for; how many leads there were may stay open."""
    needed = [
        follow_up.more_work,
        follow_up.again,
        follow_up.real_hours,
        follow_up.received,
        *([follow_up.statement] if evaluation.known.points else []),
    ]
    return all(answer is not None for answer in needed)


async def _open(rooms: Repositories, evaluation: Evaluation, follow_up_id: int) -> FollowUp | None:
    found = await rooms.follow_ups.get(follow_up_id)
    if found is None or found.user_id != evaluation.user_id:
        return None
    return None if found.state in ("planned", "stopped") else found


async def _end(rooms: Repositories, follow_up: FollowUp) -> FollowUp | None:
    """End the asking, also what was asked earlier: the latest answers are those that count."""
    for one in await rooms.follow_ups.of(follow_up.evaluation_id):
        if one.day < follow_up.day and one.state in ("sending", "asked", "listed"):
            await rooms.follow_ups.answer(one.id, one.user_id, done=True)
    return await rooms.follow_ups.answer(follow_up.id, follow_up.user_id, done=True)


async def _plan(rooms: Repositories, evaluation: Evaluation) -> None:
    if evaluation.outcome_at is None:
        raise ValueError("only what was taken can be asked about")
    owner, guild_id = evaluation.user_id, evaluation.guild_id
    for day in DAYS:
        due = evaluation.outcome_at + timedelta(days=day)
        planned = await rooms.follow_ups.plan(evaluation.id, owner, guild_id, day, due)
        if planned is not None and planned.state in ("planned", "sending"):
            await _schedule(rooms, planned)


async def _schedule(rooms: Repositories, planned: FollowUp) -> None:
    # Planned anew while a job of this key was running, or after it had found nothing to ask, the
    # key is used up; the question itself knows whether it was asked.
    key = _key(planned.evaluation_id, planned.day)
    for one in (key, f"{key}:{planned.id}"):
        job = await rooms.jobs.schedule(
            KIND,
            one,
            planned.due,
            {"evaluation": planned.evaluation_id, "day": planned.day},
            guild_id=planned.guild_id,
            user_id=planned.user_id,
        )
        if job.state == "waiting":
            return


async def _take_back(rooms: Repositories, evaluation: Evaluation) -> None:
    for one in await rooms.follow_ups.of(evaluation.id):
        key = _key(evaluation.id, one.day)
        await rooms.jobs.cancel(key)
        await rooms.jobs.cancel(f"{key}:{one.id}")
    await rooms.follow_ups.unplan(evaluation.id)


def _key(evaluation_id: int, day: Day) -> str:
    return f"gig:{evaluation_id}:ask:{day}"


def _nonce(follow_up: FollowUp) -> str:
    due = f"ask:{follow_up.id}:{follow_up.due.isoformat()}"
    return hashlib.sha256(due.encode()).hexdigest()[: limits.NONCE]
