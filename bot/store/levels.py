"""How much waits in the store, over all servers: what whoever runs the bot watches."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from bot.clock import Clock
from bot.store.case_table import CaseRow
from bot.store.engine import Transactions
from bot.store.jobs import JobRow

LATE_AFTER = timedelta(minutes=1)
"""How long after it fell due a job that still waits counts as late."""


@dataclass(frozen=True)
class Levels:
    """Counts of cases and jobs, and when jobs of each kind were last done."""

    open_cases: int
    jobs: Mapping[tuple[str, str], int]  # by kind and state
    late_jobs: int
    last_done: Mapping[str, datetime]  # by kind; those done within the last 30 days


class LevelRepository:
    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    async def read(self) -> Levels:
        late = self._clock.now() - LATE_AFTER
        async with self._transactions.reading() as session:
            open_cases = await session.scalar(
                select(func.count()).select_from(CaseRow).where(CaseRow.state == "open")
            )
            late_jobs = await session.scalar(
                select(func.count())
                .select_from(JobRow)
                .where(JobRow.state == "waiting", JobRow.due < late)
            )
            jobs = await session.execute(
                select(JobRow.kind, JobRow.state, func.count(), func.max(JobRow.done_at)).group_by(
                    JobRow.kind, JobRow.state
                )
            )
            found = jobs.all()
        return Levels(
            open_cases=open_cases or 0,
            late_jobs=late_jobs or 0,
            jobs={(kind, state): count for kind, state, count, _ in found},
            last_done={kind: last for kind, state, _, last in found if state == "done" and last},
        )
