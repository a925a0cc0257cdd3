"""The weekly tip: when it is due, which one it is, and the calendar that follows from both."""

from bot.tips.calendar import Planned, plan
from bot.tips.rotation import coming, next_tip
from bot.tips.schedule import Schedule, Weekday, latest_before, next_after, occurrences
from bot.tips.tip import LONGEST, Tip

__all__ = [
    "LONGEST",
    "Planned",
    "Schedule",
    "Tip",
    "Weekday",
    "coming",
    "latest_before",
    "next_after",
    "next_tip",
    "occurrences",
    "plan",
]
