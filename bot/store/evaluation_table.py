"""The table of evaluations, and how an evaluation stands in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal, TypeAlias, cast, get_args

from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.gigs.answers import Afford, Known, Reason, Room, Terms, Verdict, Weight
from bot.store.base import Base
from bot.store.columns import ExactDecimal, Snowflake, UtcDateTime, one_of
from bot.store.people import Keeping, Theirs

ABANDONED_DAYS = 30
"""How long an evaluation without a verdict stays after its last change; members are told this."""

EvaluationState: TypeAlias = Literal["placing", "asking", "weighed", "cancelled"]
Place: TypeAlias = Literal["private", "public", "here", "dm"]
Outcome: TypeAlias = Literal["took", "changed", "passed", "talking"]
Consent: TypeAlias = Literal["yes", "list", "no"]


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """One offer, what is known of it, and how far its member has come.

    It was asked for in `channel_id`; its card is the message `card_id` in the thread or direct
    messages `home_id`. `revision` rises with every change, so that a stale card can be told.
    `typed` is what was not understood, by field. `back_to` is the step that the member went back
    to. `verdict` and `discounted` (the kept fee counted as a discount) are as they were given.
    `follow_ups`: to be asked by direct message, only in the list of evaluations, or not at all.
    """

    id: int
    user_id: int
    guild_id: int | None
    state: EvaluationState
    place: Place
    channel_id: int
    home_id: int | None
    card_id: int | None
    revision: int
    back_to: str | None
    currency: str | None
    known: Known
    typed: Mapping[str, str]
    words_shown: bool
    draft: str | None
    verdict: Verdict | None
    discounted: bool | None
    outcome: Outcome | None
    follow_ups: Consent | None
    began_at: datetime
    changed_at: datetime
    weighed_at: datetime | None
    outcome_at: datetime | None


class EvaluationRow(
    Base,
    keeping=Keeping(
        why="What a member was offered and answered; without a verdict it goes after 30 days.",
        person="user_id",
        guild="guild_id",
        days=ABANDONED_DAYS,
        since="abandoned_from",
        theirs=Theirs(
            name="Your offers",
            about="What you were offered, what you answered, the verdict and what became of it.",
            life="until you delete it; without a verdict, "
            f"{ABANDONED_DAYS} days after its last change",
            hidden=frozenset({"revision", "back_to", "abandoned_from", "words_shown"}),
            read_as={"verdict": Verdict, **dict.fromkeys(Reason, Weight)},
        ),
        shows=("home_id", "card_id"),
        # It is the member's as much as the server's: as if it had been begun in direct messages.
        without_guild={
            "guild_id": None,
            "place": "dm",
            "channel_id": 0,
            "home_id": None,
            "card_id": None,
        },
    ),
):
    __tablename__ = "evaluations"
    __table_args__ = (
        one_of("state", get_args(EvaluationState)),
        one_of("place", get_args(Place)),
        one_of("outcome", get_args(Outcome)),
        one_of("follow_ups", get_args(Consent)),
        *(one_of(reason, Weight) for reason in Reason),
        one_of("afford", Afford),
        one_of("terms", Terms),
        one_of("room", Room),
        one_of("verdict", Verdict),
        Index(None, "user_id"),
        Index(None, "guild_id"),
        {"sqlite_autoincrement": True},  # an id is never given twice: buttons may hold it for ever
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(Snowflake)
    guild_id: Mapped[int | None] = mapped_column(Snowflake)
    state: Mapped[str] = mapped_column(String(9))
    place: Mapped[str] = mapped_column(String(7))
    channel_id: Mapped[int] = mapped_column(Snowflake)
    home_id: Mapped[int | None] = mapped_column(Snowflake)
    card_id: Mapped[int | None] = mapped_column(Snowflake)
    revision: Mapped[int]
    back_to: Mapped[str | None] = mapped_column(String(20))
    currency: Mapped[str | None] = mapped_column(String(3))

    job: Mapped[str | None] = mapped_column(String(80))
    usual: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    offered: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    costs: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    hours: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    points: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    floor: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    plays: Mapped[int | None]
    next_job: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    discounted_jobs: Mapped[int | None]
    all_jobs: Mapped[int | None]
    more: Mapped[int | None]
    port: Mapped[int | None]
    learn: Mapped[int | None]
    want: Mapped[int | None]
    named: Mapped[str | None] = mapped_column(Text)
    afford: Mapped[str | None] = mapped_column(String(5))
    terms: Mapped[str | None] = mapped_column(String(8))
    room: Mapped[str | None] = mapped_column(String(8))
    motive: Mapped[bool | None]

    typed: Mapped[dict[str, str]] = mapped_column(JSON)
    words_shown: Mapped[bool]
    draft: Mapped[str | None] = mapped_column(Text)
    verdict: Mapped[int | None]
    discounted: Mapped[bool | None]
    outcome: Mapped[str | None] = mapped_column(String(7))
    follow_ups: Mapped[str | None] = mapped_column(String(4))
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    weighed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    abandoned_from: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """The last change of one that never had a verdict; empty from the first verdict on."""


def columns_of(known: Known) -> dict[str, object]:
    """Return what is known by column; the column of a `Question` bears its value as name."""
    return {
        "job": known.job,
        "usual": known.usual,
        "offered": known.offered,
        "costs": known.costs,
        "hours": known.hours,
        "points": known.points,
        "floor": known.floor,
        "plays": known.plays,
        "next_job": known.next_job,
        "discounted_jobs": known.discounted,
        "all_jobs": known.jobs,
        **{reason.value: known.reasons.get(reason) for reason in Reason},
        "named": known.named,
        "afford": known.afford,
        "terms": known.terms,
        "room": known.room,
        "motive": known.motive,
    }


def evaluation(row: EvaluationRow) -> Evaluation:
    return Evaluation(
        id=row.id,
        user_id=row.user_id,
        guild_id=row.guild_id,
        state=cast("EvaluationState", row.state),  # here and below: the CHECKs allow nothing else
        place=cast("Place", row.place),
        channel_id=row.channel_id,
        home_id=row.home_id,
        card_id=row.card_id,
        revision=row.revision,
        back_to=row.back_to,
        currency=row.currency,
        known=_known(row),
        typed=row.typed,
        words_shown=row.words_shown,
        draft=row.draft,
        verdict=None if row.verdict is None else Verdict(row.verdict),
        discounted=row.discounted,
        outcome=cast("Outcome | None", row.outcome),
        follow_ups=cast("Consent | None", row.follow_ups),
        began_at=row.began_at,
        changed_at=row.changed_at,
        weighed_at=row.weighed_at,
        outcome_at=row.outcome_at,
    )


def _known(row: EvaluationRow) -> Known:
    weights = {
        Reason.MORE: row.more,
        Reason.PORTFOLIO: row.port,
        Reason.LEARN: row.learn,
        Reason.WANT: row.want,
    }
    return Known(
        job=row.job,
        usual=row.usual,
        offered=row.offered,
        costs=row.costs,
        hours=row.hours,
        points=row.points,
        floor=row.floor,
        plays=row.plays,
        next_job=row.next_job,
        discounted=row.discounted_jobs,
        jobs=row.all_jobs,
        reasons={
            reason: Weight(weight) for reason, weight in weights.items() if weight is not None
        },
        named=row.named,
        afford=None if row.afford is None else Afford(row.afford),
        terms=None if row.terms is None else Terms(row.terms),
        room=None if row.room is None else Room(row.room),
        motive=row.motive,
    )
