"""What a guild's moderators have set: one row a guild, the defaults for a guild without one."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Literal, TypeAlias, TypedDict, Unpack, cast, get_args

from sqlalchemy import CheckConstraint, String, text
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, mapped_column

from bot import limits
from bot.store.base import Base
from bot.store.columns import Snowflake, UtcDateTime, one_of
from bot.store.engine import Transactions
from bot.store.people import Keeping

ModerationMode: TypeAlias = Literal["off", "observe", "review", "enforce"]

CASE_TEXT_DAYS = 30
"""How long the text of an open case is kept, at most; a server may choose less."""

STRIKE_DAYS = 90
TIMEOUT_MINUTES = 60
LONGEST_STRIKE_DAYS = 365  # as long as cases are kept
LONGEST_TIMEOUT_MINUTES = limits.TIMEOUT_DAYS * 24 * 60


@dataclass(frozen=True)
class GuildSettings:
    """Ids are Discord's; `zone` is an IANA name that whoever sets it has checked.

    `moderation_mode` is for a server that has the feature: nothing is judged, decisions are
    counted and no more, cases go to the moderators' log, or clear ones are taken down as well.
    `moderation_mode_since` is None while nobody has chosen. `case_text_days` is 1 to 30. A strike
    fades after `strike_days`, 1 to 365; a time-out of the ladder lasts `timeout_minutes`, 28 days
    at most.
    """

    guild_id: int
    biz_talk_channel_id: int | None = None
    log_channel_id: int | None = None
    show_work_channel_id: int | None = None
    moderator_role_id: int | None = None
    zone: str = "UTC"
    moderation_mode: ModerationMode = "observe"
    moderation_mode_since: datetime | None = None
    case_text_days: int = CASE_TEXT_DAYS
    strike_days: int = STRIKE_DAYS
    timeout_minutes: int = TIMEOUT_MINUTES


class Changes(TypedDict, total=False):
    """The settings that can be changed; None takes an id back."""

    biz_talk_channel_id: int | None
    log_channel_id: int | None
    show_work_channel_id: int | None
    moderator_role_id: int | None
    zone: str
    moderation_mode: ModerationMode
    moderation_mode_since: datetime | None
    case_text_days: int
    strike_days: int
    timeout_minutes: int


class GuildSettingsRow(
    Base,
    keeping=Keeping(
        why="The server's own choices: channels, role, zone, and how it is moderated.",
        guild="guild_id",
    ),
):
    __tablename__ = "guild_settings"
    __table_args__ = (
        one_of("moderation_mode", get_args(ModerationMode)),
        CheckConstraint(f"case_text_days BETWEEN 1 AND {CASE_TEXT_DAYS}", name="case_text_days"),
        CheckConstraint(f"strike_days BETWEEN 1 AND {LONGEST_STRIKE_DAYS}", name="strike_days"),
        CheckConstraint(
            f"timeout_minutes BETWEEN 1 AND {LONGEST_TIMEOUT_MINUTES}", name="timeout_minutes"
        ),
    )

    guild_id: Mapped[int] = mapped_column(Snowflake, primary_key=True, autoincrement=False)
    biz_talk_channel_id: Mapped[int | None] = mapped_column(Snowflake)
    log_channel_id: Mapped[int | None] = mapped_column(Snowflake)
    show_work_channel_id: Mapped[int | None] = mapped_column(Snowflake)
    moderator_role_id: Mapped[int | None] = mapped_column(Snowflake)
    zone: Mapped[str] = mapped_column(String(64))
    moderation_mode: Mapped[str] = mapped_column(String(7), server_default="observe")
    moderation_mode_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    case_text_days: Mapped[int] = mapped_column(server_default=text(str(CASE_TEXT_DAYS)))
    strike_days: Mapped[int] = mapped_column(server_default=text(str(STRIKE_DAYS)))
    timeout_minutes: Mapped[int] = mapped_column(server_default=text(str(TIMEOUT_MINUTES)))


class GuildSettingsRepository:
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def get(self, guild_id: int) -> GuildSettings:
        async with self._transactions.reading() as session:
            row = await session.get(GuildSettingsRow, guild_id, populate_existing=True)
            return GuildSettings(guild_id) if row is None else _settings(row)

    async def set(self, guild_id: int, **changes: Unpack[Changes]) -> GuildSettings:
        """Change some settings, keep the others, and return all of them."""
        async with self._transactions.writing() as session:
            row = await session.get(GuildSettingsRow, guild_id, populate_existing=True)
            before = GuildSettings(guild_id) if row is None else _settings(row)
            after = replace(before, **changes)
            values = asdict(after)
            await session.execute(
                insert(GuildSettingsRow)
                .values(values)
                .on_conflict_do_update(index_elements=["guild_id"], set_=values)
            )
            return after


def _settings(row: GuildSettingsRow) -> GuildSettings:
    return GuildSettings(
        guild_id=row.guild_id,
        biz_talk_channel_id=row.biz_talk_channel_id,
        log_channel_id=row.log_channel_id,
        show_work_channel_id=row.show_work_channel_id,
        moderator_role_id=row.moderator_role_id,
        zone=row.zone,
        moderation_mode=cast("ModerationMode", row.moderation_mode),  # the CHECK allows no other
        moderation_mode_since=row.moderation_mode_since,
        case_text_days=row.case_text_days,
        strike_days=row.strike_days,
        timeout_minutes=row.timeout_minutes,
    )
