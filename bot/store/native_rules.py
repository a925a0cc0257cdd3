"""What Discord's own AutoMod shall block on a server, and how far that has come."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias, cast, get_args

from sqlalchemy import CheckConstraint, String, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, mapped_column

from bot.clock import Clock
from bot.store.base import Base
from bot.store.columns import Snowflake, UtcDateTime, one_of
from bot.store.engine import Transactions
from bot.store.people import Keeping

NativeProblem: TypeAlias = Literal["not_allowed", "full", "refused", "empty", "disabled", "deleted"]
"""What keeps the rule from being as it should; the last two were done by hand."""

NativeNotice: TypeAlias = Literal["set_back", "disabled", "deleted", "enabled"]
"""What moderators are still to be told in their log."""


@dataclass(frozen=True, kw_only=True)
class Native:
    """A server's rule in Discord's AutoMod.

    `written` is a digest of what was last asked of Discord and is None while that has to be asked
    anew; `standing` is one of what Discord made of it. `version` is that of the content then.
    `revision` rises whenever somebody switches it on or off.
    """

    guild_id: int
    wanted: bool
    revision: int
    changed_at: datetime
    rule_id: int | None = None
    written: str | None = None
    standing: str | None = None
    version: str | None = None
    problem: NativeProblem | None = None
    set_back_at: datetime | None = None
    notice: NativeNotice | None = None
    notice_at: datetime | None = None


class NativeRow(
    Base,
    keeping=Keeping(
        why="Whether Discord's AutoMod blocks obvious promotion for the server, and its rule's id.",
        guild="guild_id",
    ),
):
    __tablename__ = "moderation_native"
    __table_args__ = (
        one_of("problem", get_args(NativeProblem)),
        one_of("notice", get_args(NativeNotice)),
        CheckConstraint("(notice IS NULL) = (notice_at IS NULL)", name="notice_at"),
        CheckConstraint("written IS NULL OR rule_id IS NOT NULL", name="written"),
    )

    guild_id: Mapped[int] = mapped_column(Snowflake, primary_key=True, autoincrement=False)
    wanted: Mapped[bool]
    revision: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    rule_id: Mapped[int | None] = mapped_column(Snowflake)
    written: Mapped[str | None] = mapped_column(String(64))
    standing: Mapped[str | None] = mapped_column(String(64))
    version: Mapped[str | None] = mapped_column(String(64))
    problem: Mapped[str | None] = mapped_column(String(11))
    set_back_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    notice: Mapped[str | None] = mapped_column(String(8))
    notice_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class NativeRepository:
    """Which rule each server wants, and has.

    Every change but `switch` names the row it was made for, and comes to nothing if somebody has
    switched meanwhile; it returns whether it counted.
    """

    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    async def get(self, guild_id: int) -> Native | None:
        async with self._transactions.reading() as session:
            row = await session.get(NativeRow, guild_id, populate_existing=True)
            return None if row is None else _native(row)

    async def all(self) -> list[Native]:
        """Return what all servers have, by id."""
        async with self._transactions.reading() as session:
            rows = await session.scalars(select(NativeRow).order_by(NativeRow.guild_id))
            return [_native(row) for row in rows]

    async def switch(self, guild_id: int, *, wanted: bool) -> None:
        """Write down that the rule shall be there, or shall not; what went wrong is forgotten."""
        new = insert(NativeRow).values(
            guild_id=guild_id, wanted=wanted, revision=1, changed_at=self._clock.now()
        )
        asked = {
            "wanted": wanted,
            "revision": NativeRow.revision + 1,
            "changed_at": new.excluded.changed_at,
            **dict.fromkeys(("written", "problem", "set_back_at", "notice", "notice_at")),
        }
        async with self._transactions.writing() as session:
            await session.execute(
                new.on_conflict_do_update(index_elements=["guild_id"], set_=asked)
            )

    async def made(
        self, before: Native, rule_id: int, *, written: str, standing: str, version: str
    ) -> bool:
        """Note that Discord has the rule as it was asked for."""
        return await self._change(
            before,
            rule_id=rule_id,
            written=written,
            standing=standing,
            version=version,
            problem=None,
        )

    async def removed(self, before: Native) -> bool:
        """Note that there is no rule any more."""
        return await self._change(before, rule_id=None, written=None, standing=None)

    async def troubled(self, before: Native, problem: NativeProblem | None) -> bool:
        """Note what keeps the rule from being as it should, or that nothing does any more."""
        return before.problem == problem or await self._change(before, problem=problem)

    async def followed(
        self, before: Native, hand: Literal["disabled", "deleted", "enabled"]
    ) -> bool:
        """Note that somebody switched the rule itself in Discord, and that this counts."""
        gone = {"rule_id": None, "written": None, "standing": None} if hand == "deleted" else {}
        return await self._change(
            before,
            wanted=hand == "enabled",
            changed_at=self._clock.now(),
            problem=None if hand == "enabled" else hand,
            notice=hand,
            notice_at=self._clock.now(),
            **gone,
        )

    async def setting_back(self, before: Native) -> bool:
        """Note that the rule is about to be set back; moderators are told of the first time."""
        now = self._clock.now()
        first = {"notice": "set_back", "notice_at": now} if before.set_back_at is None else {}
        return await self._change(before, set_back_at=now, written=None, **first)

    async def told(self, before: Native) -> bool:
        """Note that moderators were told what they were to be told."""
        return await self._change(before, notice=None, notice_at=None)

    async def _change(self, before: Native, **values: object) -> bool:
        same = (NativeRow.guild_id == before.guild_id) & (NativeRow.revision == before.revision)
        change = update(NativeRow).where(same).values(values).returning(NativeRow.guild_id)
        async with self._transactions.writing() as session:
            options = {"synchronize_session": False}
            return await session.scalar(change, execution_options=options) is not None


def _native(row: NativeRow) -> Native:
    return Native(
        guild_id=row.guild_id,
        wanted=row.wanted,
        revision=row.revision,
        changed_at=row.changed_at,
        rule_id=row.rule_id,
        written=row.written,
        standing=row.standing,
        version=row.version,
        problem=cast("NativeProblem | None", row.problem),  # the CHECK allows no other
        set_back_at=row.set_back_at,
        notice=cast("NativeNotice | None", row.notice),  # here too
        notice_at=row.notice_at,
    )
