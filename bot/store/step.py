"""What is done about a case, step by step, and what a member says to it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, TypeAlias

StepKind: TypeAlias = Literal[
    "remove", "timeout", "note", "warn", "restore", "end_timeout", "told", "answer", "remind"
]
StepState: TypeAlias = Literal["planned", "done", "failed"]
StepOutcome: TypeAlias = Literal["gone", "by_hand", "not_allowed", "above", "closed", "refused"]
"""Why a step did not go as planned.

`gone`: it was gone already, which is as good as done; `by_hand`: a moderator did it. The others
are failures: a permission is missing; the member stands above the bot; they take no direct
messages and no private thread could be opened; Discord refused for another reason.
"""

IN_ORDER: Final[tuple[StepKind, ...]] = (
    "remove", "timeout", "warn", "note", "end_timeout", "restore", "told", "answer", "remind"
)  # fmt: skip
"""The order in which the steps of a case are taken."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing that is done about a case.

    `target_id` is the message it is about, 0 for what is about the member. `by` is the moderator
    who wanted it; None is the bot. `channel_id` and `message_id` are where what it posted stands.
    `until` is when a time-out ends.
    """

    id: int
    case_id: int
    guild_id: int
    user_id: int
    kind: StepKind
    target_id: int
    by: int | None
    state: StepState
    outcome: StepOutcome | None
    channel_id: int | None
    message_id: int | None
    until: datetime | None
    planned_at: datetime
    done_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class RemovedPost:
    """A post that was taken down, for its author and for putting it back.

    `matched` are the words that weighed most, a line each, as they were written; it is empty if
    none did. Its files, if it had any, cannot be given back.
    """

    message_id: int
    case_id: int
    guild_id: int
    channel_id: int
    author_id: int
    text: str
    matched: str
    has_files: bool
    posted_at: datetime
    removed_at: datetime


@dataclass(frozen=True, kw_only=True)
class Strike:
    """A clear case of a member; `strike` 0 is a first one, which has no consequence but counts."""

    case_id: int
    guild_id: int
    user_id: int
    strike: int
    asks_moderators: bool
    given_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Appeal:
    """What a member asked moderators, and what they said; `answer` is empty until then."""

    case_id: int
    guild_id: int
    user_id: int
    reason: str
    asked_at: datetime
    answer: str
    answered_by: int | None
    answered_at: datetime | None
    reminded_at: datetime | None
