"""Acting on a case as a moderator wants it: decided and planned at once, then carried out."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeAlias

from bot.interactions.errors import Refusal, tell
from bot.interactions.host import Interaction
from bot.store import Case, Repositories
from bot.workflows import acting, appealing
from cogs.moderation.access import find_case, watching_of, wording_of
from cogs.moderation.deciding import show_here
from cogs.moderation.note import when
from cogs.moderation.words import decided_by

Change: TypeAlias = Callable[[Repositories, Case], Awaitable[bool]]
"""Changes a case as it stands in this transaction; False: somebody was faster."""


async def take_down(interaction: Interaction, case_id: str) -> None:
    """Take every post of an open case down, and decide that it is promotion."""
    now, by = interaction.client.clock.now(), interaction.user.id

    async def change(rooms: Repositories, case: Case) -> bool:
        # As it was before the decision, which lets the text go: its author is to have it.
        decided = await rooms.cases.decide(case.id, case.guild_id, by, "promotion")
        if decided is not None:
            await acting.take_down(rooms, case, now, by)
        return decided is not None

    await _act(interaction, case_id, change)


async def warn(interaction: Interaction, case_id: str) -> None:
    """Write to the author of an open case, and decide that it is promotion."""
    now, by = interaction.client.clock.now(), interaction.user.id

    async def change(rooms: Repositories, case: Case) -> bool:
        decided = await rooms.cases.decide(case.id, case.guild_id, by, "promotion")
        if decided is not None:
            await acting.warn(rooms, case, now, by)
        return decided is not None

    await _act(interaction, case_id, change)


async def time_out(interaction: Interaction, case_id: str, length: timedelta) -> None:
    """Keep the author of a case from writing for so long; the case stays as it is otherwise."""
    now, by = interaction.client.clock.now(), interaction.user.id

    async def change(rooms: Repositories, case: Case) -> bool:
        await acting.time_out(rooms, case, now + length, now, by)
        return True

    said = wording_of(interaction).case_timed_out.format(until=when(now + length))
    await _act(interaction, case_id, change, said)


async def put_back(interaction: Interaction, case_id: str | int) -> None:
    """Take back what was done about a case, decide that it is no promotion, and tell its author."""
    now, by = interaction.client.clock.now(), interaction.user.id

    async def change(rooms: Repositories, case: Case) -> bool:
        if case.decision == "not_promotion":
            return False
        if case.state == "decided":
            await rooms.cases.reopen(case.id, case.guild_id, by)
        await acting.put_back(rooms, case, now, by)
        await appealing.answer(rooms, case, "", now, by)
        return await rooms.cases.decide(case.id, case.guild_id, by, "not_promotion") is not None

    said = wording_of(interaction).case_put_back.format(number=case_id)
    await _act(interaction, case_id, change, said)


async def answer(interaction: Interaction, case_id: str, words: str) -> None:
    """Answer an appeal; what was decided stands."""
    now, by = interaction.client.clock.now(), interaction.user.id

    async def change(rooms: Repositories, case: Case) -> bool:
        return await appealing.answer(rooms, case, words, now, by)

    await _act(interaction, case_id, change)


async def require_waiting(interaction: Interaction, case: Case) -> None:
    """Raise `Refusal` unless an appeal waits for an answer."""
    appeal = await interaction.client.store.appeals.of(case.id)
    if appeal is None or appeal.answered_at is not None:
        raise Refusal(wording_of(interaction).case_no_appeal)


async def _act(
    interaction: Interaction, case_id: str | int, change: Change, said: str | None = None
) -> None:
    """Change a case, show it, and carry out what is planned; whoever is late reads who it was.

    `said` is for the moderator alone.
    """
    found, client = await find_case(interaction, case_id), interaction.client
    async with client.store.together() as rooms:
        current = await rooms.cases.get(found.guild_id, found.id)
        counts = current is not None and await change(rooms, current)
    case = await find_case(interaction, case_id)
    await show_here(interaction, case, said if counts else None)
    if not counts:
        by = decided_by(case) or ""
        await tell(interaction, wording_of(interaction).case_faster.format(decision=by))
    await watching_of(client).enforcing.carry_out(case.guild_id, case.id)
