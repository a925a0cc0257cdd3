"""What a member does about somebody they met, together with the reminder that follows from it."""

from datetime import date, datetime

from bot.store import Repositories, Store
from bot.store.met import Changes, Met
from bot.workflows.reminders import clear, schedule, take_back


async def add(store: Store, user_id: int, values: Changes) -> Met:
    """Keep somebody, and plan the reminder if a day was named."""
    async with store.together() as rooms:
        met = await rooms.met.add(user_id, **values)
        await _plan(rooms, met)
        return met


async def change(store: Store, met: Met, values: Changes) -> Met | None:
    """Change what is known; another day is another reminder. None if they are gone."""
    async with store.together() as rooms:
        changed = await rooms.met.change(met.id, met.user_id, **values)
        if changed is not None and (changed.day, changed.due) != (met.day, met.due):
            await _plan_anew(rooms, changed)
        return changed


async def put_off(store: Store, met: Met, day: date, due: datetime) -> Met | None:
    """Name another day, also for somebody who was done; None if they are gone."""
    async with store.together() as rooms:
        if await rooms.met.open_again(met.id, met.user_id) is None:
            return None
        changed = await rooms.met.change(met.id, met.user_id, day=day, due=due)
        if changed is not None:
            await _plan_anew(rooms, changed)
        return changed


async def finish(store: Store, met: Met) -> Met | None:
    """Note that the member was in touch: nothing more is sent. None if they are gone."""
    async with store.together() as rooms:
        done = await rooms.met.done(met.id, met.user_id)
        if done is not None:
            await take_back(rooms, await rooms.reminders.of_met(met.id))
        return done


async def delete(store: Store, met: Met, now: datetime) -> bool:
    """Forget somebody, also in the messages that named them; return whether they were there."""
    async with store.together() as rooms:
        reminders = await rooms.reminders.of_met(met.id)
        if not await rooms.met.delete(met.id, met.user_id):
            return False
        await clear(rooms, reminders, now)
        return True


async def _plan_anew(rooms: Repositories, met: Met) -> None:
    await take_back(rooms, await rooms.reminders.of_met(met.id))
    await _plan(rooms, met)


async def _plan(rooms: Repositories, met: Met) -> None:
    if met.due is not None and met.state == "open":
        await schedule(rooms, met.user_id, met.due, met_id=met.id)
