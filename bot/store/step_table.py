"""The tables of what is done about cases: steps, posts taken down, strikes, appeals."""

from datetime import datetime
from typing import get_args

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Base
from bot.store.case_table import CaseRow
from bot.store.columns import Snowflake, UtcDateTime, one_of
from bot.store.people import Keeping, Theirs
from bot.store.step import StepKind, StepOutcome, StepState

LONGEST_APPEAL = 1_000
LONGEST_ANSWER = 1_000
REMOVED_DAYS = 30
"""How long the text of a post that was taken down is kept for its author, at most."""


class StepRow(
    Base,
    keeping=Keeping(
        why="What was done about a case, by whom, and how it went; it goes with the case.",
        person="user_id",
        guild="guild_id",
        theirs=Theirs(
            name="What was done about your messages",
            about="What was taken down or put back, time-outs, and what I wrote to you about it.",
            life="as long as the case",
            kept="What was done and how it went, without you, as long as the case is kept.",
            hidden=frozenset({"by", "channel_id", "message_id"}),
        ),
        staff={"by": ("case_id", "guild_id", "kind", "state", "planned_at", "done_at", "until")},
        shows=("channel_id", "message_id"),
    ),
):
    __tablename__ = "moderation_steps"
    __table_args__ = (
        one_of("kind", get_args(StepKind)),
        one_of("state", get_args(StepState)),
        one_of("outcome", get_args(StepOutcome)),
        CheckConstraint("(state = 'failed') <= (outcome IS NOT NULL)", name="failed"),
        UniqueConstraint("case_id", "kind", "target_id"),
        Index(None, "guild_id", "state"),
        Index(None, "target_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CaseRow.id, ondelete="CASCADE"))
    guild_id: Mapped[int] = mapped_column(Snowflake)
    user_id: Mapped[int] = mapped_column(Snowflake)
    kind: Mapped[str] = mapped_column(String(11))
    target_id: Mapped[int] = mapped_column(Snowflake)
    """The message it is about; 0 for what is about the member."""
    by: Mapped[int | None] = mapped_column(Snowflake)
    """The moderator; empty for what the bot did of itself."""
    state: Mapped[str] = mapped_column(String(7))
    outcome: Mapped[str | None] = mapped_column(String(11))
    channel_id: Mapped[int | None] = mapped_column(Snowflake)
    message_id: Mapped[int | None] = mapped_column(Snowflake)
    until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    planned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RemovedPostRow(
    Base,
    keeping=Keeping(
        why="A post that was taken down: its text, so that its author has it and it can be put "
        "back, and the words that matched.",
        person="author_id",
        guild="guild_id",
        days=REMOVED_DAYS + 1,  # should no hourly round have let it go, with its card
        since="removed_at",
        theirs=Theirs(
            name="Posts of yours that were taken down",
            about="Their text, so that you have it and it can be put back, and what matched.",
            life=f"{REMOVED_DAYS} days at most",
        ),
    ),
):
    __tablename__ = "moderation_removed"
    __table_args__ = (Index(None, "case_id"), Index(None, "author_id"))

    message_id: Mapped[int] = mapped_column(Snowflake, primary_key=True, autoincrement=False)
    case_id: Mapped[int] = mapped_column(ForeignKey(CaseRow.id, ondelete="CASCADE"))
    guild_id: Mapped[int] = mapped_column(Snowflake)
    channel_id: Mapped[int] = mapped_column(Snowflake)
    author_id: Mapped[int] = mapped_column(Snowflake)
    text: Mapped[str]
    matched: Mapped[str]
    """The words that weighed most, a line each, as they were written; empty if none did."""
    has_files: Mapped[bool]
    posted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    removed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class StrikeRow(
    Base,
    keeping=Keeping(
        why="That a case was clear, which counts on the ladder until it fades.",
        person="user_id",
        guild="guild_id",
        theirs=Theirs(
            name="Your strikes",
            about="That a case of yours was clear.",
            life="it counts for as many days as the server has set, and goes with the case",
            kept="One that still counts goes on counting, under a number that is made of your id "
            "with a secret key; once it has faded, under none.",
        ),
    ),
):
    __tablename__ = "moderation_strikes"
    __table_args__ = (Index(None, "guild_id", "user_id"),)

    case_id: Mapped[int] = mapped_column(
        ForeignKey(CaseRow.id, ondelete="CASCADE"), primary_key=True
    )
    guild_id: Mapped[int] = mapped_column(Snowflake)
    user_id: Mapped[int] = mapped_column(Snowflake)
    strike: Mapped[int]
    """Its number as it was given; 0 for a first case, which has no consequence but counts."""
    asks_moderators: Mapped[bool]
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class AppealRow(
    Base,
    keeping=Keeping(
        why="That a member asked moderators to look at a case again, and what they answered.",
        person="user_id",
        guild="guild_id",
        theirs=Theirs(
            name="Your appeals",
            about="What you asked moderators about a case, and what they answered.",
            life="as long as the case",
            kept="That there was an appeal, without you and the words: a case has one.",
            hidden=frozenset({"answered_by", "reminded_at"}),
        ),
        staff={"answered_by": ("case_id", "guild_id", "answer", "answered_at")},
    ),
):
    __tablename__ = "moderation_appeals"
    __table_args__ = (
        CheckConstraint("(answered_at IS NULL) = (answered_by IS NULL)", name="answered"),
        Index(None, "guild_id", "answered_at"),
    )

    case_id: Mapped[int] = mapped_column(
        ForeignKey(CaseRow.id, ondelete="CASCADE"), primary_key=True
    )
    guild_id: Mapped[int] = mapped_column(Snowflake)
    user_id: Mapped[int] = mapped_column(Snowflake)
    reason: Mapped[str] = mapped_column(String(LONGEST_APPEAL))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answer: Mapped[str] = mapped_column(String(LONGEST_ANSWER))
    answered_by: Mapped[int | None] = mapped_column(Snowflake)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
