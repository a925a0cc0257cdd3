"""How members want to be reminded of people they met, and the zone in which they live."""

from dataclasses import dataclass

from sqlalchemy import String, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Base
from bot.store.columns import Snowflake
from bot.store.engine import Transactions
from bot.store.people import Keeping, Theirs


@dataclass(frozen=True)
class Reminding:
    """A member's own choices; None is what they were never asked or never said.

    `zone` is an IANA name that whoever set it has checked. `by_message`: by direct message, or
    only where they look.
    """

    zone: str | None = None
    by_message: bool | None = None


class RemindingRow(
    Base,
    keeping=Keeping(
        why="How a member wants to be reminded of people they met, and their time zone.",
        person="user_id",
        theirs=Theirs(
            name="How you are reminded",
            about="Your time zone, and whether I may remind you by direct message.",
            life="until you delete it",
        ),
    ),
):
    __tablename__ = "reminding"

    user_id: Mapped[int] = mapped_column(Snowflake, primary_key=True, autoincrement=False)
    zone: Mapped[str | None] = mapped_column(String(64))
    by_message: Mapped[bool | None]


class RemindingRepository:
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def of(self, user_id: int) -> Reminding:
        wanted = select(RemindingRow.zone, RemindingRow.by_message).where(
            RemindingRow.user_id == user_id
        )
        async with self._transactions.reading() as session:
            found = (await session.execute(wanted)).one_or_none()
        return Reminding() if found is None else Reminding(found.zone, found.by_message)

    async def set_zone(self, user_id: int, zone: str) -> None:
        await self._set(user_id, zone=zone)

    async def set_by_message(self, user_id: int, *, by_message: bool) -> None:
        await self._set(user_id, by_message=by_message)

    async def _set(self, user_id: int, **chosen: object) -> None:
        new = insert(RemindingRow).values(user_id=user_id, **chosen)
        async with self._transactions.writing() as session:
            await session.execute(
                new.on_conflict_do_update(index_elements=["user_id"], set_=chosen)
            )
