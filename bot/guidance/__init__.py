"""What the library says: entries with their topics and sources, and how they are found."""

from bot.guidance.check import (
    TO_BE_WRITTEN,
    Fault,
    Place,
    check,
    check_questions,
    closest,
    overdue,
    repeated_ids,
)
from bot.guidance.entries import Asked, Citation, Confidence, Entry, Kind, Source, Tool, Topic, Use
from bot.guidance.library import Credit, Guidance
from bot.guidance.meaning import embed
from bot.guidance.search import Match, Ranking
from bot.guidance.text import Stemmer, plain

__all__ = [
    "TO_BE_WRITTEN",
    "Asked",
    "Citation",
    "Confidence",
    "Credit",
    "Entry",
    "Fault",
    "Guidance",
    "Kind",
    "Match",
    "Place",
    "Ranking",
    "Source",
    "Stemmer",
    "Tool",
    "Topic",
    "Use",
    "check",
    "check_questions",
    "closest",
    "embed",
    "overdue",
    "plain",
    "repeated_ids",
]
