"""A case: messages of a member that a rule speaks against, before moderators and after."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal, TypeAlias

CaseOrigin: TypeAlias = Literal["judged", "reported"]
CaseAction: TypeAlias = Literal["review", "remove"]
CaseState: TypeAlias = Literal["open", "decided"]
Ruling: TypeAlias = Literal["promotion", "not_promotion", "exempted", "allowed"]
Decided: TypeAlias = Literal["promotion", "not_promotion", "exempted", "allowed", "reopened"]

CONFIRMED: Final[tuple[Ruling, ...]] = ("promotion",)
OVERTURNED: Final[tuple[Ruling, ...]] = ("not_promotion", "exempted", "allowed")


@dataclass(frozen=True)
class KeptPart:
    """One text of a message, and where in it that stood."""

    place: str
    text: str


@dataclass(frozen=True)
class KeptSignal:
    """One thing that spoke for or against a message.

    `part` counts the message's parts from 0, `place` names that part for when its text is gone,
    and `span` is where in its text the signal stood: from the first character up to before the
    second, in Python's characters.
    """

    name: str
    part: int
    place: str
    span: tuple[int, int]
    weight: int


@dataclass(frozen=True, kw_only=True)
class CaseMessage:
    """A message of a case and what was found in it.

    `parts` is empty once its text is gone; `digest` is a keyed hash of what its author wrote. A
    message that Discord blocked was never posted; its id is ours, and below zero.
    """

    message_id: int
    channel_id: int
    posted_at: datetime
    action: CaseAction
    rule: str
    score: int
    rules_version: str
    signals: tuple[KeptSignal, ...]
    digest: str
    parts: tuple[KeptPart, ...]
    deleted_at: datetime | None

    @property
    def was_posted(self) -> bool:
        return self.message_id > 0


@dataclass(frozen=True)
class CaseReport:
    """What a member said of a message when they reported it."""

    by: int
    message_id: int
    reason: str
    at: datetime


@dataclass(frozen=True)
class CaseDecision:
    """What a moderator did with a case."""

    by: int
    decided: Decided
    at: datetime


@dataclass(frozen=True)
class CaseCard:
    """The message in the moderators' log that shows a case, as it was at `revision`."""

    channel_id: int
    message_id: int
    revision: int


@dataclass(frozen=True, kw_only=True)
class Case:
    """Messages of one author, close together, that one rule speaks against.

    `channel_id` is where the first of them stands. `action`, `rule`, `score` and `rules_version`
    are those of the message that weighs most. `revision` rises with every change that a card
    shows. `messages`, `reports` and `decisions` are in the order in which they came about.
    """

    id: int
    guild_id: int
    channel_id: int
    author_id: int
    origin: CaseOrigin
    action: CaseAction
    rule: str
    score: int
    rules_version: str
    state: CaseState
    decision: Ruling | None
    decided_at: datetime | None
    opened_at: datetime
    revision: int
    card: CaseCard | None
    messages: tuple[CaseMessage, ...]
    reports: tuple[CaseReport, ...]
    decisions: tuple[CaseDecision, ...]

    @property
    def decided_by(self) -> int | None:
        """Who decided it; None while it is open, or if nothing is kept of them any more."""
        last = self.decisions[-1] if self.decisions else None
        known = last and (last.decided, last.at) == (self.decision, self.decided_at)
        return last.by if last and known else None

    @property
    def has_text(self) -> bool:
        return any(message.parts for message in self.messages)

    @property
    def card_is_behind(self) -> bool:
        """Whether a card has to be drawn: for the first time, or because it shows what was."""
        if self.card is None:
            return self.state == "open"
        return self.card.revision < self.revision


@dataclass(frozen=True)
class CaseHistory:
    """What there has been with a member on a server; `last` is when their last case was opened.

    `overturned` are those of which moderators said that the messages might stay.
    """

    cases: int
    confirmed: int
    overturned: int
    last: datetime | None


@dataclass(frozen=True)
class CaseWeek:
    """The cases opened in a week from Monday, `begins`, in UTC.

    `confirmed` and `overturned` count judged ones only, what members report is no judgement.
    """

    begins: date
    judged: int = 0
    reported: int = 0
    confirmed: int = 0
    overturned: int = 0

    @property
    def cases(self) -> int:
        return self.judged + self.reported
