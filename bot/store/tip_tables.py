"""The tables of weekly tips: schedules, occurrences, what moderators are told."""

from datetime import datetime, time
from typing import get_args

from sqlalchemy import CheckConstraint, Index, String, Time, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Base
from bot.store.columns import Snowflake, UtcDateTime, one_of
from bot.store.people import Keeping
from bot.store.tip import TipNoticeKind, TipProblem, TipState
from bot.tips import Weekday


class TipScheduleRow(
    Base,
    keeping=Keeping(why="When and where the server has its weekly tip.", guild="guild_id"),
):
    __tablename__ = "tip_schedules"
    __table_args__ = (one_of("weekday", [int(day) for day in Weekday]),)

    guild_id: Mapped[int] = mapped_column(Snowflake, primary_key=True, autoincrement=False)
    weekday: Mapped[int]
    at: Mapped[time] = mapped_column(Time)
    zone: Mapped[str | None] = mapped_column(String(64))
    channel_id: Mapped[int | None] = mapped_column(Snowflake)
    is_paused: Mapped[bool]
    begun: Mapped[datetime] = mapped_column(UtcDateTime)


class TipOccurrenceRow(
    Base,
    keeping=Keeping(
        why="Which tip came when, where it stands, and how often its buttons were pressed; the "
        "rotation follows from it.",
        guild="guild_id",
    ),
):
    __tablename__ = "tip_occurrences"
    __table_args__ = (
        UniqueConstraint("guild_id", "due"),
        one_of("state", get_args(TipState)),
        one_of("problem", get_args(TipProblem)),
        CheckConstraint(
            "state NOT IN ('posted', 'pinned', 'done') OR message_id IS NOT NULL", name="posted"
        ),
        Index(None, "guild_id", "state"),
        {"sqlite_autoincrement": True},  # an id is never given twice: buttons hold it for ever
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    guild_id: Mapped[int] = mapped_column(Snowflake)
    due: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(7))
    problem: Mapped[str | None] = mapped_column(String(12))
    tip_id: Mapped[str | None] = mapped_column(String(50))
    tries: Mapped[int] = mapped_column(server_default=text("0"))
    channel_id: Mapped[int | None] = mapped_column(Snowflake)
    after_id: Mapped[int | None] = mapped_column(Snowflake)
    message_id: Mapped[int | None] = mapped_column(Snowflake)
    thread_id: Mapped[int | None] = mapped_column(Snowflake)
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    posted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    pinned_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    unpinned_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    more_presses: Mapped[int] = mapped_column(server_default=text("0"))
    discuss_presses: Mapped[int] = mapped_column(server_default=text("0"))


class TipNoticeRow(
    Base,
    keeping=Keeping(
        why="What moderators were told about the weekly tips, so that it is once.",
        guild="guild_id",
    ),
):
    __tablename__ = "tip_notices"
    __table_args__ = (one_of("kind", get_args(TipNoticeKind)),)

    guild_id: Mapped[int] = mapped_column(Snowflake, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    number: Mapped[int]
    due: Mapped[datetime | None] = mapped_column(UtcDateTime)
    channel_id: Mapped[int | None] = mapped_column(Snowflake)
    raised_at: Mapped[datetime] = mapped_column(UtcDateTime)
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    mended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
