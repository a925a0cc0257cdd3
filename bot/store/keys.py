"""Keys for keyed hashes: made once, and the same ever after."""

from typing import Final

from sqlalchemy import CheckConstraint, LargeBinary, String, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Base
from bot.store.engine import Transactions
from bot.store.people import Keeping

KEY_BYTES: Final = 32


class KeyRow(
    Base,
    keeping=Keeping(why="Random keys without which a kept hash says nothing; about nobody."),
):
    __tablename__ = "keys"
    __table_args__ = (CheckConstraint(f"length(secret) = {KEY_BYTES}", name="secret"),)

    name: Mapped[str] = mapped_column(String(50), primary_key=True)
    secret: Mapped[bytes] = mapped_column(LargeBinary)


class KeyRepository:
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def get_or_add(self, name: str, fresh: bytes) -> bytes:
        """Return the key of this name; `fresh`, 32 random bytes, becomes it if there is none.

        Raises `ValueError` if `fresh` is of another length.
        """
        if len(fresh) != KEY_BYTES:
            msg = f"a key of {len(fresh)} bytes; it has to be {KEY_BYTES}"
            raise ValueError(msg)
        new = insert(KeyRow).values(name=name, secret=fresh)
        async with self._transactions.writing() as session:
            await session.execute(new.on_conflict_do_nothing())
            kept = await session.scalars(select(KeyRow.secret).where(KeyRow.name == name))
            return kept.one()
