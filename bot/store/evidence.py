"""What the members of a server report of the jobs they took, as counts that name nobody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from bot.gigs.answers import Weight
from bot.store.engine import Transactions
from bot.store.evaluation_table import EvaluationRow
from bot.store.follow_ups import FollowUpRow

LEAST_MEMBERS = 5
"""Answers of fewer are not shown, not even how many: one member could shine through."""


@dataclass(frozen=True)
class Cell:
    """A share or an average, and of how many answers; both None below 5 members."""

    answers: int | None
    value: Fraction | None


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What became of the jobs of a server's members (inventory 5.6).

    Each job counts once, with the latest answer to each question. `more_work`: by what the member
    had expected of the job, the share that led to more work, from the same client or someone new.
    `hours`: the average of real by predicted hours. `statements`: of the jobs with points, the
    share for which a statement came; whether it paid anything is not asked. `leads`: the average
    number for each job (S46). `again`: the share that would be taken again.
    """

    more_work: Mapping[Weight, Cell]
    hours: Cell
    statements: Cell
    leads: Cell
    again: Cell


class _Report(NamedTuple):
    user_id: int
    more: int | None
    named: str | None
    hours: Decimal | None
    points: Decimal | None
    more_work: str | None
    leads: int | None
    real_hours: Decimal | None
    statement: bool | None
    again: str | None

    @property
    def expected(self) -> int | None:
        """How much more work was expected: something specific counts as such once named."""
        named = (self.named or "").strip()
        return self.more if named or self.more is None else min(self.more, Weight.MAYBE)


class EvidenceRepository:
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def of(self, guild_id: int) -> Evidence:
        reports = await self._reports(guild_id)
        return Evidence(
            more_work={
                weight: _cell(
                    (report, report.more_work != "none")
                    for report in reports
                    if report.more_work is not None and report.expected == weight
                )
                for weight in Weight
            },
            hours=_cell(
                (report, Fraction(report.real_hours) / Fraction(report.hours))
                for report in reports
                if report.real_hours is not None and report.hours
            ),
            statements=_cell(
                (report, report.statement)
                for report in reports
                if report.statement is not None and report.points
            ),
            leads=_cell(
                (report, leads) for report in reports if (leads := _leads(report)) is not None
            ),
            again=_cell(
                (report, report.again == "yes") for report in reports if report.again is not None
            ),
        )

    async def _reports(self, guild_id: int) -> list[_Report]:
        early, late = aliased(FollowUpRow), aliased(FollowUpRow)
        wanted = (
            select(
                EvaluationRow.user_id,
                EvaluationRow.more,
                EvaluationRow.named,
                EvaluationRow.hours,
                EvaluationRow.points,
                func.coalesce(late.more_work, early.more_work),
                func.coalesce(late.leads, early.leads),
                func.coalesce(late.real_hours, early.real_hours),
                func.coalesce(late.statement, early.statement),
                func.coalesce(late.again, early.again),
            )
            .outerjoin(
                early,
                (early.evaluation_id == EvaluationRow.id)
                & (early.day == 30)
                & (early.state == "answered"),
            )
            .outerjoin(
                late,
                (late.evaluation_id == EvaluationRow.id)
                & (late.day == 90)
                & (late.state == "answered"),
            )
            .where(
                EvaluationRow.guild_id == guild_id,
                or_(early.id.is_not(None), late.id.is_not(None)),
            )
        )
        async with self._transactions.reading() as session:
            return [_Report._make(row) for row in await session.execute(wanted)]


def _leads(report: _Report) -> int | None:
    return 0 if report.more_work == "none" else report.leads


def _cell(answers: Iterable[tuple[_Report, Fraction | int]]) -> Cell:
    # Their mean and not their median, which for an odd number is what one member said.
    given = [(report.user_id, Fraction(answer)) for report, answer in answers]
    if len({user_id for user_id, _ in given}) < LEAST_MEMBERS:
        return Cell(None, None)
    return Cell(len(given), sum((answer for _, answer in given), Fraction()) / len(given))
