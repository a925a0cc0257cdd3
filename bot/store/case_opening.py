"""Keeping a message against which something speaks: which case it belongs to, and what changes.

All of it runs in one writing transaction, so what is read here still holds when it is written.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.case import OVERTURNED, CaseAction, CaseOrigin, KeptPart, KeptSignal
from bot.store.case_table import CaseMessageRow, CaseRow

AS_IT_STANDS: dict[str, Any] = {"synchronize_session": False}
OPENED_AGAIN: dict[str, Any] = {"state": "open", "decision": None, "decided_at": None}


@dataclass(frozen=True, kw_only=True)
class Sighting:
    """A message and what was found in it.

    `parts` are its texts, with which the spans of `signals` count. `digest` is a keyed hash, as
    text, of what the author wrote, without what Discord adds to it later: by it the store tells an
    edit from a message that is merely judged again. `rules_version` names the rules that found it.
    """

    guild_id: int
    channel_id: int
    author_id: int
    message_id: int
    posted_at: datetime
    action: CaseAction
    rule: str
    score: int
    rules_version: str
    signals: Sequence[KeptSignal]
    digest: str
    parts: Sequence[KeptPart]


async def case_of(session: AsyncSession, message_id: int) -> int | None:
    """Return the id of the case that a message belongs to."""
    wanted = select(CaseMessageRow.case_id).where(CaseMessageRow.message_id == message_id)
    return await session.scalar(wanted)


async def keep(
    session: AsyncSession, seen: Sighting, origin: CaseOrigin, join_within: timedelta, now: datetime
) -> tuple[int, bool]:
    """Keep a message that belongs to no case; return its case, and whether that is a new one."""
    near = await _burst(session, seen, join_within)
    case_id = near or await _begin(session, seen, origin, now)
    message = insert(CaseMessageRow).values(
        message_id=seen.message_id,
        case_id=case_id,
        channel_id=seen.channel_id,
        author_id=seen.author_id,
        posted_at=seen.posted_at,
        **_found(seen),
        parts=_parts(seen),
        text_at=now,
    )
    await session.execute(message)
    if near:
        await _weigh(session, near)
    return case_id, not near


async def keep_again(
    session: AsyncSession, seen: Sighting, now: datetime, *, only_edits: bool = False
) -> bool:
    """Keep what is found now in a message that has a case; return whether this opens it again.

    Of a case that is decided nothing changes, unless its author has edited since then what
    moderators let stand: they said so of another text. A text that is gone comes back only as
    another one, and that of a deleted message never.
    """
    wanted = select(CaseMessageRow, CaseRow).where(
        CaseMessageRow.message_id == seen.message_id, CaseRow.id == CaseMessageRow.case_id
    )
    found = await session.execute(wanted, execution_options={"populate_existing": True})
    before, case = found.one()
    edited = before.digest != seen.digest
    decided = case.state == "decided"
    stands = decided and not (edited and case.decision in OVERTURNED)
    if stands or before.deleted_at is not None or (only_edits and not edited):
        return False
    values = _found(seen)
    again: dict[str, Any] = OPENED_AGAIN | {"kept_from": now, "leave_by": None} if decided else {}
    if edited:
        # Whoever asked to be deleted has written again since then.
        values |= {"parts": _parts(seen), "text_at": now, "author_id": seen.author_id}
        again |= {"author_id": seen.author_id}
    elif before.parts is not None:
        values["parts"] = _parts(seen)
    if not edited and all(getattr(before, name) == value for name, value in values.items()):
        return False
    await session.execute(
        update(CaseMessageRow)
        .where(CaseMessageRow.message_id == seen.message_id)
        .values(values)
        .execution_options(**AS_IT_STANDS)
    )
    await _weigh(session, case.id, **again)
    return decided


async def touch(session: AsyncSession, case_id: int, **values: object) -> None:
    """Change a case, if only by its revision."""
    await session.execute(
        update(CaseRow)
        .where(CaseRow.id == case_id)
        .values(**values, revision=CaseRow.revision + 1)
        .execution_options(**AS_IT_STANDS)
    )


async def _burst(session: AsyncSession, seen: Sighting, join_within: timedelta) -> int | None:
    """Return the author's open case under this rule that has a message close to this one.

    Before it or after it: what was missed comes late. In whatever channel: the same said in
    several is one matter.
    """
    close = exists().where(
        CaseMessageRow.case_id == CaseRow.id,
        CaseMessageRow.posted_at.between(
            seen.posted_at - join_within, seen.posted_at + join_within
        ),
    )
    wanted = (
        select(CaseRow.id)
        .where(
            CaseRow.guild_id == seen.guild_id,
            CaseRow.author_id == seen.author_id,
            CaseRow.rule == seen.rule,
            CaseRow.state == "open",
            close,
        )
        .order_by(CaseRow.id.desc())
        .limit(1)
    )
    return await session.scalar(wanted)


async def _begin(session: AsyncSession, seen: Sighting, origin: CaseOrigin, now: datetime) -> int:
    new = insert(CaseRow).values(
        guild_id=seen.guild_id,
        channel_id=seen.channel_id,
        author_id=seen.author_id,
        origin=origin,
        action=seen.action,
        rule=seen.rule,
        score=seen.score,
        rules_version=seen.rules_version,
        state="open",
        opened_at=now,
        revision=0,
        kept_from=now,
    )
    return (await session.scalars(new.returning(CaseRow.id))).one()


async def _weigh(session: AsyncSession, case_id: int, **values: object) -> None:
    """Let a case be as its strongest message is, and rise by a revision."""
    strongest = (
        select(
            CaseMessageRow.action,
            CaseMessageRow.rule,
            CaseMessageRow.score,
            CaseMessageRow.rules_version,
        )
        .where(CaseMessageRow.case_id == case_id)
        .order_by(
            (CaseMessageRow.action == "remove").desc(),
            CaseMessageRow.score.desc(),
            CaseMessageRow.message_id,
        )
        .limit(1)
    )
    weight = (await session.execute(strongest)).mappings().one()
    await touch(session, case_id, **weight, **values)


def _found(seen: Sighting) -> dict[str, Any]:
    return {
        "action": seen.action,
        "rule": seen.rule,
        "score": seen.score,
        "rules_version": seen.rules_version,
        "signals": [{**asdict(signal), "span": list(signal.span)} for signal in seen.signals],
        "digest": seen.digest,
    }


def _parts(seen: Sighting) -> list[dict[str, str]]:
    return [asdict(part) for part in seen.parts]
