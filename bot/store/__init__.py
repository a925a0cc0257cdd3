"""What the bot remembers: one SQLite file, one process, one repository a room."""

from bot.store.base import metadata
from bot.store.case import (
    Case,
    CaseAction,
    CaseCard,
    CaseDecision,
    CaseHistory,
    CaseMessage,
    CaseOrigin,
    CaseReport,
    CaseState,
    CaseWeek,
    Decided,
    KeptPart,
    KeptSignal,
    Ruling,
)
from bot.store.case_opening import Sighting
from bot.store.command_sync import CommandSync
from bot.store.decision_counts import DayCount, Judged
from bot.store.evaluation_table import Consent, Evaluation, EvaluationState, Outcome, Place
from bot.store.evidence import Cell, Evidence
from bot.store.exemptions import Exemptions, ExemptKind
from bot.store.follow_ups import Again, Day, FollowUp, FollowUpState, MoreWork
from bot.store.gaps import Gap
from bot.store.guild_settings import GuildSettings, ModerationMode
from bot.store.jobs import Job, JobState, Payload
from bot.store.native_rules import Native, NativeNotice, NativeProblem
from bot.store.people import Keeping, keeping_of
from bot.store.ratings import Rating
from bot.store.recent_posts import RecentPost
from bot.store.step import Appeal, RemovedPost, Step, StepKind, StepOutcome, StepState, Strike
from bot.store.steps import Plan
from bot.store.store import Repositories, Store
from bot.store.votes import Vote

__all__ = [
    "Again",
    "Appeal",
    "Case",
    "CaseAction",
    "CaseCard",
    "CaseDecision",
    "CaseHistory",
    "CaseMessage",
    "CaseOrigin",
    "CaseReport",
    "CaseState",
    "CaseWeek",
    "Cell",
    "CommandSync",
    "Consent",
    "Day",
    "DayCount",
    "Decided",
    "Evaluation",
    "EvaluationState",
    "Evidence",
    "ExemptKind",
    "Exemptions",
    "FollowUp",
    "FollowUpState",
    "Gap",
    "GuildSettings",
    "Job",
    "JobState",
    "Judged",
    "Keeping",
    "KeptPart",
    "KeptSignal",
    "ModerationMode",
    "MoreWork",
    "Native",
    "NativeNotice",
    "NativeProblem",
    "Outcome",
    "Payload",
    "Place",
    "Plan",
    "Rating",
    "RecentPost",
    "RemovedPost",
    "Repositories",
    "Ruling",
    "Sighting",
    "Step",
    "StepKind",
    "StepOutcome",
    "StepState",
    "Store",
    "Strike",
    "Vote",
    "keeping_of",
    "metadata",
]
