"""What members chose for themselves, once, on all servers."""

from sqlalchemy import String, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Base
from bot.store.columns import Snowflake
from bot.store.engine import Transactions
from bot.store.people import Keeping, Theirs


class MemberSettingsRow(
    Base,
    keeping=Keeping(
        why="A member's currency, and whether they may be asked what became of a job.",
        person="user_id",
        theirs=Theirs(
            name="Your choices about offers",
            about="Your currency, and whether I may ask what became of a job.",
            life="until you delete it",
        ),
    ),
):
    __tablename__ = "member_settings"

    user_id: Mapped[int] = mapped_column(Snowflake, primary_key=True, autoincrement=False)
    currency: Mapped[str | None] = mapped_column(String(3))
    may_ask: Mapped[bool]


class MemberSettingsRepository:
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def currency(self, user_id: int) -> str | None:
        """Return the ISO code of a member's currency; None if they never named one."""
        wanted = select(MemberSettingsRow.currency).where(MemberSettingsRow.user_id == user_id)
        async with self._transactions.reading() as session:
            return await session.scalar(wanted)

    async def set_currency(self, user_id: int, currency: str) -> None:
        await self._set(user_id, currency=currency)

    async def may_ask(self, user_id: int) -> bool:
        """Return whether the member may be asked; yes until they say stop."""
        wanted = select(MemberSettingsRow.may_ask).where(MemberSettingsRow.user_id == user_id)
        async with self._transactions.reading() as session:
            return await session.scalar(wanted) is not False

    async def stop_asking(self, user_id: int) -> None:
        await self._set(user_id, may_ask=False)

    async def ask_again(self, user_id: int) -> None:
        """Take back a "stop asking"; only for a member who says so."""
        await self._set(user_id, may_ask=True)

    async def _set(self, user_id: int, **chosen: object) -> None:
        first = {"may_ask": True, **chosen}
        async with self._transactions.writing() as session:
            await session.execute(
                insert(MemberSettingsRow)
                .values(user_id=user_id, **first)
                .on_conflict_do_update(index_elements=["user_id"], set_=chosen)
            )
