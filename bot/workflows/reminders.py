"""Reminders of people: one for each day that was named, nudges at an interval, each sent once.

That one is about to be sent is written down first; then it is looked for, sent and noted. So a bot
that is killed between any two of them, and goes on at its next start, sends once. Only to members
who agreed are messages sent; otherwise, or where none can be, it waits in the member's list.

Away over several intervals, one nudge comes, not several.
"""

import asyncio
import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar
from weakref import WeakValueDictionary

from bot import limits
from bot.clock import Clock
from bot.jobs.runner import TRIES
from bot.planning.network import next_nudge, next_person
from bot.store import Repositories, Store
from bot.store.jobs import Job
from bot.store.met import Met
from bot.store.network import Person
from bot.store.plans import Plan
from bot.store.reminders import Reminder
from bot.workflows.port import Busy, Port, PortError

_log = logging.getLogger(__name__)

ShownT = TypeVar("ShownT")

KIND, CLEAR = "remind", "clear_reminder"
MARK = "remind:{}:"
"""How the custom_ids begin that only the message of this reminder carries."""

# Clocks of two machines differ; what happened this much too early still counts as after.
_LEEWAY = timedelta(minutes=5)


@dataclass(frozen=True)
class Nudge:
    """A person of a plan, to be in touch with."""

    plan: Plan
    person: Person


Subject = Met | Nudge
"""Whom a reminder is about."""


class Reminders(Generic[ShownT]):
    """Sends reminders by direct message, and clears those that name somebody who was deleted."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        port: Port[ShownT],
        draw: Callable[[Subject, Reminder], ShownT],
        draw_cleared: Callable[[], ShownT],
    ) -> None:
        """Use `draw` to make what reminds, and `draw_cleared` what stands in its place later."""
        self._store, self._clock, self._port = store, clock, port
        self._draw, self._draw_cleared = draw, draw_cleared
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def send(self, job: Job) -> None:
        """Send what a job stands for, if it is still wanted.

        Without a way to the member's direct messages it waits in their list instead. Trouble that
        may pass is raised, for another try.
        """
        reminder_id = int(job.payload["reminder"] or 0)
        async with self._locks.setdefault(reminder_id, asyncio.Lock()):
            reminder = await self._store.reminders.get(reminder_id)
            if reminder is None or reminder.state not in ("planned", "sending"):
                return
            if reminder.plan_id is None:
                await self._send_met(reminder, last_try=job.attempts >= TRIES)
            else:
                await self._send_nudge(reminder, reminder.plan_id, last_try=job.attempts >= TRIES)

    async def clear(self, job: Job) -> None:
        """Clear the message that a job stands for; one that is out of reach stays as it is."""
        channel_id, message_id = job.payload["channel"], job.payload["message"]
        try:
            shown = self._draw_cleared()
            await self._port.edit(int(channel_id or 0), int(message_id or 0), shown)
        except Busy:
            raise
        except PortError as refused:
            _log.info("The reminder of somebody deleted stays as it is: %s", refused)

    async def _send_met(self, reminder: Reminder, *, last_try: bool) -> None:
        met = await self._store.met.get(reminder.met_id or 0, reminder.user_id)
        if met is None or met.state == "done":
            await self._store.reminders.end(reminder.id)
            return
        chosen = await self._store.reminding.of(reminder.user_id)
        if not chosen.by_message:
            await self._store.reminders.list_instead(reminder.id)
        elif sending := await self._store.reminders.take_to_send(reminder.id):
            await self._deliver(met, sending, last_try=last_try)

    async def _send_nudge(self, reminder: Reminder, plan_id: int, *, last_try: bool) -> None:
        plan = await self._store.plans.get(plan_id, reminder.user_id)
        if plan is None or plan.state != "open" or plan.nudge_where is None:
            await self._store.reminders.end(reminder.id)
            return
        await self._plan_next(plan, reminder)
        person = await self._person(plan, reminder)
        if person is None or not plan.active:
            await self._store.reminders.end(reminder.id)
        elif plan.nudge_where == "list":
            await self._list(plan, reminder, person)
        elif sending := await self._store.reminders.take_to_send(reminder.id, person.id):
            await self._deliver(Nudge(plan, person), sending, last_try=last_try)

    async def _plan_next(self, plan: Plan, reminder: Reminder) -> None:
        """Plan the next nudge, once, before this one is sent: this one may be the bot's last."""
        if plan.nudge_days is None:
            raise ValueError("nudges come at an interval")
        due = next_nudge(reminder.due, plan.nudge_days, self._clock.now())
        async with self._store.together() as rooms:
            planned = await rooms.reminders.of_plan(plan.id)
            if not any(one.state == "planned" and one.id > reminder.id for one in planned):
                await schedule(rooms, plan.user_id, due, plan_id=plan.id)

    async def _person(self, plan: Plan, reminder: Reminder) -> Person | None:
        """Return the person of an earlier try, or who has waited longest."""
        people = await self._store.network.people(plan.id, plan.user_id)
        chosen = next((one for one in people if one.id == reminder.person_id), None)
        return chosen or next_person(people)

    async def _list(self, plan: Plan, reminder: Reminder, person: Person) -> None:
        """Let it wait in the list, in place of an earlier one that still does."""
        async with self._store.together() as rooms:
            for one in await rooms.reminders.of_plan(plan.id):
                if one.state == "listed":
                    await rooms.reminders.end(one.id)
            await rooms.reminders.list_instead(reminder.id, person.id)

    async def _deliver(self, subject: Subject, reminder: Reminder, *, last_try: bool) -> None:
        try:
            channel_id, message_id = await self._sent(subject, reminder)
        except PortError as refused:
            if isinstance(refused, Busy) and not last_try:
                raise
            await self._store.reminders.list_instead(reminder.id)
            _log.info("Reminder %d waits in the list: %s", reminder.id, refused)
        except Exception:
            if last_try:
                await self._store.reminders.list_instead(reminder.id)
            raise
        else:
            await self._note(reminder, channel_id, message_id)

    async def _sent(self, subject: Subject, reminder: Reminder) -> tuple[int, int]:
        """See to it that the reminder is in the member's direct messages; say where."""
        channel_id = await self._port.open_direct(reminder.user_id)
        mark = MARK.format(reminder.id)
        message_id = await self._port.find_post(channel_id, mark, reminder.planned_at - _LEEWAY)
        if message_id is None:
            shown = self._draw(subject, reminder)
            message_id = await self._port.post(channel_id, shown, _nonce(reminder))
        return channel_id, message_id

    async def _note(self, reminder: Reminder, channel_id: int, message_id: int) -> None:
        """Note where it is; if whom it names was deleted meanwhile, clear it."""
        async with self._store.together() as rooms:
            if await rooms.reminders.sent(reminder.id, channel_id, message_id) is None:
                now = self._clock.now()
                await _clear(rooms, channel_id, message_id, now)


async def schedule(
    rooms: Repositories,
    user_id: int,
    due: datetime,
    *,
    met_id: int | None = None,
    plan_id: int | None = None,
) -> Reminder:
    """Plan a reminder of one of the two, and the job that sends it."""
    planned = await rooms.reminders.plan(user_id, due, met_id=met_id, plan_id=plan_id)
    await rooms.jobs.schedule(
        KIND, _key(planned.id), due, {"reminder": planned.id}, user_id=user_id
    )
    return planned


async def take_back(rooms: Repositories, reminders: list[Reminder]) -> None:
    """Send none of these that were not sent yet, and take them off the list."""
    for one in reminders:
        await rooms.reminders.end(one.id)
        await rooms.jobs.cancel(_key(one.id))


async def clear(rooms: Repositories, reminders: list[Reminder], now: datetime) -> None:
    """Take these back, and see to it that those which were sent say no more whom they named."""
    await take_back(rooms, reminders)
    for one in reminders:
        if one.channel_id is not None and one.message_id is not None:
            await _clear(rooms, one.channel_id, one.message_id, now)


async def _clear(rooms: Repositories, channel_id: int, message_id: int, now: datetime) -> None:
    """Promise it without the member, who may have asked to be deleted altogether."""
    await rooms.jobs.schedule(
        CLEAR,
        f"reminder:clear:{message_id}",
        now,
        {"channel": channel_id, "message": message_id},
    )


def _key(reminder_id: int) -> str:
    return f"reminder:{reminder_id}"


def _nonce(reminder: Reminder) -> str:
    due = f"remind:{reminder.id}:{reminder.due.isoformat()}"
    return hashlib.sha256(due.encode()).hexdigest()[: limits.NONCE]
