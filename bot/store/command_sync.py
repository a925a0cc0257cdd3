"""What Discord was last told about our commands, so that it is told again only when it changes.

Discord allows 200 command creations a day and guild:
https://discord.com/developers/docs/interactions/application-commands#registering-a-command
"""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, mapped_column

from bot.clock import Clock
from bot.store.base import Base
from bot.store.columns import Snowflake, UtcDateTime
from bot.store.engine import Transactions
from bot.store.people import Keeping


@dataclass(frozen=True)
class CommandSync:
    """The last successful sync of one scope: "global", or a guild's id as text.

    `payload_hash` is of what we sent, `fingerprint` of what Discord then said it has: the two
    tell a change of ours from one made behind our back.
    """

    application_id: int
    scope: str
    payload_hash: str
    fingerprint: str
    synced_at: datetime


class CommandSyncRow(
    Base,
    keeping=Keeping(why="Which commands Discord already knows; nothing about anybody."),
):
    __tablename__ = "command_sync"

    application_id: Mapped[int] = mapped_column(Snowflake, primary_key=True, autoincrement=False)
    scope: Mapped[str] = mapped_column(String(20), primary_key=True)
    payload_hash: Mapped[str] = mapped_column(String(64))
    fingerprint: Mapped[str] = mapped_column(Text)
    synced_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CommandSyncRepository:
    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    async def get(self, application_id: int, scope: str) -> CommandSync | None:
        async with self._transactions.reading() as session:
            row = await session.get(CommandSyncRow, (application_id, scope), populate_existing=True)
            if row is None:
                return None
            return CommandSync(
                application_id=row.application_id,
                scope=row.scope,
                payload_hash=row.payload_hash,
                fingerprint=row.fingerprint,
                synced_at=row.synced_at,
            )

    async def record(
        self, application_id: int, scope: str, payload_hash: str, fingerprint: str
    ) -> CommandSync:
        """Remember a sync that Discord has just accepted, in place of the one before."""
        sync = CommandSync(application_id, scope, payload_hash, fingerprint, self._clock.now())
        values = asdict(sync)
        async with self._transactions.writing() as session:
            await session.execute(
                insert(CommandSyncRow)
                .values(values)
                .on_conflict_do_update(index_elements=["application_id", "scope"], set_=values)
            )
        return sync
