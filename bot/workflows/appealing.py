"""Appeals: asked once a case, answered once, and brought up again once if nobody answers."""

from datetime import datetime, timedelta

from bot.clock import Clock
from bot.store import Case, Plan, Repositories, Store
from bot.store.jobs import Job
from bot.workflows.enforcing import Enforcing, ShownT, promise

BRING_UP = "bring_up_appeal"
"""The kind of the jobs that bring an appeal up again."""

UNANSWERED = timedelta(hours=48)
"""After this time an appeal is brought up again."""


async def ask(rooms: Repositories, case: Case, reason: str, now: datetime) -> bool:
    """Keep what the author of a case asks moderators; False if they have asked already.

    Belongs into a `store.together()`. Raises `ValueError` for more than 1,000 characters.
    """
    if not await rooms.appeals.ask(case.id, case.guild_id, case.author_id, reason):
        return False
    payload = {"guild": case.guild_id, "case": case.id}
    key = f"case:{case.id}:bring-up"
    await rooms.jobs.schedule(BRING_UP, key, now + UNANSWERED, payload, guild_id=case.guild_id)
    return True


async def answer(rooms: Repositories, case: Case, words: str, now: datetime, by: int) -> bool:
    """Keep a moderator's answer, and plan that the author hears it; False if there is one already.

    Belongs into a `store.together()`. Raises `ValueError` for more than 1,000 characters.
    """
    if await rooms.appeals.answer(case.id, case.guild_id, by, words) is None:
        return False
    if words:
        await rooms.steps.plan(case.id, case.guild_id, case.author_id, [Plan("answer")], by)
        await promise(rooms, case.guild_id, case.id, now)
    return True


class BringingUp:
    """Reminds moderators of appeals."""

    def __init__(self, store: Store, clock: Clock, enforcing: Enforcing[ShownT]) -> None:
        self._store, self._clock, self._enforcing = store, clock, enforcing

    async def take_up(self, job: Job) -> None:
        """Bring up the appeal that a job stands for, if nobody has answered it."""
        guild_id, case_id = int(job.payload["guild"] or 0), int(job.payload["case"] or 0)
        async with self._store.together() as rooms:
            appeal = await rooms.appeals.remind(case_id)
            if appeal is not None:
                await rooms.steps.plan(case_id, guild_id, appeal.user_id, [Plan("remind")], None)
                await promise(rooms, guild_id, case_id, self._clock.now())
        await self._enforcing.carry_out(guild_id, case_id)
