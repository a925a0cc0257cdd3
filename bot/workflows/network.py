"""What a member does about a plan, together with the nudges that follow from it."""

from datetime import datetime
from typing import Literal

from bot.store import Repositories, Store
from bot.store.network import Person, PersonState
from bot.store.plans import NudgeWhere, Plan
from bot.workflows.reminders import clear, schedule, take_back


async def set_nudges(
    store: Store, plan: Plan, days: int | None, where: NudgeWhere | None, first: datetime
) -> Plan | None:
    """Plan nudges at an interval from `first` on, or none; None if the plan is closed or gone."""
    async with store.together() as rooms:
        changed = await rooms.plans.change(
            plan.id, plan.user_id, nudge_days=days, nudge_where=where
        )
        if changed is not None:
            await take_back(rooms, await rooms.reminders.of_plan(plan.id))
            if where is not None:
                await schedule(rooms, plan.user_id, first, plan_id=plan.id)
        return changed


async def stop_nudges(store: Store, plan_id: int, user_id: int) -> None:
    """Send no more nudges for a plan; those that wait go as well."""
    async with store.together() as rooms:
        plan = await rooms.plans.get(plan_id, user_id)
        if plan is not None:
            await rooms.plans.change(plan_id, user_id, nudge_where=None)
            await take_back(rooms, await rooms.reminders.of_plan(plan_id))


async def set_state(
    store: Store, person_id: int, user_id: int, state: PersonState
) -> Person | None:
    """Note how far it is with somebody; a nudge about them that waits is done with."""
    async with store.together() as rooms:
        person = await rooms.network.set_state(person_id, user_id, state)
        if person is not None:
            for one in await rooms.reminders.of_person(person_id):
                if one.state == "listed":
                    await rooms.reminders.end(one.id)
        return person


async def forget_person(store: Store, person: Person, user_id: int, now: datetime) -> bool:
    """Forget somebody of a plan, also in the messages that named them."""
    async with store.together() as rooms:
        reminders = await rooms.reminders.of_person(person.id)
        if not await rooms.network.delete_person(person.id, user_id):
            return False
        await clear(rooms, reminders, now)
        return True


async def close(
    store: Store, plan: Plan, state: Literal["done", "parked"], outcome: str
) -> Plan | None:
    """End a plan, or say something else of what came of it; no more nudges. None if it is gone."""
    async with store.together() as rooms:
        closed = await rooms.plans.close(plan.id, plan.user_id, state, outcome)
        if closed is not None:
            await take_back(rooms, await rooms.reminders.of_plan(plan.id))
        return closed


async def take_up(store: Store, plan_id: int, user_id: int, first: datetime) -> Plan | None:
    """Make a plan the active one; one that was parked is nudged for again, from `first` on."""
    async with store.together() as rooms:
        plan = await rooms.plans.take_up(plan_id, user_id)
        if plan is not None and plan.nudge_where is not None:
            await _nudge_again(rooms, plan, first)
        return plan


async def delete(store: Store, plan: Plan, now: datetime) -> bool:
    """Forget a plan with all its names, also in the messages that held them."""
    async with store.together() as rooms:
        reminders = await rooms.reminders.of_plan(plan.id)
        if not await rooms.plans.delete(plan.id, plan.user_id):
            return False
        await clear(rooms, reminders, now)
        return True


async def _nudge_again(rooms: Repositories, plan: Plan, first: datetime) -> None:
    waiting = await rooms.reminders.of_plan(plan.id)
    if not any(one.state in ("planned", "sending") for one in waiting):
        await schedule(rooms, plan.user_id, first, plan_id=plan.id)
