"""Forgetting what messages of cases said: the texts go, what was found in them stays."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, null, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.case_opening import AS_IT_STANDS
from bot.store.case_table import CaseMessageRow, CaseRow
from bot.store.guild_settings import CASE_TEXT_DAYS, GuildSettingsRow


async def forget(
    session: AsyncSession, condition: ColumnElement[bool], **values: object
) -> set[int]:
    """Empty the texts of the messages for which the condition holds; return the cases' ids."""
    emptied = (
        update(CaseMessageRow)
        .where(condition)
        .values(**values, parts=null(), text_at=null())
        .returning(CaseMessageRow.case_id)
    )
    return set(await session.scalars(emptied, execution_options=AS_IT_STANDS))


async def forget_old(session: AsyncSession, now: datetime) -> set[int]:
    """Empty every text that is older than its server allows; return the cases' ids."""
    days = func.coalesce(GuildSettingsRow.case_text_days, CASE_TEXT_DAYS)
    cases = select(CaseRow.id).outerjoin(
        GuildSettingsRow, GuildSettingsRow.guild_id == CaseRow.guild_id
    )
    forgotten: set[int] = set()
    for kept in (await session.scalars(cases.with_only_columns(days).distinct())).all():
        outlived = CaseMessageRow.text_at < now - timedelta(days=kept)
        theirs = CaseMessageRow.case_id.in_(cases.where(days == kept))
        forgotten |= await forget(session, outlived & theirs)
    return forgotten
