"""Judging the export of a channel: what the rules would have done, for moderators to look at."""

from bot.exports.checking import Checked, Clear, Count, check
from bot.exports.progress import Progress, progress_of
from bot.exports.report import report

__all__ = ["Checked", "Clear", "Count", "Progress", "check", "progress_of", "report"]
