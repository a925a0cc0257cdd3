"""Reading cases: each with its messages, its reports and what moderators did."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar, cast

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.store.case import (
    CONFIRMED,
    OVERTURNED,
    Case,
    CaseAction,
    CaseCard,
    CaseDecision,
    CaseHistory,
    CaseMessage,
    CaseOrigin,
    CaseReport,
    CaseState,
    CaseWeek,
    Decided,
    KeptPart,
    KeptSignal,
    Ruling,
)
from bot.store.case_table import CaseDecisionRow, CaseMessageRow, CaseReportRow, CaseRow

_Row = TypeVar("_Row", CaseMessageRow, CaseReportRow, CaseDecisionRow)
_FRESH = {"populate_existing": True}
_WEEK = timedelta(days=7)


async def read_cases(
    session: AsyncSession,
    condition: ColumnElement[bool],
    *,
    newest_first: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> list[Case]:
    """Return the cases for which the condition holds, the oldest first unless told otherwise."""
    order = CaseRow.id.desc() if newest_first else CaseRow.id
    wanted = select(CaseRow).where(condition).order_by(order).limit(limit).offset(offset)
    rows = (await session.scalars(wanted, execution_options=_FRESH)).all()
    ids = [row.id for row in rows]
    messages = await _by_case(session, CaseMessageRow, ids, CaseMessageRow.message_id)
    reports = await _by_case(
        session, CaseReportRow, ids, CaseReportRow.reported_at, CaseReportRow.user_id
    )
    decisions = await _by_case(session, CaseDecisionRow, ids, CaseDecisionRow.id)
    return [_case(row, messages[row.id], reports[row.id], decisions[row.id]) for row in rows]


async def read_case(session: AsyncSession, case_id: int) -> Case | None:
    found = await read_cases(session, CaseRow.id == case_id)
    return found[0] if found else None


async def read_history(session: AsyncSession, condition: ColumnElement[bool]) -> CaseHistory:
    """Count the cases for which the condition holds."""
    counted = select(
        func.count(),
        func.count().filter(CaseRow.decision.in_(CONFIRMED)),
        func.count().filter(CaseRow.decision.in_(OVERTURNED)),
        func.max(CaseRow.opened_at),
    ).where(condition)
    return CaseHistory(*(await session.execute(counted)).one())


async def read_weeks(
    session: AsyncSession, guild_id: int, since: datetime, until: datetime
) -> list[CaseWeek]:
    """Count a server's cases by the week in which they were opened, weeks without any too."""
    first, last = _monday(since), _monday(until)
    # The Monday of the week: on to its Sunday, and six days back.
    # https://sqlite.org/lang_datefunc.html#modifiers
    monday = func.date(CaseRow.opened_at, "weekday 0", "-6 days")
    judged = CaseRow.origin == "judged"
    counted = (
        select(
            monday,
            func.count().filter(judged),
            func.count().filter(CaseRow.origin == "reported"),
            func.count().filter(judged & CaseRow.decision.in_(CONFIRMED)),
            func.count().filter(judged & CaseRow.decision.in_(OVERTURNED)),
        )
        .where(CaseRow.guild_id == guild_id, CaseRow.opened_at >= _midnight(first))
        .group_by(monday)
    )
    rows = await session.execute(counted)
    weeks = [CaseWeek(date.fromisoformat(begins), *counts) for begins, *counts in rows]
    found = {week.begins: week for week in weeks}
    begins = [first + _WEEK * number for number in range((last - first) // _WEEK + 1)]
    return [found.get(monday, CaseWeek(monday)) for monday in begins]


def _monday(moment: datetime) -> date:
    day = moment.astimezone(UTC).date()
    return day - timedelta(days=day.weekday())


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


async def _by_case(
    session: AsyncSession,
    table: type[_Row],
    case_ids: Sequence[int],
    *order: InstrumentedAttribute[int] | InstrumentedAttribute[datetime],
) -> defaultdict[int, list[_Row]]:
    wanted = select(table).where(table.case_id.in_(case_ids)).order_by(*order)
    rows: defaultdict[int, list[_Row]] = defaultdict(list)
    for row in await session.scalars(wanted, execution_options=_FRESH):
        rows[row.case_id].append(row)
    return rows


def _case(
    row: CaseRow,
    messages: Iterable[CaseMessageRow],
    reports: Iterable[CaseReportRow],
    decisions: Iterable[CaseDecisionRow],
) -> Case:
    return Case(
        id=row.id,
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        author_id=row.author_id,
        origin=cast("CaseOrigin", row.origin),  # here and below: the CHECKs allow nothing else
        action=cast("CaseAction", row.action),
        rule=row.rule,
        score=row.score,
        rules_version=row.rules_version,
        state=cast("CaseState", row.state),
        decision=cast("Ruling | None", row.decision),
        decided_at=row.decided_at,
        opened_at=row.opened_at,
        revision=row.revision,
        card=_card(row),
        messages=tuple(_message(message) for message in messages),
        reports=tuple(
            CaseReport(report.user_id, report.message_id, report.reason, report.reported_at)
            for report in reports
        ),
        decisions=tuple(
            CaseDecision(one.user_id, cast("Decided", one.decided), one.decided_at)
            for one in decisions
        ),
    )


def _card(row: CaseRow) -> CaseCard | None:
    if row.card_channel_id is None or row.card_message_id is None or row.card_revision is None:
        return None
    return CaseCard(row.card_channel_id, row.card_message_id, row.card_revision)


def _message(row: CaseMessageRow) -> CaseMessage:
    return CaseMessage(
        message_id=row.message_id,
        channel_id=row.channel_id,
        posted_at=row.posted_at,
        action=cast("CaseAction", row.action),
        rule=row.rule,
        score=row.score,
        rules_version=row.rules_version,
        signals=tuple(
            KeptSignal(**{**signal, "span": tuple(signal["span"])}) for signal in row.signals
        ),
        digest=row.digest,
        parts=tuple(KeptPart(**part) for part in row.parts or ()),
        deleted_at=row.deleted_at,
    )
