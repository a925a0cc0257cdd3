"""What the bot remembers: one SQLite file, one process, one repository a room."""

from bot.store.base import metadata
from bot.store.command_sync import CommandSync
from bot.store.evaluation_table import Consent, Evaluation, EvaluationState, Outcome, Place
from bot.store.evidence import Cell, Evidence
from bot.store.follow_ups import Again, Day, FollowUp, FollowUpState, MoreWork
from bot.store.gaps import Gap
from bot.store.guild_settings import GuildSettings
from bot.store.jobs import Job, JobState, Payload
from bot.store.people import Keeping, keeping_of
from bot.store.ratings import Rating
from bot.store.store import Repositories, Store
from bot.store.votes import Vote

__all__ = [
    "Again",
    "Cell",
    "CommandSync",
    "Consent",
    "Day",
    "Evaluation",
    "EvaluationState",
    "Evidence",
    "FollowUp",
    "FollowUpState",
    "Gap",
    "GuildSettings",
    "Job",
    "JobState",
    "Keeping",
    "MoreWork",
    "Outcome",
    "Payload",
    "Place",
    "Rating",
    "Repositories",
    "Store",
    "Vote",
    "keeping_of",
    "metadata",
]
