"""What the bot remembers: one SQLite file, one process, one repository a room."""

from bot.store.base import metadata
from bot.store.command_sync import CommandSync
from bot.store.gaps import Gap
from bot.store.guild_settings import GuildSettings
from bot.store.jobs import Job, JobState, Payload
from bot.store.people import Keeping, keeping_of
from bot.store.ratings import Rating
from bot.store.store import Repositories, Store

__all__ = [
    "CommandSync",
    "Gap",
    "GuildSettings",
    "Job",
    "JobState",
    "Keeping",
    "Payload",
    "Rating",
    "Repositories",
    "Store",
    "keeping_of",
    "metadata",
]
