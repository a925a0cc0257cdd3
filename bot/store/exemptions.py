"""Which channels and roles of a server are not judged."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from sqlalchemy import String, delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Base
from bot.store.columns import Snowflake, one_of
from bot.store.engine import Transactions
from bot.store.people import Keeping

ExemptKind: TypeAlias = Literal["channel", "role"]


@dataclass(frozen=True)
class Exemptions:
    """Ids of the channels and roles that a server's moderators have exempted."""

    channels: frozenset[int] = frozenset()
    roles: frozenset[int] = frozenset()


class ExemptionRow(
    Base,
    keeping=Keeping(why="The channels and roles that a server does not judge.", guild="guild_id"),
):
    __tablename__ = "moderation_exemptions"
    __table_args__ = (one_of("kind", get_args(ExemptKind)),)

    guild_id: Mapped[int] = mapped_column(Snowflake, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(7), primary_key=True)
    target_id: Mapped[int] = mapped_column(Snowflake, primary_key=True, autoincrement=False)


class ExemptionRepository:
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def add(self, guild_id: int, kind: ExemptKind, target_id: int) -> bool:
        """Exempt a channel or role; return False if it was exempt already."""
        new = insert(ExemptionRow).values(guild_id=guild_id, kind=kind, target_id=target_id)
        first = new.on_conflict_do_nothing().returning(ExemptionRow.target_id)
        async with self._transactions.writing() as session:
            return await session.scalar(first) is not None

    async def remove(self, guild_id: int, kind: ExemptKind, target_id: int) -> bool:
        """Take an exemption back; return whether there was one."""
        gone = delete(ExemptionRow).where(
            ExemptionRow.guild_id == guild_id,
            ExemptionRow.kind == kind,
            ExemptionRow.target_id == target_id,
        )
        async with self._transactions.writing() as session:
            return await session.scalar(gone.returning(ExemptionRow.target_id)) is not None

    async def of(self, guild_id: int) -> Exemptions:
        wanted = select(ExemptionRow.kind, ExemptionRow.target_id).where(
            ExemptionRow.guild_id == guild_id
        )
        targets: defaultdict[str, set[int]] = defaultdict(set)
        async with self._transactions.reading() as session:
            for kind, target_id in await session.execute(wanted):
                targets[kind].add(target_id)
        return Exemptions(frozenset(targets["channel"]), frozenset(targets["role"]))
