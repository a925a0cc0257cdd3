"""What a guild's moderators have set: one row a guild, the defaults for a guild without one."""

from dataclasses import asdict, dataclass, replace
from typing import TypedDict, Unpack

from sqlalchemy import String
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Base
from bot.store.columns import Snowflake
from bot.store.engine import Transactions
from bot.store.people import Keeping


@dataclass(frozen=True)
class GuildSettings:
    """Ids are Discord's; `zone` is an IANA name that whoever sets it has checked."""

    guild_id: int
    biz_talk_channel_id: int | None = None
    log_channel_id: int | None = None
    show_work_channel_id: int | None = None
    moderator_role_id: int | None = None
    zone: str = "UTC"


class Changes(TypedDict, total=False):
    """The settings that can be changed; None takes an id back."""

    biz_talk_channel_id: int | None
    log_channel_id: int | None
    show_work_channel_id: int | None
    moderator_role_id: int | None
    zone: str


class GuildSettingsRow(
    Base,
    keeping=Keeping(why="The server's own choices of channels, role and zone.", guild="guild_id"),
):
    __tablename__ = "guild_settings"

    guild_id: Mapped[int] = mapped_column(Snowflake, primary_key=True, autoincrement=False)
    biz_talk_channel_id: Mapped[int | None] = mapped_column(Snowflake)
    log_channel_id: Mapped[int | None] = mapped_column(Snowflake)
    show_work_channel_id: Mapped[int | None] = mapped_column(Snowflake)
    moderator_role_id: Mapped[int | None] = mapped_column(Snowflake)
    zone: Mapped[str] = mapped_column(String(64))


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
    )
