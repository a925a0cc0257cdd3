"""Cases and the people in them who asked to be deleted: words go at once, the person when it ends.

A case that is open, a step that is planned, a time-out that runs and an appeal without an answer
need to know whom they are about: deleting must be no way round the rules. So a case is marked, and
stops naming its author as soon as it is over, or else at the moment of its mark. A strike that
still counts goes on counting under a pseudonym, by which the same member is known again.
"""

import hmac
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import ColumnElement, delete, exists, func, null, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.case_forgetting import forget
from bot.store.case_opening import AS_IT_STANDS, touch
from bot.store.case_table import (
    HELD_DAYS,
    CaseDecisionRow,
    CaseMessageRow,
    CaseReportRow,
    CaseRow,
)
from bot.store.guild_settings import STRIKE_DAYS, GuildSettingsRow
from bot.store.keys import KeyRow
from bot.store.people import NOBODY
from bot.store.step_table import AppealRow, RemovedPostRow, StepRow, StrikeRow

KEY = "pseudonyms"
"""The name of the key that pseudonyms are made with."""


@dataclass(frozen=True)
class Held:
    """What still is about a person who was deleted: cases until then, strikes that count."""

    cases: int
    cases_until: datetime | None
    strikes: int
    strikes_until: datetime | None


def pseudonym(secret: bytes, *ids: int) -> int:
    """A number that stands for these ids: below zero, as no snowflake is, and the same each time.

    Whoever has the key can find out whether it stands for somebody they think of; nobody else can.
    """
    found = hmac.new(secret, ":".join(map(str, ids)).encode(), sha256).digest()
    return -1 - (int.from_bytes(found[:8], "big") >> 1)


async def names_of(session: AsyncSession, guild_id: int, user_id: int) -> list[int]:
    """Under which numbers strikes of a member may stand: their id, and a pseudonym."""
    secret = await _secret(session)
    return [user_id] if secret is None else [user_id, pseudonym(secret, guild_id, user_id)]


async def leave(session: AsyncSession, user_id: int, now: datetime) -> Collection[int]:
    """Take a person's words out of all cases, and the person out of those that are over.

    Returns the cases whose cards have to be drawn anew.
    """
    theirs = CaseRow.author_id == user_id
    cases = set(await session.scalars(select(CaseRow.id).where(theirs)))
    await _take_words(session, cases)
    last = func.coalesce(CaseRow.leave_by, now + timedelta(days=HELD_DAYS))
    await session.execute(
        update(CaseRow).where(theirs).values(leave_by=last), execution_options=AS_IT_STANDS
    )
    await _let_go(session, await _over(session, now, theirs), now)
    others = await _leave_reports(session, user_id) | await _leave_staff(session, user_id)
    for case_id in cases | others:
        await touch(session, case_id)
    return cases | others


async def let_go_ended(session: AsyncSession, now: datetime) -> Collection[int]:
    """Take people out of marked cases that are over, and pseudonyms from strikes that faded.

    Returns the cases whose cards have to be drawn anew.
    """
    marked = CaseRow.leave_by.is_not(None) & (CaseRow.author_id != NOBODY)
    ended = await _over(session, now, marked)
    await _take_words(session, ended)
    await _let_go(session, ended, now)
    for case_id in ended:
        await touch(session, case_id)
    faded = [
        one.case_id for one in await _strikes(session, StrikeRow.user_id < 0) if one.end <= now
    ]
    await _rename(session, faded, NOBODY)
    return ended


async def held(session: AsyncSession, user_id: int, now: datetime) -> Held:
    """Return what still is about a person after `leave`."""
    waiting = select(func.count(), func.max(CaseRow.leave_by)).where(
        CaseRow.author_id == user_id, CaseRow.leave_by.is_not(None)
    )
    cases, until = (await session.execute(waiting)).one()
    guilds = (await session.scalars(select(StrikeRow.guild_id).distinct())).all()
    names = {name for guild in guilds for name in await names_of(session, guild, user_id)}
    ends = [one.end for one in await _strikes(session, StrikeRow.user_id.in_(names))]
    counting = [end for end in ends if end > now]
    return Held(cases, until, len(counting), max(counting, default=None))


@dataclass(frozen=True)
class _Standing:
    """A strike, whose it is, and when it stops counting; in the past if it was withdrawn."""

    case_id: int
    guild_id: int
    user_id: int
    end: datetime


async def _strikes(session: AsyncSession, condition: ColumnElement[bool]) -> Sequence[_Standing]:
    days = func.coalesce(GuildSettingsRow.strike_days, STRIKE_DAYS)
    wanted = (
        select(StrikeRow, days)
        .outerjoin(GuildSettingsRow, GuildSettingsRow.guild_id == StrikeRow.guild_id)
        .where(condition)
    )
    rows = await session.execute(wanted, execution_options={"populate_existing": True})
    return [
        _Standing(
            row.case_id,
            row.guild_id,
            row.user_id,
            row.withdrawn_at or row.given_at + timedelta(days=kept),
        )
        for row, kept in rows
    ]


async def _over(
    session: AsyncSession, now: datetime, condition: ColumnElement[bool]
) -> Collection[int]:
    """Return cases of which nothing is under way any more, or that have been held long enough."""
    of_case = StepRow.case_id == CaseRow.id
    running = (StepRow.kind == "timeout") & (StepRow.state == "done") & (StepRow.until > now)
    unanswered = (AppealRow.case_id == CaseRow.id) & AppealRow.answered_at.is_(None)
    under_way = or_(
        CaseRow.state == "open",
        exists().where(of_case, or_(StepRow.state == "planned", running)),
        exists().where(unanswered),
    )
    over = or_(~under_way, CaseRow.leave_by <= now)
    return set(await session.scalars(select(CaseRow.id).where(condition, over)))


async def _take_words(session: AsyncSession, cases: Collection[int]) -> None:
    """Forget what the author of cases wrote, there and to moderators; nothing is put back then."""
    await forget(session, CaseMessageRow.case_id.in_(cases))
    await session.execute(delete(RemovedPostRow).where(RemovedPostRow.case_id.in_(cases)))
    back = (StepRow.kind == "restore") & (StepRow.state == "planned")
    await session.execute(delete(StepRow).where(StepRow.case_id.in_(cases), back))
    await session.execute(
        update(AppealRow).where(AppealRow.case_id.in_(cases)).values(reason="", answer=""),
        execution_options=AS_IT_STANDS,
    )


async def _let_go(session: AsyncSession, cases: Collection[int], now: datetime) -> None:
    """Take the author out of cases; their strikes that count get a pseudonym."""
    secret = await _secret(session)
    for one in await _strikes(session, StrikeRow.case_id.in_(cases)):
        counts = one.end > now and one.user_id > 0
        name = pseudonym(secret, one.guild_id, one.user_id) if counts and secret else NOBODY
        await _rename(session, [one.case_id], name)
    # A channel of direct messages is as good as a name; what was put back stands where all read.
    letters = StepRow.case_id.in_(cases) & (StepRow.kind != "restore")
    await session.execute(
        update(StepRow).where(letters).values(channel_id=null(), message_id=null()),
        execution_options=AS_IT_STANDS,
    )
    for table, person, of_case in _ABOUT_AUTHORS:
        await session.execute(
            update(table).where(of_case.in_(cases)).values({person: NOBODY}),
            execution_options=AS_IT_STANDS,
        )


async def _rename(session: AsyncSession, cases: Collection[int], user_id: int) -> None:
    renamed = update(StrikeRow).where(StrikeRow.case_id.in_(cases)).values(user_id=user_id)
    await session.execute(renamed, execution_options=AS_IT_STANDS)


async def _leave_reports(session: AsyncSession, user_id: int) -> set[int]:
    """Let somebody have reported what this person did; return the cases."""
    by = CaseReportRow.user_id == user_id
    cases = set(await session.scalars(select(CaseReportRow.case_id).where(by)))
    secret = await _secret(session)
    for case_id in cases if secret else ():
        name = pseudonym(secret or b"", case_id, user_id)  # of one case, two may be nobody
        this = by & (CaseReportRow.case_id == case_id)
        await session.execute(
            update(CaseReportRow).where(this).values(user_id=name, reason=""),
            execution_options=AS_IT_STANDS,
        )
    return cases


async def _leave_staff(session: AsyncSession, user_id: int) -> set[int]:
    """Let a moderator have done what this one did; return the cases."""
    cases: set[int] = set()
    for table, moderator, case_id in _BY_MODERATORS:
        anonymous = update(table).where(moderator == user_id).values({moderator: NOBODY})
        done = await session.scalars(anonymous.returning(case_id), execution_options=AS_IT_STANDS)
        cases |= set(done)
    return cases


async def _secret(session: AsyncSession) -> bytes | None:
    return await session.scalar(select(KeyRow.secret).where(KeyRow.name == KEY))


_ABOUT_AUTHORS = (
    (CaseRow, CaseRow.author_id, CaseRow.id),
    (CaseMessageRow, CaseMessageRow.author_id, CaseMessageRow.case_id),
    (StepRow, StepRow.user_id, StepRow.case_id),
    (AppealRow, AppealRow.user_id, AppealRow.case_id),
)
_BY_MODERATORS = (
    (CaseDecisionRow, CaseDecisionRow.user_id, CaseDecisionRow.case_id),
    (StepRow, StepRow.by, StepRow.case_id),
    (AppealRow, AppealRow.answered_by, AppealRow.case_id),
)
