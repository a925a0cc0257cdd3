"""Which sites a server allows besides those that everybody may link to."""

from sqlalchemy import String, delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Base
from bot.store.columns import Snowflake
from bot.store.engine import Transactions
from bot.store.people import Keeping

LONGEST_DOMAIN = 253  # https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4, without the last dot


class DomainRow(
    Base,
    keeping=Keeping(why="The sites that a server's members may link to.", guild="guild_id"),
):
    __tablename__ = "moderation_domains"

    guild_id: Mapped[int] = mapped_column(Snowflake, primary_key=True, autoincrement=False)
    domain: Mapped[str] = mapped_column(String(LONGEST_DOMAIN), primary_key=True)


class DomainRepository:
    """Domains are registered ones in lower case, as whoever gives them has seen to."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def allow(self, guild_id: int, domain: str) -> bool:
        """Allow a domain; return False if it was allowed already.

        Raises `ValueError` for one that is empty, longer than 253 characters, or has capitals.
        """
        if not 0 < len(domain) <= LONGEST_DOMAIN or domain != domain.lower():
            msg = f"{domain!r} is not a domain as it is kept"
            raise ValueError(msg)
        new = insert(DomainRow).values(guild_id=guild_id, domain=domain)
        first = new.on_conflict_do_nothing().returning(DomainRow.domain)
        async with self._transactions.writing() as session:
            return await session.scalar(first) is not None

    async def disallow(self, guild_id: int, domain: str) -> bool:
        """Take a domain off the list; return whether it was on it."""
        gone = delete(DomainRow).where(DomainRow.guild_id == guild_id, DomainRow.domain == domain)
        async with self._transactions.writing() as session:
            return await session.scalar(gone.returning(DomainRow.domain)) is not None

    async def of(self, guild_id: int) -> frozenset[str]:
        wanted = select(DomainRow.domain).where(DomainRow.guild_id == guild_id)
        async with self._transactions.reading() as session:
            return frozenset(await session.scalars(wanted))
