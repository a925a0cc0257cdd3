"""What was decided, in words."""

from collections.abc import Mapping

from bot.store import Case, CaseDecision, Decided

DECIDED: Mapping[Decided, str] = {
    "promotion": "Promotion",
    "not_promotion": "Not promotion",
    "exempted": "Exempt from now on",
    "allowed": "Site allowed",
    "reopened": "Opened again",
}


def done(decision: CaseDecision) -> str:
    """Say what a moderator did, and when."""
    at = int(decision.at.timestamp())
    return f"**{DECIDED[decision.decided]}**, by <@{decision.by}> <t:{at}:R>"


def decided_by(case: Case) -> str | None:
    """Say what was done with a case last; None if nothing was."""
    return done(case.decisions[-1]) if case.decisions else None
