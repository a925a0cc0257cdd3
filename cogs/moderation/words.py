"""What was decided, in words."""

from collections.abc import Mapping

from bot.store import Case, CaseDecision, Decided
from bot.store.people import NOBODY

DECIDED: Mapping[Decided, str] = {
    "promotion": "Promotion",
    "not_promotion": "Not promotion",
    "exempted": "Exempt from now on",
    "allowed": "Site allowed",
    "reopened": "Opened again",
}


def member(user_id: int) -> str:
    """Name a member; somebody who asked to be deleted has no name any more."""
    return f"<@{user_id}>" if user_id > NOBODY else "Somebody whose data is deleted"


def moderator(user_id: int) -> str:
    """Name a moderator; one who asked to be deleted has no name any more."""
    return f"<@{user_id}>" if user_id > NOBODY else "a moderator"


def done(decision: CaseDecision) -> str:
    """Say what a moderator did, and when."""
    at = int(decision.at.timestamp())
    return f"**{DECIDED[decision.decided]}**, by {moderator(decision.by)} <t:{at}:R>"


def decided_by(case: Case) -> str | None:
    """Say what was done with a case last; None if nothing was."""
    return done(case.decisions[-1]) if case.decisions else None
