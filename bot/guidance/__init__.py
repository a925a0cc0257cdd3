"""What the library says: entries with their topics and sources, and how they are found."""

from bot.guidance.check import Fault, Place, check, closest, overdue, repeated_ids
from bot.guidance.entries import Citation, Confidence, Entry, Kind, Source, Tool, Topic, Use
from bot.guidance.library import Credit, Guidance
from bot.guidance.search import Match

__all__ = [
    "Citation",
    "Confidence",
    "Credit",
    "Entry",
    "Fault",
    "Guidance",
    "Kind",
    "Match",
    "Place",
    "Source",
    "Tool",
    "Topic",
    "Use",
    "check",
    "closest",
    "overdue",
    "repeated_ids",
]
