"""The weekly tip: when it is due, which one it is, and the calendar that follows from both."""

from bot.tips.calendar import Planned, plan
from bot.tips.owed import LATE, TOO_SOON, Owed, following, is_too_soon, owed
from bot.tips.rotation import coming, next_tip
from bot.tips.schedule import Schedule, Weekday, latest_before, next_after, occurrences
from bot.tips.tip import LONGEST, Tip

__all__ = [
    "LATE",
    "LONGEST",
    "TOO_SOON",
    "Owed",
    "Planned",
    "Schedule",
    "Tip",
    "Weekday",
    "coming",
    "following",
    "is_too_soon",
    "latest_before",
    "next_after",
    "next_tip",
    "occurrences",
    "owed",
    "plan",
]
