"""The tables of moderation cases: what was found in which messages, by whom told, how decided."""

from datetime import datetime
from typing import Any, get_args

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Base
from bot.store.case import CaseAction, CaseOrigin, CaseState, Decided, Ruling
from bot.store.columns import Snowflake, UtcDateTime, one_of
from bot.store.people import AS_MODERATOR, Keeping, Theirs

KEPT_DAYS = 365
"""How long a case stays after it was decided, or opened if it never was; members are told this."""

HELD_DAYS = 30
"""How long a case that is not over names a person who asked to be deleted, at most."""

LONGEST_REASON = 200

# Where moderators read of a case is no member's matter.
_OF_THE_CARD = frozenset(
    {"card_channel_id", "card_message_id", "card_revision", "revision", "kept_from", "leave_by"}
)

# A column of JSON that is NULL, and not the word null, where there is nothing.
_JSON = JSON(none_as_null=True)


class CaseRow(
    Base,
    keeping=Keeping(
        why="That messages of a member were held against a rule, and what moderators decided.",
        person="author_id",
        guild="guild_id",
        days=KEPT_DAYS,
        since="kept_from",
        theirs=Theirs(
            name="Cases about your messages",
            about="That a rule speaks against a message of yours, and what moderators decided.",
            life=f"{KEPT_DAYS} days after the decision",
            kept="The server keeps how it was decided, without you, to see whether it is fair. "
            "An open case, a time-out or an appeal names you until it is over, "
            f"{HELD_DAYS} days at most: deleting is no way round the rules.",
            hidden=_OF_THE_CARD,
        ),
    ),
):
    __tablename__ = "moderation_cases"
    __table_args__ = (
        one_of("origin", get_args(CaseOrigin)),
        one_of("action", get_args(CaseAction)),
        one_of("state", get_args(CaseState)),
        one_of("decision", get_args(Ruling)),
        CheckConstraint("(state = 'decided') = (decision IS NOT NULL)", name="decided"),
        Index(None, "guild_id", "author_id"),
        Index(None, "guild_id", "state"),
        {"sqlite_autoincrement": True},  # an id is never given twice: buttons may hold it for ever
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    guild_id: Mapped[int] = mapped_column(Snowflake)
    channel_id: Mapped[int] = mapped_column(Snowflake)
    author_id: Mapped[int] = mapped_column(Snowflake)
    origin: Mapped[str] = mapped_column(String(8))
    action: Mapped[str] = mapped_column(String(6))
    rule: Mapped[str] = mapped_column(String(50))
    score: Mapped[int]
    rules_version: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(7))
    decision: Mapped[str | None] = mapped_column(String(13))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revision: Mapped[int]
    card_channel_id: Mapped[int | None] = mapped_column(Snowflake)
    card_message_id: Mapped[int | None] = mapped_column(Snowflake)
    card_revision: Mapped[int | None]
    kept_from: Mapped[datetime] = mapped_column(UtcDateTime)
    """When it was decided; while it is open, when it was opened, or opened again."""
    leave_by: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When it stops naming its author at the latest, who has asked to be deleted."""


class CaseMessageRow(
    Base,
    keeping=Keeping(
        why="The messages of a case: their text while it is open, a keyed hash, what was found.",
        person="author_id",
        theirs=Theirs(
            name="Your messages in cases",
            about="Their text while the case is open, 30 days at most, and what was found in it.",
            life="as long as the case",
            kept="Which message it was, a keyed hash of it and what was found, without you and "
            "your words: the same message is not judged twice.",
            hidden=frozenset({"digest", "text_at"}),
        ),
    ),
):
    __tablename__ = "moderation_case_messages"
    __table_args__ = (
        one_of("action", get_args(CaseAction)),
        CheckConstraint("(parts IS NULL) = (text_at IS NULL)", name="text"),
        Index(None, "case_id"),
    )

    message_id: Mapped[int] = mapped_column(Snowflake, primary_key=True, autoincrement=False)
    case_id: Mapped[int] = mapped_column(ForeignKey(CaseRow.id, ondelete="CASCADE"))
    channel_id: Mapped[int] = mapped_column(Snowflake)
    author_id: Mapped[int] = mapped_column(Snowflake)
    posted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    action: Mapped[str] = mapped_column(String(6))
    rule: Mapped[str] = mapped_column(String(50))
    score: Mapped[int]
    rules_version: Mapped[str] = mapped_column(String(64))
    signals: Mapped[list[dict[str, Any]]] = mapped_column(_JSON)
    digest: Mapped[str] = mapped_column(String(64))
    parts: Mapped[list[dict[str, str]] | None] = mapped_column(_JSON)
    text_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When the text in `parts` was kept; empty together with it."""
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class CaseReportRow(
    Base,
    keeping=Keeping(
        why="That a member reported the messages of a case, and why; it goes with the case.",
        person="user_id",
        theirs=Theirs(
            name="Your reports",
            about="That you reported a message, and why.",
            life="as long as the case",
            kept="That somebody reported it, without you and your words: the case began with it.",
        ),
    ),
):
    __tablename__ = "moderation_reports"

    case_id: Mapped[int] = mapped_column(
        ForeignKey(CaseRow.id, ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[int] = mapped_column(Snowflake, primary_key=True)
    message_id: Mapped[int] = mapped_column(Snowflake)
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON))
    reported_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CaseDecisionRow(
    Base,
    keeping=Keeping(
        why="Which moderator decided a case or opened it again; it goes with the case.",
        person="user_id",
        theirs=AS_MODERATOR,
    ),
):
    __tablename__ = "moderation_decisions"
    __table_args__ = (one_of("decided", get_args(Decided)), Index(None, "case_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CaseRow.id, ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(Snowflake)
    decided: Mapped[str] = mapped_column(String(13))
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)
