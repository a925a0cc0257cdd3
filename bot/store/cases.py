"""Cases of moderation: opened for what was judged or reported, decided once, then without text.

A text is kept only while its case is open, and no longer than a server has set. What a card in
the moderators' log shows is known by its revision, so that a card that still has to change, and
above all one that still shows a text that is gone, is found again even after a crash: a daily
round calls `forget_text` and then draws whatever is `behind`.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, true, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.store.case import Case, CaseHistory, CaseState, CaseWeek, Decided, Ruling
from bot.store.case_forgetting import forget, forget_old
from bot.store.case_opening import (
    AS_IT_STANDS,
    OPENED_AGAIN,
    Sighting,
    case_of,
    keep,
    keep_again,
    touch,
)
from bot.store.case_reading import read_case, read_cases, read_history, read_weeks
from bot.store.case_table import (
    LONGEST_REASON,
    CaseDecisionRow,
    CaseMessageRow,
    CaseReportRow,
    CaseRow,
)
from bot.store.engine import Transactions


class CaseRepository:
    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    async def open(self, seen: Sighting, *, join_within: timedelta) -> tuple[Case, bool]:
        """Keep a message that was judged; return its case, and whether this opened it.

        A message belongs to one case for good: judged again it changes that, or nothing. It joins
        an open case of its author under the same rule that has a message at most `join_within`
        away. A decided case is opened again by an edit of what moderators had let stand.
        """
        now = self._clock.now()
        async with self._transactions.writing() as session:
            case_id = await case_of(session, seen.message_id)
            if case_id is None:
                case_id, opened = await keep(session, seen, "judged", join_within, now)
            else:
                opened = await keep_again(session, seen, now)
            return await _known(session, case_id), opened

    async def report(
        self, seen: Sighting, *, by: int, reason: str, join_within: timedelta
    ) -> tuple[Case, bool]:
        """Keep that a member reported a message; return its case, and whether this opened it.

        It joins a case as a judged one does. If it has one, what was found in it stays, and so
        does a decision, unless it was edited since then. Each member counts once a case, with the
        first they said. Raises `ValueError` for a reason longer than 200 characters.
        """
        if len(reason) > LONGEST_REASON:
            msg = f"a reason of {len(reason)} characters; {LONGEST_REASON} can be kept"
            raise ValueError(msg)
        now = self._clock.now()
        async with self._transactions.writing() as session:
            case_id = await case_of(session, seen.message_id)
            if case_id is None:
                case_id, opened = await keep(session, seen, "reported", join_within, now)
            else:
                opened = await keep_again(session, seen, now, only_edits=True)
            new = insert(CaseReportRow).values(
                case_id=case_id,
                user_id=by,
                message_id=seen.message_id,
                reason=reason,
                reported_at=now,
            )
            first = new.on_conflict_do_nothing().returning(CaseReportRow.user_id)
            if await session.scalar(first) is not None and not opened:
                await touch(session, case_id)
            return await _known(session, case_id), opened

    async def get(self, guild_id: int, case_id: int) -> Case | None:
        return await self._first((CaseRow.id == case_id) & (CaseRow.guild_id == guild_id))

    async def of_author(self, case_id: int, author_id: int) -> Case | None:
        """Return a case, on whatever server, if it is this member's."""
        return await self._first((CaseRow.id == case_id) & (CaseRow.author_id == author_id))

    async def of_message(self, message_id: int) -> Case | None:
        wanted = select(CaseMessageRow.case_id).where(CaseMessageRow.message_id == message_id)
        return await self._first(CaseRow.id == wanted.scalar_subquery())

    async def latest_of(self, guild_id: int, author_id: int) -> Case | None:
        """Return a member's case on a server that was opened last."""
        theirs = (CaseRow.guild_id == guild_id) & (CaseRow.author_id == author_id)
        async with self._transactions.reading() as session:
            found = await read_cases(session, theirs, newest_first=True, limit=1)
            return found[0] if found else None

    async def listed(
        self, guild_id: int, state: CaseState | None, limit: int, offset: int = 0
    ) -> list[Case]:
        """Return a server's cases in a state, or in any (None), the newest first."""
        async with self._transactions.reading() as session:
            return await read_cases(
                session, _in(guild_id, state), newest_first=True, limit=limit, offset=offset
            )

    async def count(self, guild_id: int, state: CaseState | None) -> int:
        """Return how many cases a server has in a state, or in any (None)."""
        wanted = select(func.count()).select_from(CaseRow).where(_in(guild_id, state))
        async with self._transactions.reading() as session:
            return await session.scalar(wanted) or 0

    async def with_text(self, limit: int, after: int = 0) -> list[Case]:
        """Return cases of all servers whose text is still held, by id from the one after `after`.

        For trying changed rules; a case has no text once it is decided.
        """
        held = exists().where(
            CaseMessageRow.case_id == CaseRow.id, CaseMessageRow.text_at.is_not(None)
        )
        async with self._transactions.reading() as session:
            return await read_cases(session, held & (CaseRow.id > after), limit=limit)

    async def history_of(
        self, guild_id: int, author_id: int, *, besides: int | None = None
    ) -> CaseHistory:
        """Count what there was with a member on a server; `besides` leaves one case out."""
        theirs = and_(
            CaseRow.guild_id == guild_id,
            CaseRow.author_id == author_id,
            CaseRow.id.is_distinct_from(besides),
        )
        async with self._transactions.reading() as session:
            return await read_history(session, theirs)

    async def weekly(self, guild_id: int, since: datetime) -> list[CaseWeek]:
        """Return a server's weeks from the one of `since` to this one, those without cases too."""
        async with self._transactions.reading() as session:
            return await read_weeks(session, guild_id, since, self._clock.now())

    async def decide(self, case_id: int, guild_id: int, by: int, decision: Ruling) -> Case | None:
        """Decide a case that is open; with that its text goes.

        None, and nothing changes: somebody was faster, whom `get` then names, or it is gone.
        """
        return await self._step(case_id, guild_id, by, decision)

    async def reopen(self, case_id: int, guild_id: int, by: int) -> Case | None:
        """Open a decided case again, without its text; None if it is open already, or gone."""
        return await self._step(case_id, guild_id, by, "reopened")

    async def carded(
        self, case_id: int, channel_id: int, message_id: int, revision: int
    ) -> Case | None:
        """Note the card in the moderators' log, and the revision it shows.

        Returns the case, which may have changed since: see `card_is_behind`. None: it is gone.
        """
        return await self._carded(
            case_id,
            card_channel_id=channel_id,
            card_message_id=message_id,
            card_revision=revision,
        )

    async def card_gone(self, case_id: int) -> Case | None:
        """Note that a case has no card in the log any more; None if it is gone itself."""
        return await self._carded(
            case_id, card_channel_id=None, card_message_id=None, card_revision=None
        )

    async def behind(self, limit: int, after: int = 0, guild_id: int | None = None) -> list[Case]:
        """Return cases whose card is to be drawn, by id from the one after `after`.

        Those are cards that show what was, and open cases without a card; of all servers, or of
        one.
        """
        due = or_(
            CaseRow.card_revision < CaseRow.revision,
            (CaseRow.card_revision.is_(None)) & (CaseRow.state == "open"),
        )
        if guild_id is not None:
            due &= CaseRow.guild_id == guild_id
        async with self._transactions.reading() as session:
            return await read_cases(session, due & (CaseRow.id > after), limit=limit)

    async def forget_text(self) -> list[Case]:
        """Forget every text that is older than its server allows; return the cases it was of.

        Their cards have to lose it as well; `behind` finds them for as long as they have not.
        """
        async with self._transactions.writing() as session:
            forgotten = await forget_old(session, self._clock.now())
            return await _touched(session, forgotten)

    async def forget_message(self, message_id: int) -> Case | None:
        """Note that a message was deleted, and forget its text; its case stays as it is otherwise.

        None if it has no case, or this was noted before.
        """
        known = CaseMessageRow.message_id == message_id
        still_there = known & CaseMessageRow.deleted_at.is_(None)
        async with self._transactions.writing() as session:
            forgotten = await forget(session, still_there, deleted_at=self._clock.now())
            cases = await _touched(session, forgotten)
            return cases[0] if cases else None

    async def _first(self, condition: ColumnElement[bool]) -> Case | None:
        async with self._transactions.reading() as session:
            found = await read_cases(session, condition, limit=1)
            return found[0] if found else None

    async def _step(self, case_id: int, guild_id: int, by: int, decided: Decided) -> Case | None:
        """Decide an open case or open a decided one, note by whom, and forget the text."""
        now = self._clock.now()
        expected: CaseState = "decided" if decided == "reopened" else "open"
        ruled = {"state": "decided", "decision": decided, "decided_at": now}
        values = OPENED_AGAIN if decided == "reopened" else ruled
        step = (
            update(CaseRow)
            .where(CaseRow.id == case_id, _in(guild_id, expected))
            .values(**values, kept_from=now, revision=CaseRow.revision + 1)
            .returning(CaseRow.id)
        )
        noted = {"case_id": case_id, "user_id": by, "decided": decided, "decided_at": now}
        async with self._transactions.writing() as session:
            if await session.scalar(step, execution_options=AS_IT_STANDS) is None:
                return None
            await session.execute(insert(CaseDecisionRow).values(noted))
            await forget(session, CaseMessageRow.case_id == case_id)
            return await _known(session, case_id)

    async def _carded(self, case_id: int, **card: int | None) -> Case | None:
        noted = update(CaseRow).where(CaseRow.id == case_id).values(card)
        async with self._transactions.writing() as session:
            await session.execute(noted, execution_options=AS_IT_STANDS)
            return await read_case(session, case_id)


def _in(guild_id: int, state: CaseState | None) -> ColumnElement[bool]:
    return (CaseRow.guild_id == guild_id) & (true() if state is None else CaseRow.state == state)


async def _known(session: AsyncSession, case_id: int) -> Case:
    """Return a case that was found or made in this transaction."""
    [case] = await read_cases(session, CaseRow.id == case_id)
    return case


async def _touched(session: AsyncSession, case_ids: Iterable[int]) -> list[Case]:
    """Let cases rise by a revision, and return them as they are then."""
    ids = list(case_ids)
    for case_id in ids:
        await touch(session, case_id)
    return await read_cases(session, CaseRow.id.in_(ids))
